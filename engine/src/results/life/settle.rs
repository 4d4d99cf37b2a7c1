//! Counting a round that is over, once: a job.

use contest::{attempts::Seed, contests::RoundState};
use rand::Rng as _;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};
use tracing::error;

use super::{
    LifeError, lock,
    proposal::propose,
    store::{Stored, store},
    subject,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    clock::os_rng,
    contests::Round,
    db::entities::{attempts, results, round_results, rounds},
};

/// How often a ranking is begun anew when something has changed under it.
const TRIES: usize = 5;

/// Counts the rounds whose window has passed and whose attempts are all submitted, and ranks those
/// again whose ranking was cut short. Gives those that this instance counted or ranked.
pub async fn settle_due(engine: &Engine) -> Result<Vec<i64>, DbErr> {
    let mut settled = Vec::new();
    for id in due(engine).await? {
        match finish(engine, id).await {
            Ok(true) => settled.push(id),
            // The next round of the job looks again.
            Ok(false) | Err(LifeError::StillAnswering(_)) => {}
            Err(LifeError::Db(failure)) => return Err(failure),
            // One round's rules hold no other round up.
            Err(failure) => error!(round = id, error = %failure, "a round cannot be counted"),
        }
    }
    Ok(settled)
}

/// Counts a round that was closed, without waiting for the end of its window: it opens no more.
pub async fn settle(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    match lock(&tx, round_id).await? {
        RoundState::Closed => {}
        state => return Err(LifeError::State(state)),
    }
    audit::record(&tx, engine.now(), Some(actor.staff_id), "round.count", Some(&subject(round_id)), None).await?;
    tx.commit().await?;
    finish(engine, round_id).await.map(drop)
}

async fn due(engine: &Engine) -> Result<Vec<i64>, DbErr> {
    let over = Condition::all()
        .add(rounds::Column::State.eq(RoundState::Closed.code()))
        .add(rounds::Column::ClosesAt.lte(engine.now().0));
    let cut_short = Query::select()
        .column(round_results::Column::RoundId)
        .from(round_results::Entity)
        .and_where(Expr::col(round_results::Column::RankedRevision).lt(Expr::col(round_results::Column::Revision)))
        .take();
    let cut_short = Condition::all()
        .add(rounds::Column::State.eq(RoundState::Provisional.code()))
        .add(rounds::Column::Id.in_subquery(cut_short));
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(Condition::any().add(over).add(cut_short))
        .into_tuple()
        .all(&engine.db.read)
        .await
}

/// Ranks a round until what is stored is that of its newest revision. Says whether this instance did
/// it; another may have.
pub(super) async fn finish(engine: &Engine, round_id: i64) -> Result<bool, LifeError> {
    let round = Round::load(&engine.db.read, round_id).await?.ok_or(LifeError::NoRound)?;
    for _ in 0..TRIES {
        match unsubmitted(&engine.db.read, round_id).await? {
            0 => {}
            count => return Err(LifeError::StillAnswering(count)),
        }
        let Some(row) = begin(engine, round_id).await? else { return Ok(false) };
        let proposal = propose(engine, &round, &row).await?;
        match store(engine, &round, &proposal).await? {
            Stored::Here => return Ok(true),
            Stored::Elsewhere => return Ok(false),
            Stored::Outdated => {}
        }
    }
    // Acts follow each other faster than the round can be ranked; the next run of the job goes on.
    Ok(false)
}

/// What the round is to be ranked by, with the seed of its lots: drawn once, before anything is
/// ranked, so that nobody can stop a count and have it drawn anew. `None` when nothing is to be done.
async fn begin(engine: &Engine, round_id: i64) -> Result<Option<round_results::Model>, LifeError> {
    let tx = engine.db.begin().await?;
    let state = lock(&tx, round_id).await?;
    let row = round_results::Entity::find_by_id(round_id).one(&tx).await?;
    let row = match (state, row) {
        (RoundState::Closed, None) => draw_seed(engine, &tx, round_id).await?,
        (RoundState::Closed, Some(row)) => row,
        (RoundState::Provisional, Some(row)) if row.ranked_revision < row.revision => row,
        _ => return Ok(None),
    };
    tx.commit().await?;
    Ok(Some(row))
}

async fn draw_seed(engine: &Engine, tx: &impl ConnectionTrait, round_id: i64) -> Result<round_results::Model, DbErr> {
    let mut bytes = [0; 16];
    os_rng().fill_bytes(&mut bytes);
    let seed = Seed(bytes).to_string();
    let row = round_results::ActiveModel {
        round_id: Set(round_id),
        lots_seed: Set(seed.clone()),
        revision: Set(1),
        ranked_revision: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    audit::record(tx, engine.now(), None, "round.seed", Some(&subject(round_id)), Some(&seed)).await?;
    Ok(row)
}

/// Attempts of the round that have no result yet.
pub(super) async fn unsubmitted(db: &impl ConnectionTrait, round_id: i64) -> Result<u64, DbErr> {
    let result = Query::select()
        .expr(Expr::val(1))
        .from(results::Entity)
        .and_where(
            Expr::col((results::Entity, results::Column::AttemptId)).equals((attempts::Entity, attempts::Column::Id)),
        )
        .take();
    let open = attempts::Entity::find().filter(attempts::Column::RoundId.eq(round_id));
    open.filter(Expr::exists(result).not()).count(db).await
}
