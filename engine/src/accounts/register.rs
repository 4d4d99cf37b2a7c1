//! Đăng ký dự thi.

use contest::{
    accounts::{EntryCode, Registration},
    contests::{DuplicateKey, DuplicateRule, TrackKind},
};
use rand::Rng;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    SessionKind, WITHDRAWN_CODE,
    likeness::{Likeness, MOST_ON_A_PHONE, lock, taken, with_phone},
    private, sessions,
};
use crate::{
    Engine,
    agencies::links,
    contests::current_round,
    db::entities::{agencies, attempts, participants},
    reports::recount_of,
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
    /// As many as may have registered with this already; who and when is nobody's business.
    #[error("registered already: {}", .0.code())]
    Taken(DuplicateKey),
    /// The number was withdrawn with attempts in the other track than the position's.
    #[error("the track cannot change after an attempt")]
    TrackFixed,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Registers somebody in an agency at or under `root_agency_path`, the path of the contest's
/// province. `guardian` says whether a guardian consented too. How many may share a phone, a name with
/// a birth date or the number of an identity card, the rules of the current round say.
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
    let round = current_round(engine).await?;
    let rules = round.as_ref().map_or_else(Default::default, |round| round.rules.duplicates.as_slice());
    let Registration { name, birth_date, phone, id_number, position, .. } = registration;
    let phone_index = private::phone_index(&engine.secrets, phone);
    let alike = Likeness::of(&engine.secrets, rules, (name, *birth_date), id_number.as_ref());
    let on_phone = Likeness::phone(&phone_index);
    let link = match &registration.link {
        Some(code) => links::followed(&engine.db.read, code).await?,
        None => None,
    };

    let tx = engine.db.begin().await?;
    lock(&tx, &[alike.as_slice(), std::slice::from_ref(&on_phone)].concat()).await?;
    let place = place_of_phone(&tx, rules, &on_phone, position.track()).await?;
    if let Some(by) = taken(&tx, rules, &alike, place.left_row()).await? {
        return Err(RegisterError::Taken(by));
    }
    let own_index = place.index(&phone_index);
    let code = EntryCode::generate(rng);
    let id_index = id_number.as_ref().map(|number| private::id_index(&engine.secrets, number));
    let id_sealed = id_number.as_ref().zip(id_index.as_ref());
    let mut row = participants::ActiveModel {
        name: Set(name.as_str().to_owned()),
        name_folded: Set(name.folded()),
        name_sort: Set(name.sort_key()),
        birth_date: Set(birth_date.to_string()),
        phone_sealed: Set(private::seal_phone(&engine.secrets, &own_index, phone, rng)),
        code_hash: Set(private::code_hash(&engine.secrets, &own_index, &code)),
        agency_id: Set(agency.id),
        position: Set(position.code().to_owned()),
        track: Set(position.track().code().to_owned()),
        guardian_consent: Set(guardian),
        consent_version: Set(consent_version.to_owned()),
        consent_at: Set(now.0),
        link_id: Set(link),
        ..Default::default()
    };
    if let Some((number, index)) = id_sealed {
        row.id_sealed = Set(Some(private::seal_id(&engine.secrets, index, number, rng)));
        row.id_index = Set(Some(index.clone()));
    }
    let (participant_id, closed) = match place {
        PhonePlace::Left(left) => {
            // It keeps when the number registered first: the boards may rank by it.
            row.id = Set(left.id);
            if left.position != position.code() {
                recount_of(&tx, left.id).await?;
            }
            row.update(&tx).await?;
            // A browser that was signing in while its owner withdrew must not become this person's.
            (left.id, sessions::close_rows(&tx, SessionKind::Participant, left.id).await?)
        }
        PhonePlace::New(number) => {
            row.shared_phone = Set((number > 1).then_some(phone_index));
            row.phone_index = Set(own_index);
            row.registered_at = Set(now.0);
            (row.insert(&tx).await?.id, Vec::new())
        }
    };
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &closed).await;
    Ok(Registered { participant_id, code })
}

/// Where somebody with a phone is put.
enum PhonePlace {
    /// In the row that the phone's owner left when they withdrew.
    Left(Box<participants::Model>),
    /// In a row of their own, as the phone's so many-th, from 1.
    New(usize),
}

impl PhonePlace {
    fn left_row(&self) -> Option<i64> {
        match self {
            Self::Left(row) => Some(row.id),
            Self::New(_) => None,
        }
    }

    /// The phone's hash as it is kept of them: different for everybody, so that two people's codes,
    /// sealed numbers and rows are.
    fn index(&self, phone_index: &str) -> String {
        match self {
            Self::Left(row) => row.phone_index.clone(),
            Self::New(1) => phone_index.to_owned(),
            Self::New(number) => format!("{phone_index}.{number}"),
        }
    }
}

async fn place_of_phone(
    tx: &impl ConnectionTrait,
    rules: &[DuplicateRule],
    phone: &Likeness,
    track: TrackKind,
) -> Result<PhonePlace, RegisterError> {
    let rows = participants::Entity::find()
        .filter(with_phone(&phone.value))
        .order_by_asc(participants::Column::Id)
        .limit(MOST_ON_A_PHONE as u64)
        .lock_exclusive()
        .all(tx)
        .await?;
    let has = |index: &str| rows.iter().any(|row| row.phone_index == index);
    let numbers = 1..=phone.most(tx, rules).await?.unwrap_or(MOST_ON_A_PHONE).min(MOST_ON_A_PHONE);
    let left = rows.iter().find(|row| row.code_hash == WITHDRAWN_CODE);
    if let Some(left) = left {
        if left.track != track.code() {
            let made = attempts::Entity::find().filter(attempts::Column::ParticipantId.eq(left.id));
            if made.count(tx).await? > 0 {
                return Err(RegisterError::TrackFixed);
            }
        }
        return Ok(PhonePlace::Left(Box::new(left.clone())));
    }
    let free = numbers.map(PhonePlace::New).find(|place| !has(&place.index(&phone.value)));
    free.ok_or(RegisterError::Taken(DuplicateKey::Phone))
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
