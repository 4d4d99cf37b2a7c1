//! What agencies say of their own numbers, until an organiser has confirmed or refused it. Nothing is counted by it before.

use std::collections::HashMap;

use contest::{Timestamp, accounts::Position};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::{Headcount, HeadcountError, headcounts_at, positions_at, tree};
use crate::{
    Engine,
    accounts::{MAX_PAGE, Page, StaffSession, audit},
    db::entities::{agencies, headcount_entries as entries, staff},
};

/// A number that an agency has said and that is not counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How many, and from when on.
    pub said: Headcount,
    /// Why an organiser refused it; nothing while it waits.
    pub refusal: Option<String>,
}

/// Which number of an agency: of all its people, or of those who hold a position.
pub(super) type Key = (i64, Option<Position>);

/// A number that waits for an organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingEntry {
    /// Its row.
    pub id: i64,
    /// The agency's row.
    pub agency_id: i64,
    /// Its name, with that of the one above it.
    pub agency: String,
    /// The position that so many hold; none for all people.
    pub position: Option<Position>,
    /// What was said.
    pub said: Headcount,
    /// What is counted by now.
    pub known: Option<Headcount>,
    /// The user name of who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A page of numbers that wait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingPage {
    /// The oldest first.
    pub lines: Vec<WaitingEntry>,
    /// How many wait on all pages.
    pub total: u64,
}

/// Why numbers were not decided on.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The actor is no organiser.
    #[error("only an organiser decides on headcounts")]
    NotAllowed,
    /// No reason, or a longer one than [`audit::MAX_REASON`].
    #[error("the reason is missing or too long")]
    Reason,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<HeadcountError> for EntryError {
    fn from(error: HeadcountError) -> Self {
        match error {
            HeadcountError::Db(failure) => Self::Db(failure),
            // What waits was within range when it was said, and agencies are not deleted.
            other => Self::Db(DbErr::Custom(other.to_string())),
        }
    }
}

/// Keeps what an agency says. It takes the place of what it said of the same before and nobody has decided on.
pub(super) async fn enter(
    tx: &impl ConnectionTrait,
    actor: &StaffSession,
    (agency_id, position): Key,
    said: Headcount,
    now: Timestamp,
) -> Result<(), DbErr> {
    let code = position.map_or("", Position::code);
    entries::Entity::delete_many()
        .filter(entries::Column::AgencyId.eq(agency_id))
        .filter(entries::Column::Position.eq(code))
        .filter(entries::Column::DecidedAt.is_null())
        .exec(tx)
        .await?;
    let row = entries::ActiveModel {
        agency_id: Set(agency_id),
        position: Set(code.to_owned()),
        people: Set(said.people as i32),
        valid_from: Set(said.since.0),
        entered_by: Set(actor.staff_id),
        entered_at: Set(now.0),
        ..Default::default()
    };
    entries::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Of each number the last that was said, of the agencies that `of` holds for, unless it was confirmed.
pub(super) async fn entries_of(db: &impl ConnectionTrait, of: Condition) -> Result<HashMap<Key, Entry>, DbErr> {
    let agencies = agencies::Entity::find().select_only().column(agencies::Column::Id).filter(of).into_query();
    let rows = entries::Entity::find()
        .filter(entries::Column::AgencyId.in_subquery(agencies))
        .order_by_asc(entries::Column::Id)
        .all(db)
        .await?;
    let mut last = HashMap::new();
    for row in rows {
        let key = key(&row);
        if row.decided_at.is_some() && row.refusal.is_none() {
            last.remove(&key);
        } else {
            last.insert(key, Entry { said: said(&row), refusal: row.refusal });
        }
    }
    Ok(last)
}

/// How many numbers wait for an organiser.
pub async fn waiting_headcounts(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    entries::Entity::find().filter(entries::Column::DecidedAt.is_null()).count(db).await
}

/// The numbers that wait, for an organiser.
pub async fn list_waiting(engine: &Engine, actor: &StaffSession, page: Page) -> Result<WaitingPage, EntryError> {
    if !actor.role.organises() {
        return Err(EntryError::NotAllowed);
    }
    let db = &engine.db.read;
    let size = page.size.clamp(1, MAX_PAGE);
    let rows = entries::Entity::find()
        .filter(entries::Column::DecidedAt.is_null())
        .order_by_asc(entries::Column::Id)
        .limit(size)
        .offset(Ord::min(page.number.saturating_mul(size), i64::MAX as u64))
        .all(db)
        .await?;
    let ids = || rows.iter().map(|row| row.agency_id);
    let of = Condition::all().add(agencies::Column::Id.is_in(ids()));
    let heads = headcounts_at(db, of.clone(), engine.now()).await?;
    let positions = positions_at(db, of, engine.now()).await?;
    let names: HashMap<i64, String> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::Username])
        .filter(staff::Column::Id.is_in(rows.iter().map(|row| row.entered_by)))
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let tree = tree(engine).await?;
    let line = |row: &entries::Model| {
        let (agency_id, position) = key(row);
        WaitingEntry {
            id: row.id,
            agency_id,
            agency: tree.full_name(agency_id),
            position,
            said: said(row),
            known: match position {
                None => heads.get(&agency_id).copied(),
                Some(position) => positions.get(&agency_id).and_then(|known| known.get(&position)).copied(),
            },
            by: names.get(&row.entered_by).cloned().unwrap_or_default(),
            at: Timestamp(row.entered_at),
        }
    };
    Ok(WaitingPage { lines: rows.iter().map(line).collect(), total: waiting_headcounts(db).await? })
}

