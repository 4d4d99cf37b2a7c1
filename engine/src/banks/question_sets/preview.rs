//! Reading a file and showing what was read.

use std::collections::HashSet;

use bank::questions::{QuestionSet, Row, Verdict};
use contest::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::{Body, ImportRow, ImportView, RowVerdict, WaitingImport};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::{CHUNK, ImportError, import_error::read, revisions::stem_hash, work::hand},
    db::{
        entities::{banks, imports, questions},
        from_json, to_json,
    },
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
    match hand(&engine.db.read, actor, bank_id).await? {
        Some(hand) if hand.writes() => {}
        None if actor.role.organises() => return Err(ImportError::NoBank),
        _ => return Err(ImportError::NotAllowed),
    }
    store(engine, Some(actor.staff_id), bank_id, file_name, bytes).await
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

pub(super) async fn store(
    engine: &Engine,
    staff_id: Option<i64>,
    bank_id: i64,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<i64, ImportError> {
    if banks::Entity::find_by_id(bank_id).one(&engine.db.read).await?.is_none() {
        return Err(ImportError::NoBank);
    }
    let name = file_name.to_owned();
    let set = read(move || bank::questions::read(&bytes, &name)).await?;
    let known = known(&engine.db.read, bank_id, &set).await?;
    let rows = set.rows.into_iter().map(|row| to_import_row(row, &known)).collect();
    let body = Body { rows, notes: set.notes, outcome: None };
    let row = imports::ActiveModel {
        bank_id: Set(bank_id),
        file_name: Set(file_name.to_owned()),
        staff_id: Set(staff_id),
        created_at: Set(engine.now().0),
        rows: Set(to_json(&body)?),
        committed_at: Set(None),
        ..Default::default()
    };
    Ok(row.insert(&engine.db.write).await?.id)
}

/// Which of the set's questions the bank has, by the hash of their stems.
async fn known(db: &impl ConnectionTrait, bank_id: i64, set: &QuestionSet) -> Result<HashSet<String>, DbErr> {
    let hashes: Vec<String> = set.questions().map(|question| stem_hash(&question.stem)).collect();
    let mut known = HashSet::new();
    for hashes in hashes.chunks(CHUNK) {
        let found: Vec<String> = questions::Entity::find()
            .select_only()
            .column(questions::Column::StemHash)
            .filter(questions::Column::BankId.eq(bank_id))
            .filter(questions::Column::StemHash.is_in(hashes))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(found);
    }
    Ok(known)
}

fn to_import_row(row: Row, known: &HashSet<String>) -> ImportRow {
    let sentences = |problems: Vec<bank::Problem>| problems.into_iter().map(|problem| problem.message).collect();
    let verdict = match row.verdict {
        Verdict::Accepted { question, .. } if known.contains(&stem_hash(&question.stem)) => {
            RowVerdict::AlreadyThere { question }
        }
        Verdict::Accepted { question, warnings } => RowVerdict::New { question, warnings: sentences(warnings) },
        Verdict::Refused { stem, problems } => RowVerdict::Refused { stem, problems: sentences(problems) },
    };
    ImportRow { place: row.place, verdict }
}
