//! The attempts that count, counted by SQL.

use std::collections::HashMap;

use contest::{
    Millis,
    contests::{Counting, Rules},
    results::RankKey,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::Figures;
use crate::db::entities::results;

#[derive(FromQueryResult)]
struct AgencyRow {
    agency_id: i64,
    entrants: i64,
    staff_entrants: i64,
    attempts: i64,
    score_sum: i64,
    perfect: i64,
}

#[derive(FromQueryResult)]
struct DayRow {
    day: i64,
    counted: i64,
}

/// Figures by agency over the valid results in `scope`. A person counts for the agency of the
/// attempt that counts, with all their attempts, and as staff when that attempt is in `staff_track`.
pub(super) async fn by_agency(
    db: &impl ConnectionTrait,
    scope: Condition,
    rules: &Rules,
    staff_track: Option<i64>,
) -> Result<HashMap<i64, Figures>, DbErr> {
    let place = format!("ROW_NUMBER() OVER (PARTITION BY participant_id ORDER BY {})", order(rules));
    let staff = Expr::case(Expr::col(results::Column::TrackId).eq(staff_track.unwrap_or_default()), 1).finally(0);
    let ranked = valid(scope)
        .columns([results::Column::AgencyId, results::Column::Score])
        .expr_as(staff, "staff")
        .expr_as(Expr::cust("CASE WHEN correct = total AND total > 0 THEN 1 ELSE 0 END"), "perfect")
        .expr_as(Expr::cust("COUNT(*) OVER (PARTITION BY participant_id)"), "attempts")
        .expr_as(Expr::cust(place), "place")
        .take();
    let select = Query::select()
        .column("agency_id")
        .expr_as(Expr::cust("COUNT(*)"), "entrants")
        // PostgreSQL sums BIGINT into NUMERIC.
        .expr_as(Expr::cust("CAST(SUM(staff) AS BIGINT)"), "staff_entrants")
        .expr_as(Expr::cust("CAST(SUM(attempts) AS BIGINT)"), "attempts")
        .expr_as(Expr::cust("CAST(SUM(score) AS BIGINT)"), "score_sum")
        .expr_as(Expr::cust("CAST(SUM(perfect) AS BIGINT)"), "perfect")
        .from_subquery(ranked, "ranked")
        .and_where(Expr::col("place").eq(1))
        .group_by_col("agency_id")
        .take();
    let rows = AgencyRow::find_by_statement(db.get_database_backend().build(&select)).all(db).await?;
    let figures = |row: AgencyRow| {
        let figures = Figures {
            entrants: row.entrants as u64,
            staff_entrants: row.staff_entrants as u64,
            attempts: row.attempts as u64,
            score_sum: row.score_sum as u64,
            perfect: row.perfect as u64,
        };
        (row.agency_id, figures)
    };
    Ok(rows.into_iter().map(figures).collect())
}

/// Valid attempts in `scope` by the day they were submitted on, in days since 1970 in Vietnam.
pub(super) async fn attempts_by_day(db: &impl ConnectionTrait, scope: Condition) -> Result<HashMap<i64, u64>, DbErr> {
    let mut select = valid(scope);
    select
        .expr_as(Expr::cust(day("submitted_at")), "day")
        .expr_as(Expr::cust("COUNT(*)"), "counted")
        .group_by_col("day");
    days(db, &select).await
}

/// People by the day of their first valid attempt in `scope`.
pub(super) async fn entrants_by_day(db: &impl ConnectionTrait, scope: Condition) -> Result<HashMap<i64, u64>, DbErr> {
    let mut firsts = valid(scope);
    firsts.expr_as(Expr::cust(day("MIN(submitted_at)")), "day").group_by_col("participant_id");
    let select = Query::select()
        .column("day")
        .expr_as(Expr::cust("COUNT(*)"), "counted")
        .from_subquery(firsts, "firsts")
        .group_by_col("day")
        .take();
    days(db, &select).await
}

async fn days(db: &impl ConnectionTrait, select: &SelectStatement) -> Result<HashMap<i64, u64>, DbErr> {
    let rows = DayRow::find_by_statement(db.get_database_backend().build(select)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.day, row.counted as u64)).collect())
}

fn valid(scope: Condition) -> SelectStatement {
    Query::select().from(results::Entity).cond_where(scope.add(results::Column::Valid.eq(true))).take()
}

/// The local day of an instant; both engines divide integers to integers.
fn day(instant: &str) -> String {
    format!("({instant} + {}) / {}", Millis::hours(7).0, Millis::days(1).0)
}

/// Of someone's attempts, the one that counts comes first; as `contest::results::better` has it.
fn order(rules: &Rules) -> String {
    match rules.counts {
        Counting::First => "started_at, attempt_id".to_owned(),
        Counting::Last => "started_at DESC, attempt_id DESC".to_owned(),
        Counting::Best => {
            let keys = rules.ranking.iter().filter_map(|key| within_person(*key));
            keys.chain(["submitted_at", "attempt_id"]).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A key that tells one person's attempts apart. The prediction does so only after the close, and
/// does not change the score.
const fn within_person(key: RankKey) -> Option<&'static str> {
    match key {
        RankKey::Correct => Some("correct DESC"),
        RankKey::Score => Some("score DESC"),
        RankKey::Duration => Some("submitted_at - started_at"),
        RankKey::EarliestSubmission => Some("submitted_at"),
        RankKey::EarliestStart => Some("started_at"),
        RankKey::PredictionDistance
        | RankKey::FewerAttempts
        | RankKey::MorePerfectAttempts
        | RankKey::EarlierRegistration => None,
    }
}
