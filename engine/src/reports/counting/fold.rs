//! Counters with the results that have come in since.

use std::{collections::BTreeSet, sync::Arc};

use contest::{
    Timestamp,
    reports::{ValidAttempt, part_of},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    State,
    reading::{new_results, number, of_people, settled},
};

/// Folds in what has come in. `None` where that does not lead to what is there, so that all has to be counted.
/// `db` is of one moment in which the state's basis is in force. With `compare`, results are compared in number.
pub(super) async fn fold(
    db: &impl ConnectionTrait,
    mut state: State,
    compare: bool,
    now: Timestamp,
) -> Result<Option<State>, DbErr> {
    let new = new_results(db, &state.basis, state.settled, &state.recent).await?;
    let attempts: BTreeSet<i64> = new.iter().map(|row| row.attempt_id).collect();
    let people: BTreeSet<i64> = new.iter().map(|row| row.participant_id).collect();
    let people: Vec<i64> = people.into_iter().collect();
    let rules = state.basis.rules();
    for person in of_people(db, &state.basis, &people).await?.into_values() {
        let after: Vec<ValidAttempt> = person.rows.iter().filter_map(|row| row.attempt(&state.basis)).collect();
        let mut before = after.clone();
        before.retain(|attempt| !attempts.contains(&attempt.id));
        if let Some(before) = part_of(&before, person.position, &rules)
            && Arc::make_mut(&mut state.counters).remove(&before).is_err()
        {
            return Ok(None);
        }
        if let Some(after) = part_of(&after, person.position, &rules) {
            Arc::make_mut(&mut state.counters).add(&after);
        }
    }
    state.is_behind |= new.iter().any(|row| row.is_behind(&state.basis));
    state.results += new.len() as u64;
    state.recent.extend(attempts);
    state.settled = settled(db, &state.basis, state.settled, now).await?;
    state.recent = state.recent.split_off(&state.settled);
    state.as_of = now;
    if compare && number(db, &state.basis).await? != state.results {
        return Ok(None);
    }
    Ok(Some(state))
}
