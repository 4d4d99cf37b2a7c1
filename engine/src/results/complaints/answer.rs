//! Answering a complaint.

use contest::results::{Complaint, ComplaintOutcome};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait, IntoActiveModel as _, QuerySelect};

use super::ComplaintsError;
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::complaints,
};

/// Answers a complaint, once. What it leads to (a void attempt, another grade) is an act of its own.
pub async fn answer(
    engine: &Engine,
    actor: &StaffSession,
    complaint: i64,
    outcome: ComplaintOutcome,
    text: &Complaint,
) -> Result<(), ComplaintsError> {
    if !actor.role.organises() {
        return Err(ComplaintsError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = complaints::Entity::find_by_id(complaint).lock_exclusive().one(&tx).await?;
    let row = row.ok_or(ComplaintsError::NotFound)?;
    if row.answered_at.is_some() {
        return Err(ComplaintsError::Answered);
    }
    // The answer itself stays out of the log: it may name people, and it does not change.
    let detail = format!("attempt:{} {}", row.attempt_id, outcome.code());
    let mut row = row.into_active_model();
    (row.answered_at, row.answered_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.outcome = Set(Some(outcome.code().to_owned()));
    row.answer = Set(Some(text.as_str().to_owned()));
    row.update(&tx).await?;
    let subject = format!("complaint:{complaint}");
    audit::record(&tx, now, Some(actor.staff_id), "complaint.answer", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}
