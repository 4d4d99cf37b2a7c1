//! Who chose which answer.

use super::{Counts, Given, ItemTally};
use crate::banks::ChoiceSet;

/// The best and the worst papers that have a question: at least 27 in 100 each, so many more as have the same score
/// as the last of them.
///
/// Kelley, "The selection of upper and lower groups for the validation of test items", Journal of Educational
/// Psychology 30 (1939): with 27 % at either end the difference is the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The lower group has at most this score.
    lower_to: u32,
    /// The upper group has at least this one.
    upper_from: u32,
    /// Papers in the lower group.
    pub lower: u64,
    /// Papers in the upper group.
    pub upper: u64,
}

/// Of 100.
const SHARE: u64 = 27;

impl Groups {
    /// The groups among these scores; `None` where so many have the same score that there is no upper and no lower.
    pub fn of(scores: &Counts) -> Option<Self> {
        let wanted = (scores.total() * SHARE).div_ceil(100).max(1);
        let ascending: Vec<(u32, u64)> = scores.iter().collect();
        let (lower_to, lower) = reach(ascending.iter().copied(), wanted)?;
        let (upper_from, upper) = reach(ascending.iter().rev().copied(), wanted)?;
        (lower_to < upper_from).then_some(Self { lower_to, upper_from, lower, upper })
    }

    /// Whether a paper is in the upper group.
    pub const fn is_upper(&self, given: &Given) -> bool {
        given.whole >= self.upper_from
    }

    /// Whether a paper is in the lower group.
    pub const fn is_lower(&self, given: &Given) -> bool {
        given.whole <= self.lower_to
    }
}

/// The score at which `wanted` are reached, and how many those are then.
fn reach(mut scores: impl Iterator<Item = (u32, u64)>, wanted: u64) -> Option<(u32, u64)> {
    let mut reached = 0;
    scores.find_map(|(score, times)| {
        reached += times;
        (reached >= wanted).then_some((score, reached))
    })
}

/// How often something was marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChoiceUse {
    /// By all who had the question.
    pub all: u64,
    /// By the upper group.
    pub upper: u64,
    /// By the lower group.
    pub lower: u64,
}

/// How often each of `choices` choices was marked, and how often nothing was.
pub(super) fn uses(tally: &ItemTally, groups: Option<Groups>, choices: usize) -> (Vec<ChoiceUse>, ChoiceUse) {
    let mut uses = vec![ChoiceUse::default(); choices];
    let mut blank = ChoiceUse::default();
    let in_group = |is_in: bool, times: u64| if is_in { times } else { 0 };
    for (given, times) in tally.iter() {
        let upper = in_group(groups.is_some_and(|groups| groups.is_upper(&given)), times);
        let lower = in_group(groups.is_some_and(|groups| groups.is_lower(&given)), times);
        let note = |of: &mut ChoiceUse| {
            of.all += times;
            of.upper += upper;
            of.lower += lower;
        };
        if given.marked == ChoiceSet::EMPTY {
            note(&mut blank);
        }
        for choice in given.marked.iter() {
            if let Some(of) = uses.get_mut(choice) {
                note(of);
            }
        }
    }
    (uses, blank)
}
