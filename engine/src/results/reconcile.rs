//! Comparing boards with the database from time to time: a job.

use contest::contests::RoundState;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};
use tracing::warn;

use super::{BoardError, ensure, publish::people_on, rebuild};
use crate::{
    Engine,
    contests::Round,
    db::entities::{results, rounds},
};

/// Until its results are approved, a round's places may change.
const CHANGING: [RoundState; 3] = [RoundState::Open, RoundState::Closed, RoundState::Provisional];

/// Valid results and the people who have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Totals {
    attempts: u64,
    people: u64,
}

/// Compares the boards of every round whose places may still change with the database and repairs
/// those that differ. Returns the rounds that were repaired.
///
/// Papers are taken in after a round has closed, too: by the grace, and when the server submits.
pub async fn reconcile(engine: &Engine) -> Result<Vec<i64>, BoardError> {
    let open: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.is_in(CHANGING.map(RoundState::code)))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut repaired = Vec::new();
    for id in open {
        let Some(round) = engine.rounds.get(&engine.db.read, id, engine.now()).await? else { continue };
        ensure(engine, &round).await?;
        engine.boards.drop_spare(id).await;
        if engine.boards.rules_have_changed(&round) {
            // An instance that had not heard of them yet may have put people where the old keys say.
            engine.cache.board_drop(id).await?;
            rebuild(&engine.db.read, &engine.cache, &round).await?;
            repaired.push(id);
        } else if repair(engine, &round).await? {
            repaired.push(id);
        }
    }
    Ok(repaired)
}

async fn repair(engine: &Engine, round: &Round) -> Result<bool, BoardError> {
    let Some(difference) = difference(engine, round).await? else { return Ok(false) };
    warn!(round = round.id, board = ?difference.0, database = ?difference.1, "a board differs from the database");
    if difference.0.attempts < difference.1.attempts {
        // Something was not applied, or is only now: adding it leaves the board readable.
        rebuild(&engine.db.read, &engine.cache, round).await?;
        if self::difference(engine, round).await?.is_none() {
            return Ok(true);
        }
    }
    engine.cache.board_drop(round.id).await?;
    rebuild(&engine.db.read, &engine.cache, round).await?;
    Ok(true)
}

/// What the board and the database hold, where they differ. Results come in while both are asked,
/// so a board is right when it lies between what the database had before and what it has after.
async fn difference(engine: &Engine, round: &Round) -> Result<Option<(Totals, Totals)>, BoardError> {
    let before = in_database(engine, round).await?;
    let board = on_board(engine, round).await?;
    if board == before {
        return Ok(None);
    }
    let after = in_database(engine, round).await?;
    let between = (before.attempts..=after.attempts).contains(&board.attempts)
        && (before.people..=after.people).contains(&board.people);
    Ok((!between).then_some((board, after)))
}

async fn in_database(engine: &Engine, round: &Round) -> Result<Totals, BoardError> {
    let people = Expr::col(results::Column::ParticipantId).count_distinct();
    let row: Option<(i64, i64)> = results::Entity::find()
        .select_only()
        .column_as(results::Column::AttemptId.count(), "attempts")
        .column_as(people, "people")
        .filter(results::Column::RoundId.eq(round.id))
        .filter(results::Column::Valid.eq(true))
        .filter(results::Column::TrackId.is_in(round.tracks.iter().map(|track| track.track_id)))
        .into_tuple()
        .one(&engine.db.read)
        .await?;
    let (attempts, people) = row.unwrap_or_default();
    Ok(Totals { attempts: attempts as u64, people: people as u64 })
}

/// People by the order that pages are read from; attempts by the tallies.
async fn on_board(engine: &Engine, round: &Round) -> Result<Totals, BoardError> {
    let tallies = engine.cache.board_tallies(round.id).await?;
    Ok(Totals {
        attempts: tallies.iter().map(|(_, _, tally)| tally.attempts).sum(),
        people: people_on(&engine.cache, round.id).await?,
    })
}
