//! Bringing grades up to what was decided about questions: a job.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use contest::attempts::Grade;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, LockType},
};

use super::{
    figures,
    state::{attempts_behind, rounds_behind},
};
use crate::{
    Engine,
    accounts::audit,
    contests::Round,
    db::entities::{question_corrections, regrades, results, rounds},
    results::{BoardError, life::ResultsOf, papers::Papers, rebuild},
};

/// Results of one transaction: answers of open rounds wait for it on SQLite.
const BATCH: u64 = 500;

/// Grades again what is behind, and lets the boards follow. Any number of instances may do it at once.
/// Gives the rounds of which nothing is behind any more.
pub async fn regrade_due(engine: &Engine) -> Result<Vec<i64>, BoardError> {
    regrade_by(engine, BATCH).await
}

pub(super) async fn regrade_by(engine: &Engine, batch: u64) -> Result<Vec<i64>, BoardError> {
    let mut done = Vec::new();
    for id in rounds_behind(&engine.db.read).await? {
        if regrade(engine, id, batch).await? {
            done.push(id);
        }
    }
    Ok(done)
}

/// Whether all results and boards of the round now go by what was in force when this began.
async fn regrade(engine: &Engine, round_id: i64, size: u64) -> Result<bool, BoardError> {
    let Some(round) = Round::load(&engine.db.read, round_id).await? else { return Ok(false) };
    let questions = ever_corrected(&engine.db.read, round_id).await?;
    let mut papers = Papers::of(engine, &round);
    // If this is cut off anywhere, the boards are known to be behind.
    unmark(&engine.db.write, &round).await?;
    loop {
        let batch = attempts_behind(&engine.db.read, round_id, round.grading, size).await?;
        if batch.is_empty() {
            break;
        }
        let answered = papers.with(&batch, &questions).await?;
        let grades = answered.iter().map(|paper| (paper.attempt, paper.grade(&round.corrections))).collect();
        keep(engine, &round, &batch, &grades).await?;
    }
    rebuild(&engine.db.read, &engine.cache, &round).await?;
    Ok(mark(engine, &round).await?)
}

/// The questions by which grades of the round may differ.
async fn ever_corrected(db: &impl ConnectionTrait, round_id: i64) -> Result<BTreeSet<i64>, DbErr> {
    let of_round = question_corrections::Column::RoundId.eq(round_id);
    let rows = question_corrections::Entity::find().filter(of_round).all(db).await?;
    Ok(rows.iter().map(|row| row.revision_id).collect())
}

/// Keeps the grades of a batch. A result that somebody else has brought further meanwhile is left.
async fn keep(engine: &Engine, round: &Round, batch: &[i64], grades: &HashMap<i64, Grade>) -> Result<(), DbErr> {
    let tx = engine.db.begin().await?;
    let rows = results::Entity::find()
        .filter(results::Column::AttemptId.is_in(batch.iter().copied()))
        .filter(results::Column::Grading.lt(round.grading))
        // One order for every instance: none waits in a circle.
        .order_by_asc(results::Column::AttemptId)
        .lock(LockType::Update)
        .all(&tx)
        .await?;
    let mut unchanged = Vec::new();
    let mut by_grade: BTreeMap<(i32, i32, i32), Vec<i64>> = BTreeMap::new();
    let mut moved = Vec::new();
    for row in &rows {
        let before = (row.correct, row.total, row.score);
        let after = grades
            .get(&row.attempt_id)
            .map_or(before, |grade| (i32::from(grade.correct), i32::from(grade.total), i32::from(grade.score)));
        if before == after {
            unchanged.push(row.attempt_id);
        } else {
            by_grade.entry(after).or_default().push(row.attempt_id);
            moved.push(regrades::ActiveModel {
                round_id: Set(round.id),
                grading: Set(round.grading),
                attempt_id: Set(row.attempt_id),
                correct_before: Set(before.0),
                total_before: Set(before.1),
                score_before: Set(before.2),
                correct_after: Set(after.0),
                total_after: Set(after.1),
                score_after: Set(after.2),
            });
        }
    }
    let of = |attempts: Vec<i64>| {
        results::Entity::update_many()
            .col_expr(results::Column::Grading, Expr::value(round.grading))
            .filter(results::Column::AttemptId.is_in(attempts))
    };
    if !unchanged.is_empty() {
        of(unchanged).exec(&tx).await?;
    }
    // A paper has few different grades.
    for ((correct, total, score), attempts) in by_grade {
        of(attempts)
            .col_expr(results::Column::Correct, Expr::value(correct))
            .col_expr(results::Column::Total, Expr::value(total))
            .col_expr(results::Column::Score, Expr::value(score))
            .exec(&tx)
            .await?;
    }
    if !moved.is_empty() {
        regrades::Entity::insert_many(moved).exec_without_returning(&tx).await?;
    }
    tx.commit().await
}

/// A submission may come behind after everything was done: what is done is not known any more.
async fn unmark(db: &impl ConnectionTrait, round: &Round) -> Result<(), DbErr> {
    rounds::Entity::update_many()
        .col_expr(rounds::Column::Regraded, Expr::value(round.grading - 1))
        .filter(rounds::Column::Id.eq(round.id))
        .filter(rounds::Column::Regraded.eq(round.grading))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that results and boards go by a grading, if it is still the newest, and what has become of the
/// grades; of several instances one does.
async fn mark(engine: &Engine, round: &Round) -> Result<bool, DbErr> {
    let tx = engine.db.begin().await?;
    let marked = rounds::Entity::update_many()
        .col_expr(rounds::Column::Regraded, Expr::value(round.grading))
        .filter(rounds::Column::Id.eq(round.id))
        .filter(rounds::Column::Grading.eq(round.grading))
        .filter(Expr::col(rounds::Column::Regraded).lt(round.grading))
        .exec(&tx)
        .await?;
    if marked.rows_affected == 0 {
        return Ok(false);
    }
    let figures = figures::of(&tx, round.id, round.grading).await?;
    let detail = format!("grading {}: {figures}", round.grading);
    audit::record(
        &tx,
        engine.now(),
        None,
        "round.regraded",
        Some(&ResultsOf::Round(round.id).subject()),
        Some(&detail),
    )
    .await?;
    tx.commit().await?;
    Ok(true)
}
