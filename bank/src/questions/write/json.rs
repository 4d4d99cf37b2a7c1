//! JSON.

use contest::banks::{ChoiceSet, Kind, Level, Question};
use serde::Serialize;

use super::labels;

#[derive(Serialize)]
struct File {
    questions: Vec<Member>,
}

#[derive(Serialize)]
struct Member {
    stem: String,
    options: Vec<String>,
    /// Positions from 0.
    correct: ChoiceSet,
    /// Positions from 0 of those that keep their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<ChoiceSet>,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handbook_entry: Option<u32>,
}

/// Writes everything that a question has.
pub(super) fn write(questions: &[&Question]) -> Option<Vec<u8>> {
    let member = |(index, question): (usize, &&Question)| Member {
        stem: labels::stem(question, index + 1),
        options: labels::choices(question),
        correct: question.correct,
        fixed: Some(question.anchored).filter(|anchored| !anchored.is_empty()),
        kind: question.kind,
        topic: labels::topic(question).map(str::to_owned),
        level: question.level,
        explanation: question.explanation.clone(),
        handbook_entry: question.handbook_entry,
    };
    let mut bytes =
        serde_json::to_vec_pretty(&File { questions: questions.iter().enumerate().map(member).collect() }).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}
