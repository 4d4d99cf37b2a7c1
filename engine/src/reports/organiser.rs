//! What an organiser sees of a contest at a glance.

use contest::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};

use super::{DayFigures, counted, days, remembered::remembered};
use crate::{
    Engine,
    db::entities::{agencies, attempts, contests, participants, results, rounds},
};

/// A contest in numbers, all its rounds together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Counts a contest. At most five seconds old; `None` when there is no such contest.
pub async fn overview(engine: &Engine, contest_id: i64) -> Result<Option<ContestOverview>, DbErr> {
    let Some(contest) = contests::Entity::find_by_id(contest_id).one(&engine.db.read).await? else { return Ok(None) };
    remembered(engine, &format!("report:contest:{contest_id}"), count(engine, &contest)).await.map(Some)
}

async fn count(engine: &Engine, contest: &contests::Model) -> Result<ContestOverview, DbErr> {
    let (db, now) = (&engine.db.read, engine.now());
    let rounds = rounds(contest.id);
    let of_contest = Condition::all().add(results::Column::RoundId.in_subquery(rounds.clone()));
    let valid = results::Entity::find().filter(of_contest.clone()).filter(results::Column::Valid.eq(true));
    let totals: Option<(i64, i64, i64)> = valid
        .select_only()
        .expr_as(Expr::cust("COUNT(DISTINCT participant_id)"), "entrants")
        .expr_as(Expr::cust("COUNT(DISTINCT agency_id)"), "agencies")
        .expr_as(Expr::cust("COUNT(*)"), "attempts")
        .into_tuple()
        .one(db)
        .await?;
    let (entrants, agencies_taking_part, attempts) = totals.unwrap_or_default();
    let by_day = counted::attempts_by_day(db, of_contest.clone()).await?;
    let new_by_day = counted::entrants_by_day(db, of_contest).await?;
    Ok(ContestOverview {
        registered: registered(engine, contest.province_id).await?,
        entrants: entrants as u64,
        attempts: attempts as u64,
        live_attempts: live_attempts(engine, rounds, now).await?,
        agencies_taking_part: agencies_taking_part as u64,
        agencies: agencies(engine, contest.province_id, now).await?,
        days: days::filled(first_opening(engine, contest.id).await?.unwrap_or(now).min(now), now, &by_day, &new_by_day),
        as_of: now,
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
