//! Đăng ký dự thi.

use contest::accounts::{EntryCode, Registration};
use rand::Rng;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    SqlErr,
};

use super::private;
use crate::{
    Engine,
    db::entities::{agencies, participants},
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
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Registers somebody in an agency at or under `root_agency_path`, the path of the contest's
/// province. `guardian` says whether a guardian consented too.
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
        phone_index: Set(index),
        agency_id: Set(agency.id),
        position: Set(registration.position.code().to_owned()),
        track: Set(registration.position.track().code().to_owned()),
        guardian_consent: Set(guardian),
        consent_version: Set(consent_version.to_owned()),
        consent_at: Set(now.0),
        registered_at: Set(now.0),
        ..Default::default()
    };
    match row.insert(&engine.db.write).await {
        Ok(row) => Ok(Registered { participant_id: row.id, code }),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(RegisterError::PhoneTaken)
        }
        Err(error) => Err(error.into()),
    }
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
