//! How many people an agency has, from when on: what is counted by.
//!
//! An organiser's word counts at once; an agency's own waits until an organiser has confirmed it ([`super::entries`]).

use std::collections::HashMap;

use bank::agencies::MAX_HEADCOUNT;
use contest::{Timestamp, accounts::Position};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use super::{
    entries::{self, Key},
    positions,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{agencies, headcounts},
};

/// Why a headcount was not set.
#[derive(Debug, thiserror::Error)]
pub enum HeadcountError {
    /// No such agency, or none that the actor may change.
    #[error("no such agency within the actor's reach")]
    NotFound,
    /// Not 1 to [`MAX_HEADCOUNT`]; of a position, not up to it.
    #[error("the headcount is out of range")]
    OutOfRange,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// How many people an agency has, or how many of them hold a position, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headcount {
    /// At least one; of a position it may be none.
    pub people: u32,
    /// From when on.
    pub since: Timestamp,
}

/// The confirmed headcounts in force, by agency, of the agencies that `of` holds for: of each the newest that has begun.
/// An agency of which nothing is confirmed has none, and there is no share of its people.
pub(crate) async fn headcounts_at(
    db: &impl ConnectionTrait,
    of: Condition,
    now: Timestamp,
) -> Result<HashMap<i64, Headcount>, DbErr> {
    let agencies = agencies::Entity::find().select_only().column(agencies::Column::Id).filter(of).into_query();
    let rows: Vec<(i64, i32, i64)> = headcounts::Entity::find()
        .select_only()
        .columns([headcounts::Column::AgencyId, headcounts::Column::People, headcounts::Column::ValidFrom])
        .filter(headcounts::Column::AgencyId.in_subquery(agencies))
        .filter(headcounts::Column::ValidFrom.lte(now.0))
        .order_by_asc(headcounts::Column::ValidFrom)
        .order_by_asc(headcounts::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let in_force = |(agency, people, since)| {
        let people = u32::try_from(people).ok().filter(|people| *people > 0)?;
        Some((agency, Headcount { people, since: Timestamp(since) }))
    };
    Ok(rows.into_iter().filter_map(in_force).collect())
}

/// Says that an agency has so many people from a time on. An organiser sets any agency's; a viewer says those of the own
/// agency and below, for an organiser to confirm. Saying the same time again mends it.
pub async fn set_headcount(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    people: u32,
    valid_from: Timestamp,
) -> Result<(), HeadcountError> {
    if !(1..=MAX_HEADCOUNT).contains(&people) {
        return Err(HeadcountError::OutOfRange);
    }
    set(engine, actor, (agency_id, None), Headcount { people, since: valid_from }).await
}

/// Says that so many people of an agency hold a position from a time on; none is a number too. Who may say it of which
/// agency, and what waits, is as with the headcount.
pub async fn set_position_count(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    position: Position,
    people: u32,
    valid_from: Timestamp,
) -> Result<(), HeadcountError> {
    if people > MAX_HEADCOUNT {
        return Err(HeadcountError::OutOfRange);
    }
    set(engine, actor, (agency_id, Some(position)), Headcount { people, since: valid_from }).await
}

async fn set(engine: &Engine, actor: &StaffSession, key: Key, said: Headcount) -> Result<(), HeadcountError> {
    let tx = engine.db.begin().await?;
    let agency = agencies::Entity::find_by_id(key.0).filter(actor.reach().agencies()).lock_exclusive();
    let agency = agency.one(&tx).await?.ok_or(HeadcountError::NotFound)?;
    let now = engine.now();
    if actor.role.organises() {
        put(&tx, actor, key, said, now).await?;
    } else {
        entries::enter(&tx, actor, key, said, now).await?;
    }
    let (action, what) = match key.1 {
        None => ("agency.headcount", String::new()),
        Some(position) => ("agency.positions", format!("{} ", position.code())),
    };
    let waits = if actor.role.organises() { "" } else { ", to be confirmed" };
    let detail = format!("{what}{} from {}{waits}", said.people, said.since.to_rfc3339());
    let subject = format!("agency:{}", agency.id);
    audit::record(&tx, now, Some(actor.staff_id), action, Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down what is counted by. The same time again mends it.
pub(super) async fn put(
    tx: &impl ConnectionTrait,
    actor: &StaffSession,
    (agency_id, position): Key,
    said: Headcount,
    now: Timestamp,
) -> Result<(), DbErr> {
    if let Some(position) = position {
        return positions::put(tx, actor, agency_id, position, said, now).await;
    }
    let same_time = headcounts::Entity::find()
        .filter(headcounts::Column::AgencyId.eq(agency_id))
        .filter(headcounts::Column::ValidFrom.eq(said.since.0));
    let mut row = match same_time.one(tx).await? {
        Some(row) => row.into_active_model(),
        None => {
            headcounts::ActiveModel { agency_id: Set(agency_id), valid_from: Set(said.since.0), ..Default::default() }
        }
    };
    row.people = Set(said.people as i32);
    row.set_by = Set(Some(actor.staff_id));
    row.set_at = Set(now.0);
    row.save(tx).await?;
    Ok(())
}
