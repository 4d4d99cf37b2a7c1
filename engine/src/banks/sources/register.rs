//! The documents that a bank knows, and which others took their place.

use std::collections::HashMap;

use contest::{text, time::LocalDate};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};

use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::{revisions, work::hand},
    db::entities::{legal_documents, question_revisions, revision_documents},
};

/// Longest number, title or issuer, in characters.
pub const MAX_DOCUMENT_TEXT: usize = 500;
/// Most documents in the list.
const MOST: u64 = 1_000;

/// A document in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// The document.
    pub document: legal_documents::Model,
    /// The name of the one that took its place.
    pub superseded_by: Option<String>,
    /// How many questions rest on it.
    pub questions: u64,
}

/// What is known of a document, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentDetails {
    /// Trích yếu.
    pub title: String,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// Ngày ban hành.
    pub issued_on: Option<LocalDate>,
    /// Ngày có hiệu lực.
    pub in_force_on: Option<LocalDate>,
    /// The number of the document that took its place; empty while none did.
    pub superseded_by: String,
    /// Since when.
    pub superseded_on: Option<LocalDate>,
}

/// Why a document was not changed.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The actor does not work on this bank, or there is no such document in it.
    #[error("no such document, or not for this actor")]
    NotFound,
    /// It is not in these hands.
    #[error("not in these hands")]
    NotAllowed,
    /// A text is over [`MAX_DOCUMENT_TEXT`] characters.
    #[error("a text of a document has at most {MAX_DOCUMENT_TEXT} characters")]
    Long,
    /// A document cannot take its own place.
    #[error("a document cannot take its own place")]
    Itself,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// By this a document is known again within its bank.
pub(super) fn key(number: &str) -> String {
    text::fold(number)
}

