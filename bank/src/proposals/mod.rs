//! Multiple-choice questions proposed from the entries of a handbook, for a person to accept,
//! change or refuse.
//!
//! Nothing is made up: what is asked and its answer stand in one sentence of the handbook, each
//! wrong choice in another. The same handbook always gives the same proposals. How it works, and
//! how good it is: docs/PROPOSALS.md.
//!
//! A [`Reading`] finds sentences, documents and lists; each of the [`rules`] makes [`Draft`]s of
//! it; the [`checks`] let through what is one whole question with one right choice.

mod checks;
mod draft;
mod reading;
mod rule;
mod rules;
mod text;

use std::collections::HashSet;

use contest::banks::Question;
use contest::text::fold;
use serde::{Deserialize, Serialize};

pub use self::rule::Rule;

use self::draft::Draft;
use self::reading::Reading;
use crate::handbook::Handbook;
use crate::similar::Index;

/// Most proposals of one handbook; the shipped one gives fewer than a tenth.
pub const MAX_PROPOSALS: usize = 5_000;

/// Two proposals with the same answer that are so alike ask the same, in percent.
const REPEATED: u8 = 72;

/// A question that a person may accept, change or refuse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The same whenever the same rule asks the same of the same sentence: 16 hexadecimal digits.
    pub key: String,
    /// The question; its explanation is `sentence`.
    pub question: Question,
    /// What made it.
    pub rule: Rule,
    /// The number of the handbook entry.
    pub entry: u32,
    /// The sentence it was made from.
    pub sentence: String,
    /// Where the wrong choices come from, in their order.
    pub distractors: Vec<Distractor>,
}

/// Where a wrong choice comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distractor {
    /// As the question has it.
    pub choice: String,
    /// The number of the handbook entry.
    pub entry: u32,
    /// The sentence in which it is right.
    pub sentence: String,
}

/// Questions about what the handbook's entries say, in the order of the entries and of their sentences.
pub fn propose(handbook: &Handbook) -> Vec<Proposal> {
    let reading = Reading::of(handbook);
    let mut drafts: Vec<Draft> = rules::all(&reading);
    drafts.sort_by(|one, other| (one.source, one.rule, &one.stem).cmp(&(other.source, other.rule, &other.stem)));
    let (mut asked, mut keys) = (HashSet::new(), HashSet::new());
    let mut proposals = Vec::new();
    for draft in drafts {
        let Some(proposal) = draft.finish(&reading) else { continue };
        if asked.insert(fold(&proposal.question.stem)) && keys.insert(proposal.key.clone()) {
            proposals.push(proposal);
        }
        if proposals.len() == MAX_PROPOSALS {
            break;
        }
    }
    without_repeats(proposals)
}

/// Without those that ask what an earlier one asks, in other words.
fn without_repeats(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let right = |place: usize| {
        let question = &proposals.get(place)?.question;
        question.correct.iter().next().and_then(|right| question.choices.get(right))
    };
    let index = Index::new(proposals.iter().map(|proposal| &proposal.question).enumerate());
    let repeats: HashSet<usize> = index
        .pairs()
        .into_iter()
        .filter(|(one, other, likeness)| *likeness >= REPEATED && right(*one) == right(*other))
        .map(|(one, other, _)| one.max(other))
        .collect();
    proposals
        .into_iter()
        .enumerate()
        .filter(|(place, _)| !repeats.contains(place))
        .map(|(_, proposal)| proposal)
        .collect()
}
