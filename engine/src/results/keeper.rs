//! Which boards are read: the cache's, made ready first; without a cache, this process's own.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use contest::{Millis, Timestamp};
use sea_orm::DbErr;
use tracing::warn;

use super::{BoardError, agency_race::AgencyRaces, joined::JoinedBoards, publish::rebuild};
use crate::{
    Engine,
    cache::{Cache, CacheError},
    contests::Round,
};

/// How old the process's own boards may be while the cache is away.
const SPARE_FRESH: Millis = Millis::seconds(10);

/// Boards of this process's own, and whose turn it is to rebuild a round's.
#[derive(Clone, Debug, Default)]
pub struct BoardKeeper {
    turns: Arc<Mutex<HashMap<i64, Turn>>>,
    /// The versions of the rules that rounds went by when they were last looked at.
    versions: Arc<Mutex<HashMap<i64, i32>>>,
    /// Boards laid together from others.
    pub(super) joined: JoinedBoards,
    /// What agencies race with.
    pub(super) races: AgencyRaces,
}

/// Held while a round's boards are rebuilt, so that a crowd rebuilds them once.
type Turn = Arc<tokio::sync::Mutex<Option<Spare>>>;

#[derive(Debug)]
struct Spare {
    built_at: Timestamp,
    boards: Cache,
}

impl BoardKeeper {
    fn turn(&self, round: i64) -> Turn {
        let mut rounds = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(rounds.entry(round).or_default())
    }

    /// Whether the round goes by other rules than when this was asked before.
    pub(super) fn rules_have_changed(&self, round: &Round) -> bool {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.insert(round.id, round.rules_version).is_some_and(|before| before != round.rules_version)
    }

    /// Gives the memory of a round's own boards back: the cache is there again.
    pub(super) async fn drop_spare(&self, round: i64) {
        *self.turn(round).lock().await = None;
    }
}

/// Sees to it that the cache's boards of a round hold everyone.
pub async fn ensure(engine: &Engine, round: &Round) -> Result<(), BoardError> {
    if engine.cache.board_is_ready(round.id).await? {
        return Ok(());
    }
    // A task of its own: whoever asked may have no time to wait, and the boards are made all the same.
    let making = tokio::spawn(make_ready(engine.clone(), round.clone()));
    making.await.unwrap_or_else(|stopped| Err(DbErr::Custom(format!("a rebuild broke down: {stopped}")).into()))
}

async fn make_ready(engine: Engine, round: Round) -> Result<(), BoardError> {
    let turn = engine.boards.turn(round.id);
    let _mine = turn.lock().await;
    if engine.cache.board_is_ready(round.id).await? {
        return Ok(());
    }
    rebuild(&engine.db.read, &engine.cache, &round).await
}

/// Reads from the cache's boards, or, when the cache fails, from boards counted here.
pub(super) async fn with_boards<T, F>(
    engine: &Engine,
    round: &Round,
    read: impl Fn(Cache) -> F,
) -> Result<T, BoardError>
where
    F: Future<Output = Result<T, CacheError>>,
{
    let outcome = match ensure(engine, round).await {
        Ok(()) => read(engine.cache.clone()).await,
        Err(BoardError::Cache(failure)) => Err(failure),
        Err(failure) => return Err(failure),
    };
    match outcome {
        Ok(read) => Ok(read),
        Err(failure) => {
            warn!(error = %failure, round = round.id, "a board is counted without the cache");
            Ok(read(spare(engine, round).await?).await?)
        }
    }
}

async fn spare(engine: &Engine, round: &Round) -> Result<Cache, BoardError> {
    let now = engine.now();
    let turn = engine.boards.turn(round.id);
    let mut kept = turn.lock().await;
    if let Some(spare) = &*kept
        && now - spare.built_at < SPARE_FRESH
    {
        return Ok(spare.boards.clone());
    }
    let boards = Cache::memory();
    rebuild(&engine.db.read, &boards, round).await?;
    *kept = Some(Spare { built_at: now, boards: boards.clone() });
    Ok(boards)
}
