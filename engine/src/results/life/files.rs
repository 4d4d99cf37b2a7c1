//! The files of counted results that anyone may rank again.

use contest::contests::RoundState;
use sea_orm::DbErr;

use super::{LifeError, ResultsOf, Subject, proposal::rank_file, stored};
use crate::{
    Engine,
    db::{entities::round_results, from_json, to_json},
    results::{field::Attempts, files::EntriesFile},
};

/// The files of a counted round or contest.
#[derive(Clone, Debug)]
pub struct RankedFiles {
    subject: Subject,
    row: round_results::Model,
}

impl RankedFiles {
    /// Those of what was counted, for the command line of the installation.
    pub async fn of(engine: &Engine, of: ResultsOf) -> Result<Self, LifeError> {
        let db = &engine.db.read;
        let subject = Subject::load(db, of).await?.ok_or(LifeError::NoRound)?;
        let row = stored(db, of).await?.filter(|_| subject.state >= RoundState::Provisional);
        Ok(Self { row: row.ok_or(LifeError::State(subject.state))?, subject })
    }

    /// Those of published results, for anyone.
    pub async fn published(engine: &Engine, of: ResultsOf) -> Result<Self, LifeError> {
        let files = Self::of(engine, of).await?;
        let state = files.subject.state;
        if state == RoundState::Published { Ok(files) } else { Err(LifeError::State(state)) }
    }

    /// The rules and the facts, as JSON: what was published, or else what would be now.
    pub async fn rules(&self, engine: &Engine) -> Result<String, LifeError> {
        if let Some(published) = &self.row.rules_file {
            return Ok(published.clone());
        }
        let facts = self.row.facts.as_deref().unwrap_or("{}");
        let frozen = from_json(facts, "frozen facts of results", self.row.round_id)?;
        Ok(to_json(&rank_file(engine, &self.subject, &self.row, frozen).await?)?)
    }

    /// The attempts, a piece at a time.
    pub async fn entries(&self, engine: &Engine) -> Result<EntriesFile, DbErr> {
        Ok(EntriesFile::new(Attempts::of(engine, &self.subject.rounds, &self.subject.rules).await?))
    }
}
