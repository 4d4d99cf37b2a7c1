//! Báo lỗi: what a reader says is wrong with an entry of the handbook.

use crate::text::paragraphs;

/// Longest report, and longest note on one, in characters.
pub const MAX_MISTAKE: usize = 1_000;

/// What somebody says is wrong, or what was done about it, as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake(String);

/// Why a text cannot be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MistakeError {
    /// Nothing was written.
    #[error("Chưa có nội dung. Hãy viết chỗ nào chưa đúng.")]
    Missing,
    /// More than [`MAX_MISTAKE`] characters, with how many.
    #[error("Nội dung có {0} ký tự. Hãy viết gọn lại trong 1.000 ký tự.")]
    TooLong(usize),
}

impl Mistake {
    /// Reads what was typed: 1 to [`MAX_MISTAKE`] characters.
    pub fn parse(typed: &str) -> Result<Self, MistakeError> {
        let text = paragraphs(typed);
        match text.chars().count() {
            0 => Err(MistakeError::Missing),
            length if length > MAX_MISTAKE => Err(MistakeError::TooLong(length)),
            _ => Ok(Self(text)),
        }
    }

    /// The text, lines parted by `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_something_to_say_and_an_end() {
        assert_eq!(Mistake::parse(" \r\n\u{200b} "), Err(MistakeError::Missing));
        let longest = "ệ".repeat(MAX_MISTAKE);
        assert_eq!(Mistake::parse(&longest).map(|text| text.as_str().len()), Ok(longest.len()));
        assert_eq!(Mistake::parse(&format!("{longest}ệ")), Err(MistakeError::TooLong(MAX_MISTAKE + 1)));
        assert_eq!(Mistake::parse(" Sai  số.\r\n\r\n\r\nXem lại. ").unwrap().as_str(), "Sai số.\n\nXem lại.");
    }
}
