//! From the number of lines to pages of them.

use axum::response::{IntoResponse as _, Redirect, Response};

/// Which page is shown, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: u32,
    /// One at least.
    pub pages: u32,
}

impl Paging {
    /// Page `asked_for` of so many lines, `size` on a page. A page beyond the last is an address
    /// that has grown old: `Err` leads to the last one, at `href` with its number.
    pub fn of(asked_for: u32, lines: u64, size: u64, href: &str) -> Result<Self, Box<Response>> {
        let pages = u32::try_from(lines.div_ceil(size.max(1))).unwrap_or(u32::MAX).max(1);
        if asked_for > pages {
            return Err(Box::new(Redirect::to(&format!("{href}{pages}")).into_response()));
        }
        Ok(Self { page: asked_for.max(1), pages })
    }

    /// The lines of this page.
    pub fn slice<T>(self, lines: Vec<T>, size: u64) -> Vec<T> {
        let before = u64::from(self.page - 1).saturating_mul(size);
        let before = usize::try_from(before).unwrap_or(usize::MAX);
        lines.into_iter().skip(before).take(size as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cover_all_lines_and_old_addresses_lead_to_the_last() {
        let of = |page, lines| Paging::of(page, lines, 50, "/x?trang=").map(|paging| (paging.page, paging.pages));
        assert_eq!(of(1, 0).ok(), Some((1, 1)));
        assert_eq!(of(2, 51).ok(), Some((2, 2)));
        let beyond = of(3, 51).unwrap_err();
        assert_eq!(beyond.headers()["location"], "/x?trang=2");
        let second = Paging { page: 2, pages: 2 };
        assert_eq!(second.slice((0..51).collect(), 50), [50]);
    }
}
