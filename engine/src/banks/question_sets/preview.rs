//! Reading a file and showing what was read.

use std::sync::Arc;

use bank::questions::{Options, read_with};
use contest::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::{Body, ImportView, WaitingImport, rivals::Rivals};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::{ImportError, import_error::read, work::hand},
    db::{entities::imports, from_json, to_json},
};

/// Reads a file and keeps what was read, for [`super::import_view`] to show and
/// [`super::commit`] to take in. Gives the import's identifier.
pub async fn preview(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<i64, ImportError> {
    permit(engine, actor, bank_id).await?;
    let body = sort_out(engine, bank_id, file_name, Arc::new(bytes), Options::default()).await?;
    Ok(insert(&engine.db.write, engine.now(), Some(actor.staff_id), bank_id, file_name, &body).await?)
}

/// What a file held; `None` when there is no such import.
pub async fn import_view(db: &impl ConnectionTrait, import_id: i64) -> Result<Option<ImportView>, DbErr> {
    let Some(row) = imports::Entity::find_by_id(import_id).one(db).await? else { return Ok(None) };
    let body = body(&row)?;
    Ok(Some(ImportView {
        id: row.id,
        bank_id: row.bank_id,
        file_name: row.file_name,
        created_at: Timestamp(row.created_at),
        rows: body.rows,
        notes: body.notes,
        committed: row.committed_at.map(Timestamp).zip(body.outcome),
    }))
}

/// The files that were read and neither taken in nor left behind by a later one of the same name
/// and bank, the newest first; at most `most`.
pub async fn waiting(db: &impl ConnectionTrait, most: u64) -> Result<Vec<WaitingImport>, DbErr> {
    use imports::Column;

    let newest = imports::Entity::find()
        .select_only()
        .column_as(Column::Id.max(), "id")
        .filter(Column::StaffId.is_not_null())
        .group_by(Column::BankId)
        .group_by(Column::FileName)
        .into_query();
    let rows: Vec<(i64, String, i64)> = imports::Entity::find()
        .select_only()
        .columns([Column::Id, Column::FileName, Column::CreatedAt])
        .filter(Column::Id.in_subquery(newest))
        .filter(Column::CommittedAt.is_null())
        .order_by_desc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    let waiting = |(id, file_name, created_at)| WaitingImport { id, file_name, created_at: Timestamp(created_at) };
    Ok(rows.into_iter().map(waiting).collect())
}

pub(super) fn body(row: &imports::Model) -> Result<Body, DbErr> {
    from_json(&row.rows, "rows of import", row.id)
}

/// Whether somebody may bring questions into this bank.
pub(super) async fn permit(engine: &Engine, actor: &StaffSession, bank_id: i64) -> Result<(), ImportError> {
    match hand(&engine.db.read, actor, bank_id).await? {
        Some(hand) if hand.writes() => Ok(()),
        None if actor.role.organises() => Err(ImportError::NoBank),
        _ => Err(ImportError::NotAllowed),
    }
}

/// Reads a file and tells of each row what becomes of it in this bank.
pub(super) async fn sort_out(
    engine: &Engine,
    bank_id: i64,
    file_name: &str,
    bytes: Arc<Vec<u8>>,
    options: Options,
) -> Result<Body, ImportError> {
    let name = file_name.to_owned();
    let set = read(move || read_with(&bytes, &name, &options)).await?;
    let bank = Rivals::load(&engine.db.read, bank_id, &set).await?;
    // Comparing thousands of questions with thousands takes a while.
    let rows = read(move || Ok((bank.sort(set.rows), set.notes))).await;
    let (rows, notes) = rows?;
    Ok(Body { rows, notes, outcome: None })
}

/// Keeps what was read.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    now: Timestamp,
    staff_id: Option<i64>,
    bank_id: i64,
    file_name: &str,
    body: &Body,
) -> Result<i64, DbErr> {
    let row = imports::ActiveModel {
        bank_id: Set(bank_id),
        file_name: Set(file_name.to_owned()),
        staff_id: Set(staff_id),
        created_at: Set(now.0),
        rows: Set(to_json(body)?),
        committed_at: Set(None),
        ..Default::default()
    };
    Ok(row.insert(db).await?.id)
}
