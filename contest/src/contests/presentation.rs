//! How a paper is presented: whole, or one question at a time.

use serde::{Deserialize, Serialize};

/// How someone sees the questions of a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presentation {
    /// All on one page.
    #[default]
    OnePage,
    /// One at a time, and those that were reached may be gone back to.
    OneByOne,
    /// One at a time, and what was passed stays as it was answered.
    ForwardOnly,
}

/// Why a question of a paper that is shown step by step may not be answered so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// It has not been shown yet.
    #[error("the question has not been reached")]
    NotReached,
    /// It was passed, and there is no going back.
    #[error("the question has been passed")]
    Passed,
}

impl Presentation {
    /// All.
    pub const ALL: [Self; 3] = [Self::OnePage, Self::OneByOne, Self::ForwardOnly];

    /// Whether questions are shown one at a time.
    pub const fn is_stepwise(self) -> bool {
        !matches!(self, Self::OnePage)
    }

    /// Whether a question that was passed may be seen and answered again.
    pub const fn goes_back(self) -> bool {
        !matches!(self, Self::ForwardOnly)
    }

    /// Whether a page may answer the question at `position`, from 0, when `reached` is the furthest
    /// place that was shown. An answer that changes nothing may come again at any time.
    pub fn may_answer(self, reached: u16, position: u16, changes: bool) -> Result<(), StepError> {
        match self {
            Self::OnePage => Ok(()),
            _ if position > reached => Err(StepError::NotReached),
            Self::ForwardOnly if changes && position < reached => Err(StepError::Passed),
            Self::OneByOne | Self::ForwardOnly => Ok(()),
        }
    }

    /// What people should know; nothing of a whole page, which is what they expect.
    pub(super) const fn in_words(self) -> Option<&'static str> {
        match self {
            Self::OnePage => None,
            Self::OneByOne => Some("Câu hỏi hiện lần lượt từng câu; bạn quay lại xem và sửa được các câu đã qua."),
            Self::ForwardOnly => {
                Some("Câu hỏi hiện lần lượt từng câu; đã sang câu sau thì không quay lại, không sửa câu trước được.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_ahead_is_closed_and_what_is_behind_is_as_the_rules_say(
            reached in 0..200_u16, position in 0..200_u16, changes in any::<bool>(),
        ) {
            prop_assert_eq!(Presentation::OnePage.may_answer(reached, position, changes), Ok(()));
            for stepwise in [Presentation::OneByOne, Presentation::ForwardOnly] {
                let may = stepwise.may_answer(reached, position, changes);
                prop_assert_eq!(may == Err(StepError::NotReached), position > reached);
                prop_assert!(position != reached || may.is_ok());
                let passed = position < reached && changes && !stepwise.goes_back();
                prop_assert_eq!(may == Err(StepError::Passed), passed);
            }
        }
    }
}
