//! Counters from the first result to the last.

use std::{collections::BTreeSet, sync::Arc};

use contest::{
    Timestamp,
    reports::{Counters, part_of},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    State,
    basis::Basis,
    reading::{next_person, of_range, settled},
};

/// People of one query.
const PEOPLE: i64 = 4_096;

/// Counts everybody. `db` is of one moment; the memory is that of some thousand people.
pub(super) async fn build(db: &impl ConnectionTrait, basis: Basis, now: Timestamp) -> Result<State, DbErr> {
    let settled = settled(db, &basis, 0, now).await?;
    let rules = basis.rules();
    let (mut counters, mut recent) = (Counters::default(), BTreeSet::new());
    let (mut results, mut is_behind) = (0, false);
    let mut from = i64::MIN;
    while let Some(first) = next_person(db, &basis, from).await? {
        let last = first.saturating_add(PEOPLE - 1);
        for person in of_range(db, &basis, first, last).await?.into_values() {
            results += person.rows.len() as u64;
            is_behind |= person.rows.iter().any(|row| row.is_behind(&basis));
            recent.extend(person.rows.iter().map(|row| row.attempt_id).filter(|attempt| *attempt >= settled));
            let attempts: Vec<_> = person.rows.iter().filter_map(|row| row.attempt(&basis)).collect();
            if let Some(part) = part_of(&attempts, person.position, &rules) {
                counters.add(&part);
            }
        }
        from = last.saturating_add(1);
    }
    Ok(State { basis, settled, recent, results, is_behind, counters: Arc::new(counters), as_of: now })
}
