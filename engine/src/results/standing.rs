//! From someone's results to where they stand.

use std::collections::HashMap;

use contest::{
    Timestamp,
    contests::{Prediction, Rules, TrackKind},
    results::{Entry, RankKey, SortKey, better},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    cache::Standing,
    contests::Round,
    db::entities::{participants, results},
};

/// The result of one person that counts by the rules, and what a ranking knows of it. Results that
/// were declared invalid do not exist here; `None` when no other is left.
pub(super) fn counted<'a>(
    rules: &Rules,
    rows: &'a [results::Model],
    registered_at: Timestamp,
) -> Option<(&'a results::Model, Entry)> {
    let valid = || rows.iter().filter(|row| row.valid);
    let attempts = valid().count() as u16;
    let perfect_attempts = valid().filter(|row| is_perfect(row)).count() as u16;
    let entries = valid().map(|row| {
        let entry = Entry {
            correct: row.correct as u16,
            score: row.score as u16,
            // Nobody's attempt is chosen by it, and until the round is counted it parts nobody.
            prediction_distance: None,
            duration: Timestamp(row.submitted_at) - Timestamp(row.started_at),
            submitted_at: Timestamp(row.submitted_at),
            started_at: Timestamp(row.started_at),
            attempts,
            perfect_attempts,
            registered_at,
        };
        (row, entry)
    });
    entries.reduce(|best, next| if better(rules.counts, &next.1, &best.1, &rules.ranking) { next } else { best })
}

fn is_perfect(row: &results::Model) -> bool {
    row.total > 0 && row.correct == row.total
}

/// Where one person stands by all their results in the round; `None` without a valid one, or when
/// the round has no such track.
pub(super) fn standing_of(round: &Round, rows: &[results::Model], registered_at: Timestamp) -> Option<Standing> {
    let (row, mut entry) = counted(&round.rules, rows, registered_at)?;
    let predicted = row.prediction.and_then(|number| u32::try_from(number).ok()).map(Prediction);
    entry.prediction_distance = predicted.zip(round.quantity).map(|(predicted, actual)| predicted.distance(actual));
    Some(Standing {
        participant: row.participant_id,
        track: track_of(round, row)?,
        agency: row.agency_id,
        key: SortKey::of(&entry, &round.rules.ranking),
        score: entry.score,
        attempts: u32::from(entry.attempts),
        perfect: is_perfect(row),
        grading: rows.iter().filter(|row| row.valid).map(|row| row.grading as u32).min().unwrap_or_default(),
    })
}

fn track_of(round: &Round, row: &results::Model) -> Option<TrackKind> {
    round.tracks.iter().find(|track| track.track_id == row.track_id).map(|track| track.kind)
}

/// Where the people of `who`, a condition on `results`, stand in the round.
pub(super) async fn standings(
    db: &impl ConnectionTrait,
    round: &Round,
    who: Condition,
) -> Result<Vec<Standing>, DbErr> {
    let people = results_by_person(db, round.id, who).await?;
    let registered = registered(db, &round.rules, &people).await?;
    let standing = |(person, rows): (&i64, &Vec<results::Model>)| {
        standing_of(round, rows, registered.get(person).copied().unwrap_or_default())
    };
    Ok(people.iter().filter_map(standing).collect())
}

/// Results of the round, valid or not, by person.
pub(super) async fn results_by_person(
    db: &impl ConnectionTrait,
    round: i64,
    who: Condition,
) -> Result<HashMap<i64, Vec<results::Model>>, DbErr> {
    let rows = results::Entity::find().filter(results::Column::RoundId.eq(round)).filter(who).all(db).await?;
    let mut people: HashMap<i64, Vec<results::Model>> = HashMap::new();
    for row in rows {
        people.entry(row.participant_id).or_default().push(row);
    }
    Ok(people)
}

/// When people registered, if the rules rank by it.
async fn registered(
    db: &impl ConnectionTrait,
    rules: &Rules,
    people: &HashMap<i64, Vec<results::Model>>,
) -> Result<HashMap<i64, Timestamp>, DbErr> {
    if !rules.ranking.contains(&RankKey::EarlierRegistration) {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, i64)> = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::RegisteredAt])
        .filter(participants::Column::Id.is_in(people.keys().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(person, at)| (person, Timestamp(at))).collect())
}

#[cfg(test)]
mod tests {
    use contest::contests::Counting;

    use super::*;

    fn row(attempt_id: i64, correct: i32, started_at: i64, submitted_at: i64) -> results::Model {
        results::Model {
            attempt_id,
            round_id: 1,
            participant_id: 7,
            agency_id: 3,
            track_id: 2,
            correct,
            total: 10,
            score: correct * 1_000,
            prediction: None,
            started_at,
            submitted_at,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        }
    }

    #[test]
    fn the_attempt_that_counts_is_the_one_the_rules_name() {
        let rows = [row(1, 6, 0, 500), row(2, 9, 1_000, 1_900), row(3, 9, 2_000, 2_800), row(4, 5, 3_000, 3_100)];
        let counts = |counts| {
            let rules = Rules { counts, ..Rules::case_4() };
            counted(&rules, &rows, Timestamp(0)).map(|(row, entry)| (row.attempt_id, entry.attempts))
        };
        assert_eq!(counts(Counting::Best), Some((3, 4)), "as many right, in less time");
        assert_eq!(counts(Counting::First), Some((1, 4)));
        assert_eq!(counts(Counting::Last), Some((4, 4)));
    }

    #[test]
    fn results_declared_invalid_do_not_count_in_any_way() {
        let void = results::Model { valid: false, ..row(1, 10, 0, 100) };
        let rows = [void.clone(), row(2, 4, 1_000, 1_200)];
        let (best, entry) = counted(&Rules::case_4(), &rows, Timestamp(0)).unwrap();
        assert_eq!((best.attempt_id, entry.attempts, entry.perfect_attempts), (2, 1, 0));
        assert!(counted(&Rules::case_4(), &[void], Timestamp(0)).is_none());
    }
}
