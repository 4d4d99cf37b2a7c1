//! What a column of a table of questions may hold.

use contest::banks::{MAX_CHOICES, letter};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The running number, or the author's own mark; not kept.
    Number,
    /// What is asked.
    Stem,
    /// The choice at this position from 0.
    Choice(usize),
    /// The right choice or choices.
    Answer,
    /// Lĩnh vực.
    Topic,
    /// Mức độ.
    Level,
    /// One right choice, several, or Đúng/Sai.
    Kind,
    /// Why the key is the key.
    Explanation,
    /// The number of the handbook entry.
    Entry,
    /// The choices that keep their place on every paper.
    Anchors,
}

impl Field {
    /// All, in the order in which people fill them in; the running number first.
    pub fn all() -> impl Iterator<Item = Self> {
        let choices = (0..MAX_CHOICES).map(Self::Choice);
        [Self::Number, Self::Stem].into_iter().chain(choices).chain([
            Self::Answer,
            Self::Topic,
            Self::Level,
            Self::Kind,
            Self::Explanation,
            Self::Entry,
            Self::Anchors,
        ])
    }

    /// The name in forms and on the command line: `cau-hoi`, `phuong-an-a`.
    pub fn code(self) -> String {
        match self {
            Self::Number => "so".to_owned(),
            Self::Stem => "cau-hoi".to_owned(),
            Self::Choice(position) => format!("phuong-an-{}", letter(position).to_ascii_lowercase()),
            Self::Answer => "dap-an".to_owned(),
            Self::Topic => "linh-vuc".to_owned(),
            Self::Level => "muc-do".to_owned(),
            Self::Kind => "loai".to_owned(),
            Self::Explanation => "giai-thich".to_owned(),
            Self::Entry => "so-tay".to_owned(),
            Self::Anchors => "giu-vi-tri".to_owned(),
        }
    }

    /// The name on screen, which [`super::read`] understands as the name of a column.
    pub fn label(self) -> String {
        match self {
            Self::Number => "STT".to_owned(),
            Self::Stem => "Câu hỏi".to_owned(),
            Self::Choice(position) => format!("Phương án {}", letter(position)),
            Self::Answer => "Đáp án đúng".to_owned(),
            Self::Topic => "Lĩnh vực".to_owned(),
            Self::Level => "Mức độ".to_owned(),
            Self::Kind => "Loại câu hỏi".to_owned(),
            Self::Explanation => "Giải thích".to_owned(),
            Self::Entry => "Câu sổ tay".to_owned(),
            Self::Anchors => "Giữ vị trí".to_owned(),
        }
    }

    /// The field of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|field| field.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back() {
        for field in Field::all() {
            assert_eq!(Field::from_code(&field.code()), Some(field));
        }
        assert_eq!(Field::from_code("phuong-an-z"), None);
        assert_eq!(Field::all().count(), 9 + MAX_CHOICES);
    }
}
