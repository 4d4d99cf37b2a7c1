//! Taking a published prize back: what was published stays, and its certificate is good no more.

use sea_orm::{ActiveValue::Set, EntityTrait};

use contest::contests::RoundState;

use super::{LifeError, ResultsOf, lock, reason};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{awards, withdrawn_awards},
};

/// Takes a published prize back, with why; by its position in the order of the rules.
pub async fn take_back(
    engine: &Engine,
    actor: &StaffSession,
    of: ResultsOf,
    position: i32,
    why: &str,
) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let why = reason(why)?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    match lock(&tx, of).await? {
        RoundState::Published => {}
        state => return Err(LifeError::State(state)),
    }
    let key = (of.key(), position);
    let award = awards::Entity::find_by_id(key).one(&tx).await?.ok_or(LifeError::NotFound)?;
    if withdrawn_awards::Entity::find_by_id(key).one(&tx).await?.is_some() {
        return Err(LifeError::NotFound);
    }
    let row = withdrawn_awards::ActiveModel {
        round_id: Set(key.0),
        position: Set(key.1),
        reason: Set(why.clone()),
        withdrawn_at: Set(now.0),
        withdrawn_by: Set(actor.staff_id),
    };
    withdrawn_awards::Entity::insert(row).exec_without_returning(&tx).await?;
    let whose = award.participant_id.map_or(format!("agency:{}", award.agency_id), |id| format!("participant:{id}"));
    let detail = format!("{}, {}, {whose}: {why}", award.prizes, award.class);
    audit::record(&tx, now, Some(actor.staff_id), "award.take_back", Some(&of.subject()), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}
