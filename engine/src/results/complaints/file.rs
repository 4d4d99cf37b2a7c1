//! Filing a complaint.

use contest::results::{Complaint, ComplaintKind, MAX_COMPLAINTS};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect};

use super::ComplaintsError;
use crate::{
    Engine,
    accounts::ParticipantSession,
    contests::Round,
    db::entities::{complaints, results, rounds},
};

/// Files a complaint of the session's owner about a submitted attempt of theirs.
pub async fn file(
    engine: &Engine,
    owner: &ParticipantSession,
    attempt: i64,
    kind: ComplaintKind,
    text: &Complaint,
) -> Result<(), ComplaintsError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let mine = results::Column::ParticipantId.eq(owner.participant_id);
    let result = results::Entity::find_by_id(attempt).filter(mine).one(&tx).await?;
    let result = result.ok_or(ComplaintsError::NotFound)?;
    // Who approves the results holds this row, too: they see this complaint, or this sees that
    // they stand. It also makes the count below that of all who file at once.
    rounds::Entity::find_by_id(result.round_id).lock_exclusive().one(&tx).await?;
    let round = Round::load(&tx, result.round_id).await?.ok_or(ComplaintsError::NotFound)?;
    if round.complaints_until().is_none_or(|until| until <= now) {
        return Err(ComplaintsError::Closed);
    }
    let filed = complaints::Entity::find().filter(complaints::Column::AttemptId.eq(attempt)).count(&tx).await?;
    if filed >= MAX_COMPLAINTS {
        return Err(ComplaintsError::TooMany);
    }
    let row = complaints::ActiveModel {
        attempt_id: Set(attempt),
        round_id: Set(result.round_id),
        participant_id: Set(owner.participant_id),
        kind: Set(kind.code().to_owned()),
        body: Set(text.as_str().to_owned()),
        filed_at: Set(now.0),
        ..Default::default()
    };
    complaints::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}
