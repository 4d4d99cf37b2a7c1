//! A deadline that moved while its paper was open.

use contest::Timestamp;
use sea_orm::{DbErr, EntityTrait, QuerySelect};

use crate::{Engine, db::entities::attempts};

/// The deadline of an attempt as it is now, if anybody of its round was given time: an open page may
/// not know of it. For any other round this asks nothing of the database.
pub async fn extended_deadline(engine: &Engine, round: i64, attempt: i64) -> Result<Option<Timestamp>, DbErr> {
    let db = &engine.db.read;
    let round = engine.rounds.get(db, round, engine.now()).await?;
    if !round.is_some_and(|round| round.reliefs.extends()) {
        return Ok(None);
    }
    let deadline: Option<i64> = attempts::Entity::find_by_id(attempt)
        .select_only()
        .column(attempts::Column::DeadlineAt)
        .into_tuple()
        .one(db)
        .await?;
    Ok(deadline.map(Timestamp))
}
