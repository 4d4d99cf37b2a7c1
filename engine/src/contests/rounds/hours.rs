//! Another title and other hours for a round.

use contest::{
    Timestamp,
    contests::{RoundState, Window},
    text,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{NewRoundError, create::check, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::queries::state,
    db::entities::{contests, rounds},
};

/// Why a round was not moved.
#[derive(Debug, thiserror::Error)]
pub enum HoursError {
    /// Hours are an organiser's to set.
    #[error("only organisers move rounds")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// A round in this state is not moved.
    #[error("a round that is {} is not moved", .0.code())]
    State(RoundState),
    /// People may have begun: when it opened stands.
    #[error("the round has begun")]
    Begun,
    /// It would be held at the same time as another round, with its title.
    #[error("the round would overlap another")]
    Overlaps(String),
    /// The title or the hours cannot be.
    #[error(transparent)]
    Round(#[from] NewRoundError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Gives a round another title and other hours: a draft, or one that is open and not over. Once it
/// has begun, only its end can be moved. It may touch the rounds of its contest, and overlap those
/// only that it overlapped before.
pub async fn move_round(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    title: &str,
    window: Window,
) -> Result<(), HoursError> {
    if !actor.role.organises() {
        return Err(HoursError::NotAllowed);
    }
    let now = engine.now();
    let title = text::squeeze(title);
    let tx = engine.db.begin().await?;
    let contest_id = rounds::Entity::find_by_id(round_id).one(&tx).await?.ok_or(HoursError::NoRound)?.contest_id;
    // The contest's row is locked first, so that two rounds are not moved onto each other.
    contests::Entity::find_by_id(contest_id).lock_exclusive().one(&tx).await?;
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(&tx).await?.ok_or(HoursError::NoRound)?;
    let old = Window { opens: Timestamp(round.opens_at), closes: Timestamp(round.closes_at) };
    match state(&round)? {
        RoundState::Open if old.closes <= now => return Err(HoursError::State(RoundState::Closed)),
        RoundState::Open if old.opens <= now && window.opens != old.opens => return Err(HoursError::Begun),
        RoundState::Draft | RoundState::Open => {}
        other => return Err(HoursError::State(other)),
    }
    check(&title, window, now)?;
    if let Some(other) = newly_overlapped(&tx, &round, old, window).await? {
        return Err(HoursError::Overlaps(other));
    }
    let detail = format!(
        "{} – {} to {} – {}",
        old.opens.to_rfc3339(),
        old.closes.to_rfc3339(),
        window.opens.to_rfc3339(),
        window.closes.to_rfc3339()
    );
    let mut row = round.into_active_model();
    row.title = Set(title);
    row.opens_at = Set(window.opens.0);
    row.closes_at = Set(window.closes.0);
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), "round.move", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

async fn newly_overlapped(
    tx: &impl ConnectionTrait,
    round: &rounds::Model,
    old: Window,
    new: Window,
) -> Result<Option<String>, DbErr> {
    let others = rounds::Entity::find()
        .filter(rounds::Column::ContestId.eq(round.contest_id))
        .filter(rounds::Column::Id.ne(round.id))
        .filter(rounds::Column::OpensAt.lt(new.closes.0))
        .filter(rounds::Column::ClosesAt.gt(new.opens.0))
        .order_by_asc(rounds::Column::OpensAt)
        .all(tx)
        .await?;
    let was_apart = |other: &rounds::Model| other.opens_at >= old.closes.0 || other.closes_at <= old.opens.0;
    Ok(others.into_iter().find(was_apart).map(|other| other.title))
}
