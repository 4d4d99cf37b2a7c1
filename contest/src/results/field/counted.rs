//! The attempt of each person that counts in each round, and what is predicted.

use super::{
    Exclusion, Field, RoundFigures,
    build::{NONE, Row},
    ground::Ground,
};
use crate::{
    contests::Prediction,
    results::{Entry, RankKey, better},
    time::Timestamp,
};

/// A person in a round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The row that counts.
    pub row: u32,
    /// Valid attempts in the round.
    pub attempts: u32,
    /// Those of them that are all-correct.
    pub perfect: u32,
}

/// The attempt that counts for each person in each round, sorted by both; the others that are valid
/// are noted as not counted.
///
/// The prediction has no part in the choice: it would let who may try often predict every number.
/// Of equals the one submitted first counts, then the one begun first, then by identifier.
pub(super) fn count(ground: &Ground<'_>, exclusions: &mut [Option<Exclusion>]) -> Vec<Counted> {
    let Ground { field, rules, .. } = ground;
    let keys: Vec<RankKey> = rules.ranking.iter().copied().filter(|key| *key != RankKey::PredictionDistance).collect();
    let mut counted = Vec::new();
    let mut from = 0;
    for rows in field.rows.chunk_by(|a, b| (a.round, a.person) == (b.round, b.person)) {
        let indices = from..from + rows.len();
        from += rows.len();
        let (mut best, mut attempts, mut perfect): (Option<(usize, Entry)>, u32, u32) = (None, 0, 0);
        for index in indices.clone().filter(|&index| exclusions[index].is_none()) {
            let row = &field.rows[index];
            attempts += 1;
            perfect += u32::from(row.is_perfect());
            let entry = entry(field, row, 0, 0, None);
            if best.as_ref().is_none_or(|(_, best)| better(rules.counts, &entry, best, &keys)) {
                best = Some((index, entry));
            }
        }
        let Some((best, _)) = best else { continue };
        for index in indices.filter(|&index| index != best) {
            exclusions[index].get_or_insert(Exclusion::NotCounted);
        }
        counted.push(Counted { row: best as u32, attempts, perfect });
    }
    counted
}

/// What was counted, round by round, and what predictions are measured against.
pub(super) fn figures(ground: &Ground<'_>, counted: &[Counted]) -> Vec<RoundFigures> {
    let round = |one: &Counted| ground.field.rows[one.row as usize].round;
    let figures = |people: &[Counted]| {
        let mut figures = RoundFigures {
            round: people.first().map_or(0, round),
            people: people.len() as u32,
            attempts: people.iter().map(|one| one.attempts).sum(),
            people_all_correct: people.iter().filter(|one| one.perfect > 0).count() as u32,
            attempts_all_correct: people.iter().map(|one| one.perfect).sum(),
            quantity: None,
        };
        let frozen = ground.facts.quantities.get(&figures.round).copied();
        figures.quantity = ground.rules.prediction.map(|quantity| frozen.unwrap_or(figures.of(quantity)));
        figures
    };
    counted.chunk_by(|a, b| round(a) == round(b)).map(figures).collect()
}

/// What the ranking knows of each who counts.
pub(super) fn entries(ground: &Ground<'_>, counted: &[Counted], rounds: &[RoundFigures]) -> Vec<Entry> {
    let make = |one: &Counted| {
        let row = &ground.field.rows[one.row as usize];
        let figures = rounds.binary_search_by_key(&row.round, |figures| figures.round);
        let quantity = figures.ok().and_then(|place| rounds[place].quantity);
        entry(ground.field, row, one.attempts, one.perfect, quantity)
    };
    counted.iter().map(make).collect()
}

pub(super) fn entry(field: &Field, row: &Row, attempts: u32, perfect: u32, quantity: Option<u32>) -> Entry {
    let predicted = (row.prediction != NONE).then_some(Prediction(row.prediction));
    Entry {
        correct: row.correct,
        score: row.score,
        prediction_distance: predicted.zip(quantity).map(|(predicted, actual)| predicted.distance(actual)),
        duration: row.submitted_at - row.started_at,
        submitted_at: row.submitted_at,
        started_at: row.started_at,
        attempts: capped(attempts),
        perfect_attempts: capped(perfect),
        registered_at: field.registered.get(row.person as usize).copied().unwrap_or(Timestamp(i64::MAX)),
    }
}

/// Nobody takes part 65,535 times; who claims to is equal to all others who do.
pub(super) fn capped(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
