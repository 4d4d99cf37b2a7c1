//! Complaints as pages show them.

use std::collections::HashMap;

use contest::{
    Millis, Timestamp,
    results::{ComplaintKind, ComplaintOutcome},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};

use super::ComplaintsError;
use crate::{
    Engine,
    accounts::{MAX_PAGE, Page, StaffSession},
    agencies,
    db::entities::{complaints, participants, results, rounds, staff},
};

/// What a complaint was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When.
    pub at: Timestamp,
    /// Whether it was right.
    pub outcome: ComplaintOutcome,
    /// The organiser's words.
    pub text: String,
}

/// A complaint as the one sees it who filed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnComplaint {
    /// The attempt that it is about.
    pub attempt: i64,
    /// What it is about.
    pub kind: ComplaintKind,
    /// Their words.
    pub text: String,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
}

/// A complaint in an organiser's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintLine {
    /// Its row.
    pub id: i64,
    /// The attempt that it is about.
    pub attempt: i64,
    /// Who filed it.
    pub name: String,
    /// The agency of the attempt, with the one above it.
    pub agency: String,
    /// What it is about.
    pub kind: ComplaintKind,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// What it was answered; `None` while it waits.
    pub outcome: Option<ComplaintOutcome>,
}

/// A page of an organiser's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComplaintList {
    /// Those that wait come first, then the earlier.
    pub lines: Vec<ComplaintLine>,
    /// On all pages.
    pub total: u64,
    /// Of these, how many wait for an answer.
    pub unanswered: u64,
}

/// All that decides on a complaint, but for the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintCase {
    /// As the list has it.
    pub line: ComplaintLine,
    /// What they wrote.
    pub text: String,
    /// Right answers, and questions on the paper.
    pub correct: (u16, u16),
    /// The time taken.
    pub duration: Millis,
    /// Whether the attempt counts.
    pub valid: bool,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
    /// Who gave it.
    pub answered_by: Option<String>,
}

/// Most complaints of one person that a page shows.
const OWN: u64 = 300;

/// What this person has filed, about one attempt or about any, the earlier first.
pub async fn own(
    db: &impl ConnectionTrait,
    participant: i64,
    attempt: Option<i64>,
) -> Result<Vec<OwnComplaint>, DbErr> {
    let mut mine = complaints::Entity::find().filter(complaints::Column::ParticipantId.eq(participant));
    if let Some(attempt) = attempt {
        mine = mine.filter(complaints::Column::AttemptId.eq(attempt));
    }
    let rows = mine.order_by_asc(complaints::Column::Id).limit(OWN).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let (kind, answer) = (kind(&row)?, answer(&row)?);
            let filed_at = Timestamp(row.filed_at);
            Ok(OwnComplaint { attempt: row.attempt_id, kind, text: row.body, filed_at, answer })
        })
        .collect()
}

/// A page of the complaints about a round, for an organiser.
pub async fn of_round(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    page: Page,
) -> Result<ComplaintList, ComplaintsError> {
    if !actor.role.organises() {
        return Err(ComplaintsError::NotAllowed);
    }
    let db = &engine.db.read;
    let found = complaints::Entity::find().filter(complaints::Column::RoundId.eq(round_id));
    let (total, size) = (found.clone().count(db).await?, page.size.clamp(1, MAX_PAGE));
    let rows = found
        .order_by(Expr::col(complaints::Column::AnsweredAt).is_not_null(), Order::Asc)
        .order_by_asc(complaints::Column::FiledAt)
        .order_by_asc(complaints::Column::Id)
        .limit(size)
        .offset(Ord::min(page.number.saturating_mul(size), i64::MAX as u64))
        .all(db)
        .await?;
    Ok(ComplaintList { lines: lines(engine, &rows).await?, total, unanswered: unanswered(db, round_id).await? })
}

