//! More attempts.

use contest::contests::MAX_MORE_ATTEMPTS;
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{Given, ReliefError, Whom, agency_of, check_count, lock, reason, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::Round,
    db::entities::reliefs,
    results::life::{drop_boards, invalidate},
};

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreAttempts {
    /// To whom: an agency or a person.
    pub whom: Whom,
    /// How many, 1 to [`MAX_MORE_ATTEMPTS`].
    pub attempts: u16,
    /// A submitted attempt of the person, which is declared invalid with it.
    pub instead_of: Option<i64>,
}

/// Lets somebody begin more attempts in the round than the rules do.
pub async fn give_attempts(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    more: MoreAttempts,
    why: &str,
) -> Result<(), ReliefError> {
    if !actor.role.organises() {
        return Err(ReliefError::NotAllowed);
    }
    let why = reason(why)?;
    let MoreAttempts { whom, attempts, instead_of } = more;
    if !(1..=MAX_MORE_ATTEMPTS).contains(&attempts) {
        return Err(ReliefError::Amount);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    lock(&tx, round_id).await?;
    let round = Round::load(&tx, round_id).await?.ok_or(ReliefError::NoRound)?;
    if round.rules.attempts.count.is_none() {
        return Err(ReliefError::Unlimited);
    }
    if whom == Whom::Everyone {
        return Err(ReliefError::NoOne);
    }
    let agency = agency_of(&tx, whom).await?;
    check_count(&tx, round_id).await?;
    let person = if let Whom::Person(person) = whom { person } else { 0 };
    let closes = round.window_of(person, agency).closes;
    if closes <= now {
        return Err(ReliefError::Past(closes));
    }
    if let Some(attempt) = instead_of {
        if !invalidate(&tx, round_id, attempt, Some(person), now).await? {
            return Err(ReliefError::NoAttempt);
        }
        let subject = format!("attempt:{attempt}");
        audit::record(&tx, now, Some(actor.staff_id), "attempt.void", Some(&subject), Some(&why)).await?;
    }
    let (agency_id, participant_id) = whom.columns();
    let given = Given::Attempts(attempts);
    let row = reliefs::ActiveModel {
        round_id: Set(round_id),
        kind: Set(given.code().to_owned()),
        amount: Set(i32::from(given.amount())),
        agency_id: Set(agency_id),
        participant_id: Set(participant_id),
        reason: Set(why.clone()),
        moved: Set(0),
        voided_attempt_id: Set(instead_of),
        made_at: Set(now.0),
        made_by: Set(actor.staff_id),
        ..Default::default()
    };
    reliefs::Entity::insert(row).exec_without_returning(&tx).await?;
    let detail = format!("{} {attempts} more attempts: {why}", whom.subject());
    audit::record(&tx, now, Some(actor.staff_id), "round.retake", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    if instead_of.is_some() {
        drop_boards(engine, round_id).await;
    }
    Ok(())
}
