//! Editions of the handbook: brought as a file, looked at, then shown to everybody.

use bank::Problem;
use contest::text::group;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::{
    ImportError,
    handbooks::{self, HandbookEntry, HandbookSummary, Imported},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::{
        entities::{handbook_entries, handbooks as rows},
        from_json,
    },
};

/// An edition as an organiser looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its title, and since when people may read it.
    pub summary: HandbookSummary,
    /// Whether it is the one that they read now.
    pub is_current: bool,
    /// Its entries, by number.
    pub entries: Vec<HandbookEntry>,
    /// What was left out of its file, and why.
    pub problems: Vec<Problem>,
}

/// Why an edition stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// Handbooks are an organiser's to keep.
    #[error("only organisers keep handbooks")]
    NotAllowed,
    /// There is no such edition.
    #[error("no such edition")]
    NotFound,
    /// People have read it, so it stays.
    #[error("an edition that was public stays")]
    WasPublic,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Takes in a handbook that nobody reads yet. The same file a second time changes nothing.
pub async fn bring(
    engine: &Engine,
    actor: &StaffSession,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Imported, ImportError> {
    if !actor.role.organises() {
        return Err(ImportError::NotAllowed);
    }
    let imported = handbooks::take_in(engine, file_name, bytes, None).await?;
    if imported.new {
        let detail = format!("{} entries", group(imported.entries as i64));
        note(engine, &engine.db.write, actor, "handbook.import", imported.handbook_id, &detail).await?;
    }
    Ok(imported)
}

/// One edition; `None` when there is no such one, or the actor keeps no handbooks.
pub async fn edition(engine: &Engine, actor: &StaffSession, id: i64) -> Result<Option<Edition>, DbErr> {
    if !actor.role.organises() {
        return Ok(None);
    }
    let db = &engine.db.read;
    let summary = handbooks::editions(db).await?.into_iter().find(|edition| edition.id == id);
    let row = rows::Entity::find_by_id(id).one(db).await?;
    let Some((summary, row)) = summary.zip(row) else { return Ok(None) };
    let problems = match &row.problems {
        Some(problems) => from_json(problems, "problems of handbook", id)?,
        None => Vec::new(),
    };
    let is_current = handbooks::current(db).await?.is_some_and(|current| current.id == id);
    Ok(Some(Edition { summary, is_current, entries: handbooks::entries(db, id).await?, problems }))
}

/// Lets everybody read this edition from now on, in place of the one before.
pub async fn publish(engine: &Engine, actor: &StaffSession, id: i64) -> Result<(), EditionError> {
    if !actor.role.organises() {
        return Err(EditionError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let row = rows::Entity::find_by_id(id).lock_exclusive().one(&tx).await?.ok_or(EditionError::NotFound)?;
    let mut row = row.into_active_model();
    row.public_since = Set(Some(engine.now().0));
    row.update(&tx).await?;
    note(engine, &tx, actor, "handbook.publish", id, "").await?;
    tx.commit().await?;
    Ok(())
}

/// Removes an edition that nobody but organisers has seen.
pub async fn remove(engine: &Engine, actor: &StaffSession, id: i64) -> Result<(), EditionError> {
    if !actor.role.organises() {
        return Err(EditionError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let row = rows::Entity::find_by_id(id).lock_exclusive().one(&tx).await?.ok_or(EditionError::NotFound)?;
    if row.public_since.is_some() {
        return Err(EditionError::WasPublic);
    }
    let entries = handbook_entries::Entity::delete_many().filter(handbook_entries::Column::HandbookId.eq(id));
    entries.exec(&tx).await?;
    rows::Entity::delete_by_id(id).exec(&tx).await?;
    note(engine, &tx, actor, "handbook.remove", id, "").await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    engine: &Engine,
    db: &impl sea_orm::ConnectionTrait,
    actor: &StaffSession,
    action: &str,
    id: i64,
    detail: &str,
) -> Result<(), DbErr> {
    let detail = Some(detail).filter(|detail| !detail.is_empty());
    audit::record(db, engine.now(), Some(actor.staff_id), action, Some(&format!("handbook:{id}")), detail).await
}
