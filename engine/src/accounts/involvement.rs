//! Who of those who take part helped to make the contest: marked by an organiser, with why.
//!
//! A mark feeds the admission of attempts at once, and the facts of a round when it is counted; to a
//! round that was counted before, it says nothing: there a winner is refused.

use contest::{Timestamp, accounts::Involvement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

use super::{SessionKind, StaffSession, WITHDRAWN_CODE, audit, sessions};
use crate::{Engine, db::entities::participants};

/// What somebody has to do with making the contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involved {
    /// Which part.
    pub involvement: Involvement,
    /// Why they were marked, as an organiser wrote it.
    pub reason: String,
    /// When they were marked.
    pub since: Timestamp,
}

/// Why nobody was marked, or no mark taken back.
#[derive(Debug, thiserror::Error)]
pub enum InvolvementError {
    /// Whom rules bar is an organiser's to say.
    #[error("only organisers mark people")]
    NotAllowed,
    /// No such person, or one without a mark to take back.
    #[error("no such participant")]
    NotFound,
    /// No reason, or one over [`audit::MAX_REASON`] characters.
    #[error("a reason has 1 to {max} characters", max = audit::MAX_REASON)]
    Reason,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What a person's row says.
pub(super) fn of(row: &participants::Model) -> Option<Involved> {
    Some(Involved {
        involvement: Involvement::parse(row.involvement.as_deref()?)?,
        reason: row.involvement_reason.clone().unwrap_or_default(),
        since: Timestamp(row.involvement_since.unwrap_or_default()),
    })
}

/// Marks somebody as one of those who make the contest, or mends the mark.
pub async fn mark_involved(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
    involvement: Involvement,
    why: &str,
) -> Result<(), InvolvementError> {
    let why = audit::reason(why).ok_or(InvolvementError::Reason)?;
    set(engine, actor, participant_id, Some((involvement, why))).await
}

/// Takes the mark back.
pub async fn unmark_involved(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
) -> Result<(), InvolvementError> {
    set(engine, actor, participant_id, None).await
}

async fn set(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
    mark: Option<(Involvement, String)>,
) -> Result<(), InvolvementError> {
    if !actor.role.organises() {
        return Err(InvolvementError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = locked(&tx, participant_id).await?.ok_or(InvolvementError::NotFound)?;
    let (action, detail) = match &mark {
        Some((involvement, why)) => ("participant.involve", Some(format!("{}: {why}", involvement.code()))),
        None if row.involvement.is_some() => ("participant.uninvolve", row.involvement.clone()),
        None => return Err(InvolvementError::NotFound),
    };
    let mut row = row.into_active_model();
    row.involvement_since = Set(mark.as_ref().map(|_| now.0));
    row.involvement_by = Set(mark.as_ref().map(|_| actor.staff_id));
    let (involvement, why) = mark.map(|(involvement, why)| (involvement.code().to_owned(), why)).unzip();
    row.involvement = Set(involvement);
    row.involvement_reason = Set(why);
    row.update(&tx).await?;
    let shown = sessions::hashes_of(&tx, SessionKind::Participant, participant_id).await?;
    let subject = format!("participant:{participant_id}");
    audit::record(&tx, now, Some(actor.staff_id), action, Some(&subject), detail.as_deref()).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &shown).await;
    Ok(())
}

async fn locked(tx: &impl ConnectionTrait, participant_id: i64) -> Result<Option<participants::Model>, DbErr> {
    participants::Entity::find_by_id(participant_id)
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
        .lock_exclusive()
        .one(tx)
        .await
}
