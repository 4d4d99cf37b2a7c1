//! What people did, for a report: the only place where its figures come from.

use std::collections::{BTreeMap, HashMap, HashSet};

use contest::{
    Millis, Timestamp,
    contests::Rules,
    results::{Entry, better},
};
use sea_orm::DbErr;

use super::people::{People, Submission};
use crate::Engine;

/// What is counted.
pub(super) struct Sought<'a> {
    /// These rounds.
    pub rounds: &'a [i64],
    /// What was submitted from the one instant on and before the other; everything without.
    pub submitted: Option<(Timestamp, Timestamp)>,
    /// Which of somebody's attempts counts.
    pub rules: &'a Rules,
    /// The track whose people a headcount counts.
    pub staff_track: Option<i64>,
    /// Only people of these agencies.
    pub agencies: &'a HashSet<i64>,
}

/// What a group of people did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// People with a valid attempt.
    pub entrants: u64,
    /// Those of them whom headcounts count.
    pub staff: u64,
    /// Valid attempts.
    pub attempts: u64,
    /// People whose attempt that counts is all correct.
    pub perfect: u64,
    /// How many have each score, in hundredths of a percent, by the attempt that counts.
    pub scores: BTreeMap<u16, u64>,
}

/// What was counted. Somebody counts for the agency of the attempt that counts, with all their attempts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// By agency.
    pub agencies: HashMap<i64, Tally>,
    /// People and attempts by round.
    pub rounds: BTreeMap<i64, (u64, u64)>,
}

impl Tally {
    /// Both groups together; nobody may be in both.
    pub fn add(&mut self, other: &Self) {
        self.entrants += other.entrants;
        self.staff += other.staff;
        self.attempts += other.attempts;
        self.perfect += other.perfect;
        for (score, people) in &other.scores {
            *self.scores.entry(*score).or_default() += people;
        }
    }

    /// The sum of the scores that count.
    pub fn score_sum(&self) -> u64 {
        self.scores.iter().map(|(score, people)| u64::from(*score) * people).sum()
    }

    /// Twice the median of the scores that count, so that it is whole; `None` of nobody.
    pub fn doubled_median(&self) -> Option<u64> {
        let at = |place: u64| {
            let mut before = 0;
            let mut scores = self.scores.iter();
            scores.find(|(_, people)| {
                before += **people;
                place < before
            })
        };
        let last = self.entrants.checked_sub(1)?;
        let (low, high) = (at(last / 2)?, at(last.div_ceil(2))?);
        Some(u64::from(*low.0) + u64::from(*high.0))
    }

    /// How many score from `lowest` on and below `above`.
    pub fn band(&self, lowest: u16, above: Option<u16>) -> u64 {
        let within = self.scores.range(lowest..).filter(|(score, _)| above.is_none_or(|above| **score < above));
        within.map(|(_, people)| people).sum()
    }
}

impl Counted {
    /// Everybody.
    pub fn total(&self) -> Tally {
        let mut sum = Tally::default();
        self.agencies.values().for_each(|tally| sum.add(tally));
        sum
    }
}

/// Counts person by person.
pub(super) async fn count(engine: &Engine, sought: &Sought<'_>) -> Result<Counted, DbErr> {
    let mut people = People::of(engine.db.read.clone(), sought.rounds.iter().copied(), sought.submitted);
    let mut counted = Counted::default();
    while let Some(attempts) = people.next().await? {
        add(&mut counted, &attempts, sought);
    }
    Ok(counted)
}

fn add(counted: &mut Counted, attempts: &[Submission], sought: &Sought<'_>) {
    let Rules { counts, ranking, .. } = sought.rules;
    let counts = attempts.iter().reduce(
        |best, next| {
            if better(*counts, &entry(next), &entry(best), ranking) { next } else { best }
        },
    );
    let Some(counts) = counts.filter(|counts| sought.agencies.contains(&counts.agency_id)) else { return };
    let tally = counted.agencies.entry(counts.agency_id).or_default();
    tally.entrants += 1;
    tally.staff += u64::from(sought.staff_track == Some(counts.track_id));
    tally.attempts += attempts.len() as u64;
    tally.perfect += u64::from(counts.total > 0 && counts.correct == counts.total);
    *tally.scores.entry(counts.score.clamp(0, 10_000) as u16).or_default() += 1;
    let rounds: BTreeMap<i64, u64> = attempts.iter().fold(BTreeMap::new(), |mut rounds, attempt| {
        *rounds.entry(attempt.round_id).or_default() += 1;
        rounds
    });
    for (round, attempts) in rounds {
        let (people, all) = counted.rounds.entry(round).or_default();
        *people += 1;
        *all += attempts;
    }
}

/// What decides between attempts of one person. Predictions do so only after the close, and change no score.
fn entry(attempt: &Submission) -> Entry {
    Entry {
        correct: attempt.correct as u16,
        score: attempt.score as u16,
        prediction_distance: None,
        duration: Millis(attempt.submitted_at - attempt.started_at),
        submitted_at: Timestamp(attempt.submitted_at),
        started_at: Timestamp(attempt.started_at),
        attempts: 1,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(scores: &[u16]) -> Tally {
        let mut tally = Tally { entrants: scores.len() as u64, ..Tally::default() };
        for score in scores {
            *tally.scores.entry(*score).or_default() += 1;
        }
        tally
    }

    #[test]
    fn medians_and_bands_are_those_of_the_sorted_scores() {
        let some = tally(&[5_000, 10_000, 0, 7_500, 7_500]);
        assert_eq!((some.doubled_median(), some.score_sum()), (Some(15_000), 30_000));
        assert_eq!(tally(&[5_000, 7_500]).doubled_median(), Some(12_500));
        assert_eq!((tally(&[]).doubled_median(), tally(&[300]).doubled_median()), (None, Some(600)));
        assert_eq!([some.band(10_000, None), some.band(7_500, Some(10_000)), some.band(0, Some(1))], [1, 2, 1]);
    }
}
