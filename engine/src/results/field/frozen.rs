//! What is frozen about agencies and people when a round is counted.

use std::collections::HashMap;

use contest::{
    agencies::Block,
    results::field::{AgencyFacts, PersonFacts},
};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::people;
use crate::{
    Engine,
    agencies::AgencyTree,
    contests::Round,
    db::entities::{contests, headcounts},
};

/// Agencies and people as they were. Refusals come later and are kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// All of the contest's province, by code.
    pub agencies: Vec<AgencyFacts>,
    /// Those of whom the rules want to know something.
    pub people: Vec<PersonFacts>,
}

/// Reads what the rules of a round want to know beside its attempts.
pub(in crate::results) async fn freeze(engine: &Engine, round: &Round) -> Result<Frozen, DbErr> {
    Ok(Frozen { agencies: agencies(engine, round).await?, people: people::facts(engine, round).await? })
}

async fn agencies(engine: &Engine, round: &Round) -> Result<Vec<AgencyFacts>, DbErr> {
    let db = &engine.db.read;
    let tree = AgencyTree::load(db).await?;
    let contest = contests::Entity::find_by_id(round.contest_id).one(db).await?;
    let path = contest.and_then(|contest| tree.get(contest.province_id)).map(|province| province.path.as_str());
    let headcounts = headcounts(db, round).await?;
    let mut facts: Vec<AgencyFacts> = tree
        .subtree(path.unwrap_or("none"))
        .map(|agency| AgencyFacts {
            code: agency.code.clone(),
            block: (!agency.block.is_empty()).then(|| Block(agency.block.clone())),
            headcount: headcounts.get(&agency.id).copied(),
            ..AgencyFacts::default()
        })
        .collect();
    facts.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(facts)
}

/// The headcounts in force at the close: of each agency the newest that had begun.
async fn headcounts(db: &DatabaseConnection, round: &Round) -> Result<HashMap<i64, u32>, DbErr> {
    let rows: Vec<(i64, i32)> = headcounts::Entity::find()
        .select_only()
        .columns([headcounts::Column::AgencyId, headcounts::Column::People])
        .filter(headcounts::Column::ValidFrom.lte(round.window.closes.0))
        .order_by_asc(headcounts::Column::ValidFrom)
        .order_by_asc(headcounts::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(agency, people)| Some((agency, u32::try_from(people).ok()?))).collect())
}
