//! Sites that may show a board within a frame of their own pages.

use std::fmt;

/// Another site, as browsers compare them: `https://laocai.gov.vn`, with its port where that is not 443.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameSite(String);

/// Why a site cannot be named so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameSiteError {
    /// No `https://`, or something after the host.
    #[error("Hãy ghi địa chỉ trang dạng https://ten-mien, không có phần sau tên miền, ví dụ https://laocai.gov.vn.")]
    Shape,
    /// No host that names have.
    #[error("Tên miền chỉ gồm chữ không dấu, chữ số, dấu gạch nối và dấu chấm, ví dụ laocai.gov.vn. Hãy kiểm tra lại.")]
    Host,
    /// No port.
    #[error("Cổng phải là số từ 1 đến 65535, ví dụ https://laocai.gov.vn:8443. Hãy kiểm tra lại, hoặc bỏ phần cổng.")]
    Port,
}

impl FrameSite {
    /// Most sites of an installation.
    pub const MOST: usize = 20;
    /// Longest name of a host, in characters (RFC 1035, 2.3.4).
    const LONGEST: usize = 253;
    /// Longest part of it between two dots.
    const LONGEST_LABEL: usize = 63;

    /// Reads what somebody typed; capital letters and a stroke at the end are no matter.
    pub fn parse(typed: &str) -> Result<Self, FrameSiteError> {
        let typed = typed.trim().to_ascii_lowercase();
        let rest = typed.strip_prefix("https://").ok_or(FrameSiteError::Shape)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.is_empty() || rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(FrameSiteError::Shape);
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        if !is_host(host) {
            return Err(FrameSiteError::Host);
        }
        match port.map(read_port) {
            None | Some(Some(443)) => Ok(Self(format!("https://{host}"))),
            Some(Some(port)) => Ok(Self(format!("https://{host}:{port}"))),
            Some(None) => Err(FrameSiteError::Port),
        }
    }

    /// As it stands in a policy.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FrameSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Two labels at least, and the last is a word: no number of a machine, no name in an office's own network.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let letters = label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        letters
            && (1..=FrameSite::LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= FrameSite::LONGEST
        && host.contains('.')
        && host.split('.').all(is_label)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn read_port(digits: &str) -> Option<u16> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|port| is_plain && *port > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sites_are_read_as_browsers_compare_them() {
        let good = [
            ("https://laocai.gov.vn", "https://laocai.gov.vn"),
            (" HTTPS://LaoCai.gov.VN/ ", "https://laocai.gov.vn"),
            ("https://sonoivu.laocai.gov.vn:8443", "https://sonoivu.laocai.gov.vn:8443"),
            ("https://laocai.gov.vn:443", "https://laocai.gov.vn"),
            ("https://xn--tp-lo-cai.vn", "https://xn--tp-lo-cai.vn"),
        ];
        for (typed, read) in good {
            assert_eq!(FrameSite::parse(typed).map(|site| site.to_string()), Ok(read.to_owned()));
        }
        let bad = [
            ("", FrameSiteError::Shape),
            ("http://laocai.gov.vn", FrameSiteError::Shape),
            ("https://", FrameSiteError::Shape),
            ("https://laocai.gov.vn/tin", FrameSiteError::Shape),
            ("https://ai@laocai.gov.vn", FrameSiteError::Shape),
            ("https://laocai.gov.vn?a", FrameSiteError::Shape),
            ("https://*.gov.vn", FrameSiteError::Host),
            ("https://localhost", FrameSiteError::Host),
            ("https://10.0.0.1", FrameSiteError::Host),
            ("https://[::1]", FrameSiteError::Host),
            ("https://lào-cai.vn", FrameSiteError::Host),
            ("https://a.vn; script-src *", FrameSiteError::Host),
            ("https://-a.vn", FrameSiteError::Host),
            ("https://a..vn", FrameSiteError::Host),
            ("https://a.vn:", FrameSiteError::Port),
            ("https://a.vn:0", FrameSiteError::Port),
            ("https://a.vn:65536", FrameSiteError::Port),
            ("https://a.vn:+1", FrameSiteError::Port),
            ("https://a.vn:*", FrameSiteError::Port),
        ];
        for (typed, why) in bad {
            assert_eq!(FrameSite::parse(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_stands_in_a_policy_as_one_word(typed in "(https://)?[a-zA-Z0-9.:;, */-]{0,40}") {
            if let Ok(site) = FrameSite::parse(&typed) {
                prop_assert!(site.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.-".contains(&byte)));
                prop_assert_eq!(FrameSite::parse(site.as_str()), Ok(site));
            }
        }
    }
}
