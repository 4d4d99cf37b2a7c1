//! The files of a round that anyone may rank again.

use std::sync::Arc;

use contest::contests::RoundState;
use sea_orm::{DbErr, EntityTrait};

use super::{LifeError, proposal::rank_file};
use crate::{
    Engine,
    contests::Round,
    db::{entities::round_results, from_json, to_json},
    results::{field::Attempts, files::EntriesFile},
};

/// The files of a counted round.
#[derive(Clone, Debug)]
pub struct RankedFiles {
    round: Arc<Round>,
    row: round_results::Model,
}

impl RankedFiles {
    /// Those of a round that was counted, for the command line of the installation.
    pub async fn of(engine: &Engine, round_id: i64) -> Result<Self, LifeError> {
        let db = &engine.db.read;
        let round = Round::load(db, round_id).await?.ok_or(LifeError::NoRound)?;
        let row = round_results::Entity::find_by_id(round_id).one(db).await?;
        let row = row.filter(|_| round.state >= RoundState::Provisional);
        Ok(Self { row: row.ok_or(LifeError::State(round.state))?, round: Arc::new(round) })
    }

    /// Those of a published round, for anyone.
    pub async fn published(engine: &Engine, round_id: i64) -> Result<Self, LifeError> {
        let files = Self::of(engine, round_id).await?;
        if files.round.state == RoundState::Published { Ok(files) } else { Err(LifeError::State(files.round.state)) }
    }

    /// The rules and the facts, as JSON: what was published, or else what would be now.
    pub async fn rules(&self, engine: &Engine) -> Result<String, LifeError> {
        if let Some(published) = &self.row.rules_file {
            return Ok(published.clone());
        }
        let facts = self.row.facts.as_deref().unwrap_or("{}");
        let frozen = from_json(facts, "frozen facts of round", self.round.id)?;
        Ok(to_json(&rank_file(engine, &self.round, &self.row, frozen).await?)?)
    }

    /// The attempts, a piece at a time.
    pub async fn entries(&self, engine: &Engine) -> Result<EntriesFile, DbErr> {
        Ok(EntriesFile::new(Attempts::of(engine, Arc::clone(&self.round)).await?))
    }
}
