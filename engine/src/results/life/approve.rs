//! Approving what was proposed, and taking that back.

use contest::{Timestamp, contests::RoundState};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

use super::{LifeError, ResultsOf, Subject, forget, go_on, in_dispute, lock, reason, stored};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::round_results,
    results::complaints::unanswered,
};

/// Approves results, once complaints can no longer come in and each is answered: places and prizes
/// stand.
pub async fn approve(engine: &Engine, actor: &StaffSession, of: ResultsOf) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let now = engine.now();
    let subject = Subject::load(&engine.db.read, of).await?.ok_or(LifeError::NoRound)?;
    let tx = engine.db.begin().await?;
    let row = in_dispute(&tx, of).await?;
    if row.ranked_revision < row.revision {
        return Err(LifeError::BeingRanked);
    }
    if let Some(until) = complaints_until(&subject, &row).filter(|until| now < *until) {
        return Err(LifeError::Complaints(until));
    }
    if let ResultsOf::Round(round_id) = of {
        match unanswered(&tx, round_id).await? {
            0 => {}
            waiting => return Err(LifeError::Unanswered(waiting)),
        }
    }
    go_on(&tx, of, RoundState::Approved, now).await?;
    let mut row = row.into_active_model();
    (row.approved_at, row.approved_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), &of.act("approve"), Some(&of.subject()), None).await?;
    tx.commit().await?;
    forget(engine, of);
    Ok(())
}

/// Makes approved results provisional again, with why: a complaint was upheld after all.
pub async fn withdraw_approval(
    engine: &Engine,
    actor: &StaffSession,
    of: ResultsOf,
    why: &str,
) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let why = reason(why)?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let state = lock(&tx, of).await?;
    if state != RoundState::Approved {
        return Err(LifeError::State(state));
    }
    go_on(&tx, of, RoundState::Provisional, now).await?;
    let row = stored(&tx, of).await?.ok_or(LifeError::State(state))?;
    let mut row = row.into_active_model();
    (row.approved_at, row.approved_by) = (Set(None), Set(None));
    row.update(&tx).await?;
    let act = of.act("withdraw_approval");
    audit::record(&tx, now, Some(actor.staff_id), &act, Some(&of.subject()), Some(&why)).await?;
    tx.commit().await?;
    forget(engine, of);
    Ok(())
}

/// Until when provisional results may be disputed; `None` where the rules leave no time for it.
pub(super) fn complaints_until(subject: &Subject, row: &round_results::Model) -> Option<Timestamp> {
    subject.rules.complaints_until(row.counted_at.map(Timestamp)?)
}
