//! Đăng ký dự thi.

use contest::{
    accounts::{EntryCode, Registration},
    contests::TrackKind,
};
use rand::Rng;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, SqlErr,
};

use super::{SessionKind, WITHDRAWN_CODE, private, sessions};
use crate::{
    Engine,
    db::entities::{agencies, attempts, participants},
};

/// Somebody who has just registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Their row.
    pub participant_id: i64,
    /// Mã dự thi. Shown once: only its keyed hash is kept.
    pub code: EntryCode,
}

/// Why somebody was not registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// There is no such agency in the contest's province, or no longer.
    #[error("no such agency in this contest")]
    AgencyUnknown,
    /// The number has been registered; whose it is and when is nobody's business.
    #[error("the phone number is registered already")]
    PhoneTaken,
    /// The number was withdrawn with attempts in the other track than the position's.
    #[error("the track cannot change after an attempt")]
    TrackFixed,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Registers somebody in an agency at or under `root_agency_path`, the path of the contest's
/// province. `guardian` says whether a guardian consented too.
///
/// A number whose owner has withdrawn goes on in the row that they left, with the attempts made.
pub async fn register(
    engine: &Engine,
    registration: &Registration,
    consent_version: &str,
    guardian: bool,
    root_agency_path: &str,
    rng: &mut impl Rng,
) -> Result<Registered, RegisterError> {
    let now = engine.now();
    let agency = standing_agency(engine, &engine.db.read, &registration.agency_code, root_agency_path).await?;
    let agency = agency.ok_or(RegisterError::AgencyUnknown)?;
    let index = private::phone_index(&engine.secrets, &registration.phone);
    let code = EntryCode::generate(rng);
    let row = participants::ActiveModel {
        name: Set(registration.name.as_str().to_owned()),
        name_folded: Set(registration.name.folded()),
        name_sort: Set(registration.name.sort_key()),
        birth_date: Set(registration.birth_date.to_string()),
        phone_sealed: Set(private::seal_phone(&engine.secrets, &index, &registration.phone, rng)),
        code_hash: Set(private::code_hash(&engine.secrets, &index, &code)),
        phone_index: Set(index.clone()),
        agency_id: Set(agency.id),
        position: Set(registration.position.code().to_owned()),
        track: Set(registration.position.track().code().to_owned()),
        guardian_consent: Set(guardian),
        consent_version: Set(consent_version.to_owned()),
        consent_at: Set(now.0),
        registered_at: Set(now.0),
        ..Default::default()
    };
    let participant_id = match row.clone().insert(&engine.db.write).await {
        Ok(row) => row.id,
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            take_up(engine, &index, registration.position.track(), row).await?
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Registered { participant_id, code })
}

/// Gives the row of somebody who has withdrawn to whoever registers with its number, and says which.
/// It keeps when the number registered first: the boards may rank by it.
async fn take_up(
    engine: &Engine,
    phone_index: &str,
    track: TrackKind,
    row: participants::ActiveModel,
) -> Result<i64, RegisterError> {
    let tx = engine.db.begin().await?;
    // Locked, so that of two who register at once one finds the row taken.
    let left = participants::Entity::find()
        .filter(participants::Column::PhoneIndex.eq(phone_index))
        .filter(participants::Column::CodeHash.eq(WITHDRAWN_CODE))
        .lock_exclusive()
        .one(&tx)
        .await?;
    let left = left.ok_or(RegisterError::PhoneTaken)?;
    if left.track != track.code() {
        let made = attempts::Entity::find().filter(attempts::Column::ParticipantId.eq(left.id));
        if made.count(&tx).await? > 0 {
            return Err(RegisterError::TrackFixed);
        }
    }
    let row = participants::ActiveModel { id: Set(left.id), registered_at: NotSet, ..row };
    row.update(&tx).await?;
    // A browser that was signing in while its owner withdrew must not become this person's.
    let closed = sessions::close_rows(&tx, SessionKind::Participant, left.id).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &closed).await;
    Ok(left.id)
}

/// The agency with this code, if it stands now and is at or under the path.
pub(super) async fn standing_agency(
    engine: &Engine,
    db: &impl ConnectionTrait,
    code: &str,
    root_path: &str,
) -> Result<Option<agencies::Model>, DbErr> {
    let now = engine.now().0;
    agencies::Entity::find()
        .filter(agencies::Column::Code.eq(code))
        .filter(agencies::Column::Path.starts_with(root_path))
        .filter(agencies::Column::ValidFrom.lte(now))
        .filter(Condition::any().add(agencies::Column::ValidTo.is_null()).add(agencies::Column::ValidTo.gt(now)))
        .one(db)
        .await
}
