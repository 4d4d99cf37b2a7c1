//! What an address asks for after its `?`: read kindly, and bounded.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

/// Longest value that is looked at, in characters.
pub const MAX_VALUE: usize = 100;
/// Most values.
const MAX_VALUES: usize = 20;

/// The values of an address. One that is missing, unknown or out of range is as if it were not
/// there: an address that was typed or cut short still shows a page.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::read(parts.uri.query().unwrap_or_default()))
    }
}

impl Params {
    fn read(query: &str) -> Self {
        let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        pairs.truncate(MAX_VALUES);
        Self(pairs)
    }

    /// A value without the blanks around it, cut to [`MAX_VALUE`] characters; `None` when empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        let value = value.trim();
        let end = value.char_indices().nth(MAX_VALUE).map_or(value.len(), |(end, _)| end);
        value.get(..end).filter(|value| !value.is_empty())
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.text(name)?.parse().ok()
    }

    /// `?trang=`, from 1.
    pub fn page(&self) -> u32 {
        self.number("trang").unwrap_or(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_kindly() {
        let params = Params::read("vong=2&trang=x&tim=+m%E1%BB%99t%20c%E1%BB%ADa+&vong=9&bang=");
        assert_eq!((params.number("vong"), params.page()), (Some(2), 1));
        assert_eq!(params.text("tim"), Some("một cửa"));
        assert_eq!((params.text("bang"), params.text("khoi")), (None, None));
        for page in ["trang=0", "trang=-1", "trang=99999999999999999999", "trang", "%ff=%ff", ""] {
            assert_eq!(Params::read(page).page(), 1, "{page}");
        }
        assert_eq!(Params::read("trang=4294967295").page(), u32::MAX);
    }

    #[test]
    fn long_values_are_cut_between_letters() {
        let params = Params::read(&format!("tim={}", "ệ".repeat(500)));
        assert_eq!(params.text("tim").map(|value| value.chars().count()), Some(MAX_VALUE));
    }
}
