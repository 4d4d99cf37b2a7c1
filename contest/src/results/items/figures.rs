//! What is told of one question.

use super::{ChoiceUse, Groups, ItemTally, Relation, choices::uses};
use crate::banks::{ChoiceSet, Kind};

/// The figures of one question. Shares are from 0 to 1; `None` where too little is known.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFigures {
    /// How often it was asked.
    pub attempts: u64,
    /// Facility index (độ khó): the mean mark over the highest, 0 for a question that nobody could answer.
    pub facility: Option<f64>,
    /// The standard deviation of its marks, as a share of the highest mark.
    pub deviation: Option<f64>,
    /// How it goes together with the whole paper, itself included: Moodle's figures for a question that was drawn by
    /// chance. The correlation is the point-biserial one where marks are all or nothing.
    pub with_whole: Option<Relation>,
    /// How it goes together with the rest of the paper, itself left out (corrected item-total correlation): Moodle's
    /// figures for a question that stands on every paper.
    pub with_rest: Option<Relation>,
    /// The best and the worst papers that have it.
    pub groups: Option<Groups>,
    /// The share of the upper group that has it wholly right less that of the lower one, from −1 to 1.
    pub upper_less_lower: Option<f64>,
    /// How often each choice was marked, in the author's order.
    pub choices: Vec<ChoiceUse>,
    /// How often nothing was.
    pub blank: ChoiceUse,
}

impl ItemFigures {
    /// Of a question with so many choices, whose highest mark is `full`.
    pub fn of(tally: &ItemTally, full: u32, choices: usize) -> Self {
        let marks = tally.counts(|given| given.mark);
        let share = |value: f64| value / f64::from(full.max(1));
        let groups = Groups::of(&tally.counts(|given| given.whole));
        let (choices, blank) = uses(tally, groups, choices);
        Self {
            attempts: marks.total(),
            facility: marks.mean().map(share),
            deviation: marks.variance().map(f64::sqrt).map(share),
            with_whole: Relation::of(tally, |given| given.whole),
            with_rest: Relation::of(tally, |given| given.rest),
            upper_less_lower: groups.map(|groups| upper_less_lower(tally, groups, full)),
            groups,
            choices,
            blank,
        }
    }
}

fn upper_less_lower(tally: &ItemTally, groups: Groups, full: u32) -> f64 {
    let (mut upper, mut lower) = (0, 0);
    for (given, times) in tally.iter().filter(|(given, _)| given.mark >= full) {
        upper += if groups.is_upper(&given) { times } else { 0 };
        lower += if groups.is_lower(&given) { times } else { 0 };
    }
    upper as f64 / groups.upper as f64 - lower as f64 / groups.lower as f64
}

/// The share of those who guess that is right; `None` where several choices are marked, as in Moodle: how people guess
/// there is not known.
pub fn guess_score(kind: Kind, choices: usize, key: ChoiceSet) -> Option<f64> {
    (kind != Kind::Multiple && choices > 0).then(|| key.len() as f64 / choices as f64)
}
