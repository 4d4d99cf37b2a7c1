//! What one person adds to the counters.

use super::{Cell, Tally};
use crate::{
    accounts::Position,
    contests::{Counting, TrackKind},
    results::{Entry, RankKey, better},
    time::Timestamp,
};

/// A valid attempt of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValidAttempt {
    /// Its row: of attempts that are equal in everything, the least counts.
    pub id: i64,
    /// Its round, as a place in the list of [`Rule`]s: later rounds come later.
    pub round: usize,
    /// The agency it was made for.
    pub agency: i64,
    /// The track it was made in.
    pub track: TrackKind,
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions of the paper.
    pub total: u16,
    /// The score in hundredths of a percent, to 10,000.
    pub score: u16,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Timestamp,
}

/// Which attempt of a person counts in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which of several.
    pub counts: Counting,
    /// What ranks them, where the best counts.
    pub ranking: Vec<RankKey>,
}

/// What one person adds to the counters, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The agency of the attempt that counts; in several rounds, of that of the last one.
    pub agency: i64,
    /// Where in it.
    pub cell: Cell,
    /// The person, with all their attempts.
    pub tally: Tally,
}

/// What a person adds by all their valid attempts, in any order; `None` without any. Attempts of rounds that `rules`
/// do not have are no attempts.
pub fn part_of(attempts: &[ValidAttempt], position: Option<Position>, rules: &[Rule]) -> Option<Part> {
    let mut tally = Tally::default();
    let mut last: Option<&ValidAttempt> = None;
    for (round, rule) in rules.iter().enumerate() {
        let of_round = || attempts.iter().filter(|attempt| attempt.round == round);
        let Some(counted) = of_round().reduce(|best, next| first_of(best, next, rule)) else { continue };
        *tally.scores.entry(counted.score).or_default() += 1;
        tally.perfect += u64::from(counted.total > 0 && counted.correct == counted.total);
        for attempt in of_round() {
            tally.attempts += 1;
            tally.days.entry(attempt.submitted_at.local().date.days()).or_default().attempts += 1;
        }
        last = Some(counted);
    }
    let last = last?;
    // They come in the order of days.
    if let Some(first_day) = tally.days.values_mut().next() {
        first_day.new_entrants = 1;
    }
    tally.entrants = 1;
    tally.staff_entrants = u64::from(last.track == TrackKind::Staff);
    Some(Part { agency: last.agency, cell: Cell { track: last.track, position }, tally })
}

/// The one of two that counts.
fn first_of<'a>(a: &'a ValidAttempt, b: &'a ValidAttempt, rule: &Rule) -> &'a ValidAttempt {
    let is_better = |a, b| better(rule.counts, &entry(a), &entry(b), &rule.ranking);
    match (is_better(a, b), is_better(b, a)) {
        (true, false) => a,
        (false, true) => b,
        _ => {
            if a.id <= b.id {
                a
            } else {
                b
            }
        }
    }
}

/// What tells one person's attempts apart. The prediction does not: it would let who may try often predict
/// every number.
fn entry(attempt: &ValidAttempt) -> Entry {
    Entry {
        correct: attempt.correct,
        score: attempt.score,
        prediction_distance: None,
        duration: attempt.submitted_at - attempt.started_at,
        submitted_at: attempt.submitted_at,
        started_at: attempt.started_at,
        attempts: 0,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    }
}
