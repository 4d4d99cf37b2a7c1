//! What is decided about a question after people have answered it.
//!
//! Papers stay as they were drawn: a correction changes what an answer is worth, never the plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Plan, PlanQuestion};
use crate::banks::{ChoiceSet, Kind};

/// What becomes of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It counts for nobody: a paper that has it has one question fewer.
    Drop,
    /// Whoever has it on the paper has it right, whatever was marked, and even if nothing was.
    AllRight,
    /// Another key. Where one choice is marked, each of these is right; where several are, all of
    /// them together and no other.
    Key(ChoiceSet),
}

/// Why a key cannot be a question's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// No choice is right.
    #[error("Chưa chọn đáp án đúng nào. Hãy đánh dấu ít nhất một phương án.")]
    NoChoice,
    /// A choice that the question does not have.
    #[error("Có đáp án không thuộc câu hỏi này. Hãy chọn trong các phương án của câu.")]
    NoSuchChoice,
    /// The key that the question has.
    #[error("Đáp án vừa chọn giống đáp án đang có. Hãy chọn đáp án khác.")]
    SameKey,
}

impl Change {
    /// Checks a change against the question that it is about.
    pub fn check(self, question: &PlanQuestion) -> Result<(), ChangeError> {
        let Self::Key(key) = self else { return Ok(()) };
        if key.is_empty() {
            return Err(ChangeError::NoChoice);
        }
        if key.iter().any(|choice| choice >= question.choices.len()) {
            return Err(ChangeError::NoSuchChoice);
        }
        if key == question.correct {
            return Err(ChangeError::SameKey);
        }
        Ok(())
    }

    /// What those who took part are told, after "Ban Tổ chức". Says nothing of the key.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Drop => "không tính câu này cho bất kỳ ai",
            Self::AllRight => "tính đúng câu này cho mọi bài có câu này",
            Self::Key(_) => "sửa đáp án và chấm lại mọi bài có câu này",
        }
    }
}

/// What is decided about the questions of a round, by the number of the question's revision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(pub BTreeMap<i64, Change>);

/// A plan with what was decided about its questions since: all that a paper is drawn and graded by, but
/// the seed and the answers. The file of `cchc export plan` and `cchc draw`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFile {
    /// The plan, frozen.
    #[serde(flatten)]
    pub plan: Plan,
    /// Not written while there is nothing.
    #[serde(default, skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
}

/// What an answer to one question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The question counts for nobody.
    NotCounted,
    /// Wholly right.
    Right,
    /// Not, or not wholly.
    Wrong,
}

impl Corrections {
    /// Whether nothing was corrected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was decided about a question.
    pub fn of(&self, question: &PlanQuestion) -> Option<Change> {
        // Nearly every round has none, and grading asks for each question of each paper.
        if self.0.is_empty() { None } else { self.0.get(&question.revision).copied() }
    }

    /// The key that a question is graded by; of one that was dropped or is right for all, its own.
    pub fn key(&self, question: &PlanQuestion) -> ChoiceSet {
        match self.of(question) {
            Some(Change::Key(key)) => key,
            _ => question.correct,
        }
    }

    /// What it is worth to mark these choices, in the author's numbering.
    pub fn mark(&self, question: &PlanQuestion, marked: ChoiceSet) -> Mark {
        let right = match self.of(question) {
            Some(Change::Drop) => return Mark::NotCounted,
            Some(Change::AllRight) => true,
            Some(Change::Key(any)) if question.kind != Kind::Multiple => {
                marked.len() == 1 && marked.iter().all(|choice| any.contains(choice))
            }
            Some(Change::Key(key)) => marked == key,
            None => !marked.is_empty() && marked == question.correct,
        };
        if right { Mark::Right } else { Mark::Wrong }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::banks::ChoiceOrder;

    fn question(kind: Kind) -> PlanQuestion {
        PlanQuestion {
            revision: 7,
            stem: "Câu hỏi?".to_owned(),
            choices: ["Một", "Hai", "Ba"].map(str::to_owned).into(),
            correct: ChoiceSet::EMPTY.with(0),
            kind,
            order: ChoiceOrder::Free,
        }
    }

    fn set(places: &[usize]) -> ChoiceSet {
        places.iter().copied().collect()
    }

    #[test]
    fn a_key_of_two_is_either_of_them_where_one_is_marked_and_both_where_several_are() {
        let corrections = Corrections([(7, Change::Key(set(&[0, 2])))].into());
        let marks =
            |kind| [&[0][..], &[2], &[1], &[0, 2], &[]].map(|places| corrections.mark(&question(kind), set(places)));
        let (right, wrong) = (Mark::Right, Mark::Wrong);
        assert_eq!(marks(Kind::Single), [right, right, wrong, wrong, wrong]);
        assert_eq!(marks(Kind::Multiple), [wrong, wrong, wrong, right, wrong]);
    }

    #[test]
    fn a_key_has_choices_of_the_question_and_is_another_one() {
        let check = |places| Change::Key(set(places)).check(&question(Kind::Single));
        assert_eq!(check(&[1]), Ok(()));
        assert_eq!(check(&[]), Err(ChangeError::NoChoice));
        assert_eq!(check(&[1, 3]), Err(ChangeError::NoSuchChoice));
        assert_eq!(check(&[0]), Err(ChangeError::SameKey));
        assert_eq!(Change::Drop.check(&question(Kind::Single)), Ok(()));
    }

    #[test]
    fn corrections_are_written_by_revision() {
        let changes = [(7, Change::Drop), (8, Change::AllRight), (9, Change::Key(set(&[0, 2])))];
        let written = serde_json::to_value(Corrections(changes.into())).unwrap();
        assert_eq!(written, serde_json::json!({"7": "drop", "8": "all_right", "9": {"key": [0, 2]}}));
        assert_eq!(serde_json::from_value::<Corrections>(written).unwrap(), Corrections(changes.into()));
    }
}
