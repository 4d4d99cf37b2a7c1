//! Security headers, with a nonce for each page.

use std::sync::{Arc, OnceLock};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use contest::results::FrameSite;
use engine::clock::os_rng;
use rand::Rng;

/// The nonce of a response's Content-Security-Policy, drawn when a page first asks for it: most
/// responses are no pages.
#[derive(Clone, Debug, Default)]
pub struct Nonce(Arc<OnceLock<String>>);

impl Nonce {
    /// The nonce: 32 hexadecimal digits.
    pub fn get(&self) -> &str {
        self.0.get_or_init(|| {
            let mut bytes = [0; 16];
            os_rng().fill_bytes(&mut bytes);
            hex::encode(bytes)
        })
    }
}

/// What a handler leaves with a page that other sites may show within a frame: which.
#[derive(Clone, Debug)]
pub struct Framed(pub Vec<FrameSite>);

/// What a response that is no page may load: nothing.
const NO_PAGE: &str = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Gives a response its security headers.
///
/// Nothing may run or load but what this server sends: no inline script or style, no other origin,
/// no frame around the page but those of a [`Framed`] one. `wasm-unsafe-eval` lets the browser compile the islands' wasm, and
/// nothing else.
pub fn secure(response: &mut Response, nonce: &Nonce) {
    // What a browser kept goes on with the policy that came with it, whose nonce it carries.
    let is_kept = response.status() == StatusCode::NOT_MODIFIED;
    let framed = response.extensions_mut().remove::<Framed>();
    let may_be_framed = framed.as_ref().is_some_and(|Framed(sites)| !sites.is_empty());
    let framed = framed.as_ref().and_then(frame_policy);
    let headers = response.headers_mut();
    let policy = || nonce.0.get().and_then(|nonce| page_policy(nonce)).unwrap_or(HeaderValue::from_static(NO_PAGE));
    if !is_kept {
        headers.insert(header::CONTENT_SECURITY_POLICY, framed.unwrap_or_else(policy));
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // It can name no site, so it would keep out those that may.
    if !may_be_framed {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    // Pages are made for one person; what may be kept says so itself.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// A page within a frame has style and nothing else: no script, no form.
fn frame_policy(Framed(sites): &Framed) -> Option<HeaderValue> {
    let sites: Vec<&str> = sites.iter().map(FrameSite::as_str).collect();
    let sites = if sites.is_empty() { "'none'".to_owned() } else { sites.join(" ") };
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; frame-ancestors {sites}; \
         base-uri 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

fn page_policy(nonce: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::try_from(policy).ok()
}
