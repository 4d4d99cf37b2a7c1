//! Taking back what was given, as far as it was not used.

use contest::Millis;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter, sea_query::Expr,
};

use super::{Given, ReliefError, Whom, agency_of, lock, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    attempts::usage,
    contests::Round,
    db::entities::{participants, reliefs, rounds},
};

/// Takes back what was given: nobody begins by it any more. An attempt that has begun keeps its
/// deadline, and its result. Where nothing is left of it, it stays as it is: [`ReliefError::Used`].
pub async fn take_back(engine: &Engine, actor: &StaffSession, round_id: i64, relief: i64) -> Result<(), ReliefError> {
    if !actor.role.organises() {
        return Err(ReliefError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    lock(&tx, round_id).await?;
    let round = Round::load(&tx, round_id).await?.ok_or(ReliefError::NoRound)?;
    let in_force = reliefs::Entity::find_by_id(relief)
        .filter(reliefs::Column::RoundId.eq(round_id))
        .filter(reliefs::Column::UndoneAt.is_null());
    let row = in_force.one(&tx).await?.ok_or(ReliefError::Gone)?;
    let whom = Whom::of(&row);
    let given = Given::of(&row).ok_or(ReliefError::Gone)?;
    let mut undone = row.into_active_model();
    (undone.undone_at, undone.undone_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    undone.update(&tx).await?;
    match given {
        Given::Minutes(minutes) => {
            let agency = agency_of(&tx, whom).await.or_else(gone)?;
            let person = if let Whom::Person(person) = whom { person } else { 0 };
            let closes = round.window_of(person, agency).closes;
            if closes <= now {
                return Err(ReliefError::Used);
            }
            if whom == Whom::Everyone {
                // Not into the past: until now, people were let in by it.
                let closes = (closes - Millis::minutes(i64::from(minutes))).max(now);
                rounds::Entity::update_many()
                    .col_expr(rounds::Column::ClosesAt, Expr::value(closes.0))
                    .filter(rounds::Column::Id.eq(round_id))
                    .exec(&tx)
                    .await?;
            }
        }
        Given::Attempts(_) => {
            if let Whom::Person(person) = whom {
                check_unused(engine, &tx, round_id, person).await?;
            }
        }
    }
    let detail = format!("relief:{relief}, {} {} {}", whom.subject(), given.amount(), given.code());
    audit::record(&tx, now, Some(actor.staff_id), "round.take_back", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

/// Somebody who has withdrawn since has nothing more to begin; it is taken back all the same.
fn gone(error: ReliefError) -> Result<i64, ReliefError> {
    match error {
        ReliefError::NoOne => Ok(0),
        other => Err(other),
    }
}

/// Whether somebody has begun no more attempts than they may without what is being taken back, which
/// this transaction sees as taken back already.
async fn check_unused(
    engine: &Engine,
    tx: &impl ConnectionTrait,
    round_id: i64,
    person: i64,
) -> Result<(), ReliefError> {
    use sea_orm::QuerySelect as _;
    // Who begins an attempt holds this row, too.
    let person = participants::Entity::find_by_id(person).lock_exclusive().one(tx).await?;
    let Some(person) = person else { return Ok(()) };
    let without = Round::load(tx, round_id).await?.ok_or(ReliefError::NoRound)?;
    let usage = usage(tx, &without, person.id, person.agency_id, engine.now()).await?;
    if usage.limit.count.is_some_and(|allowed| usage.used > allowed) { Err(ReliefError::Used) } else { Ok(()) }
}
