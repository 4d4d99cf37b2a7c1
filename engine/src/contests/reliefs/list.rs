//! What was given in a round, and somebody's attempts in it, for its organiser.

use std::collections::HashMap;

use contest::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Given, ReliefError, Whom};
use crate::{
    Engine,
    accounts::{StaffSession, names},
    agencies,
    db::entities::{attempts, reliefs, results, staff},
};

/// Most lines of a list: those in force ([`super::MAX_RELIEFS`]) and what was taken back lately.
const MAX_LINES: u64 = 2_000;

/// Something that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReliefLine {
    /// Its row.
    pub id: i64,
    /// What.
    pub given: Given,
    /// To whom.
    pub whom: Whom,
    /// Their name: a person's, or an agency's with that of the one above it; empty for everybody.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Attempts that were under way and got the time.
    pub moved: u32,
    /// An attempt that was declared invalid with it.
    pub instead_of: Option<i64>,
    /// When, and by whom.
    pub made: (Timestamp, String),
    /// When it was taken back, and by whom.
    pub undone: Option<(Timestamp, String)>,
}

/// An attempt of somebody in the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptLine {
    /// Its number.
    pub attempt: i64,
    /// 1 for the first.
    pub ordinal: u16,
    /// When it began.
    pub started_at: Timestamp,
    /// When its time is up.
    pub deadline_at: Timestamp,
    /// Right answers, questions, and whether it is valid; none until it is submitted.
    pub result: Option<(u16, u16, bool)>,
}

/// What was given in a round, the latest first.
pub async fn reliefs_of(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<Vec<ReliefLine>, ReliefError> {
    if !actor.role.organises() {
        return Err(ReliefError::NotAllowed);
    }
    let db = &engine.db.read;
    let rows = reliefs::Entity::find()
        .filter(reliefs::Column::RoundId.eq(round_id))
        .order_by_desc(reliefs::Column::Id)
        .limit(MAX_LINES)
        .all(db)
        .await?;
    let people = names(db, rows.iter().filter_map(|row| row.participant_id).collect()).await?;
    let staff = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::DisplayName])
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?;
    let staff: HashMap<i64, String> = staff.into_iter().collect();
    let tree = agencies::tree(engine).await?;
    let by = |at: i64, id: i64| (Timestamp(at), staff.get(&id).cloned().unwrap_or_default());
    let line = |row: reliefs::Model| {
        let whom = Whom::of(&row);
        let name = match whom {
            Whom::Everyone => String::new(),
            Whom::Agency(id) => tree.full_name(id),
            Whom::Person(id) => people.get(&id).cloned().unwrap_or_default(),
        };
        Some(ReliefLine {
            id: row.id,
            given: Given::of(&row)?,
            whom,
            name,
            moved: row.moved.unsigned_abs(),
            instead_of: row.voided_attempt_id,
            made: by(row.made_at, row.made_by),
            undone: row.undone_at.zip(row.undone_by).map(|(at, id)| by(at, id)),
            reason: row.reason,
        })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// Most attempts of one person that a page shows.
const MAX_ATTEMPTS: u64 = 100;

/// Somebody's attempts in a round, first to last.
pub async fn attempts_of(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    participant: i64,
) -> Result<Vec<AttemptLine>, ReliefError> {
    if !actor.role.organises() {
        return Err(ReliefError::NotAllowed);
    }
    let db = &engine.db.read;
    let rows = attempts::Entity::find()
        .filter(attempts::Column::RoundId.eq(round_id))
        .filter(attempts::Column::ParticipantId.eq(participant))
        .order_by_asc(attempts::Column::Ordinal)
        .limit(MAX_ATTEMPTS)
        .all(db)
        .await?;
    let of_them = results::Column::AttemptId.is_in(rows.iter().map(|row| row.id));
    let done = results::Entity::find().filter(of_them).all(db).await?;
    let line = |row: attempts::Model| AttemptLine {
        attempt: row.id,
        ordinal: row.ordinal as u16,
        started_at: Timestamp(row.started_at),
        deadline_at: Timestamp(row.deadline_at),
        result: done
            .iter()
            .find(|result| result.attempt_id == row.id)
            .map(|result| (result.correct as u16, result.total as u16, result.valid)),
    };
    Ok(rows.into_iter().map(line).collect())
}
