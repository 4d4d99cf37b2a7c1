//! Requests that change something must come from this site's own pages.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
};

/// Whether a request changes nothing or comes from this site's own pages; a cross-site request that
/// could change something is refused.
///
/// Every browser that can run this site sends `Sec-Fetch-Site`, or at least `Origin` with a POST;
/// a request with neither is refused too. Cookies are `SameSite=Lax` besides. (The method is the
/// one of Go's `http.CrossOriginProtection`; see Filippo Valsorda, "Cross-Site Request Forgery".)
pub fn may_act(request: &Request, public_url: &str) -> bool {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    is_safe || comes_from_here(request.headers(), public_url)
}

fn comes_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = text("origin") else { return false };
    // A proxy may have changed the host that we see, and a person may use another name of it.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    origin == public_url || origin.split_once("://").map(|(_, authority)| authority) == host
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_this_sites_pages_may_change_something() {
        let from = |pairs: &[_]| comes_from_here(&headers(pairs), "https://thi.example.vn");
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(from(&[("sec-fetch-site", "none")]), "typed by hand");
        assert!(!from(&[("sec-fetch-site", "cross-site"), ("origin", "https://thi.example.vn")]));
        assert!(!from(&[("sec-fetch-site", "same-site")]), "a sibling subdomain is not us");
        assert!(from(&[("origin", "https://thi.example.vn")]));
        assert!(from(&[("origin", "http://10.0.0.7:3000"), ("host", "10.0.0.7:3000")]));
        assert!(!from(&[("origin", "https://evil.example"), ("host", "thi.example.vn")]));
        assert!(!from(&[("origin", "null"), ("host", "thi.example.vn")]));
        assert!(!from(&[("host", "thi.example.vn")]), "neither header");
    }
}
