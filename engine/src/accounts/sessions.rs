//! Signed-in browsers.
//!
//! A session is a row; what a page needs of it is cached for [`CACHED`]. Closing a session takes
//! the entry out of the cache. Should the cache not answer just then, an entry lives on for at most
//! that time.

use std::time::Duration;

use contest::{
    Millis, Timestamp,
    accounts::{BirthDate, Position},
    contests::{Entrant, TrackKind},
};
use rand::Rng;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Role, Token};
use crate::{
    Engine,
    agencies::AgencyScope,
    db::entities::{agencies, participants, sessions, staff},
};

/// How long a session is served without looking at the database.
const CACHED: Duration = Duration::from_mins(5);

/// Whose session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// Somebody who takes part.
    Participant,
    /// Staff.
    Staff,
}

impl SessionKind {
    /// How long it lasts: 180 days for a participant, who has no password to come back with; 12
    /// hours for staff, a working day.
    pub const fn lifetime(self) -> Millis {
        match self {
            Self::Participant => Millis::days(180),
            Self::Staff => Millis::hours(12),
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Staff => "staff",
        }
    }
}

/// A participant's session, with what every page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantSession {
    /// The session's row; what an attempt's lease names.
    pub session_id: i64,
    /// Who.
    pub participant_id: i64,
    /// Họ và tên.
    pub name: String,
    /// Their agency.
    pub agency_id: i64,
    /// Vị trí công tác.
    pub position: Position,
    /// Bảng dự thi.
    pub track: TrackKind,
    /// Ngày sinh.
    pub birth_date: Option<BirthDate>,
    /// Whether they helped to make the contest.
    pub barred: bool,
}

impl ParticipantSession {
    /// What admission asks of the person; so that beginning an attempt reads nothing more.
    pub const fn entrant(&self) -> Entrant {
        Entrant { track: self.track, birth_date: self.birth_date, barred: self.barred }
    }
}

/// A session of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSession {
    /// The session's row.
    pub session_id: i64,
    /// Who.
    pub staff_id: i64,
    /// What they sign in with.
    pub username: String,
    /// What pages call them.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// The part of the tree a viewer sees.
    pub agency: Option<AgencyScope>,
    /// Whether nothing may be done before the one-time password is changed.
    pub must_change_password: bool,
}

/// Signs a browser in and gives its cookie.
pub async fn open_session(
    engine: &Engine,
    kind: SessionKind,
    subject_id: i64,
    rng: &mut impl Rng,
) -> Result<Token, DbErr> {
    let (token, now) = (Token::generate(rng), engine.now());
    let row = sessions::ActiveModel {
        token_hash: Set(token.hash()),
        kind: Set(kind.code().to_owned()),
        subject_id: Set(subject_id),
        created_at: Set(now.0),
        expires_at: Set((now + kind.lifetime()).0),
        ..Default::default()
    };
    engine.sessions.ask(row).await?;
    Ok(token)
}

/// The participant whose browser carries this cookie; `None` when it is signed out or expired.
pub async fn find_participant(engine: &Engine, token: &Token) -> Result<Option<ParticipantSession>, DbErr> {
    const KIND: SessionKind = SessionKind::Participant;
    let hash = token.hash();
    if let Some(session) = cached(engine, KIND, &hash).await {
        return Ok(Some(session));
    }
    let db = &engine.db.read;
    let Some(row) = live(engine, KIND, &hash).await? else { return Ok(None) };
    let Some(person) = participants::Entity::find_by_id(row.subject_id).one(db).await? else { return Ok(None) };
    let position = Position::parse(&person.position).ok_or_else(|| unreadable("position", person.id))?;
    let track = TrackKind::parse(&person.track).ok_or_else(|| unreadable("track", person.id))?;
    let session = ParticipantSession {
        session_id: row.id,
        participant_id: person.id,
        name: person.name,
        agency_id: person.agency_id,
        position,
        track,
        birth_date: person.birth_date.parse().ok(),
        barred: person.involvement.is_some(),
    };
    remember(engine, KIND, &row, session).await
}

