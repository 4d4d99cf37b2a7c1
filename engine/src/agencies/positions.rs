//! How many people of an agency hold each position, from when on: what quotas are a share of.

use std::collections::{BTreeMap, HashMap};

use contest::{Timestamp, accounts::Position};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use super::Headcount;
use crate::{
    accounts::StaffSession,
    db::entities::{agencies, position_counts},
};

/// The confirmed numbers in force, by agency and position, of the agencies that `of` holds for: of each the
/// newest that has begun. A position of which nothing is confirmed has none.
pub(crate) async fn positions_at(
    db: &impl ConnectionTrait,
    of: Condition,
    now: Timestamp,
) -> Result<HashMap<i64, BTreeMap<Position, Headcount>>, DbErr> {
    let agencies = agencies::Entity::find().select_only().column(agencies::Column::Id).filter(of).into_query();
    let rows: Vec<(i64, String, i32, i64)> = position_counts::Entity::find()
        .select_only()
        .columns([
            position_counts::Column::AgencyId,
            position_counts::Column::Position,
            position_counts::Column::People,
            position_counts::Column::ValidFrom,
        ])
        .filter(position_counts::Column::AgencyId.in_subquery(agencies))
        .filter(position_counts::Column::ValidFrom.lte(now.0))
        .order_by_asc(position_counts::Column::ValidFrom)
        .order_by_asc(position_counts::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<i64, BTreeMap<Position, Headcount>> = HashMap::new();
    for (agency, position, people, since) in rows {
        if let (Some(position), Ok(people)) = (Position::parse(&position), u32::try_from(people)) {
            found.entry(agency).or_default().insert(position, Headcount { people, since: Timestamp(since) });
        }
    }
    Ok(found)
}

/// Writes down what is counted by. The same time again mends it.
pub(super) async fn put(
    tx: &impl ConnectionTrait,
    actor: &StaffSession,
    agency_id: i64,
    position: Position,
    said: Headcount,
    now: Timestamp,
) -> Result<(), DbErr> {
    let same_time = position_counts::Entity::find()
        .filter(position_counts::Column::AgencyId.eq(agency_id))
        .filter(position_counts::Column::Position.eq(position.code()))
        .filter(position_counts::Column::ValidFrom.eq(said.since.0));
    let mut row = match same_time.one(tx).await? {
        Some(row) => row.into_active_model(),
        None => position_counts::ActiveModel {
            agency_id: Set(agency_id),
            position: Set(position.code().to_owned()),
            valid_from: Set(said.since.0),
            ..Default::default()
        },
    };
    row.people = Set(said.people as i32);
    row.set_by = Set(Some(actor.staff_id));
    row.set_at = Set(now.0);
    row.save(tx).await?;
    Ok(())
}