/// One complaint about a round, for an organiser.
pub async fn case(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    complaint: i64,
) -> Result<ComplaintCase, ComplaintsError> {
    if !actor.role.organises() {
        return Err(ComplaintsError::NotAllowed);
    }
    let db = &engine.db.read;
    let of_round = complaints::Entity::find_by_id(complaint).filter(complaints::Column::RoundId.eq(round_id));
    let row = of_round.one(db).await?.ok_or(ComplaintsError::NotFound)?;
    let result = results::Entity::find_by_id(row.attempt_id).one(db).await?.ok_or(ComplaintsError::NotFound)?;
    let line = lines(engine, std::slice::from_ref(&row)).await?.pop().ok_or(ComplaintsError::NotFound)?;
    let answered_by = match row.answered_by {
        Some(id) => staff::Entity::find_by_id(id).one(db).await?.map(|member| member.display_name),
        None => None,
    };
    Ok(ComplaintCase {
        line,
        correct: (result.correct as u16, result.total as u16),
        duration: Timestamp(result.submitted_at) - Timestamp(result.started_at),
        valid: result.valid,
        answer: answer(&row)?,
        answered_by,
        text: row.body,
    })
}

/// Complaints about a round that wait for an answer.
pub async fn unanswered(db: &impl ConnectionTrait, round_id: i64) -> Result<u64, DbErr> {
    complaints::Entity::find()
        .filter(complaints::Column::RoundId.eq(round_id))
        .filter(complaints::Column::AnsweredAt.is_null())
        .count(db)
        .await
}

/// The same for each round of a contest that has any.
pub async fn unanswered_by_round(db: &impl ConnectionTrait, contest: i64) -> Result<HashMap<i64, u64>, DbErr> {
    let of_contest = Query::select()
        .column(rounds::Column::Id)
        .from(rounds::Entity)
        .and_where(rounds::Column::ContestId.eq(contest))
        .take();
    let counts: Vec<(i64, i64)> = complaints::Entity::find()
        .select_only()
        .column(complaints::Column::RoundId)
        .column_as(complaints::Column::Id.count(), "waiting")
        .filter(complaints::Column::AnsweredAt.is_null())
        .filter(complaints::Column::RoundId.in_subquery(of_contest))
        .group_by(complaints::Column::RoundId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts.into_iter().map(|(round, waiting)| (round, waiting.unsigned_abs())).collect())
}

async fn lines(engine: &Engine, rows: &[complaints::Model]) -> Result<Vec<ComplaintLine>, DbErr> {
    let db = &engine.db.read;
    let people = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::Name])
        .filter(participants::Column::Id.is_in(rows.iter().map(|row| row.participant_id)));
    let names: HashMap<i64, String> = people.into_tuple::<(i64, String)>().all(db).await?.into_iter().collect();
    let attempts = results::Entity::find()
        .select_only()
        .columns([results::Column::AttemptId, results::Column::AgencyId])
        .filter(results::Column::AttemptId.is_in(rows.iter().map(|row| row.attempt_id)));
    let of: HashMap<i64, i64> = attempts.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect();
    let tree = agencies::tree(engine).await?;
    let line = |row: &complaints::Model| {
        Ok(ComplaintLine {
            id: row.id,
            attempt: row.attempt_id,
            name: names.get(&row.participant_id).cloned().unwrap_or_default(),
            agency: of.get(&row.attempt_id).map(|agency| tree.full_name(*agency)).unwrap_or_default(),
            kind: kind(row)?,
            filed_at: Timestamp(row.filed_at),
            outcome: answer(row)?.map(|answer| answer.outcome),
        })
    };
    rows.iter().map(line).collect()
}

fn kind(row: &complaints::Model) -> Result<ComplaintKind, DbErr> {
    ComplaintKind::parse(&row.kind).ok_or_else(|| DbErr::Custom(format!("complaint {}: unknown kind", row.id)))
}

fn answer(row: &complaints::Model) -> Result<Option<Answer>, DbErr> {
    let Some(at) = row.answered_at else { return Ok(None) };
    let outcome = row.outcome.as_deref().and_then(ComplaintOutcome::parse);
    let outcome = outcome.ok_or_else(|| DbErr::Custom(format!("complaint {}: unknown outcome", row.id)))?;
    Ok(Some(Answer { at: Timestamp(at), outcome, text: row.answer.clone().unwrap_or_default() }))
}
