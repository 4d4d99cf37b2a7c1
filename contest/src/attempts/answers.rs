//! What was answered, and how a journal of answers folds into the last word on each question.

use serde::{Deserialize, Serialize};

use crate::banks::ChoiceSet;

/// One acknowledged answer. The journal is append-only; the latest entry of a question counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The question's place on the paper, from 0.
    pub position: u16,
    /// The page's own count of its answers: a later answer has a higher number.
    pub sequence: u32,
    /// Places on the page, not the author's numbering.
    pub choices: ChoiceSet,
}

/// The last word on each question, by its place on the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Vec<ChoiceSet>);

impl Answers {
    /// How many questions have at least one choice marked.
    pub fn answered(&self) -> usize {
        self.0.iter().filter(|choices| !choices.is_empty()).count()
    }
}

/// Folds a journal, in any order, into the answers of a paper of `size` questions.
///
/// Entries of places that the paper does not have are ignored. Where two entries of a question
/// carry one sequence, as a replay does, the greater set counts: a rule of no merit but that the
/// order in which the journal is read never matters.
pub fn fold(size: usize, journal: impl IntoIterator<Item = JournalEntry>) -> Answers {
    let mut latest: Vec<(u32, ChoiceSet)> = vec![(0, ChoiceSet::EMPTY); size];
    for entry in journal {
        if let Some(slot) = latest.get_mut(usize::from(entry.position)) {
            *slot = (*slot).max((entry.sequence, entry.choices));
        }
    }
    Answers(latest.into_iter().map(|(_, choices)| choices).collect())
}
