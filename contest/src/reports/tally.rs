//! What a group of people did.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One day of the calendar in Vietnam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTally {
    /// People whose first valid attempt was submitted on it.
    pub new_entrants: u64,
    /// Valid attempts submitted on it.
    pub attempts: u64,
}

/// What a group of people did in a round, or in several together. Only sums of whole numbers: what groups add up to
/// does not depend on the order, and a part can be taken out again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// People with at least one valid attempt.
    pub entrants: u64,
    /// Of them, those in the track of agencies' staff, whom a headcount counts; the rest are citizens.
    pub staff_entrants: u64,
    /// Valid attempts.
    pub attempts: u64,
    /// Attempts that count (one of each person in each round) and have every question right.
    pub perfect: u64,
    /// How many attempts that count have each score, in hundredths of a percent (0 to 10,000).
    pub scores: BTreeMap<u16, u64>,
    /// What happened on each day, in days since 1970 in Vietnam; days without anything are not there.
    pub days: BTreeMap<i64, DayTally>,
}

/// What is to be taken out was never counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what is taken out was not counted")]
pub struct NotCounted;

impl Tally {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts another group in; nobody may be in both.
    pub fn add(&mut self, other: &Self) {
        self.entrants += other.entrants;
        self.staff_entrants += other.staff_entrants;
        self.attempts += other.attempts;
        self.perfect += other.perfect;
        for (score, count) in &other.scores {
            *self.scores.entry(*score).or_default() += count;
        }
        for (day, of_day) in &other.days {
            let day = self.days.entry(*day).or_default();
            day.new_entrants += of_day.new_entrants;
            day.attempts += of_day.attempts;
        }
    }

    /// Takes a group out that was put in before. After an error what is left means nothing.
    pub fn remove(&mut self, other: &Self) -> Result<(), NotCounted> {
        let less = |from: &mut u64, by: u64| {
            *from = from.checked_sub(by).ok_or(NotCounted)?;
            Ok(())
        };
        less(&mut self.entrants, other.entrants)?;
        less(&mut self.staff_entrants, other.staff_entrants)?;
        less(&mut self.attempts, other.attempts)?;
        less(&mut self.perfect, other.perfect)?;
        for (score, count) in &other.scores {
            less(self.scores.get_mut(score).ok_or(NotCounted)?, *count)?;
        }
        for (day, of_day) in &other.days {
            let day = self.days.get_mut(day).ok_or(NotCounted)?;
            less(&mut day.new_entrants, of_day.new_entrants)?;
            less(&mut day.attempts, of_day.attempts)?;
        }
        self.scores.retain(|_, count| *count > 0);
        self.days.retain(|_, day| *day != DayTally::default());
        Ok(())
    }

    /// Attempts that count: one of each person in each round.
    pub fn counted(&self) -> u64 {
        self.scores.values().sum()
    }

    /// The sum of the scores that count, in hundredths of a percent.
    pub fn score_sum(&self) -> u64 {
        self.scores.iter().map(|(score, count)| u64::from(*score) * count).sum()
    }

    /// The mean of the scores that count, in hundredths of a percent, rounded down; `None` of nothing.
    pub fn mean(&self) -> Option<u16> {
        self.score_sum().checked_div(self.counted()).map(|mean| mean as u16)
    }

    /// The middle one of the scores that count, between the two middle ones of an even number, in hundredths of a
    /// percent, rounded down; `None` of nothing.
    pub fn median(&self) -> Option<u16> {
        let last = self.counted().checked_sub(1)?;
        let at = |place: u64| {
            let mut before = 0;
            self.scores.iter().find_map(|(score, count)| {
                before += count;
                (place < before).then_some(*score)
            })
        };
        Some(u16::midpoint(at(last / 2)?, at(last.div_ceil(2))?))
    }

    /// The share of the attempts that count with every question right, in hundredths of a percent, rounded down;
    /// `None` of nothing.
    pub fn perfect_share(&self) -> Option<u16> {
        (self.perfect * 10_000).checked_div(self.counted()).map(|share| share as u16)
    }

    /// How many of the scores that count fall into each band; `lowest` are the bands' lower ends, falling.
    pub fn bands(&self, lowest: &[u16]) -> Vec<u64> {
        let mut bands = vec![0; lowest.len()];
        for (score, count) in &self.scores {
            let band = lowest.iter().position(|lowest| lowest <= score);
            if let Some(of_band) = band.and_then(|band| bands.get_mut(band)) {
                *of_band += count;
            }
        }
        bands
    }

    /// Of `people` who work there, how many took part, in hundredths of a percent, rounded down: all of them at most,
    /// since a headcount may be older than the newest colleague. `None` where there are none.
    pub fn participation(&self, people: u64) -> Option<u16> {
        (self.staff_entrants.min(people) * 10_000).checked_div(people).map(|share| share as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(scores: &[(u16, u64)]) -> Tally {
        Tally { scores: scores.iter().copied().collect(), ..Tally::default() }
    }

    #[test]
    fn means_and_medians_need_somebody_and_are_rounded_down() {
        assert_eq!((Tally::default().mean(), Tally::default().median()), (None, None));
        let three = scores(&[(5_000, 1), (6_667, 1), (10_000, 1)]);
        assert_eq!((three.mean(), three.median()), (Some(7_222), Some(6_667)));
        let even = scores(&[(0, 1), (3_333, 1), (6_666, 1), (10_000, 1)]);
        assert_eq!(even.median(), Some(4_999), "between the two in the middle");
        assert_eq!(scores(&[(0, 3), (10_000, 2)]).median(), Some(0));
    }

    #[test]
    fn bands_take_each_score_once() {
        let tally = scores(&[(0, 1), (1, 2), (7_499, 4), (7_500, 8), (9_999, 16), (10_000, 32)]);
        assert_eq!(tally.bands(&[10_000, 7_500, 1, 0]), [32, 24, 6, 1]);
        assert_eq!(tally.bands(&[]), [0; 0]);
    }

    #[test]
    fn a_share_is_of_all_at_most_and_of_none_is_none() {
        let tally = Tally { staff_entrants: 7, ..Tally::default() };
        assert_eq!([0, 6, 9].map(|people| tally.participation(people)), [None, Some(10_000), Some(7_777)]);
    }

    #[test]
    fn what_was_never_counted_cannot_be_taken_out() {
        let mut tally = scores(&[(5_000, 2)]);
        assert_eq!(tally.remove(&scores(&[(5_000, 1)])), Ok(()));
        assert_eq!(tally, scores(&[(5_000, 1)]));
        assert_eq!(tally.clone().remove(&scores(&[(5_000, 2)])), Err(NotCounted));
        assert_eq!(tally.clone().remove(&scores(&[(6_000, 1)])), Err(NotCounted));
        assert_eq!(tally.remove(&scores(&[(5_000, 1)])), Ok(()));
        assert!(tally.is_empty());
    }
}
