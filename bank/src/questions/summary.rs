//! What a file gave, in the shape that programs read.

use contest::banks::{ChoiceSet, Kind, Question};
use serde::Serialize;

use super::{QuestionSet, Row};
use crate::Problem;

/// A question set in short: `{"questions": […], "problems": […]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The accepted questions, in the file's order.
    pub questions: Vec<QuestionSummary>,
    /// Why rows were refused, what was left out of accepted ones, and what is to be known of the file.
    pub problems: Vec<ProblemSummary>,
}

/// A question in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionSummary {
    /// What is asked.
    pub stem: String,
    /// The choices in the author's order.
    pub options: Vec<String>,
    /// The positions of the right ones, from 0.
    pub correct: ChoiceSet,
    /// The positions of those that their author keeps in place, from 0; `None` where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<ChoiceSet>,
    /// `single`, `multiple` or `true_false`.
    pub kind: Kind,
}

/// A problem in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemSummary {
    /// Where, in Vietnamese, as people count: `Dòng 12`.
    pub place: String,
    /// What and what to do, in Vietnamese.
    pub message: String,
    /// Whether the question at this place was refused.
    pub refused: bool,
}

impl From<&Question> for QuestionSummary {
    fn from(question: &Question) -> Self {
        Self {
            stem: question.stem.clone(),
            options: question.choices.clone(),
            correct: question.correct,
            fixed: Some(question.anchored).filter(|anchored| !anchored.is_empty()),
            kind: question.kind,
        }
    }
}

impl ProblemSummary {
    fn new(problem: &Problem, refused: bool) -> Self {
        Self { place: problem.place.to_string(), message: problem.message.clone(), refused }
    }
}

impl From<&QuestionSet> for Summary {
    fn from(set: &QuestionSet) -> Self {
        let of_row = |row: &Row| {
            let refused = row.question().is_none();
            row.problems().iter().map(|problem| ProblemSummary::new(problem, refused)).collect::<Vec<_>>()
        };
        let problems = set.rows.iter().flat_map(of_row);
        let notes = set.notes.iter().map(|note| ProblemSummary::new(note, false));
        Self { questions: set.questions().map(Into::into).collect(), problems: problems.chain(notes).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_that_of_the_command() {
        let text = "// [tag:x]\nMột?{=a ~b}\n\nHai?{}\n\nBa?{~%50%a ~%50%b ~c}\n";
        let set = super::super::read(text.as_bytes(), "de.gift").unwrap();
        let json = serde_json::to_value(Summary::from(&set)).unwrap();
        let wanted = serde_json::json!({
            "questions": [
                {"stem": "Một?", "options": ["a", "b"], "correct": [0], "kind": "single"},
                {"stem": "Ba?", "options": ["a", "b", "c"], "correct": [0, 1], "kind": "multiple"},
            ],
            "problems": [
                {"place": "Dòng 4", "message": "Câu tự luận không dùng được. Hãy đổi thành câu một đáp án, nhiều đáp án hoặc đúng/sai.", "refused": true},
                {"place": "Cả tệp", "message": "Không dùng đến thẻ “x”.", "refused": false},
            ],
        });
        assert_eq!(json, wanted);
    }
}
