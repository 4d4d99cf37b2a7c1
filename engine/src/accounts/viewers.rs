//! Accounts through which agencies see their own figures.

use contest::Timestamp;
use rand::Rng;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
};

use super::{
    NewStaff, NewStaffError, OneTimePassword, Role, SessionKind, StaffSession, create_staff, sessions::forget,
    staff::reset,
};
use crate::{
    Engine,
    db::entities::{agencies, sessions, staff},
};

/// An agency's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Its row.
    pub staff_id: i64,
    /// What to sign in with.
    pub username: String,
    /// The agency's row.
    pub agency_id: Option<i64>,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// Whether nobody has signed in and changed the one-time password.
    pub unused: bool,
    /// Whether it has been closed.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Why a viewer's password was not reset, or the list not shown.
#[derive(Debug, thiserror::Error)]
pub enum ViewerError {
    /// The actor is no organiser.
    #[error("only an organiser manages viewers")]
    NotAllowed,
    /// There is no such viewer.
    #[error("no such viewer")]
    NotFound,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Makes a viewer's account for an agency; by an organiser.
pub async fn create_viewer(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    username: &str,
    rng: &mut impl Rng,
) -> Result<OneTimePassword, NewStaffError> {
    let agency = agencies::Entity::find_by_id(agency_id).filter(actor.reach().agencies()).one(&engine.db.read).await?;
    let agency = agency.ok_or(NewStaffError::AgencyUnknown)?;
    let new = NewStaff { username, display_name: &agency.name, role: Role::AgencyViewer, agency_id: Some(agency.id) };
    create_staff(engine, Some(actor), &new, rng).await
}

/// All viewers' accounts by user name; for an organiser.
pub async fn list_viewers(engine: &Engine, actor: &StaffSession) -> Result<Vec<Viewer>, ViewerError> {
    if !actor.role.organises() {
        return Err(ViewerError::NotAllowed);
    }
    let rows = staff::Entity::find()
        .filter(staff::Column::Role.eq(Role::AgencyViewer.code()))
        .order_by_asc(staff::Column::Username)
        .all(&engine.db.read)
        .await?;
    let tree = crate::agencies::tree(engine).await?;
    let viewer = |row: staff::Model| Viewer {
        staff_id: row.id,
        username: row.username,
        agency: row.agency_id.map(|id| tree.full_name(id)).unwrap_or_default(),
        agency_id: row.agency_id,
        unused: row.must_change_password,
        disabled: row.disabled_at.is_some(),
        created_at: Timestamp(row.created_at),
    };
    Ok(rows.into_iter().map(viewer).collect())
}

/// Gives a viewer a new one-time password and signs all its browsers out; by an organiser.
pub async fn reset_viewer(
    engine: &Engine,
    actor: &StaffSession,
    staff_id: i64,
    rng: &mut impl Rng,
) -> Result<OneTimePassword, ViewerError> {
    reset_in_role(engine, actor, staff_id, &[Role::AgencyViewer], rng).await
}

/// As [`reset_viewer`], of an account in one of these roles.
pub(crate) async fn reset_in_role(
    engine: &Engine,
    actor: &StaffSession,
    staff_id: i64,
    roles: &[Role],
    rng: &mut impl Rng,
) -> Result<OneTimePassword, ViewerError> {
    if !actor.role.organises() {
        return Err(ViewerError::NotAllowed);
    }
    let roles = roles.iter().map(|role| role.code());
    let member = staff::Entity::find_by_id(staff_id).filter(staff::Column::Role.is_in(roles));
    reset(engine, Some(actor), member, rng).await?.ok_or(ViewerError::NotFound)
}

/// The hashes of the sessions that see the agency with this path or one below it, to [`forget_viewers`] with once the
/// agency stands elsewhere: a session says where its agency stands.
pub(crate) async fn viewers_sessions_below(db: &impl ConnectionTrait, path: &str) -> Result<Vec<String>, DbErr> {
    let below = agencies::Entity::find()
        .select_only()
        .column(agencies::Column::Id)
        .filter(agencies::Column::Path.starts_with(path))
        .into_query();
    let members = staff::Entity::find()
        .select_only()
        .column(staff::Column::Id)
        .filter(staff::Column::AgencyId.in_subquery(below))
        .into_query();
    sessions::Entity::find()
        .select_only()
        .column(sessions::Column::TokenHash)
        .filter(sessions::Column::Kind.eq(SessionKind::Staff.code()))
        .filter(sessions::Column::SubjectId.in_subquery(members))
        .into_tuple()
        .all(db)
        .await
}

/// Has sessions read anew what they see.
pub(crate) async fn forget_viewers(engine: &Engine, hashes: &[String]) {
    forget(engine, SessionKind::Staff, hashes).await;
}
