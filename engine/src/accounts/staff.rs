//! Accounts of staff and signing in to them.

use contest::accounts::Password;
use rand::Rng;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, Select, SqlErr,
};

use super::{OneTimePassword, Role, SessionKind, StaffSession, Token, audit, hashing, open_session, sessions};
use crate::{Engine, db::entities::staff};

/// The name of the account that the first start makes.
pub const FIRST_ORGANISER: &str = "bantochuc";
/// Fewest and most characters of a user name.
pub const USERNAME_LENGTH: std::ops::RangeInclusive<usize> = 3..=40;

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStaff<'a> {
    /// 3 to 40 lower-case Latin letters, digits, dots, dashes and underscores.
    pub username: &'a str,
    /// What pages call them.
    pub display_name: &'a str,
    /// What they may do.
    pub role: Role,
    /// A viewer's agency.
    pub agency_id: Option<i64>,
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum NewStaffError {
    /// The actor may not make accounts.
    #[error("only an organiser makes accounts")]
    NotAllowed,
    /// The user name has other characters, or too few or too many.
    #[error("the user name is not well formed")]
    BadUsername,
    /// Somebody has it.
    #[error("the user name is taken")]
    UsernameTaken,
    /// There is no such agency.
    #[error("no such agency")]
    AgencyUnknown,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Why staff was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum StaffSignInError {
    /// No such name, another password, or a disabled account; which is not told.
    #[error("the user name and the password do not go together")]
    Wrong,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The current password is another.
    #[error("the current password is wrong")]
    WrongCurrent,
    /// The new one is the current one.
    #[error("the new password is the old one")]
    Unchanged,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// The account of a fresh installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstOrganiser {
    /// What to sign in with.
    pub username: &'static str,
    /// Printed once, and to be changed at once.
    pub password: OneTimePassword,
}

/// Makes an account with a one-time password. `actor` is `None` on the command line.
pub async fn create_staff(
    engine: &Engine,
    actor: Option<&StaffSession>,
    new: &NewStaff<'_>,
    rng: &mut impl Rng,
) -> Result<OneTimePassword, NewStaffError> {
    if actor.is_some_and(|actor| !actor.role.organises()) {
        return Err(NewStaffError::NotAllowed);
    }
    if !is_username(new.username) {
        return Err(NewStaffError::BadUsername);
    }
    let password = OneTimePassword::generate(rng);
    let hash = hashing::hash(password.as_str(), salt(rng)).await?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = staff::ActiveModel {
        username: Set(new.username.to_owned()),
        display_name: Set(new.display_name.to_owned()),
        password_hash: Set(hash),
        role: Set(new.role.code().to_owned()),
        agency_id: Set(new.agency_id),
        must_change_password: Set(true),
        created_at: Set(now.0),
        disabled_at: Set(None),
        ..Default::default()
    };
    let row = row.insert(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => NewStaffError::UsernameTaken,
        _ => error.into(),
    })?;
    let (subject, by) = (format!("staff:{}", row.id), actor.map(|actor| actor.staff_id));
    audit::record(&tx, now, by, "staff.create", Some(&subject), Some(new.role.code())).await?;
    tx.commit().await?;
    Ok(password)
}

/// On an installation without staff, makes the organiser's account; else nothing.
pub async fn first_organiser(engine: &Engine, rng: &mut impl Rng) -> Result<Option<FirstOrganiser>, DbErr> {
    if staff::Entity::find().count(&engine.db.write).await? > 0 {
        return Ok(None);
    }
    let role = Role::Organiser;
    let new = NewStaff { username: FIRST_ORGANISER, display_name: role.label(), role, agency_id: None };
    match create_staff(engine, None, &new, rng).await {
        Ok(password) => Ok(Some(FirstOrganiser { username: FIRST_ORGANISER, password })),
        // Another instance was starting for the first time as well.
        Err(NewStaffError::UsernameTaken) => Ok(None),
        Err(NewStaffError::Db(error)) => Err(error),
        Err(error) => Err(DbErr::Custom(error.to_string())),
    }
}

