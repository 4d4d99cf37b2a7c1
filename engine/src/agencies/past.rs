//! The tree as it was: names, codes and places of a day.

use std::collections::HashMap;

use contest::{Timestamp, agencies::AgencyKind};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{Agency, AgencyTree, acts::official};
use crate::{
    Engine,
    db::entities::{agencies, agency_past},
};

/// How far up a path is followed; no tree of agencies is as deep.
const MAX_LEVELS: usize = 64;

/// How an agency was for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastState {
    /// Its official code then.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// What it was.
    pub kind: AgencyKind,
    /// The code of its block.
    pub block: String,
    /// The agency above it.
    pub parent_id: Option<i64>,
    /// From when on.
    pub from: Timestamp,
    /// The first instant at which it was so no more.
    pub to: Timestamp,
}

impl From<agency_past::Model> for PastState {
    fn from(row: agency_past::Model) -> Self {
        Self {
            kind: AgencyKind::parse(&row.kind).unwrap_or(AgencyKind::Other),
            code: row.code,
            name: row.name,
            block: row.block,
            parent_id: row.parent_id,
            from: Timestamp(row.valid_from),
            to: Timestamp(row.valid_to),
        }
    }
}

/// How an agency was before, the latest first.
pub(super) async fn past_of(db: &impl ConnectionTrait, agency_id: i64) -> Result<Vec<PastState>, DbErr> {
    let rows = agency_past::Entity::find()
        .filter(agency_past::Column::AgencyId.eq(agency_id))
        .order_by_desc(agency_past::Column::ValidTo)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(PastState::from).collect())
}

/// The agencies that stood at a time, under the names and codes and in the places that they had then.
pub async fn tree_at(engine: &Engine, at: Timestamp) -> Result<AgencyTree, DbErr> {
    let db = &engine.db.read;
    let rows = agencies::Entity::find().all(db).await?;
    let past = agency_past::Entity::find()
        .filter(agency_past::Column::ValidFrom.lte(at.0))
        .filter(agency_past::Column::ValidTo.gt(at.0))
        .all(db)
        .await?;
    let mut past: HashMap<i64, agency_past::Model> = past.into_iter().map(|row| (row.agency_id, row)).collect();
    let mut standing: Vec<Agency> = rows.into_iter().map(Agency::from).filter(|agency| agency.is_valid(at)).collect();
    for agency in &mut standing {
        // Who had a code then need not share it with who took it over.
        agency.code = agency.official_code().to_owned();
        if let Some(was) = past.remove(&agency.id) {
            let was = PastState::from(was);
            (agency.kind, agency.block, agency.parent_id) = (was.kind, was.block, was.parent_id);
            agency.name_folded = contest::text::fold(&was.name);
            (agency.code, agency.name) = (official(&was.code).to_owned(), was.name);
        }
    }
    let parents: HashMap<i64, Option<i64>> = standing.iter().map(|agency| (agency.id, agency.parent_id)).collect();
    for agency in &mut standing {
        agency.path = path(agency.id, &parents);
        agency.parent_id = agency.parent_id.filter(|parent| parents.contains_key(parent));
    }
    Ok(AgencyTree::new(standing))
}

/// The path by the parents of that time. One whose parent did not stand then is at the top.
fn path(id: i64, parents: &HashMap<i64, Option<i64>>) -> String {
    let up = |id: &i64| parents.get(id).copied().flatten().filter(|parent| parents.contains_key(parent));
    let mut ids: Vec<String> = std::iter::successors(Some(id), up).take(MAX_LEVELS).map(|id| id.to_string()).collect();
    ids.reverse();
    format!("/{}/", ids.join("/"))
}
