//! Taking a question set into its bank.

use std::collections::HashMap;

use contest::{
    Timestamp,
    banks::{BankHand, KeptFor, Question, RevisionState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, TryInsertResult,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use super::{Body, Decision, RowVerdict, preview::body, replace::replace};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::{
        CHUNK,
        revisions::{self, stem_hash},
        sources,
        work::hand,
    },
    db::{
        entities::{imports, question_revisions, questions},
        to_json,
    },
};

/// What taking in a question set did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// Questions that are new in the bank.
    pub added: u32,
    /// Questions that the bank had.
    pub already_there: u32,
    /// Questions of the bank that got a new revision.
    #[serde(default)]
    pub replaced: u32,
    /// Questions that were to get one, and had become others meanwhile.
    #[serde(default)]
    pub overtaken: u32,
    /// Whether the new ones are kept for practice.
    #[serde(default)]
    pub for_practice: bool,
}

/// Why a question set was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Question sets are for those to take in who write questions of the bank; what questions are kept for is an
    /// organiser's to say.
    #[error("only those who write questions of the bank take in question sets, and only organisers for practice")]
    NotAllowed,
    /// There is no such import.
    #[error("no such import")]
    NoImport,
    /// The database did not answer; nothing was taken in.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Takes the sound questions of an import into its bank, all or none; they wait there for the approval
/// of somebody else. The new ones are kept for `kept_for`; those that the bank had stay what they are. Pressed again, it
/// does nothing and gives the same outcome.
pub async fn commit(
    engine: &Engine,
    actor: &StaffSession,
    import_id: i64,
    kept_for: KeptFor,
) -> Result<Committed, CommitError> {
    if kept_for == KeptFor::Practice && !actor.role.organises() {
        return Err(CommitError::NotAllowed);
    }
    let row = imports::Entity::find_by_id(import_id).one(&engine.db.read).await?.ok_or(CommitError::NoImport)?;
    if !hand(&engine.db.read, actor, row.bank_id).await?.is_some_and(BankHand::writes) {
        return Err(CommitError::NotAllowed);
    }
    take_in(engine, Some(actor.staff_id), import_id, kept_for).await
}

pub(super) async fn take_in(
    engine: &Engine,
    actor: Option<i64>,
    import_id: i64,
    kept_for: KeptFor,
) -> Result<Committed, CommitError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    // Whoever marks it first takes it in; a second press waits here and then reads the outcome.
    let marked = imports::Entity::update_many()
        .col_expr(imports::Column::CommittedAt, Expr::value(now.0))
        .filter(imports::Column::Id.eq(import_id))
        .filter(imports::Column::CommittedAt.is_null())
        .exec(&tx)
        .await?;
    let row = imports::Entity::find_by_id(import_id).one(&tx).await?.ok_or(CommitError::NoImport)?;
    let mut body = body(&row)?;
    if marked.rows_affected == 0 {
        return Ok(body.outcome.unwrap_or_default());
    }
    let mut committed = add(&tx, row.bank_id, &body, kept_for, now, actor).await?;
    replace(&tx, row.bank_id, &body, now, actor, &mut committed).await?;
    body.outcome = Some(committed);
    let rows = to_json(&body)?;
    imports::Entity::update_many()
        .col_expr(imports::Column::Rows, Expr::value(rows))
        .filter(imports::Column::Id.eq(import_id))
        .exec(&tx)
        .await?;
    let subject = format!("bank:{}", row.bank_id);
    let detail = format!(
        "import {import_id}, {}: {} added for {}, {} already there, {} replaced",
        row.file_name,
        committed.added,
        kept_for.code(),
        committed.already_there,
        committed.replaced
    );
    audit::record(&tx, now, actor, "bank.import", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(committed)
}

async fn add(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    body: &Body,
    kept_for: KeptFor,
    now: Timestamp,
    by: Option<i64>,
) -> Result<Committed, DbErr> {
    let comes = |verdict: &RowVerdict| !matches!(verdict.decision(), Some(Decision::Keep | Decision::Replace));
    let sound: Vec<&Question> =
        body.rows.iter().filter(|row| comes(&row.verdict)).filter_map(|row| row.verdict.question()).collect();
    let mut added = 0;
    for chunk in sound.chunks(CHUNK) {
        added += add_chunk(tx, bank_id, chunk, kept_for, now, by).await?;
    }
    Ok(Committed {
        added,
        already_there: sound.len() as u32 - added,
        for_practice: kept_for == KeptFor::Practice,
        ..Committed::default()
    })
}

/// The unique stems of a bank decide what is new, so that two imports at once add nothing twice.
async fn add_chunk(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    chunk: &[&Question],
    kept_for: KeptFor,
    now: Timestamp,
    by: Option<i64>,
) -> Result<u32, DbErr> {
    let hashes: Vec<String> = chunk.iter().map(|question| stem_hash(&question.stem)).collect();
    let rows = hashes.iter().map(|hash| questions::ActiveModel {
        bank_id: Set(bank_id),
        stem_hash: Set(hash.clone()),
        kept_for: Set(kept_for.code().to_owned()),
        created_at: Set(now.0),
        ..Default::default()
    });
    let inserted = questions::Entity::insert_many(rows)
        .on_conflict_do_nothing_on([questions::Column::BankId, questions::Column::StemHash])
        .exec_with_returning_many(tx)
        .await?;
    let TryInsertResult::Inserted(mut inserted) = inserted else { return Ok(0) };
    // The bank keeps the order of the file.
    inserted.sort_by_key(|row| row.id);
    // What somebody brings waits for another's approval; what ships with the platform has it.
    let state = if by.is_some() { RevisionState::InReview } else { RevisionState::Approved };
    let by_hash: HashMap<&str, &Question> =
        hashes.iter().map(String::as_str).zip(chunk.iter().copied()).rev().collect();
    let revisions = inserted.iter().filter_map(|row| {
        let question = by_hash.get(row.stem_hash.as_str())?;
        Some(revisions::first(bank_id, row.id, question, state, now, by))
    });
    let revisions = revisions.collect::<Result<Vec<_>, DbErr>>()?;
    question_revisions::Entity::insert_many(revisions).exec_without_returning(tx).await?;
    let drawn: Vec<(i64, i32)> = question_revisions::Entity::find()
        .select_only()
        .columns([question_revisions::Column::Id, question_revisions::Column::HandbookEntry])
        .filter(question_revisions::Column::QuestionId.is_in(inserted.iter().map(|row| row.id)))
        .filter(question_revisions::Column::HandbookEntry.is_not_null())
        .into_tuple()
        .all(tx)
        .await?;
    let drawn: Vec<(i64, u32)> = drawn.into_iter().map(|(revision, entry)| (revision, entry as u32)).collect();
    sources::from_handbook(tx, bank_id, &drawn).await?;
    Ok(inserted.len() as u32)
}
