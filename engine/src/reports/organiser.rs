//! What an organiser sees of a contest at a glance.

use contest::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};

use super::{
    CountedOf, DayFigures,
    counting::{counted, rounds_of},
    days,
    remembered::remembered,
};
use crate::{
    Engine,
    db::entities::{agencies, attempts, contests, participants, results, rounds},
};

/// A contest in numbers, all its rounds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestOverview {
    /// People registered in the contest's agencies.
    pub registered: u64,
    /// People with a valid result.
    pub entrants: u64,
    /// Valid results.
    pub attempts: u64,
    /// Papers being answered now: begun, not submitted, and their time not up.
    pub live_attempts: u64,
    /// Agencies with at least one of those people.
    pub agencies_taking_part: u64,
    /// Agencies of the contest's tree, the province itself not counted.
    pub agencies: u64,
    /// Day by day, from the first round's first day to today or the last day with a result.
    pub days: Vec<DayFigures>,
    /// When this was counted.
    pub as_of: Timestamp,
}

/// What is counted by SQL, of tables other than results.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Beside {
    registered: u64,
    live_attempts: u64,
    agencies: u64,
}

/// The figures of a contest, some seconds old at most; `None` when there is no such contest.
pub async fn overview(engine: &Engine, contest_id: i64) -> Result<Option<ContestOverview>, DbErr> {
    let Some(contest) = contests::Entity::find_by_id(contest_id).one(&engine.db.read).await? else { return Ok(None) };
    let beside = remembered(engine, &format!("report:contest:{contest_id}"), beside(engine, &contest)).await?;
    let (of, now) = (CountedOf::Contest(contest_id), engine.now());
    let counted = counted(engine, of, &rounds_of(engine, of).await?).await?;
    let total = counted.counters.total();
    let first_day = first_opening(engine, contest_id).await?.unwrap_or(now).min(now);
    Ok(Some(ContestOverview {
        registered: beside.registered,
        entrants: total.entrants,
        attempts: total.attempts,
        live_attempts: beside.live_attempts,
        agencies_taking_part: counted.counters.agencies().count() as u64,
        agencies: beside.agencies,
        days: days::filled(first_day, now, &total.days),
        as_of: counted.as_of,
    }))
}

async fn beside(engine: &Engine, contest: &contests::Model) -> Result<Beside, DbErr> {
    let now = engine.now();
    Ok(Beside {
        registered: registered(engine, contest.province_id).await?,
        live_attempts: live_attempts(engine, rounds(contest.id), now).await?,
        agencies: agencies(engine, contest.province_id, now).await?,
    })
}

fn rounds(contest_id: i64) -> SelectStatement {
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::ContestId.eq(contest_id))
        .into_query()
}

async fn first_opening(engine: &Engine, contest_id: i64) -> Result<Option<Timestamp>, DbErr> {
    let rounds = rounds::Entity::find().filter(rounds::Column::ContestId.eq(contest_id));
    let first = rounds.order_by_asc(rounds::Column::OpensAt).one(&engine.db.read).await?;
    Ok(first.map(|round| Timestamp(round.opens_at)))
}

async fn live_attempts(engine: &Engine, rounds: SelectStatement, now: Timestamp) -> Result<u64, DbErr> {
    let submitted = Query::select()
        .expr(Expr::cust("1"))
        .from(results::Entity)
        .and_where(Expr::cust("results.attempt_id = attempts.id"))
        .take();
    attempts::Entity::find()
        .filter(attempts::Column::DeadlineAt.gt(now.0))
        .filter(attempts::Column::RoundId.in_subquery(rounds))
        .filter(Condition::all().not().add(Expr::exists(submitted)))
        .count(&engine.db.read)
        .await
}

/// The agencies at and below the province.
async fn tree(engine: &Engine, province_id: i64) -> Result<Condition, DbErr> {
    let province = agencies::Entity::find_by_id(province_id).one(&engine.db.read).await?;
    let path = province.ok_or_else(|| DbErr::RecordNotFound(format!("agency {province_id}")))?.path;
    Ok(Condition::all().add(agencies::Column::Path.starts_with(path)))
}

async fn registered(engine: &Engine, province_id: i64) -> Result<u64, DbErr> {
    let tree = agencies::Entity::find()
        .select_only()
        .column(agencies::Column::Id)
        .filter(tree(engine, province_id).await?)
        .into_query();
    participants::Entity::find().filter(participants::Column::AgencyId.in_subquery(tree)).count(&engine.db.read).await
}

async fn agencies(engine: &Engine, province_id: i64, now: Timestamp) -> Result<u64, DbErr> {
    let standing = Condition::any().add(agencies::Column::ValidTo.is_null()).add(agencies::Column::ValidTo.gt(now.0));
    agencies::Entity::find()
        .filter(tree(engine, province_id).await?)
        .filter(agencies::Column::Id.ne(province_id))
        .filter(standing)
        .count(&engine.db.read)
        .await
}
