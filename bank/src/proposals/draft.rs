//! A proposal being made.

use contest::banks::{ChoiceSet, Kind, Level, Question, Topic};
use contest::text::squeeze;

use super::checks::Normal;
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
        let stem = without_aside(&self.stem);
        let sentence = reading.sentence(self.source)?.text.clone();
        let entry = reading.handbook.entries.get(self.source.entry)?;
        let wrong = self.chosen(&stem);
        let hash = stable_hash(format!("{:?}|{}|{sentence}|{}", self.rule, entry.number, stem).as_bytes());
        let (choices, correct) = ordered(&self.right, &wrong, hash);
        let part = entry.part.and_then(|part| reading.handbook.parts.get(part));
        let question = Question {
            stem,
            correct: ChoiceSet::EMPTY.with(correct),
            anchored: ChoiceSet::EMPTY,
            kind: Kind::Single,
            topic: part.map(|part| squeeze(&part.title)).filter(|title| !title.is_empty()).map(Topic),
            level: Some(self.level),
            explanation: reading.explained(self.source),
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

impl Draft {
    /// The first wrong choices that neither clash with another nor stick out.
    fn chosen(&self, stem: &str) -> Vec<Wrong> {
        let stem = Normal::of(stem);
        let mut normals = vec![Normal::of(&self.right)];
        let mut chosen: Vec<Wrong> = Vec::new();
        for candidate in &self.wrong {
            let normal = Normal::of(&candidate.choice);
            let choices = chosen.iter().map(|wrong| wrong.choice.as_str());
            let fits = checks::alike_long(choices.chain([self.right.as_str(), candidate.choice.as_str()]));
            if fits && !stem.says(&normal) && !normals.iter().any(|other| other.clashes(&normal)) {
                normals.push(normal);
                chosen.push(candidate.clone());
            }
            if chosen.len() == WRONG {
                break;
            }
        }
        chosen
    }
}

/// Without `, có hiệu lực từ ngày 15/8/2022,` after the document that a stem is said under.
fn without_aside(stem: &str) -> String {
    const ASIDE: &str = ", có hiệu lực từ ngày ";
    let Some((before, after)) = stem.split_once(ASIDE).filter(|_| stem.starts_with("Theo ")) else {
        return stem.to_owned();
    };
    match after.split_once(", ") {
        Some((date, rest)) if date.chars().all(|c| c.is_ascii_digit() || c == '/') => format!("{before}, {rest}"),
        _ => stem.to_owned(),
    }
}

/// All choices in an order that the hash gives them, and the place of the right one.
fn ordered(right: &str, wrong: &[Wrong], hash: u64) -> (Vec<String>, usize) {
    let mut choices: Vec<String> = wrong.iter().map(|wrong| wrong.choice.clone()).chain([right.to_owned()]).collect();
    choices.sort_by_cached_key(|choice| stable_hash(format!("{hash}{choice}").as_bytes()));
    let place = choices.iter().position(|choice| choice == right).unwrap_or(0);
    (choices, place)
}
