//! The journal of answers, folded into the last word on each question.

use std::collections::{BTreeMap, HashMap};

use contest::{
    Timestamp,
    attempts::{Answers, JournalEntry, fold},
    banks::ChoiceSet,
    contests::Prediction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::{entities::journal, padded, runs};

/// The place of the prediction in the journal, after any question a paper could have.
pub const PREDICTION_POSITION: u16 = u16::MAX;
/// The place in the journal of how far a paper that is shown step by step has got. Its value is the
/// furthest question that was shown, from 0; the paper's size once all were passed.
pub(super) const REACHED_POSITION: u16 = u16::MAX - 1;
/// What the journal holds where a prediction was taken back.
pub const NO_PREDICTION: i32 = -1;

/// Attempts of one `IN` list.
const CHUNK: usize = 1_024;

/// What is known of one attempt's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalState {
    /// Position → (sequence, value): the bits of the marked places, or the number predicted.
    latest: BTreeMap<u16, (u32, i32)>,
    newest: u32,
}

impl JournalState {
    /// The sequence number of the next answer; the first is 1.
    pub fn next_sequence(&self) -> u32 {
        self.newest + 1
    }

    /// The place that was answered last; of a form saved as a whole the furthest one.
    pub fn last(&self) -> Option<u16> {
        self.latest
            .iter()
            .max_by_key(|(position, (sequence, _))| (*sequence, **position))
            .map(|(&position, _)| position)
    }

    /// The furthest question that was shown, on a paper that is shown step by step.
    pub(super) fn reached(&self) -> u16 {
        self.latest.get(&REACHED_POSITION).and_then(|(_, value)| u16::try_from(*value).ok()).unwrap_or(0)
    }

    /// Where someone was last on such a paper: at the question answered last, or at the one that was
    /// reached after that.
    pub(super) fn at(&self) -> u16 {
        let steps = self.latest.iter().filter(|(position, _)| **position != PREDICTION_POSITION);
        match steps.max_by_key(|(position, (sequence, _))| (*sequence, **position)) {
            Some((&position, _)) if position != REACHED_POSITION => position,
            _ => self.reached(),
        }
    }

    /// What stands at a question: the bits of the marked places.
    pub(super) fn stands(&self, position: u16) -> i32 {
        self.latest.get(&position).map_or(0, |(_, value)| *value)
    }

    /// The answers to a paper of `size` questions.
    pub fn answers(&self, size: usize) -> Answers {
        let entries = self.latest.iter().filter(|(position, _)| **position != PREDICTION_POSITION);
        fold(
            size,
            entries.map(|(&position, &(sequence, value))| JournalEntry { position, sequence, choices: choices(value) }),
        )
    }

    /// The number predicted, if one was.
    pub fn prediction(&self) -> Option<Prediction> {
        let (_, value) = self.latest.get(&PREDICTION_POSITION)?;
        u32::try_from(*value).ok().map(Prediction)
    }

    /// Notes an entry; an older one of the same place changes nothing.
    pub fn note(&mut self, position: u16, sequence: u32, value: i32) {
        self.newest = self.newest.max(sequence);
        let latest = self.latest.entry(position).or_insert((sequence, value));
        if sequence >= latest.0 {
            *latest = (sequence, value);
        }
    }

    /// What of a whole form differs from what is known. A question that was never answered and is
    /// left empty is no difference.
    pub fn differences(&self, form: &[(u16, i32)]) -> Vec<(u16, i32)> {
        let known = |position: u16| match self.latest.get(&position) {
            Some((_, value)) => *value,
            None if position == PREDICTION_POSITION => NO_PREDICTION,
            None => 0,
        };
        form.iter().copied().filter(|&(position, value)| known(position) != value).collect()
    }
}

fn choices(value: i32) -> ChoiceSet {
    u16::try_from(value).ok().and_then(ChoiceSet::from_bits).unwrap_or_default()
}