/// The member of staff whose browser carries this cookie; `None` when it is signed out or expired,
/// or the account is disabled.
pub async fn find_staff(engine: &Engine, token: &Token) -> Result<Option<StaffSession>, DbErr> {
    const KIND: SessionKind = SessionKind::Staff;
    let hash = token.hash();
    if let Some(session) = cached(engine, KIND, &hash).await {
        return Ok(Some(session));
    }
    let db = &engine.db.read;
    let Some(row) = live(engine, KIND, &hash).await? else { return Ok(None) };
    let member = staff::Entity::find_by_id(row.subject_id).filter(staff::Column::DisabledAt.is_null()).one(db).await?;
    let Some(member) = member else { return Ok(None) };
    let role = Role::parse(&member.role).ok_or_else(|| unreadable("role", member.id))?;
    let agency = match member.agency_id {
        Some(id) => agencies::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let session = StaffSession {
        session_id: row.id,
        staff_id: member.id,
        username: member.username,
        display_name: member.display_name,
        role,
        agency: agency.map(|agency| AgencyScope { agency_id: agency.id, path: agency.path }),
        must_change_password: member.must_change_password,
    };
    remember(engine, KIND, &row, session).await
}

/// Signs a browser out.
pub async fn close_session(engine: &Engine, kind: SessionKind, token: &Token) -> Result<(), DbErr> {
    let hash = token.hash();
    sessions::Entity::delete_many()
        .filter(sessions::Column::TokenHash.eq(&hash))
        .filter(sessions::Column::Kind.eq(kind.code()))
        .exec(&engine.db.write)
        .await?;
    forget(engine, kind, &[hash]).await;
    Ok(())
}

/// Deletes the sessions that have expired, and says how many there were.
pub async fn prune_sessions(engine: &Engine) -> Result<u64, DbErr> {
    let expired = sessions::Entity::delete_many().filter(sessions::Column::ExpiresAt.lte(engine.now().0));
    Ok(expired.exec(&engine.db.write).await?.rows_affected)
}

/// Deletes the sessions of somebody within the caller's transaction. The hashes go to [`forget`]
/// once it is committed.
pub(super) async fn close_rows(
    db: &impl ConnectionTrait,
    kind: SessionKind,
    subject_id: i64,
) -> Result<Vec<String>, DbErr> {
    let hashes = hashes_of(db, kind, subject_id).await?;
    sessions::Entity::delete_many()
        .filter(sessions::Column::Kind.eq(kind.code()))
        .filter(sessions::Column::SubjectId.eq(subject_id))
        .exec(db)
        .await?;
    Ok(hashes)
}

/// The hashes of somebody's sessions, to [`forget`] what they show after a change.
pub(super) async fn hashes_of(
    db: &impl ConnectionTrait,
    kind: SessionKind,
    subject_id: i64,
) -> Result<Vec<String>, DbErr> {
    sessions::Entity::find()
        .select_only()
        .column(sessions::Column::TokenHash)
        .filter(sessions::Column::Kind.eq(kind.code()))
        .filter(sessions::Column::SubjectId.eq(subject_id))
        .into_tuple()
        .all(db)
        .await
}

/// The hashes of people's sessions, to [`forget_people`] with once they belong to another agency.
pub(crate) async fn people_s_sessions(db: &impl ConnectionTrait, people: &[i64]) -> Result<Vec<String>, DbErr> {
    sessions::Entity::find()
        .select_only()
        .column(sessions::Column::TokenHash)
        .filter(sessions::Column::Kind.eq(SessionKind::Participant.code()))
        .filter(sessions::Column::SubjectId.is_in(people.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}

/// Has people's sessions read anew who they are.
pub(crate) async fn forget_people(engine: &Engine, hashes: &[String]) {
    forget(engine, SessionKind::Participant, hashes).await;
}

/// Takes sessions out of the cache.
pub(super) async fn forget(engine: &Engine, kind: SessionKind, hashes: &[String]) {
    for hash in hashes {
        if let Err(error) = engine.cache.remove(&key(kind, hash)).await {
            tracing::warn!(%error, "a session that changed may be served from the cache for some minutes");
        }
    }
}

fn key(kind: SessionKind, hash: &str) -> String {
    format!("session:{}:{hash}", kind.code())
}

fn unreadable(what: &str, id: i64) -> DbErr {
    DbErr::Custom(format!("account {id}: unknown {what}"))
}

/// A session as the cache holds it.
#[derive(Serialize, Deserialize)]
struct Cached<S> {
    expires_at: Timestamp,
    session: S,
}

async fn cached<S: DeserializeOwned>(engine: &Engine, kind: SessionKind, hash: &str) -> Option<S> {
    // A cache that does not answer is as good as an empty one.
    let bytes = engine.cache.get(&key(kind, hash)).await.ok().flatten()?;
    let cached: Cached<S> = serde_json::from_slice(&bytes).ok()?;
    (engine.now() < cached.expires_at).then_some(cached.session)
}

async fn live(engine: &Engine, kind: SessionKind, hash: &str) -> Result<Option<sessions::Model>, DbErr> {
    sessions::Entity::find()
        .filter(sessions::Column::TokenHash.eq(hash))
        .filter(sessions::Column::Kind.eq(kind.code()))
        .filter(sessions::Column::ExpiresAt.gt(engine.now().0))
        .one(&engine.db.read)
        .await
}

/// Puts a session into the cache, and then makes sure that it was not closed in the meantime:
/// closing deletes the row first and the entry after, so that one of the two sees the other.
async fn remember<S: Serialize>(
    engine: &Engine,
    kind: SessionKind,
    row: &sessions::Model,
    session: S,
) -> Result<Option<S>, DbErr> {
    let cached = Cached { expires_at: Timestamp(row.expires_at), session };
    let Ok(bytes) = serde_json::to_vec(&cached) else { return Ok(Some(cached.session)) };
    if engine.cache.put(&key(kind, &row.token_hash), bytes, CACHED).await.is_err() {
        return Ok(Some(cached.session));
    }
    let still_there = sessions::Entity::find_by_id(row.id).count(&engine.db.read).await? > 0;
    if !still_there {
        forget(engine, kind, std::slice::from_ref(&row.token_hash)).await;
    }
    Ok(still_there.then_some(cached.session))
}
