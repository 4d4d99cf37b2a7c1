//! Refusing a winner: everybody below moves up.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter,
};

use super::{LifeError, ResultsOf, in_dispute, reason, settle::finish};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{awards, refusals, round_results},
};

/// Who is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusable {
    /// A person, by their row: no individual prize of this round or contest.
    Person(i64),
    /// An agency, by its row: no collective prize of this round or contest.
    Agency(i64),
}

impl Refusable {
    /// How the audit log names who was refused.
    fn subject(self) -> String {
        match self {
            Self::Person(id) => format!("participant:{id}"),
            Self::Agency(id) => format!("agency:{id}"),
        }
    }
}

/// Refuses somebody who is proposed for a prize, as found when winners were checked, and ranks again. The reason stands in the published files, without a name.
pub async fn refuse(
    engine: &Engine,
    actor: &StaffSession,
    of: ResultsOf,
    whom: Refusable,
    why: &str,
) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let why = reason(why)?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = in_dispute(&tx, of).await?;
    if !is_proposed(&tx, of, whom).await? {
        return Err(LifeError::NotFound);
    }
    let (participant_id, agency_id) = match whom {
        Refusable::Person(id) => (Some(id), None),
        Refusable::Agency(id) => (None, Some(id)),
    };
    let refusal = refusals::ActiveModel {
        round_id: Set(of.key()),
        participant_id: Set(participant_id),
        agency_id: Set(agency_id),
        reason: Set(why.clone()),
        refused_at: Set(now.0),
        refused_by: Set(actor.staff_id),
        ..Default::default()
    };
    refusals::Entity::insert(refusal).exec_without_returning(&tx).await?;
    rank_again(&tx, row).await?;
    let detail = format!("{}: {why}", whom.subject());
    audit::record(&tx, now, Some(actor.staff_id), "award.refuse", Some(&of.subject()), Some(&detail)).await?;
    tx.commit().await?;
    finish(engine, of).await.map(drop)
}

/// Notes that what is stored is no longer that of the newest revision.
pub(in crate::results) async fn rank_again(
    tx: &impl ConnectionTrait,
    row: round_results::Model,
) -> Result<(), LifeError> {
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.revision = Set(revision);
    row.update(tx).await?;
    Ok(())
}

async fn is_proposed(tx: &impl ConnectionTrait, of: ResultsOf, whom: Refusable) -> Result<bool, LifeError> {
    let proposed = awards::Entity::find().filter(awards::Column::RoundId.eq(of.key()));
    let proposed = match whom {
        Refusable::Person(id) => proposed.filter(awards::Column::ParticipantId.eq(id)),
        Refusable::Agency(id) => {
            proposed.filter(awards::Column::AgencyId.eq(id)).filter(awards::Column::ParticipantId.is_null())
        }
    };
    Ok(proposed.one(tx).await?.is_some())
}
