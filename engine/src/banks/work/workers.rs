//! Authors and reviewers: their accounts, and the banks that an organiser gives them.

use contest::text;
use rand::Rng;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Engine,
    accounts::{
        NewStaff, NewStaffError, OneTimePassword, Role, StaffSession, ViewerError, audit, create_staff, reset_in_role,
    },
    db::entities::{bank_members, banks, staff},
};

/// The roles that work on banks and nothing else.
const ROLES: [Role; 2] = [Role::QuestionAuthor, Role::QuestionReviewer];
/// Longest name of a worker, in characters.
const MAX_NAME: usize = 100;
/// Most accounts in the list.
const MOST: usize = 500;

/// An author or a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankWorker {
    /// Their row.
    pub staff_id: i64,
    /// What they sign in with.
    pub username: String,
    /// What pages call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they have not changed the one-time password yet.
    pub unused: bool,
    /// Whether the account has been closed.
    pub disabled: bool,
    /// The banks they work on.
    pub banks: Vec<i64>,
}

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorker<'a> {
    /// As [`NewStaff::username`].
    pub username: &'a str,
    /// What pages call them; 1 to 100 characters.
    pub name: &'a str,
    /// [`Role::QuestionAuthor`] or [`Role::QuestionReviewer`].
    pub role: Role,
    /// The bank they begin with.
    pub bank_id: i64,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The actor is no organiser.
    #[error("only organisers give out banks")]
    NotAllowed,
    /// There is no such worker or bank.
    #[error("no such worker or bank")]
    NotFound,
    /// The name is empty or too long.
    #[error("a worker's name has 1 to {MAX_NAME} characters")]
    Name,
    /// The account was not made.
    #[error(transparent)]
    Account(#[from] NewStaffError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Authors and reviewers by name, at most 500; for an organiser.
pub async fn workers(engine: &Engine, actor: &StaffSession) -> Result<Vec<BankWorker>, WorkerError> {
    if !actor.role.organises() {
        return Err(WorkerError::NotAllowed);
    }
    let db = &engine.db.read;
    let rows = staff::Entity::find()
        .filter(staff::Column::Role.is_in(ROLES.map(Role::code)))
        .order_by_asc(staff::Column::Username)
        .all(db)
        .await?;
    let members = bank_members::Entity::find().order_by_asc(bank_members::Column::BankId).all(db).await?;
    let worker = |row: staff::Model| {
        Some(BankWorker {
            banks: members.iter().filter(|member| member.staff_id == row.id).map(|member| member.bank_id).collect(),
            staff_id: row.id,
            role: Role::parse(&row.role)?,
            username: row.username,
            name: row.display_name,
            unused: row.must_change_password,
            disabled: row.disabled_at.is_some(),
        })
    };
    Ok(rows.into_iter().filter_map(worker).take(MOST).collect())
}

/// Makes an author's or a reviewer's account for a bank; by an organiser.
pub async fn create_worker(
    engine: &Engine,
    actor: &StaffSession,
    new: &NewWorker<'_>,
    rng: &mut impl Rng,
) -> Result<OneTimePassword, WorkerError> {
    if !actor.role.organises() {
        return Err(WorkerError::NotAllowed);
    }
    let name = text::squeeze(new.name);
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return Err(WorkerError::Name);
    }
    let bank = banks::Entity::find_by_id(new.bank_id).one(&engine.db.read).await?;
    if bank.is_none() || !ROLES.contains(&new.role) {
        return Err(WorkerError::NotFound);
    }
    let account = NewStaff { username: new.username, display_name: &name, role: new.role, agency_id: None };
    let password = create_staff(engine, Some(actor), &account, rng).await?;
    let made = staff::Entity::find().filter(staff::Column::Username.eq(new.username)).one(&engine.db.write).await?;
    let made = made.ok_or(WorkerError::NotFound)?;
    assign(engine, actor, made.id, new.bank_id, true).await?;
    Ok(password)
}

/// Gives a bank to an author or a reviewer, or takes it from them; by an organiser.
pub async fn assign(
    engine: &Engine,
    actor: &StaffSession,
    staff_id: i64,
    bank_id: i64,
    works: bool,
) -> Result<(), WorkerError> {
    if !actor.role.organises() {
        return Err(WorkerError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let worker = staff::Entity::find_by_id(staff_id).filter(staff::Column::Role.is_in(ROLES.map(Role::code)));
    if worker.one(&tx).await?.is_none() || banks::Entity::find_by_id(bank_id).one(&tx).await?.is_none() {
        return Err(WorkerError::NotFound);
    }
    if works {
        let row = bank_members::ActiveModel { bank_id: Set(bank_id), staff_id: Set(staff_id) };
        bank_members::Entity::insert(row)
            .on_conflict_do_nothing_on([bank_members::Column::BankId, bank_members::Column::StaffId])
            .exec_without_returning(&tx)
            .await?;
    } else {
        bank_members::Entity::delete_by_id((bank_id, staff_id)).exec(&tx).await?;
    }
    let (action, subject) = (if works { "bank.give" } else { "bank.take" }, format!("bank:{bank_id}"));
    let detail = format!("staff {staff_id}");
    audit::record(&tx, engine.now(), Some(actor.staff_id), action, Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives an author or a reviewer a new one-time password; by an organiser.
pub async fn reset_worker(
    engine: &Engine,
    actor: &StaffSession,
    staff_id: i64,
    rng: &mut impl Rng,
) -> Result<OneTimePassword, WorkerError> {
    reset_in_role(engine, actor, staff_id, &ROLES, rng).await.map_err(|error| match error {
        ViewerError::NotAllowed => WorkerError::NotAllowed,
        ViewerError::NotFound => WorkerError::NotFound,
        ViewerError::Db(failure) => WorkerError::Db(failure),
    })
}