/// The documents of a bank that the actor works on, those that were superseded first, at most 1,000.
pub async fn documents(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
) -> Result<Option<Vec<DocumentLine>>, DbErr> {
    if hand(db, actor, bank_id).await?.is_none() {
        return Ok(None);
    }
    let mut rows = legal_documents::Entity::find()
        .filter(legal_documents::Column::BankId.eq(bank_id))
        .order_by_asc(legal_documents::Column::Key)
        .limit(MOST)
        .all(db)
        .await?;
    let names: HashMap<i64, String> = rows.iter().map(|row| (row.id, row.name())).collect();
    let counts: Vec<(i64, i64)> = revision_documents::Entity::find()
        .select_only()
        .column(revision_documents::Column::DocumentId)
        .column_as(revision_documents::Column::RevisionId.count(), "questions")
        .filter(revision_documents::Column::RevisionId.in_subquery(revisions::latest(bank_id)))
        .group_by(revision_documents::Column::DocumentId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<i64, i64> = counts.into_iter().collect();
    rows.sort_by_key(|row| row.superseded_by.is_none());
    let line = |document: legal_documents::Model| DocumentLine {
        superseded_by: document.superseded_by.and_then(|id| names.get(&id).cloned()),
        questions: counts.get(&document.id).map_or(0, |count| *count as u64),
        document,
    };
    Ok(Some(rows.into_iter().map(line).collect()))
}

/// One document of a bank that the actor works on, with the number of the one that took its place.
pub async fn document(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
    id: i64,
) -> Result<Option<(legal_documents::Model, Option<String>)>, DbErr> {
    if hand(db, actor, bank_id).await?.is_none() {
        return Ok(None);
    }
    let Some(row) = of_bank(db, bank_id, id).await? else { return Ok(None) };
    let by = match row.superseded_by {
        Some(by) => of_bank(db, bank_id, by).await?.map(|row| row.number),
        None => None,
    };
    Ok(Some((row, by)))
}

/// Keeps what is known of a document, and which other took its place: one that the bank does not know
/// yet it learns.
pub async fn save_document(
    engine: &Engine,
    actor: &StaffSession,
    (bank_id, id): (i64, i64),
    details: &DocumentDetails,
) -> Result<(), DocumentError> {
    let DocumentDetails { title, issuer, superseded_by, .. } = details;
    let texts = [title, issuer, superseded_by].map(|typed| text::squeeze(typed));
    if texts.iter().any(|typed| typed.chars().count() > MAX_DOCUMENT_TEXT) {
        return Err(DocumentError::Long);
    }
    let [title, issuer, by] = texts;
    let tx = engine.db.begin().await?;
    let hand = hand(&tx, actor, bank_id).await?.ok_or(DocumentError::NotFound)?;
    let row = of_bank(&tx, bank_id, id).await?.ok_or(DocumentError::NotFound)?;
    if !hand.writes() {
        return Err(DocumentError::NotAllowed);
    }
    let by = if by.is_empty() { None } else { Some(named(&tx, bank_id, &by).await?) };
    if by == Some(id) {
        return Err(DocumentError::Itself);
    }
    let (before, said) = (row.superseded_by, |text: String| Some(text).filter(|text| !text.is_empty()));
    let day = |date: Option<LocalDate>| date.map(|date| date.to_string());
    let mut row = row.into_active_model();
    row.title = Set(said(title));
    row.issuer = Set(said(issuer));
    row.issued_on = Set(day(details.issued_on));
    row.in_force_on = Set(day(details.in_force_on));
    row.superseded_by = Set(by);
    row.superseded_on = Set(day(details.superseded_on.filter(|_| by.is_some())));
    row.update(&tx).await?;
    let action = match (before, by) {
        (before, by) if before == by => "document.edit",
        (_, Some(_)) => "document.supersede",
        (_, None) => "document.restore",
    };
    let (subject, detail) = (format!("document:{id}"), by.map(|by| format!("by document {by}")));
    audit::record(&tx, engine.now(), Some(actor.staff_id), action, Some(&subject), detail.as_deref()).await?;
    tx.commit().await?;
    Ok(())
}

/// How many questions of a bank rest on a document that another took the place of.
pub async fn superseded_questions(db: &impl ConnectionTrait, bank_id: i64) -> Result<u64, DbErr> {
    question_revisions::Entity::find()
        .filter(question_revisions::Column::Id.in_subquery(revisions::latest(bank_id)))
        .filter(question_revisions::Column::Id.in_subquery(rests_on_superseded(bank_id)))
        .count(db)
        .await
}

/// The revisions of a bank that rest on a superseded document, as a subquery of their identifiers.
pub fn rests_on_superseded(bank_id: i64) -> SelectStatement {
    let superseded = legal_documents::Entity::find()
        .select_only()
        .column(legal_documents::Column::Id)
        .filter(legal_documents::Column::BankId.eq(bank_id))
        .filter(legal_documents::Column::SupersededBy.is_not_null())
        .into_query();
    revision_documents::Entity::find()
        .select_only()
        .column(revision_documents::Column::RevisionId)
        .filter(revision_documents::Column::DocumentId.in_subquery(superseded))
        .into_query()
}

async fn of_bank(db: &impl ConnectionTrait, bank_id: i64, id: i64) -> Result<Option<legal_documents::Model>, DbErr> {
    let found = legal_documents::Entity::find_by_id(id).filter(legal_documents::Column::BankId.eq(bank_id));
    found.one(db).await
}

/// The document with a number that was typed; a new one when the bank knows none.
async fn named(tx: &impl ConnectionTrait, bank_id: i64, typed: &str) -> Result<i64, DbErr> {
    let found = bank::handbook::legal_references(typed).into_iter().next();
    let (number, kind) = found.map_or((typed.to_owned(), None), |named| (named.number, named.kind));
    let known = legal_documents::Entity::find()
        .filter(legal_documents::Column::BankId.eq(bank_id))
        .filter(legal_documents::Column::Key.eq(key(&number)));
    if let Some(known) = known.one(tx).await? {
        return Ok(known.id);
    }
    let row = legal_documents::ActiveModel {
        bank_id: Set(bank_id),
        key: Set(key(&number)),
        number: Set(number),
        kind: Set(kind),
        ..Default::default()
    };
    Ok(row.insert(tx).await?.id)
}

impl legal_documents::Model {
    /// `Nghị định 118/2025/NĐ-CP`.
    pub fn name(&self) -> String {
        match &self.kind {
            Some(kind) => format!("{kind} {}", self.number),
            None => self.number.clone(),
        }
    }
}
