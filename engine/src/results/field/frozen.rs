//! What is frozen about agencies and people when a round is counted.

use contest::{
    agencies::Block,
    results::field::{AgencyFacts, PersonFacts},
};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait};
use serde::{Deserialize, Serialize};

use super::people;
use crate::{
    Engine,
    agencies::{AgencyTree, headcounts_at},
    contests::Round,
    db::entities::{agencies, contests},
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

/// No path begins with this.
const NOWHERE: &str = "-";

async fn agencies(engine: &Engine, round: &Round) -> Result<Vec<AgencyFacts>, DbErr> {
    let db = &engine.db.read;
    let tree = AgencyTree::load(db).await?;
    let contest = contests::Entity::find_by_id(round.contest_id).one(db).await?;
    let path = contest.and_then(|contest| tree.get(contest.province_id)).map(|province| province.path.as_str());
    let path = path.unwrap_or(NOWHERE);
    let of_province = Condition::all().add(agencies::Column::Path.starts_with(path));
    // In force at the close.
    let headcounts = headcounts_at(db, of_province, round.window.closes).await?;
    let mut facts: Vec<AgencyFacts> = tree
        .subtree(path)
        .map(|agency| AgencyFacts {
            code: agency.code.clone(),
            block: (!agency.block.is_empty()).then(|| Block(agency.block.clone())),
            headcount: headcounts.get(&agency.id).map(|headcount| headcount.people),
            ..AgencyFacts::default()
        })
        .collect();
    facts.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(facts)
}