/// Who has this name and this password, as they were typed.
pub async fn staff_sign_in(engine: &Engine, username: &str, password: &str) -> Result<i64, StaffSignInError> {
    let username = username.trim().to_lowercase();
    let member = staff::Entity::find()
        .filter(staff::Column::Username.eq(username))
        .filter(staff::Column::DisabledAt.is_null())
        .one(&engine.db.read)
        .await?;
    // What could never be set as a password is still worth a hash: the time tells nothing.
    let password = Password::parse(password).ok();
    let stored = member.as_ref().filter(|_| password.is_some()).map(|member| member.password_hash.as_str());
    let right = hashing::verify(password.as_ref().map_or("", Password::as_str), stored).await?;
    member.filter(|_| right).map(|member| member.id).ok_or(StaffSignInError::Wrong)
}

/// Changes the session owner's password and signs all their browsers out; the new token is for the
/// browser that asked.
pub async fn change_password(
    engine: &Engine,
    owner: &StaffSession,
    current: &str,
    new: &Password,
    rng: &mut impl Rng,
) -> Result<Token, ChangePasswordError> {
    let member = staff::Entity::find_by_id(owner.staff_id).one(&engine.db.read).await?;
    let member = member.ok_or(ChangePasswordError::WrongCurrent)?;
    let current = Password::parse(current).map_err(|_| ChangePasswordError::WrongCurrent)?;
    if !hashing::verify(current.as_str(), Some(&member.password_hash)).await? {
        return Err(ChangePasswordError::WrongCurrent);
    }
    if &current == new {
        return Err(ChangePasswordError::Unchanged);
    }
    let hash = hashing::hash(new.as_str(), salt(rng)).await?;
    let tx = engine.db.begin().await?;
    let closed = set_password(&tx, member, hash, false).await?;
    let (id, subject) = (owner.staff_id, format!("staff:{}", owner.staff_id));
    audit::record(&tx, engine.now(), Some(id), "staff.password", Some(&subject), None).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Staff, &closed).await;
    Ok(open_session(engine, SessionKind::Staff, id, rng).await?)
}

/// Gives the account with this name a new one-time password and signs all its browsers out; `None`
/// when there is no such account. For the command line: an organiser who has lost theirs has nobody
/// else to ask. A server that keeps its cache in its own memory forgets within minutes.
pub async fn reset_staff(
    engine: &Engine,
    username: &str,
    rng: &mut impl Rng,
) -> Result<Option<OneTimePassword>, DbErr> {
    let member = staff::Entity::find().filter(staff::Column::Username.eq(username.trim().to_lowercase()));
    reset(engine, None, member, rng).await
}

pub(super) async fn reset(
    engine: &Engine,
    actor: Option<&StaffSession>,
    member: Select<staff::Entity>,
    rng: &mut impl Rng,
) -> Result<Option<OneTimePassword>, DbErr> {
    let password = OneTimePassword::generate(rng);
    let hash = hashing::hash(password.as_str(), salt(rng)).await?;
    let tx = engine.db.begin().await?;
    let Some(member) = member.one(&tx).await? else { return Ok(None) };
    let subject = format!("staff:{}", member.id);
    let closed = set_password(&tx, member, hash, true).await?;
    let by = actor.map(|actor| actor.staff_id);
    audit::record(&tx, engine.now(), by, "staff.reset", Some(&subject), None).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Staff, &closed).await;
    Ok(Some(password))
}

/// Stores a password's hash and deletes the account's sessions; gives what to [`sessions::forget`].
async fn set_password(
    db: &impl ConnectionTrait,
    member: staff::Model,
    hash: String,
    must_change: bool,
) -> Result<Vec<String>, DbErr> {
    let id = member.id;
    let mut member = member.into_active_model();
    member.password_hash = Set(hash);
    member.must_change_password = Set(must_change);
    member.update(db).await?;
    sessions::close_rows(db, SessionKind::Staff, id).await
}

fn salt(rng: &mut impl Rng) -> [u8; 16] {
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    salt
}

fn is_username(username: &str) -> bool {
    let of_names = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
    USERNAME_LENGTH.contains(&username.len()) && username.bytes().all(of_names)
}
