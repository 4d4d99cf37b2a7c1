//! The contest that pages are about, and the round that the home page speaks of.

use std::sync::Arc;

use contest::{Timestamp, contests::RoundState};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Contest, Round, queries::find};
use crate::{
    Engine,
    db::entities::{contests, rounds},
};

/// The current contest: one with a round that people may take now; else one with a round that is
/// about to open; else one that has had a round; else one that is being prepared. Of several the one
/// made last. So a contest that is being prepared takes no page away from one that is running.
pub async fn contest(db: &impl ConnectionTrait, now: Timestamp) -> Result<Option<Contest>, DbErr> {
    match current_id(db, now).await? {
        Some(id) => find(db, id).await,
        None => Ok(None),
    }
}

async fn current_id(db: &impl ConnectionTrait, now: Timestamp) -> Result<Option<i64>, DbErr> {
    let open: Vec<(i64, i64)> = rounds::Entity::find()
        .select_only()
        .columns([rounds::Column::ContestId, rounds::Column::OpensAt])
        .filter(rounds::Column::State.eq(RoundState::Open.code()))
        .filter(rounds::Column::ClosesAt.gt(now.0))
        .into_tuple()
        .all(db)
        .await?;
    let open = open.into_iter().map(|(contest, opens)| (opens <= now.0, contest)).max();
    if let Some((_, contest)) = open {
        return Ok(Some(contest));
    }
    let begun = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::ContestId)
        .filter(rounds::Column::State.ne(RoundState::Draft.code()))
        .order_by_desc(rounds::Column::ContestId)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    if begun.is_some() {
        return Ok(begun);
    }
    let newest = contests::Entity::find().select_only().column(contests::Column::Id);
    newest.order_by_desc(contests::Column::Id).limit(1).into_tuple().one(db).await
}

/// The round of the current contest that is open now; else the next one to open; else the one that
/// closed last. Rounds being prepared are nobody's business yet.
pub async fn current_round(engine: &Engine) -> Result<Option<Arc<Round>>, DbErr> {
    let now = engine.now();
    let Some(contest) = current_id(&engine.db.read, now).await? else { return Ok(None) };
    let rounds: Vec<(i64, i64, i64, String)> = rounds::Entity::find()
        .select_only()
        .columns([rounds::Column::Id, rounds::Column::OpensAt, rounds::Column::ClosesAt, rounds::Column::State])
        .filter(rounds::Column::ContestId.eq(contest))
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
