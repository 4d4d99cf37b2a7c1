//! What is in force, and which results are behind it.

use contest::{attempts::Corrections, contests::RoundState};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};

use crate::db::{
    entities::{question_corrections, results, rounds},
    from_json,
};

/// The states in which questions may be corrected: results exist, and do not stand yet.
pub(super) const OPEN_TO_CHANGE: [RoundState; 3] = [RoundState::Open, RoundState::Closed, RoundState::Provisional];

/// What was decided about a round's questions by one of its gradings.
pub async fn in_force(db: &impl ConnectionTrait, round_id: i64, grading: i32) -> Result<Corrections, DbErr> {
    let rows = question_corrections::Entity::find().filter(question_corrections::Column::RoundId.eq(round_id));
    let mut corrections = Corrections::default();
    for row in rows.all(db).await?.iter().filter(|row| is_in_force(row, grading)) {
        corrections.0.insert(row.revision_id, from_json(&row.change, "correction", row.id)?);
    }
    Ok(corrections)
}

pub(super) fn is_in_force(row: &question_corrections::Model, grading: i32) -> bool {
    row.since <= grading && row.until.is_none_or(|until| until > grading)
}

/// How many results of a round are not yet graded by what is in force.
pub async fn behind(db: &impl ConnectionTrait, round_id: i64) -> Result<u64, DbErr> {
    match grading(db, round_id).await? {
        0 => Ok(0),
        grading => of_grading_before(round_id, grading).count(db).await,
    }
}

/// Whether there is such a result.
pub async fn is_behind(db: &impl ConnectionTrait, round_id: i64) -> Result<bool, DbErr> {
    match grading(db, round_id).await? {
        0 => Ok(false),
        grading => Ok(!attempts_behind(db, round_id, grading, 1).await?.is_empty()),
    }
}

/// Some of the attempts whose results are behind a grading.
pub(super) async fn attempts_behind(
    db: &impl ConnectionTrait,
    round_id: i64,
    grading: i32,
    limit: u64,
) -> Result<Vec<i64>, DbErr> {
    let attempts = of_grading_before(round_id, grading).select_only().column(results::Column::AttemptId);
    attempts.limit(limit).into_tuple().all(db).await
}

fn of_grading_before(round_id: i64, grading: i32) -> sea_orm::Select<results::Entity> {
    let behind = results::Column::Grading.lt(grading);
    results::Entity::find().filter(results::Column::RoundId.eq(round_id)).filter(behind)
}

async fn grading(db: &impl ConnectionTrait, round_id: i64) -> Result<i32, DbErr> {
    let round = rounds::Entity::find_by_id(round_id).select_only().column(rounds::Column::Grading);
    Ok(round.into_tuple::<i32>().one(db).await?.unwrap_or_default())
}

/// The rounds with results or boards that are behind.
pub(super) async fn rounds_behind(db: &impl ConnectionTrait) -> Result<Vec<i64>, DbErr> {
    let of_round = |column| Expr::col((rounds::Entity, column));
    let behind = Query::select()
        .expr(Expr::val(1))
        .from(results::Entity)
        .and_where(Expr::col((results::Entity, results::Column::RoundId)).eq(of_round(rounds::Column::Id)))
        .and_where(Expr::col((results::Entity, results::Column::Grading)).lt(of_round(rounds::Column::Grading)))
        .take();
    let boards = of_round(rounds::Column::Regraded).lt(of_round(rounds::Column::Grading));
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::Grading.gt(0))
        .filter(Condition::any().add(boards).add(Expr::exists(behind)))
        .into_tuple()
        .all(db)
        .await
}