/// The journals of these attempts; an attempt without an answer yet has an empty one.
pub async fn read(db: &impl ConnectionTrait, attempts: &[i64]) -> Result<HashMap<i64, JournalState>, DbErr> {
    let mut states: HashMap<i64, JournalState> =
        attempts.iter().map(|&attempt| (attempt, JournalState::default())).collect();
    for attempts in attempts.chunks(CHUNK) {
        let of = journal::Column::AttemptId.is_in(padded(attempts));
        for row in journal::Entity::find().filter(of).all(db).await? {
            let state = states.entry(row.attempt_id).or_default();
            state.note(row.position as u16, row.sequence as u32, row.value);
        }
    }
    Ok(states)
}

/// The row of an answer.
pub(super) fn row(attempt: i64, position: u16, sequence: u32, value: i32, at: Timestamp) -> journal::ActiveModel {
    journal::ActiveModel {
        attempt_id: Set(attempt),
        sequence: Set(sequence as i32),
        position: Set(i32::from(position)),
        value: Set(value),
        at: Set(at.0),
    }
}

/// Rows of one statement: five values each, under SQLite's limit of 32,766.
const ROWS: usize = 5_000;

/// Appends rows; those whose key is there already are left out. Returns how many were new.
pub(super) async fn append(tx: &impl ConnectionTrait, rows: &[journal::ActiveModel]) -> Result<u64, DbErr> {
    use sea_orm::TryInsertResult;

    let mut added = 0;
    for rows in runs(rows, ROWS) {
        let insert = journal::Entity::insert_many(rows.iter().cloned()).on_conflict_do_nothing();
        if let TryInsertResult::Inserted(count) = insert.exec_without_returning(tx).await? {
            added += count;
        }
    }
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_sequence_counts_in_whatever_order_entries_come() {
        let mut state = JournalState::default();
        for (position, sequence, value) in [(0, 3, 0b100), (0, 1, 0b001), (1, 2, 0b010), (PREDICTION_POSITION, 4, 250)]
        {
            state.note(position, sequence, value);
        }
        assert_eq!(state.answers(2).0, [ChoiceSet::EMPTY.with(2), ChoiceSet::EMPTY.with(1)]);
        assert_eq!(state.prediction(), Some(Prediction(250)));
        assert_eq!(state.next_sequence(), 5);
        assert_eq!(state.last(), Some(PREDICTION_POSITION));
    }

    #[test]
    fn the_place_of_the_last_answer_is_known() {
        let mut state = JournalState::default();
        assert_eq!(state.last(), None);
        state.note(7, 1, 0b1);
        state.note(2, 2, 0b1);
        assert_eq!(state.last(), Some(2));
        for position in [4, 9, 5] {
            state.note(position, 3, 0b1);
        }
        assert_eq!(state.last(), Some(9), "one form, saved as a whole");
    }

    #[test]
    fn how_far_a_paper_has_got_and_where_it_was_left() {
        let mut state = JournalState::default();
        assert_eq!((state.reached(), state.at()), (0, 0));
        for (position, sequence, value) in [(0, 1, 0b1), (REACHED_POSITION, 1, 1), (REACHED_POSITION, 2, 2)] {
            state.note(position, sequence, value);
        }
        assert_eq!((state.reached(), state.at()), (2, 2), "the second was passed without an answer");
        state.note(0, 3, 0b10);
        state.note(PREDICTION_POSITION, 4, 7);
        assert_eq!((state.reached(), state.at()), (2, 0), "went back");
        assert_eq!(state.answers(2).0, [ChoiceSet::EMPTY.with(1), ChoiceSet::EMPTY]);
    }

    #[test]
    fn a_form_differs_only_where_it_says_something_new() {
        let mut state = JournalState::default();
        state.note(0, 1, 0b1);
        let form = [(0, 0b1), (1, 0), (2, 0b10), (PREDICTION_POSITION, NO_PREDICTION)];
        assert_eq!(state.differences(&form), [(2, 0b10)]);
        assert_eq!(state.differences(&[(0, 0)]), [(0, 0)], "an answer that was taken back");
    }

    #[test]
    fn a_prediction_can_be_taken_back() {
        let mut state = JournalState::default();
        state.note(PREDICTION_POSITION, 1, 12);
        state.note(PREDICTION_POSITION, 2, NO_PREDICTION);
        assert_eq!(state.prediction(), None);
    }
}
