//! Opening and closing rounds.

use contest::{Timestamp, contests::RoundState};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::{FreezeError, TrackShortages, freeze, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::{Round, queries::state},
    db::entities::{contests, round_results, rounds},
    results::life::ResultsOf,
};

/// Why a round was not opened or closed.
#[derive(Debug, thiserror::Error)]
pub enum TransitionError {
    /// Rounds are an organiser's to open and close.
    #[error("only organisers open and close rounds")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// The round cannot go there from where it stands.
    #[error("a round that is {} cannot become {}", .from.code(), .to.code())]
    Impossible {
        /// Where it stands.
        from: RoundState,
        /// Where it was to go.
        to: RoundState,
    },
    /// The round's window is over, so that opening it would let nobody in.
    #[error("the round's window is over")]
    WindowOver,
    /// The whole contest has been counted: a round of it opens no more.
    #[error("the whole contest has been counted")]
    ContestCounted,
    /// The bank cannot fill these cells any more.
    #[error("the bank has too few questions")]
    Shortages(Vec<TrackShortages>),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<FreezeError> for TransitionError {
    fn from(error: FreezeError) -> Self {
        match error {
            FreezeError::Shortages(short) => Self::Shortages(short),
            FreezeError::Db(error) => Self::Db(error),
        }
    }
}

/// Opens a round: its questions are frozen if they are not yet, and attempts may begin within its
/// window. Opens a round again that was closed early.
pub async fn open(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<(), TransitionError> {
    transition(engine, actor, round_id, RoundState::Open, "round.open").await
}

/// Closes a round before its time: no attempt begins any more.
pub async fn close(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<(), TransitionError> {
    transition(engine, actor, round_id, RoundState::Closed, "round.close").await
}

/// Closes the rounds whose window has passed, for those who were given time too, and gives those that
/// this instance closed. Each is closed once, however many instances try.
pub async fn close_due(engine: &Engine) -> Result<Vec<i64>, DbErr> {
    let now = engine.now();
    let due: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.eq(RoundState::Open.code()))
        .filter(rounds::Column::ClosesAt.lte(now.0))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut closed = Vec::new();
    for id in due {
        if !is_over(&engine.db.read, id, now).await? {
            continue;
        }
        let tx = engine.db.begin().await?;
        // Who gives time holds this row, too: it may have been given since.
        rounds::Entity::find_by_id(id).lock_exclusive().one(&tx).await?;
        if is_over(&tx, id, now).await? && go(&tx, id, RoundState::Open, RoundState::Closed).await? {
            audit::record(&tx, now, None, "round.close", Some(&subject(id)), Some("its window has passed")).await?;
            tx.commit().await?;
            engine.rounds.forget(id);
            closed.push(id);
        }
    }
    Ok(closed)
}

/// Whether nobody may begin in the round any more.
async fn is_over(db: &impl ConnectionTrait, id: i64, now: Timestamp) -> Result<bool, DbErr> {
    Ok(Round::load(db, id).await?.is_some_and(|round| round.last_close() <= now))
}

/// Takes a round that its job has closed back, for those who are given more time.
pub(in crate::contests) async fn reopen(tx: &impl ConnectionTrait, round_id: i64) -> Result<bool, DbErr> {
    go(tx, round_id, RoundState::Closed, RoundState::Open).await
}

async fn transition(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    to: RoundState,
    action: &str,
) -> Result<(), TransitionError> {
    if !actor.role.organises() {
        return Err(TransitionError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    advance(&tx, round_id, to, now).await?;
    audit::record(&tx, now, Some(actor.staff_id), action, Some(&subject(round_id)), None).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

/// Takes a round to another state, with all that belongs to it.
pub(crate) async fn advance(
    tx: &impl ConnectionTrait,
    round_id: i64,
    to: RoundState,
    now: Timestamp,
) -> Result<(), TransitionError> {
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(tx).await?;
    let round = round.ok_or(TransitionError::NoRound)?;
    let from = state(&round)?;
    if !from.can_become(to) {
        return Err(TransitionError::Impossible { from, to });
    }
    if to == RoundState::Open {
        if is_over(tx, round_id, now).await? {
            return Err(TransitionError::WindowOver);
        }
        if is_counted(tx, round.contest_id).await? {
            return Err(TransitionError::ContestCounted);
        }
        freeze(tx, &round, now).await?;
    }
    if go(tx, round_id, from, to).await? { Ok(()) } else { Err(TransitionError::Impossible { from, to }) }
}

/// Whether the contest as a whole has been counted. Holds its row: nobody counts it meanwhile.
async fn is_counted(tx: &impl ConnectionTrait, contest_id: i64) -> Result<bool, DbErr> {
    contests::Entity::find_by_id(contest_id).lock_exclusive().one(tx).await?;
    let whole = round_results::Entity::find_by_id(ResultsOf::Contest(contest_id).key());
    Ok(whole.one(tx).await?.is_some())
}

/// Moves a round on, if it still stands where it did.
async fn go(tx: &impl ConnectionTrait, round_id: i64, from: RoundState, to: RoundState) -> Result<bool, DbErr> {
    let moved = rounds::Entity::update_many()
        .col_expr(rounds::Column::State, Expr::value(to.code()))
        .filter(rounds::Column::Id.eq(round_id))
        .filter(rounds::Column::State.eq(from.code()))
        .exec(tx)
        .await?;
    Ok(moved.rows_affected == 1)
}
