//! A proposal being made.

use contest::banks::{ChoiceSet, Kind, Level, Question, Topic};
use contest::text::squeeze;

use super::reading::{Reading, Source};
use super::{Distractor, Proposal, Rule, checks};
use crate::stable_hash::stable_hash;

/// How many wrong choices a question has.
pub(super) const WRONG: usize = 3;

/// What a rule makes: a question with its right choice, and wrong ones to choose from.
pub(super) struct Draft {
    pub(super) rule: Rule,
    pub(super) source: Source,
    pub(super) stem: String,
    pub(super) right: String,
    /// The best first.
    pub(super) wrong: Vec<Wrong>,
    pub(super) level: Level,
}

/// A wrong choice, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Wrong {
    pub(super) choice: String,
    pub(super) source: Source,
}

impl Draft {
    /// The proposal, when it is one whole question with one right choice.
    pub(super) fn finish(self, reading: &Reading<'_>) -> Option<Proposal> {
        let sentence = reading.sentence(self.source)?.text.clone();
        let entry = reading.handbook.entries.get(self.source.entry)?;
        let mut wrong: Vec<Wrong> = Vec::new();
        for candidate in &self.wrong {
            let choices = wrong.iter().map(|wrong| wrong.choice.as_str()).chain([self.right.as_str()]);
            let clashes = choices.into_iter().any(|choice| checks::clash(choice, &candidate.choice));
            let chosen = wrong.iter().map(|wrong| wrong.choice.as_str()).chain([self.right.as_str()]);
            let fits = checks::alike_long(chosen.chain([candidate.choice.as_str()]));
            if fits && !clashes && !checks::says(&self.stem, &candidate.choice) {
                wrong.push(candidate.clone());
            }
            if wrong.len() == WRONG {
                break;
            }
        }
        let hash = stable_hash(format!("{:?}|{}|{sentence}|{}", self.rule, entry.number, self.stem).as_bytes());
        let (choices, correct) = ordered(&self.right, &wrong, hash);
        let part = entry.part.and_then(|part| reading.handbook.parts.get(part));
        let question = Question {
            stem: self.stem,
            correct: ChoiceSet::EMPTY.with(correct),
            kind: Kind::Single,
            topic: part.map(|part| squeeze(&part.title)).filter(|title| !title.is_empty()).map(Topic),
            level: Some(self.level),
            explanation: Some(format!("{}.", sentence.trim_end_matches(['.', ':', ';']))),
            handbook_entry: Some(entry.number),
            choices,
        };
        let mut distractors = Vec::new();
        for choice in question.choices.iter().filter(|choice| **choice != self.right) {
            let from = wrong.iter().find(|wrong| wrong.choice == *choice)?;
            let number = reading.handbook.entries.get(from.source.entry)?.number;
            let sentence = reading.sentence(from.source)?.text.clone();
            distractors.push(Distractor { choice: choice.clone(), entry: number, sentence });
        }
        let proposal = Proposal {
            key: format!("{hash:016x}"),
            question,
            rule: self.rule,
            entry: entry.number,
            sentence,
            distractors,
        };
        checks::pass(&proposal).then_some(proposal)
    }
}

/// All choices, numbers and dates ascending, others in an order of their own; and the place of the right one.
fn ordered(right: &str, wrong: &[Wrong], hash: u64) -> (Vec<String>, usize) {
    let mut choices: Vec<String> = wrong.iter().map(|wrong| wrong.choice.clone()).chain([right.to_owned()]).collect();
    choices.sort_by_cached_key(|choice| stable_hash(format!("{hash}{choice}").as_bytes()));
    let place = choices.iter().position(|choice| choice == right).unwrap_or(0);
    (choices, place)
}