/// Confirms numbers: from now on they are counted by. Gives how many there were: what another has decided on meanwhile,
/// or the agency has said anew, is passed over. At most [`MAX_PAGE`] at once.
pub async fn confirm_headcounts(engine: &Engine, actor: &StaffSession, ids: &[i64]) -> Result<u64, EntryError> {
    decide(engine, actor, ids, None).await
}

/// Refuses numbers, with a reason that the agency reads. As [`confirm_headcounts`] otherwise.
pub async fn refuse_headcounts(
    engine: &Engine,
    actor: &StaffSession,
    ids: &[i64],
    reason: &str,
) -> Result<u64, EntryError> {
    let reason = audit::reason(reason).ok_or(EntryError::Reason)?;
    decide(engine, actor, ids, Some(reason)).await
}

async fn decide(
    engine: &Engine,
    actor: &StaffSession,
    ids: &[i64],
    refusal: Option<String>,
) -> Result<u64, EntryError> {
    if !actor.role.organises() {
        return Err(EntryError::NotAllowed);
    }
    let now = engine.now();
    let ids = ids.get(..MAX_PAGE as usize).unwrap_or(ids);
    let tx = engine.db.begin().await?;
    let rows = entries::Entity::find()
        .filter(entries::Column::Id.is_in(ids.iter().copied()))
        .filter(entries::Column::DecidedAt.is_null())
        .order_by_asc(entries::Column::Id)
        .lock_exclusive()
        .all(&tx)
        .await?;
    let count = rows.len() as u64;
    for row in rows {
        let ((agency_id, position), said) = (key(&row), said(&row));
        let (action, reason) = match &refusal {
            None => {
                super::headcount::put(&tx, actor, (agency_id, position), said, now).await?;
                ("agency.headcount_confirm", String::new())
            }
            Some(reason) => ("agency.headcount_refuse", format!(": {reason}")),
        };
        let what = position.map_or("people", Position::code);
        let detail = format!("{what} {} from {}{reason}", said.people, said.since.to_rfc3339());
        let subject = format!("agency:{agency_id}");
        audit::record(&tx, now, Some(actor.staff_id), action, Some(&subject), Some(&detail)).await?;
        let mut row = row.into_active_model();
        row.decided_at = Set(Some(now.0));
        row.decided_by = Set(Some(actor.staff_id));
        row.refusal = Set(refusal.clone());
        row.update(&tx).await?;
    }
    tx.commit().await?;
    Ok(count)
}

fn key(row: &entries::Model) -> Key {
    (row.agency_id, Position::parse(&row.position))
}

fn said(row: &entries::Model) -> Headcount {
    Headcount { people: u32::try_from(row.people).unwrap_or_default(), since: Timestamp(row.valid_from) }
}
