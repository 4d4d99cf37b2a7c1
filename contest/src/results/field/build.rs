//! The attempts of a field, kept small: ranking a million of them takes about 250 MB.

use super::names::{Gathered, Names};
use crate::{
    contests::{Prediction, TrackKind},
    time::Timestamp,
};

/// One attempt as it is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// Its identifier; no two attempts share one.
    pub entry: &'a str,
    /// The person's identifier.
    pub person: &'a str,
    /// The code of the agency they took part for; empty for none.
    pub agency: &'a str,
    /// The code of the agency's block; empty to go by the facts.
    pub block: &'a str,
    /// Bảng dự thi.
    pub track: TrackKind,
    /// The round, from 1.
    pub round: u16,
    /// Questions answered wholly right.
    pub correct: u16,
    /// The score in hundredths of a percent; 10,000 means that every question is right.
    pub score: u16,
    /// What was predicted.
    pub prediction: Option<Prediction>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When the person registered; `None` for not known, which comes after all that is.
    pub registered_at: Option<Timestamp>,
    /// Whether it stands; an attempt declared invalid counts in no way.
    pub valid: bool,
}

/// An identifier that another attempt has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Mã lượt thi “{0}” có hai lần. Hãy giữ một dòng.")]
pub struct EntryTwice(pub String);

/// All attempts of a field. Made by a [`FieldBuilder`]; the order they were put in leaves no trace.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub(super) entries: Names,
    pub(super) people: Names,
    pub(super) agencies: Names,
    pub(super) blocks: Names,
    /// Sorted by round, person, start, submission and identifier.
    pub(super) rows: Vec<Row>,
    /// By person, the earliest of their rows; `i64::MAX` for not known.
    pub(super) registered: Vec<Timestamp>,
}

/// Attempts being put together.
#[derive(Clone, Debug, Default)]
pub struct FieldBuilder {
    entries: Gathered,
    people: Gathered,
    agencies: Gathered,
    blocks: Gathered,
    rows: Vec<Row>,
    registered: Vec<Timestamp>,
}

/// No agency, no block, no prediction.
pub(super) const NONE: u32 = u32::MAX;

/// One attempt, its identifiers as numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub started_at: Timestamp,
    pub submitted_at: Timestamp,
    pub entry: u32,
    pub person: u32,
    pub agency: u32,
    pub block: u32,
    pub prediction: u32,
    pub round: u16,
    pub correct: u16,
    pub score: u16,
    pub track: TrackKind,
    pub valid: bool,
}

/// The score of an attempt with every question right.
pub(super) const PERFECT: u16 = 10_000;

impl Row {
    pub fn is_perfect(&self) -> bool {
        self.score >= PERFECT
    }
}

impl FieldBuilder {
    /// Puts an attempt in. The identifiers are copied once each.
    pub fn push(&mut self, attempt: &Attempt<'_>) -> Result<(), EntryTwice> {
        let (entry, is_new) = self.entries.number(attempt.entry);
        if !is_new {
            return Err(EntryTwice(attempt.entry.to_owned()));
        }
        let (person, is_new) = self.people.number(attempt.person);
        let registered = attempt.registered_at.unwrap_or(Timestamp(i64::MAX));
        if is_new {
            self.registered.push(registered);
        } else if let Some(earliest) = self.registered.get_mut(person as usize) {
            *earliest = registered.min(*earliest);
        }
        let named = |names: &mut Gathered, name: &str| if name.is_empty() { NONE } else { names.number(name).0 };
        self.rows.push(Row {
            started_at: attempt.started_at,
            submitted_at: attempt.submitted_at,
            entry,
            person,
            agency: named(&mut self.agencies, attempt.agency),
            block: named(&mut self.blocks, attempt.block),
            prediction: attempt.prediction.map_or(NONE, |prediction| prediction.0),
            round: attempt.round,
            correct: attempt.correct,
            score: attempt.score,
            track: attempt.track,
            valid: attempt.valid,
        });
        Ok(())
    }

    /// The field of what was put in.
    pub fn finish(self) -> Field {
        let Self { entries, people, agencies, blocks, mut rows, registered } = self;
        let (entries, entry_now) = entries.sort();
        let (people, person_now) = people.sort();
        let (agencies, agency_now) = agencies.sort();
        let (blocks, block_now) = blocks.sort();
        let now = |numbers: &[u32], before: u32| numbers.get(before as usize).copied().unwrap_or(NONE);
        for row in &mut rows {
            row.entry = now(&entry_now, row.entry);
            row.person = now(&person_now, row.person);
            row.agency = now(&agency_now, row.agency);
            row.block = now(&block_now, row.block);
        }
        rows.sort_unstable_by_key(|row| (row.round, row.person, row.started_at, row.submitted_at, row.entry));
        let mut sorted = vec![Timestamp(i64::MAX); registered.len()];
        for (before, at) in person_now.into_iter().zip(registered) {
            sorted[before as usize] = at;
        }
        Field { entries, people, agencies, blocks, rows, registered: sorted }
    }
}

impl Field {
    /// How many attempts it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
