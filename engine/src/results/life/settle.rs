//! Counting what is over, once: a round by a job, a whole contest when an organiser says so.

use contest::{
    attempts::Seed,
    contests::{RoundState, Window, last_prediction},
};
use rand::Rng as _;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};
use tracing::error;

use super::{
    LifeError, ResultsOf, Subject, lock,
    proposal::propose,
    store::{Stored, store},
    stored,
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
/// again, and contests, whose ranking was cut short. Gives those that this instance counted or ranked.
pub async fn settle_due(engine: &Engine) -> Result<Vec<ResultsOf>, DbErr> {
    let mut settled = Vec::new();
    for of in due(engine).await? {
        if still_predicting(engine, of).await? {
            continue;
        }
        match finish(engine, of).await {
            Ok(true) => settled.push(of),
            // The next round of the job looks again.
            // It may have been opened again meanwhile, for those who were given time.
            Ok(false) | Err(LifeError::StillAnswering(_) | LifeError::State(RoundState::Open)) => {}
            Err(LifeError::Db(failure)) => return Err(failure),
            // One round's rules hold no other round up.
            Err(failure) => error!(of = of.subject(), error = %failure, "results cannot be counted"),
        }
    }
    Ok(settled)
}

/// Counts a round that was closed, without waiting for the end of its window: it opens no more. Or a
/// contest whose rounds are all published, where its rules leave something to settle.
pub async fn settle(engine: &Engine, actor: &StaffSession, of: ResultsOf) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let subject = Subject::load(&engine.db.read, of).await?.ok_or(LifeError::NoRound)?;
    if matches!(of, ResultsOf::Contest(_)) && !subject.rules.waits_for_the_whole() {
        return Err(LifeError::NothingLeft);
    }
    let tx = engine.db.begin().await?;
    match lock(&tx, of).await? {
        RoundState::Closed => {}
        state => return Err(LifeError::State(state)),
    }
    if of.is_behind(&tx).await? {
        return Err(LifeError::BeingRanked);
    }
    audit::record(&tx, engine.now(), Some(actor.staff_id), &of.act("count"), Some(&of.subject()), None).await?;
    tx.commit().await?;
    finish(engine, of).await.map(drop)
}

/// Whether predictions of the round may still come in: those that are asked after the score, for the
/// grace after its end.
async fn still_predicting(engine: &Engine, of: ResultsOf) -> Result<bool, DbErr> {
    let ResultsOf::Round(round_id) = of else { return Ok(false) };
    let round = engine.rounds.get(&engine.db.read, round_id, engine.now()).await?;
    let asking = round.filter(|round| round.rules.predicted_after_score().is_some());
    let until = |round: &Round| last_prediction(&round.rules, Window { closes: round.last_close(), ..round.window });
    Ok(asking.is_some_and(|round| engine.now() <= until(&round)))
}

async fn due(engine: &Engine) -> Result<Vec<ResultsOf>, DbErr> {
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
    let due: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(Condition::any().add(over).add(cut_short))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut over = Vec::with_capacity(due.len());
    for id in due {
        // One that was closed early may open again until the last of those are through who were
        // given time.
        let round = Round::load(&engine.db.read, id).await?;
        let may_open = |round: &Round| round.state == RoundState::Closed && engine.now() < round.last_close();
        over.extend(round.filter(|round| !may_open(round)).map(|round| round.id));
    }
    let contests: Vec<i64> = round_results::Entity::find()
        .select_only()
        .column(round_results::Column::RoundId)
        .filter(round_results::Column::RoundId.lt(0))
        .filter(Expr::col(round_results::Column::RankedRevision).lt(Expr::col(round_results::Column::Revision)))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    Ok(over.into_iter().chain(contests).map(ResultsOf::with_key).collect())
}

/// Ranks until what is stored is that of its newest revision. Says whether this instance did
/// it; another may have, or results are still being regraded and the job comes back.
pub(super) async fn finish(engine: &Engine, of: ResultsOf) -> Result<bool, LifeError> {
    let subject = Subject::load(&engine.db.read, of).await?.ok_or(LifeError::NoRound)?;
    for _ in 0..TRIES {
        if of.is_behind(&engine.db.read).await? {
            return Ok(false);
        }
        match unsubmitted(&engine.db.read, of).await? {
            0 => {}
            count => return Err(LifeError::StillAnswering(count)),
        }
        let Some(row) = begin(engine, of).await? else { return Ok(false) };
        let proposal = propose(engine, &subject, &row).await?;
        match store(engine, &subject, &proposal).await? {
            Stored::Here => return Ok(true),
            Stored::Elsewhere => return Ok(false),
            Stored::Outdated => {}
        }
    }
    // Acts follow each other faster than it can be ranked; the next run of the job goes on.
    Ok(false)
}

/// What is to be ranked by, with the seed of its lots: drawn once, before anything is
/// ranked, so that nobody can stop a count and have it drawn anew. `None` when nothing is to be done.
async fn begin(engine: &Engine, of: ResultsOf) -> Result<Option<round_results::Model>, LifeError> {
    let tx = engine.db.begin().await?;
    let state = lock(&tx, of).await?;
    let row = stored(&tx, of).await?;
    let row = match (state, row) {
        (RoundState::Closed, None) => draw_seed(engine, &tx, of).await?,
        (RoundState::Closed, Some(row)) => row,
        (RoundState::Provisional, Some(row)) if row.ranked_revision < row.revision => row,
        _ => return Ok(None),
    };
    tx.commit().await?;
    Ok(Some(row))
}

async fn draw_seed(engine: &Engine, tx: &impl ConnectionTrait, of: ResultsOf) -> Result<round_results::Model, DbErr> {
    let mut bytes = [0; 16];
    os_rng().fill_bytes(&mut bytes);
    let seed = Seed(bytes).to_string();
    let row = round_results::ActiveModel {
        round_id: Set(of.key()),
        lots_seed: Set(seed.clone()),
        revision: Set(1),
        ranked_revision: Set(0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    audit::record(tx, engine.now(), None, &of.act("seed"), Some(&of.subject()), Some(&seed)).await?;
    Ok(row)
}

/// Attempts of the round that have no result yet; those of a whole contest all have one.
pub(super) async fn unsubmitted(db: &impl ConnectionTrait, of: ResultsOf) -> Result<u64, DbErr> {
    let ResultsOf::Round(round_id) = of else { return Ok(0) };
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
