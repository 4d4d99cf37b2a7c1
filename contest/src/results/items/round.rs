//! How all questions and papers of a round did.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Given, ItemTally, PaperTally};
use crate::attempts::{FULL_MARK, ItemMark};

/// A whole paper's marks in the tallies of a round: papers of different sizes and weights are compared by the share
/// of their points that was earned.
pub const PAPER: u32 = 1_000_000;

/// What a whole paper, or all but one of its questions, earned in a question's tally.
const SCORE: u64 = 10_000;

/// How the papers of a round were answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTally {
    /// The papers of each plan, by its version, in parts of [`PAPER`].
    pub plans: BTreeMap<i64, PaperTally>,
    /// The questions, by their revisions; marks in parts of [`FULL_MARK`], papers in hundredths of a percent.
    pub questions: BTreeMap<i64, ItemTally>,
}

impl RoundTally {
    /// One paper of a plan, question by question.
    pub fn add(&mut self, plan: i64, marks: &[ItemMark<'_>]) {
        let worth = |mark: &ItemMark<'_>| u64::from(FULL_MARK) * u64::from(mark.weight.0);
        let earned = |mark: &ItemMark<'_>| u64::from(mark.earned) * u64::from(mark.weight.0);
        let (all, got) = (marks.iter().map(worth).sum::<u64>(), marks.iter().map(earned).sum::<u64>());
        let of_cells = marks.iter().map(|mark| (mark.cell, share(earned(mark), all, u64::from(PAPER))));
        self.plans.entry(plan).or_default().add(share(got, all, u64::from(PAPER)), of_cells);
        for mark in marks {
            let given = Given {
                mark: mark.earned,
                rest: share(got - earned(mark), all - worth(mark), SCORE),
                whole: share(got, all, SCORE),
                marked: mark.marked,
            };
            self.questions.entry(mark.question.revision).or_default().add(given, 1);
        }
    }

    /// What was counted apart.
    pub fn merge(&mut self, other: &Self) {
        for (plan, papers) in &other.plans {
            self.plans.entry(*plan).or_default().merge(papers);
        }
        for (revision, tally) in &other.questions {
            self.questions.entry(*revision).or_default().merge(tally);
        }
    }
}

/// Rounded to the nearest; nothing of nothing.
fn share(part: u64, all: u64, unit: u64) -> u32 {
    if all == 0 { 0 } else { ((part * unit * 2 + all) / (all * 2)) as u32 }
}
