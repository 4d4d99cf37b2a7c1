//! A new entry code for somebody who has lost theirs.

use contest::accounts::EntryCode;
use rand::Rng;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use super::{SessionKind, StaffSession, audit, private, sessions};
use crate::{Engine, db::entities::participants};

/// Why no code was issued.
#[derive(Debug, thiserror::Error)]
pub enum ReissueError {
    /// No such participant within the actor's reach.
    #[error("no such participant within the actor's reach")]
    NotFound,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Issues a new code: by an organiser to anyone, by a viewer to people of the own agency and below.
/// The old code no longer works, and all the person's browsers are signed out.
pub async fn reissue_code(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
    rng: &mut impl Rng,
) -> Result<EntryCode, ReissueError> {
    let code = EntryCode::generate(rng);
    let tx = engine.db.begin().await?;
    let person = participants::Entity::find_by_id(participant_id)
        .filter(actor.reach().participants())
        .filter(participants::Column::CodeHash.ne(super::WITHDRAWN_CODE))
        .one(&tx)
        .await?;
    let person = person.ok_or(ReissueError::NotFound)?;
    let hash = private::code_hash(&engine.secrets, &person.phone_index, &code);
    let mut person = person.into_active_model();
    person.code_hash = Set(hash);
    person.update(&tx).await?;
    let closed = sessions::close_rows(&tx, SessionKind::Participant, participant_id).await?;
    let subject = format!("participant:{participant_id}");
    audit::record(&tx, engine.now(), Some(actor.staff_id), "participant.code", Some(&subject), None).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &closed).await;
    Ok(code)
}
