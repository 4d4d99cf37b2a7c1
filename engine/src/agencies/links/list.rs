//! What came through the addresses of an agency.

use std::collections::HashMap;

use contest::{Timestamp, agencies::LinkCode};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
    sea_query::{Expr, ExprTrait as _},
};

use super::{LinkError, OWN_NAME};
use crate::{
    Engine,
    accounts::StaffSession,
    db::entities::{agencies, link_openings, links, participants, results},
};

/// An address, and what came through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// What stands in the address.
    pub code: LinkCode,
    /// What it was made for.
    pub name: String,
    /// Whether it is the agency's own code, which is always there.
    pub own: bool,
    /// When it was ended; `None` while it leads on.
    pub ended_at: Option<Timestamp>,
    /// How often it was followed, by people and by programs that look at what is sent in a chat.
    pub openings: u64,
    /// People who registered through it.
    pub registered: u64,
    /// Of them, those with a valid result.
    pub took_part: u64,
}

/// Of an agency within the actor's reach: its own code first, then those that were made, the newest first.
pub async fn links_of(engine: &Engine, actor: &StaffSession, agency_id: i64) -> Result<Vec<LinkLine>, LinkError> {
    let db = &engine.db.read;
    let agency = agencies::Entity::find_by_id(agency_id).filter(actor.reach().agencies()).one(db).await?;
    let agency = agency.ok_or(LinkError::NotFound)?;
    let rows = links::Entity::find()
        .filter(links::Column::AgencyId.eq(agency_id))
        .order_by_desc(links::Column::Id)
        .all(db)
        .await?;
    let of_agency = || {
        links::Entity::find()
            .select_only()
            .column(links::Column::Id)
            .filter(links::Column::AgencyId.eq(agency_id))
            .into_query()
    };
    let openings = link_openings::Entity::find()
        .select_only()
        .column(link_openings::Column::LinkId)
        .expr_as(Expr::cust("COUNT(*)"), "counted")
        .filter(link_openings::Column::LinkId.in_subquery(of_agency()))
        .group_by(link_openings::Column::LinkId);
    let people = participants::Entity::find()
        .select_only()
        .column(participants::Column::LinkId)
        .expr_as(Expr::cust("COUNT(*)"), "counted")
        .filter(participants::Column::LinkId.in_subquery(of_agency()))
        .group_by(participants::Column::LinkId);
    let with_result = results::Entity::find()
        .select_only()
        .column(results::Column::ParticipantId)
        .filter(results::Column::Valid.eq(true))
        .filter(
            Expr::col((results::Entity, results::Column::ParticipantId))
                .equals((participants::Entity, participants::Column::Id)),
        )
        .into_query();
    let took_part = people.clone().filter(Expr::exists(with_result));
    let openings = counted(db, openings).await?;
    let registered = counted(db, people).await?;
    let took_part = counted(db, took_part).await?;

    let line = |row: links::Model| {
        let count = |counts: &HashMap<i64, u64>| counts.get(&row.id).copied().unwrap_or_default();
        LinkLine {
            own: row.code == agency.code,
            openings: count(&openings),
            registered: count(&registered),
            took_part: count(&took_part),
            ended_at: row.ended_at.map(Timestamp),
            code: LinkCode::of_agency(&row.code),
            name: row.name,
        }
    };
    let (mut own, made): (Vec<LinkLine>, Vec<LinkLine>) = rows.into_iter().map(line).partition(|line| line.own);
    if own.is_empty() {
        own.push(LinkLine {
            code: LinkCode::of_agency(&agency.code),
            name: OWN_NAME.to_owned(),
            own: true,
            ended_at: None,
            openings: 0,
            registered: 0,
            took_part: 0,
        });
    }
    own.extend(made);
    Ok(own)
}

async fn counted<E: sea_orm::EntityTrait>(
    db: &impl ConnectionTrait,
    select: sea_orm::Select<E>,
) -> Result<HashMap<i64, u64>, DbErr> {
    let rows: Vec<(i64, i64)> = select.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(link, counted)| (link, counted as u64)).collect())
}
