//! Rounds that open by themselves: said so by an organiser, done by a job.

use contest::{Millis, Timestamp, contests::RoundState};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use tracing::{error, warn};

use super::{TransitionError, advance, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::queries::state,
    db::entities::rounds,
};

/// How long before its hour a round opens by itself: its questions are frozen in peace, and people
/// come in on the second, since nobody begins before the hour anyway.
pub const OPENS_AHEAD: Millis = Millis::minutes(1);

/// Lets a draft open by itself when its hour comes, or takes that back.
pub async fn set_opening(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    by_itself: bool,
) -> Result<(), TransitionError> {
    if !actor.role.organises() {
        return Err(TransitionError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(&tx).await?;
    let round = round.ok_or(TransitionError::NoRound)?;
    match state(&round)? {
        RoundState::Draft if by_itself && round.closes_at <= now.0 => return Err(TransitionError::WindowOver),
        RoundState::Draft => {}
        from => return Err(TransitionError::Impossible { from, to: RoundState::Open }),
    }
    if round.opens_by_itself == by_itself {
        return Ok(());
    }
    let mut row = round.into_active_model();
    row.opens_by_itself = Set(by_itself);
    row.update(&tx).await?;
    let action = if by_itself { "round.schedule" } else { "round.unschedule" };
    audit::record(&tx, now, Some(actor.staff_id), action, Some(&subject(round_id)), None).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets all drafts of a contest whose hours are not over open by themselves; how many were not to yet.
pub async fn schedule_all(engine: &Engine, actor: &StaffSession, contest_id: i64) -> Result<u64, TransitionError> {
    if !actor.role.organises() {
        return Err(TransitionError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let done = rounds::Entity::update_many()
        .col_expr(rounds::Column::OpensByItself, Expr::value(true))
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(rounds::Column::State.eq(RoundState::Draft.code()))
        .filter(rounds::Column::ClosesAt.gt(now.0))
        .filter(rounds::Column::OpensByItself.eq(false))
        .exec(&tx)
        .await?;
    let (subject, detail) = (format!("contest:{contest_id}"), format!("{} rounds", done.rows_affected));
    audit::record(&tx, now, Some(actor.staff_id), "contest.schedule", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(done.rows_affected)
}

/// Opens the rounds that are to open by themselves and whose hour has come, and gives those that
/// this instance opened. Each is opened once, however many instances try; one that cannot be opened
/// is tried again the next time, and holds no other up.
pub async fn open_due(engine: &Engine) -> Result<Vec<i64>, DbErr> {
    let now = engine.now();
    let due: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.eq(RoundState::Draft.code()))
        .filter(rounds::Column::OpensByItself.eq(true))
        .filter(rounds::Column::OpensAt.lte((now + OPENS_AHEAD).0))
        .filter(rounds::Column::ClosesAt.gt(now.0))
        .order_by_asc(rounds::Column::OpensAt)
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut opened = Vec::new();
    for id in due {
        match open_one(engine, id, now).await {
            Ok(true) => opened.push(id),
            Ok(false) => {}
            Err(TransitionError::Shortages(_)) => {
                warn!(round = id, "a round cannot open: its bank has too few questions");
            }
            Err(failure) => error!(round = id, error = %failure, "a round cannot open"),
        }
    }
    Ok(opened)
}

/// Opens a round if it still is to be opened: somebody may have moved or opened it meanwhile.
async fn open_one(engine: &Engine, round_id: i64, now: Timestamp) -> Result<bool, TransitionError> {
    let tx = engine.db.begin().await?;
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(&tx).await?;
    let is_due = round.is_some_and(|round| {
        round.state == RoundState::Draft.code()
            && round.opens_by_itself
            && round.opens_at <= (now + OPENS_AHEAD).0
            && round.closes_at > now.0
    });
    if !is_due {
        return Ok(false);
    }
    advance(&tx, round_id, RoundState::Open, now).await?;
    audit::record(&tx, now, None, "round.open", Some(&subject(round_id)), Some("its hour has come")).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(true)
}
