//! Declaring an attempt invalid.

use contest::Timestamp;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter,
};

use super::{LifeError, ResultsOf, in_dispute, reason, refuse::rank_again, settle::finish, store::drop_boards};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::results,
    reports::recount,
    results::items,
};

/// Marks a valid result of the round, and of this person where one is named, as invalid. Says whether
/// there was one. The caller holds the round's row.
pub(crate) async fn invalidate(
    tx: &impl ConnectionTrait,
    round_id: i64,
    attempt: i64,
    participant: Option<i64>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let mut valid = results::Entity::find_by_id(attempt)
        .filter(results::Column::RoundId.eq(round_id))
        .filter(results::Column::Valid.eq(true));
    if let Some(participant) = participant {
        valid = valid.filter(results::Column::ParticipantId.eq(participant));
    }
    let Some(result) = valid.one(tx).await? else { return Ok(false) };
    let mut result = result.into_active_model();
    (result.valid, result.voided_at) = (Set(false), Set(Some(now.0)));
    result.update(tx).await?;
    items::read_again(tx, round_id).await?;
    recount(tx, &[round_id]).await?;
    Ok(true)
}

/// Declares an attempt of the round invalid, with why, and ranks the round again. The predicted
/// quantity stays as it was counted.
pub async fn void(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    attempt: i64,
    why: &str,
) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let why = reason(why)?;
    let (now, of) = (engine.now(), ResultsOf::Round(round_id));
    let tx = engine.db.begin().await?;
    let row = in_dispute(&tx, of).await?;
    if !invalidate(&tx, round_id, attempt, None, now).await? {
        return Err(LifeError::NotFound);
    }
    rank_again(&tx, row).await?;
    let subject = format!("attempt:{attempt}");
    audit::record(&tx, now, Some(actor.staff_id), "attempt.void", Some(&subject), Some(&why)).await?;
    tx.commit().await?;
    drop_boards(engine, round_id).await;
    finish(engine, of).await.map(drop)
}
