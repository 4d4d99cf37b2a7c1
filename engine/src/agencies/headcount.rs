//! How many people an agency has, from when on.

use bank::agencies::MAX_HEADCOUNT;
use contest::Timestamp;
use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder as _, QuerySelect as _, QueryTrait as _,
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

/// The headcounts in force, by agency, of the agencies that `of` holds for: of each the newest that
/// has begun. An agency of which nobody has said anything has none.
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

/// Says that an agency has so many people from a time on. An organiser sets any agency's, a viewer
/// those of the own agency and below. Setting the same time again mends it.
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
    let tx = engine.db.begin().await?;
    let agency = agencies::Entity::find_by_id(agency_id).filter(actor.reach().agencies()).one(&tx).await?;
    let agency = agency.ok_or(HeadcountError::NotFound)?;
    let now = engine.now();
    let same_time = headcounts::Entity::find()
        .filter(headcounts::Column::AgencyId.eq(agency_id))
        .filter(headcounts::Column::ValidFrom.eq(valid_from.0));
    let mut row = match same_time.one(&tx).await? {
        Some(row) => row.into_active_model(),
        None => {
            headcounts::ActiveModel { agency_id: Set(agency_id), valid_from: Set(valid_from.0), ..Default::default() }
        }
    };
    row.people = Set(people as i32);
    row.set_by = Set(Some(actor.staff_id));
    row.set_at = Set(now.0);
    row.save(&tx).await?;
    let detail = format!("{people} from {}", valid_from.to_rfc3339());
    let subject = format!("agency:{}", agency.id);
    audit::record(&tx, now, Some(actor.staff_id), "agency.headcount", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}
