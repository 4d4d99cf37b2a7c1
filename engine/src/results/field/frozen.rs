//! What is frozen about agencies and people when a round or a contest is counted.

use std::collections::{BTreeMap, HashMap};

use contest::{
    accounts::Position,
    agencies::Block,
    results::field::{AgencyFacts, HeldPrize, PersonFacts, RoundFacts},
};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait};
use serde::{Deserialize, Serialize};

use super::{before, people};
use crate::{
    Engine,
    agencies::{AgencyTree, Headcount, headcounts_at, positions_at},
    db::entities::{agencies, contests},
    results::life::Subject,
};

/// Agencies and people as they were. Refusals come later and are kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// All of the contest's province, by code.
    pub agencies: Vec<AgencyFacts>,
    /// Those of whom the rules want to know something.
    pub people: Vec<PersonFacts>,
    /// Of a whole contest, what was each round's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rounds: BTreeMap<u16, RoundFacts>,
    /// Of a round, what other rounds had given before where the whole contest gives one prize a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldPrize>,
}

/// Reads what the rules want to know beside the attempts.
pub(in crate::results) async fn freeze(engine: &Engine, subject: &Subject) -> Result<Frozen, DbErr> {
    Ok(Frozen {
        agencies: agencies(engine, subject).await?,
        people: people::facts(engine, subject).await?,
        rounds: before::rounds(engine, subject).await?,
        held: before::held(engine, subject).await?,
    })
}

/// How many hold each position that has a quota; nothing where one of them is not known, so that
/// nobody meets a quota by leaving a number out.
pub(in crate::results) fn told(wanted: &[Position], known: &BTreeMap<Position, Headcount>) -> BTreeMap<Position, u32> {
    let all = wanted.iter().map(|position| Some((*position, known.get(position)?.people)));
    all.collect::<Option<_>>().unwrap_or_default()
}

/// No path begins with this.
const NOWHERE: &str = "-";

async fn agencies(engine: &Engine, subject: &Subject) -> Result<Vec<AgencyFacts>, DbErr> {
    let db = &engine.db.read;
    let tree = AgencyTree::load(db).await?;
    let contest = contests::Entity::find_by_id(subject.contest_id).one(db).await?;
    let path = contest.and_then(|contest| tree.get(contest.province_id)).map(|province| province.path.as_str());
    let path = path.unwrap_or(NOWHERE);
    let of_province = Condition::all().add(agencies::Column::Path.starts_with(path));
    // In force at the close, of a whole contest at the last one.
    let closes = subject.window().closes;
    let headcounts = headcounts_at(db, of_province.clone(), closes).await?;
    let wanted = subject.rules.quota_positions();
    let positions = match wanted.as_slice() {
        [] => HashMap::new(),
        _ => positions_at(db, of_province, closes).await?,
    };
    let mut facts: Vec<AgencyFacts> = tree
        .subtree(path)
        .map(|agency| AgencyFacts {
            code: agency.code.clone(),
            block: (!agency.block.is_empty()).then(|| Block(agency.block.clone())),
            headcount: headcounts.get(&agency.id).map(|headcount| headcount.people),
            positions: positions.get(&agency.id).map(|known| told(&wanted, known)).unwrap_or_default(),
            ..AgencyFacts::default()
        })
        .collect();
    facts.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(facts)
}
