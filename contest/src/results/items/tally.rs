//! How one question was answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Counts;
use crate::banks::ChoiceSet;

/// One answer, with how the rest of the paper was answered. Marks of a question are in one unit, those of papers in
/// one unit; which, does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// What the answer earned.
    pub mark: u32,
    /// What the other questions of the paper earned.
    pub rest: u32,
    /// What the whole paper earned.
    pub whole: u32,
    /// What was marked, in the author's numbering; empty when the question was left.
    pub marked: ChoiceSet,
}

/// How often each answer came. Adding is exact and in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Row>", into = "Vec<Row>")]
pub struct ItemTally(BTreeMap<Given, u64>);

/// As it is stored: mark, rest, whole, bits of what was marked, times.
type Row = (u32, u32, u32, u16, u64);

impl ItemTally {
    /// An answer that came so many times more.
    pub fn add(&mut self, given: Given, times: u64) {
        *self.0.entry(given).or_default() += times;
    }

    /// What was counted apart.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(given, times)| self.add(given, times));
    }

    /// The answers, each with how often it came.
    pub fn iter(&self) -> impl Iterator<Item = (Given, u64)> {
        self.0.iter().map(|(given, times)| (*given, *times))
    }

    /// How often the question was asked.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// One side of the answers.
    pub fn counts(&self, of: impl Fn(&Given) -> u32) -> Counts {
        let mut counts = Counts::default();
        self.iter().for_each(|(given, times)| counts.add(of(&given), times));
        counts
    }
}

impl From<ItemTally> for Vec<Row> {
    fn from(tally: ItemTally) -> Self {
        let row = |(given, times): (Given, u64)| (given.mark, given.rest, given.whole, given.marked.bits(), times);
        tally.iter().map(row).collect()
    }
}

impl TryFrom<Vec<Row>> for ItemTally {
    type Error = String;

    fn try_from(rows: Vec<Row>) -> Result<Self, String> {
        let mut tally = Self::default();
        for (mark, rest, whole, bits, times) in rows {
            let marked = ChoiceSet::from_bits(bits).ok_or_else(|| format!("{bits} is no set of choices"))?;
            tally.add(Given { mark, rest, whole, marked }, times);
        }
        Ok(tally)
    }
}
