//! Approving what was proposed, and taking that back.

use contest::{Millis, Timestamp, contests::RoundState};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait, IntoActiveModel as _};

use super::{LifeError, in_dispute, lock, reason, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::{Round, rounds::advance},
    db::entities::round_results,
};

/// Approves a round's results, once complaints can no longer come in: places and prizes stand.
pub async fn approve(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let now = engine.now();
    let round = Round::load(&engine.db.read, round_id).await?.ok_or(LifeError::NoRound)?;
    let tx = engine.db.begin().await?;
    let row = in_dispute(&tx, round_id).await?;
    if row.ranked_revision < row.revision {
        return Err(LifeError::BeingRanked);
    }
    if let Some(until) = complaints_until(&round, &row).filter(|until| now < *until) {
        return Err(LifeError::Complaints(until));
    }
    advance(&tx, round_id, RoundState::Approved, now).await?;
    let mut row = row.into_active_model();
    (row.approved_at, row.approved_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), "round.approve", Some(&subject(round_id)), None).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

/// Makes approved results provisional again, with why: a complaint was upheld after all.
pub async fn withdraw_approval(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    why: &str,
) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let why = reason(why)?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let state = lock(&tx, round_id).await?;
    if state != RoundState::Approved {
        return Err(LifeError::State(state));
    }
    advance(&tx, round_id, RoundState::Provisional, now).await?;
    let row = round_results::Entity::find_by_id(round_id).one(&tx).await?.ok_or(LifeError::State(state))?;
    let mut row = row.into_active_model();
    (row.approved_at, row.approved_by) = (Set(None), Set(None));
    row.update(&tx).await?;
    let subject = subject(round_id);
    audit::record(&tx, now, Some(actor.staff_id), "round.withdraw_approval", Some(&subject), Some(&why)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

/// Until when provisional results may be disputed; `None` where the rules leave no time for it.
pub(super) fn complaints_until(round: &Round, row: &round_results::Model) -> Option<Timestamp> {
    let days = round.rules.schedule.map_or(0, |schedule| schedule.complaint_days);
    let counted_at = row.counted_at.map(Timestamp)?;
    (days > 0).then(|| counted_at + Millis::days(i64::from(days)))
}
