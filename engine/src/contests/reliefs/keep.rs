//! Keeping what was promised to those who began by what an instance remembered: a job.

use std::collections::BTreeMap;

use contest::{
    Millis, Timestamp,
    contests::{deadline, last_accept},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{
    Engine,
    contests::Round,
    db::entities::{attempts, reliefs},
};

/// An instance remembers a round for a second, and a start may wait in its queue: who began within
/// this time of an extension may have begun by the earlier close.
const AROUND: Millis = Millis::seconds(15);
/// An extension is looked at for so long.
const LOOK_BACK: Millis = Millis::minutes(2);
/// Attempts of one page.
const PAGE: u64 = 500;

/// Gives attempts that began just as their people were given time, by the close that an instance
/// remembered, the deadline that they are owed. Says how many. Nearly always one small query.
pub async fn keep_promises(engine: &Engine) -> Result<u64, DbErr> {
    let (db, since) = (&engine.db.read, engine.now() - LOOK_BACK);
    let fresh: Vec<(i64, i64)> = reliefs::Entity::find()
        .select_only()
        .columns([reliefs::Column::RoundId, reliefs::Column::MadeAt])
        .filter(reliefs::Column::Kind.eq("time"))
        .filter(reliefs::Column::MadeAt.gte(since.0))
        .filter(reliefs::Column::UndoneAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    // Round → from when and until when people began whose deadline may be the earlier one.
    let mut spans: BTreeMap<i64, (Timestamp, Timestamp)> = BTreeMap::new();
    for (round, made_at) in fresh {
        let (from, until) = (Timestamp(made_at) - AROUND, Timestamp(made_at) + AROUND);
        let span = spans.entry(round).or_insert((from, until));
        *span = (span.0.min(from), span.1.max(until));
    }
    let mut kept = 0;
    for (round, span) in spans {
        if let Some(round) = Round::load(db, round).await? {
            kept += keep(engine, &round, span).await?;
        }
    }
    Ok(kept)
}

async fn keep(engine: &Engine, round: &Round, (from, until): (Timestamp, Timestamp)) -> Result<u64, DbErr> {
    let (mut kept, mut after) = (0, i64::MIN);
    loop {
        let began = attempts::Entity::find()
            .filter(attempts::Column::RoundId.eq(round.id))
            .filter(attempts::Column::StartedAt.between(from.0, until.0))
            .filter(attempts::Column::Id.gt(after))
            .order_by_asc(attempts::Column::Id)
            .limit(PAGE)
            .all(&engine.db.read)
            .await?;
        for attempt in &began {
            let rules = round.rules_of_version(&engine.db.read, attempt.rules_version).await?;
            let window = round.window_of(attempt.participant_id, attempt.agency_id);
            let owed = deadline(Timestamp(attempt.started_at), &rules, window);
            if attempt.deadline_at < owed.0 {
                kept += raise(engine, attempt.id, owed, last_accept(owed, &rules)).await?;
            }
        }
        match began.last() {
            Some(last) if began.len() as u64 == PAGE => after = last.id,
            _ => return Ok(kept),
        }
    }
}

async fn raise(engine: &Engine, attempt: i64, until: Timestamp, accept_until: Timestamp) -> Result<u64, DbErr> {
    let raised = attempts::Entity::update_many()
        .col_expr(attempts::Column::DeadlineAt, Expr::value(until.0))
        .col_expr(attempts::Column::AcceptUntil, Expr::value(accept_until.0))
        .filter(attempts::Column::Id.eq(attempt))
        .filter(attempts::Column::DeadlineAt.lt(until.0))
        .exec(&engine.db.write)
        .await?;
    Ok(raised.rows_affected)
}
