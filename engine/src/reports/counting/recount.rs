//! Noting that what was counted has changed otherwise than by a result more.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use crate::db::entities::{attempts, recounts};

/// Has rounds counted anew, in the transaction of the act that changed them: results that no longer stand, or that
/// went to another agency.
pub(crate) async fn recount(tx: &impl ConnectionTrait, rounds: &[i64]) -> Result<(), DbErr> {
    if rounds.is_empty() {
        return Ok(());
    }
    let rows = rounds.iter().map(|round| recounts::ActiveModel { round_id: Set(*round), revision: Set(1) });
    let one_more = Expr::col((recounts::Entity, recounts::Column::Revision)).add(1);
    recounts::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(recounts::Column::RoundId).value(recounts::Column::Revision, one_more).to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Has the rounds counted anew in which somebody has begun an attempt: their position is another.
pub(crate) async fn recount_of(tx: &impl ConnectionTrait, participant: i64) -> Result<(), DbErr> {
    let rounds: Vec<i64> = attempts::Entity::find()
        .select_only()
        .column(attempts::Column::RoundId)
        .distinct()
        .filter(attempts::Column::ParticipantId.eq(participant))
        // One order for everybody: none waits in a circle.
        .order_by_asc(attempts::Column::RoundId)
        .into_tuple()
        .all(tx)
        .await?;
    recount(tx, &rounds).await
}
