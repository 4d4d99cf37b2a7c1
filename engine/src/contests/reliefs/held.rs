//! What is in force in a round, as the hot path asks for it: by person and agency.

use std::collections::HashMap;

use contest::{Millis, contests::Allowance};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Given, Whom};
use crate::db::entities::{agencies, reliefs};

/// What organisers have given in a round and not taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliefs {
    /// Whether anybody was given time, everybody included.
    extends: bool,
    /// By agency: what it and those above it were given.
    agencies: HashMap<i64, Allowance>,
    /// By person: what they themselves were given.
    people: HashMap<i64, Allowance>,
}

impl Reliefs {
    /// Reads what is in force. One small query for a round in which nothing is.
    pub async fn load(db: &impl ConnectionTrait, round_id: i64) -> Result<Self, DbErr> {
        let rows = reliefs::Entity::find()
            .filter(reliefs::Column::RoundId.eq(round_id))
            .filter(reliefs::Column::UndoneAt.is_null())
            .all(db)
            .await?;
        let mut held = Self::default();
        let mut given: HashMap<i64, Allowance> = HashMap::new();
        for row in &rows {
            let allowance = match Given::of(row) {
                Some(Given::Minutes(minutes)) => {
                    held.extends = true;
                    Allowance { time: Millis::minutes(i64::from(minutes)), attempts: 0 }
                }
                Some(Given::Attempts(attempts)) => Allowance { time: Millis(0), attempts },
                None => continue,
            };
            let sum = match Whom::of(row) {
                // The round's own close has moved.
                Whom::Everyone => continue,
                Whom::Agency(agency) => given.entry(agency).or_default(),
                Whom::Person(person) => held.people.entry(person).or_default(),
            };
            *sum = *sum + allowance;
        }
        if !given.is_empty() {
            held.agencies = with_those_below(db, &given).await?;
        }
        Ok(held)
    }

    /// What somebody of an agency has.
    pub fn of(&self, participant: i64, agency: i64) -> Allowance {
        let by = |map: &HashMap<i64, Allowance>, key| map.get(&key).copied().unwrap_or_default();
        by(&self.agencies, agency) + by(&self.people, participant)
    }

    /// Whether anybody was given time, so that a paper that is open may have a later deadline.
    pub const fn extends(&self) -> bool {
        self.extends
    }

    /// So much after the round's close the last of those may be through who were given time; at least.
    pub fn longest(&self) -> Millis {
        let longest = |map: &HashMap<i64, Allowance>| map.values().map(|allowance| allowance.time).max();
        longest(&self.agencies).unwrap_or_default() + longest(&self.people).unwrap_or_default()
    }
}

/// Every agency at or below those that were given something, with the sum of what is above it.
async fn with_those_below(
    db: &impl ConnectionTrait,
    given: &HashMap<i64, Allowance>,
) -> Result<HashMap<i64, Allowance>, DbErr> {
    let tree: Vec<(i64, String)> = agencies::Entity::find()
        .select_only()
        .columns([agencies::Column::Id, agencies::Column::Path])
        .into_tuple()
        .all(db)
        .await?;
    let sum = |path: &str| {
        // A path names all above and itself: `/3/17/`.
        let above = path.split('/').filter_map(|id| given.get(&id.parse().ok()?));
        above.copied().reduce(|sum, allowance| sum + allowance)
    };
    Ok(tree.into_iter().filter_map(|(id, path)| Some((id, sum(&path)?))).collect())
}
