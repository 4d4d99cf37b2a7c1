//! Declaring an attempt invalid.

use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter};

use super::{LifeError, ResultsOf, in_dispute, reason, refuse::rank_again, settle::finish, store::drop_boards};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::results,
};

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
    let of_round = results::Entity::find_by_id(attempt).filter(results::Column::RoundId.eq(round_id));
    let result = of_round.filter(results::Column::Valid.eq(true)).one(&tx).await?.ok_or(LifeError::NotFound)?;
    let mut result = result.into_active_model();
    result.valid = Set(false);
    result.voided_at = Set(Some(now.0));
    result.update(&tx).await?;
    rank_again(&tx, row).await?;
    let subject = format!("attempt:{attempt}");
    audit::record(&tx, now, Some(actor.staff_id), "attempt.void", Some(&subject), Some(&why)).await?;
    tx.commit().await?;
    drop_boards(engine, round_id).await;
    finish(engine, of).await.map(drop)
}
