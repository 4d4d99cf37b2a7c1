//! From the number of lines to pages of them.

/// Which page is shown, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: u32,
    /// One at least.
    pub pages: u32,
}

impl Paging {
    /// Page `asked_for` of so many lines, `size` on a page. Beyond the last it is the last: an
    /// address may have grown old.
    pub fn of(asked_for: u32, lines: u64, size: u64) -> Self {
        let pages = u32::try_from(lines.div_ceil(size.max(1))).unwrap_or(u32::MAX).max(1);
        Self { page: asked_for.clamp(1, pages), pages }
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
    fn pages_cover_all_lines_and_old_addresses_show_the_last() {
        let of = |page, lines| Paging::of(page, lines, 50);
        assert_eq!(of(1, 0), Paging { page: 1, pages: 1 });
        assert_eq!(of(2, 51), Paging { page: 2, pages: 2 });
        assert_eq!(of(9, 51), of(2, 51));
        assert_eq!(of(2, 51).slice((0..51).collect(), 50), [50]);
        assert_eq!(of(1, 51).slice((0..51).collect(), 50).len(), 50);
    }
}
