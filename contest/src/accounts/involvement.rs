//! Tham gia tổ chức cuộc thi.

use serde::{Deserialize, Serialize};

/// What somebody who takes part has to do with making the contest; rules may bar them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Involvement {
    /// Ban Tổ chức, Tổ giúp việc.
    Organiser,
    /// Who writes or reviews questions.
    QuestionWriter,
    /// Who runs the system.
    Technical,
}

impl Involvement {
    /// All, as the form lists them.
    pub const ALL: [Self; 3] = [Self::Organiser, Self::QuestionWriter, Self::Technical];

    /// The short name in forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::QuestionWriter => "question_writer",
            Self::Technical => "technical",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organiser => "Ban Tổ chức, Tổ giúp việc",
            Self::QuestionWriter => "Người biên soạn, thẩm định câu hỏi",
            Self::Technical => "Nhân viên kỹ thuật",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|involvement| involvement.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_serde_writes() {
        for involvement in Involvement::ALL {
            assert_eq!(Involvement::parse(involvement.code()), Some(involvement));
            assert_eq!(serde_json::to_value(involvement).unwrap(), involvement.code());
        }
        assert_eq!(Involvement::parse("citizen"), None);
    }
}
