//! Khiếu nại: what somebody may say against a provisional result, and what they are answered.

use serde::{Deserialize, Serialize};

use crate::text::paragraphs;

/// Longest complaint and longest answer, in characters.
pub const MAX_COMPLAINT: usize = 2_000;
/// Most complaints about one attempt.
pub const MAX_COMPLAINTS: u64 = 3;

/// What a complaint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintKind {
    /// A question or its key.
    Question,
    /// Right answers, time or place.
    Score,
    /// Anything else.
    Other,
}

/// What became of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintOutcome {
    /// It was right.
    Upheld,
    /// It was not.
    Dismissed,
}

/// A complaint, or the answer to one, as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint(String);

/// Why a text cannot be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComplaintError {
    /// Nothing was written.
    #[error("Chưa có nội dung. Hãy viết ngắn gọn điều bạn muốn nói.")]
    Missing,
    /// More than [`MAX_COMPLAINT`] characters, with how many.
    #[error("Nội dung có {0} ký tự. Hãy viết gọn lại trong 2.000 ký tự.")]
    TooLong(usize),
}

impl ComplaintKind {
    /// All, as forms list them.
    pub const ALL: [Self; 3] = [Self::Question, Self::Score, Self::Other];

    /// The short name in storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Score => "score",
            Self::Other => "other",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Question => "Câu hỏi hoặc đáp án",
            Self::Score => "Số câu đúng, thời gian hoặc thứ hạng",
            Self::Other => "Việc khác",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl ComplaintOutcome {
    /// Both, as forms list them.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::Dismissed];

    /// The short name in storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Dismissed => "dismissed",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Upheld => "Khiếu nại đúng",
            Self::Dismissed => "Giữ nguyên kết quả",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

impl Complaint {
    /// Reads what was typed: 1 to [`MAX_COMPLAINT`] characters.
    pub fn parse(typed: &str) -> Result<Self, ComplaintError> {
        let text = paragraphs(typed);
        match text.chars().count() {
            0 => Err(ComplaintError::Missing),
            length if length > MAX_COMPLAINT => Err(ComplaintError::TooLong(length)),
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
    fn codes_are_what_serde_writes() {
        for kind in ComplaintKind::ALL {
            assert_eq!(ComplaintKind::parse(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        for outcome in ComplaintOutcome::ALL {
            assert_eq!(ComplaintOutcome::parse(outcome.code()), Some(outcome));
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.code());
        }
    }

    #[test]
    fn a_text_has_something_to_say_and_an_end() {
        assert_eq!(Complaint::parse(" \r\n\u{200b} "), Err(ComplaintError::Missing));
        let longest = "ệ".repeat(MAX_COMPLAINT);
        assert_eq!(Complaint::parse(&longest).map(|text| text.as_str().len()), Ok(longest.len()));
        let longer = Complaint::parse(&format!("{longest}x"));
        assert_eq!(longer, Err(ComplaintError::TooLong(MAX_COMPLAINT + 1)));
        assert!(longer.unwrap_err().to_string().contains(&crate::text::group(MAX_COMPLAINT as i64)));
    }
}
