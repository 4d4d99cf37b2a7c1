//! What was played, counted while it was played: by other means than the platform's own.
//!
//! Nothing here asks the engine or the ranking of `contest`; the rules are read anew.

use std::collections::BTreeMap;

use contest::{
    Timestamp,
    contests::{Counting, PredictedQuantity, Rules},
    results::RankKey,
};

use super::people::Person;

/// One attempt, as whoever played it knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Played {
    pub attempt: i64,
    /// Whose, as a place in the list of people.
    pub person: u32,
    pub correct: u16,
    pub total: u16,
    pub started: Timestamp,
    pub submitted: Timestamp,
    pub prediction: Option<u32>,
    /// Whether it was left for the server to submit.
    pub left: bool,
    /// Answers that the journal must hold.
    pub answers: u32,
}

impl Played {
    pub(super) fn is_perfect(&self) -> bool {
        self.correct == self.total
    }

    /// The share of right answers in hundredths of a percent, to the nearest.
    pub(super) fn score(&self) -> u64 {
        let (correct, total) = (u64::from(self.correct), u64::from(self.total));
        (correct * 20_000 + total) / (total * 2)
    }
}

/// What one person came to.
#[derive(Debug)]
pub(super) struct Own<'a> {
    pub person: &'a Person,
    /// The attempt that counts.
    pub counts: &'a Played,
    pub attempts: u32,
    pub perfect: u32,
}

/// Everything that was played.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub played: Vec<Played>,
}

impl Tally {
    /// What the people came to who have an attempt.
    pub(super) fn own<'a>(&'a self, people: &'a [Person], rules: &Rules) -> Vec<Own<'a>> {
        let mut of: BTreeMap<u32, Vec<&Played>> = BTreeMap::new();
        for played in &self.played {
            of.entry(played.person).or_default().push(played);
        }
        let own = |(person, played): (u32, Vec<&'a Played>)| {
            let person = people.get(person as usize)?;
            let perfect = played.iter().filter(|played| played.is_perfect()).count() as u32;
            let attempts = played.len() as u32;
            let counts = match rules.counts {
                Counting::First => played.into_iter().min_by_key(|played| played.started),
                Counting::Last => played.into_iter().max_by_key(|played| played.started),
                Counting::Best => played.into_iter().min_by_key(|played| {
                    let keys = rules.ranking.iter().filter(|key| **key != RankKey::PredictionDistance);
                    let keys: Vec<i64> = keys.map(|key| worth(*key, person, played, 0, 0, None)).collect();
                    (keys, played.submitted)
                }),
            }?;
            Some(Own { person, counts, attempts, perfect })
        };
        of.into_iter().filter_map(own).collect()
    }

    /// What was predicted.
    pub(super) fn quantity(&self, own: &[Own<'_>], rules: &Rules) -> Option<u32> {
        let perfect = || self.played.iter().filter(|played| played.is_perfect()).count();
        let quantity = match rules.prediction? {
            PredictedQuantity::People => own.len(),
            PredictedQuantity::Attempts => self.played.len(),
            PredictedQuantity::PeopleAllCorrect => own.iter().filter(|own| own.perfect > 0).count(),
            PredictedQuantity::AttemptsAllCorrect => perfect(),
        };
        Some(quantity as u32)
    }
}

impl Own<'_> {
    /// What decides this person's place: list by list, the smaller comes first.
    pub(super) fn keys(&self, rules: &Rules, quantity: Option<u32>) -> Vec<i64> {
        let worth = |key: &RankKey| worth(*key, self.person, self.counts, self.attempts, self.perfect, quantity);
        rules.ranking.iter().map(worth).collect()
    }
}

fn worth(key: RankKey, person: &Person, played: &Played, attempts: u32, perfect: u32, quantity: Option<u32>) -> i64 {
    match key {
        RankKey::Correct => -i64::from(played.correct),
        RankKey::Score => -(played.score() as i64),
        RankKey::PredictionDistance => {
            let distance = |(predicted, actual)| i64::from(u32::abs_diff(predicted, actual));
            played.prediction.zip(quantity).map_or(i64::MAX, distance)
        }
        RankKey::Duration => (played.submitted - played.started).0,
        RankKey::EarliestSubmission => played.submitted.0,
        RankKey::EarliestStart => played.started.0,
        RankKey::FewerAttempts => i64::from(attempts),
        RankKey::MorePerfectAttempts => -i64::from(perfect),
        RankKey::EarlierRegistration => person.registered.0,
    }
}
