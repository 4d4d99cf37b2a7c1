//! What staff may do.

use contest::banks::BankHand;
use serde::{Deserialize, Serialize};

/// A role of staff. People who take part have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Quản trị: all that an organiser may, and the installation.
    Admin,
    /// Ban Tổ chức: contests, rounds, banks, people, results.
    Organiser,
    /// Writes questions.
    QuestionAuthor,
    /// Approves the questions of others.
    QuestionReviewer,
    /// Sees one agency and what is below it.
    AgencyViewer,
}

impl Role {
    /// All, as lists show them.
    pub const ALL: [Self; 5] =
        [Self::Admin, Self::Organiser, Self::QuestionAuthor, Self::QuestionReviewer, Self::AgencyViewer];

    /// The short name in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Organiser => "organiser",
            Self::QuestionAuthor => "question_author",
            Self::QuestionReviewer => "question_reviewer",
            Self::AgencyViewer => "agency_viewer",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Admin => "Quản trị hệ thống",
            Self::Organiser => "Ban Tổ chức",
            Self::QuestionAuthor => "Người biên soạn câu hỏi",
            Self::QuestionReviewer => "Người thẩm định câu hỏi",
            Self::AgencyViewer => "Đầu mối của cơ quan, đơn vị",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What is in these hands of a bank that they may work on; `None` for those who work on none.
    pub const fn bank_hand(self) -> Option<BankHand> {
        match self {
            Self::Admin | Self::Organiser => Some(BankHand::Organiser),
            Self::QuestionAuthor => Some(BankHand::Author),
            Self::QuestionReviewer => Some(BankHand::Reviewer),
            Self::AgencyViewer => None,
        }
    }

    /// Whether contests, people and results are in these hands.
    pub const fn organises(self) -> bool {
        matches!(self, Self::Admin | Self::Organiser)
    }
}
