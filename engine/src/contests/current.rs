//! The round that the home page speaks of.

use std::sync::Arc;

use contest::{Timestamp, contests::RoundState};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Round;
use crate::{
    Engine,
    db::entities::{contests, rounds},
};

/// The round of the current contest that is open now; else the next one to open; else the one that
/// closed last. Rounds being prepared are nobody's business yet.
pub async fn current_round(engine: &Engine) -> Result<Option<Arc<Round>>, DbErr> {
    let now = engine.now();
    let newest_contest =
        contests::Entity::find().select_only().column_as(contests::Column::Id.max(), "id").into_query();
    let rounds: Vec<(i64, i64, i64, String)> = rounds::Entity::find()
        .select_only()
        .columns([rounds::Column::Id, rounds::Column::OpensAt, rounds::Column::ClosesAt, rounds::Column::State])
        .filter(rounds::Column::ContestId.in_subquery(newest_contest))
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let nearest = rounds.into_iter().min_by_key(|(id, opens, closes, state)| {
        (distance(now, Timestamp(*opens), Timestamp(*closes), state == RoundState::Open.code()), *id)
    });
    match nearest {
        Some((id, ..)) => engine.rounds.get(&engine.db.read, id, now).await,
        None => Ok(None),
    }
}

/// Open now before to come before past; within each, the nearest.
fn distance(now: Timestamp, opens: Timestamp, closes: Timestamp, open: bool) -> (u8, i64) {
    if open && opens <= now && now < closes {
        (0, (closes - now).0)
    } else if open && now < opens {
        (1, (opens - now).0)
    } else {
        (2, (now - closes).0)
    }
}
