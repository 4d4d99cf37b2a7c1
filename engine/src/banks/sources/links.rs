//! From a revision to its documents.

use std::collections::HashMap;

use bank::handbook::LegalReference;
use contest::text;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::register::key;
use crate::{
    banks::{CHUNK, handbooks},
    db::entities::{legal_documents, revision_documents},
};

/// Most documents of one question.
const MOST: usize = 20;

/// The documents that a revision rests on, as people name them: `Nghị định 118/2025/NĐ-CP`.
pub async fn documents_of(db: &impl ConnectionTrait, revision: i64) -> Result<Vec<legal_documents::Model>, DbErr> {
    let ids: Vec<i64> = revision_documents::Entity::find()
        .select_only()
        .column(revision_documents::Column::DocumentId)
        .filter(revision_documents::Column::RevisionId.eq(revision))
        .into_tuple()
        .all(db)
        .await?;
    legal_documents::Entity::find()
        .filter(legal_documents::Column::Id.is_in(ids))
        .order_by_asc(legal_documents::Column::Id)
        .all(db)
        .await
}

/// The same, each with the name of the document that took its place.
pub async fn with_successors(
    db: &impl ConnectionTrait,
    revision: i64,
) -> Result<Vec<(legal_documents::Model, Option<String>)>, DbErr> {
    let documents = documents_of(db, revision).await?;
    let later = documents.iter().filter_map(|document| document.superseded_by);
    let later = legal_documents::Entity::find().filter(legal_documents::Column::Id.is_in(later)).all(db).await?;
    let with = |document: legal_documents::Model| {
        let by = later.iter().find(|later| Some(later.id) == document.superseded_by);
        (document, by.map(legal_documents::Model::name))
    };
    Ok(documents.into_iter().map(with).collect())
}

/// Whether these documents are the ones that were named.
pub fn are(documents: &[legal_documents::Model], named: &[LegalReference]) -> bool {
    let mut known: Vec<String> = documents.iter().map(|document| document.key.clone()).collect();
    let mut wanted: Vec<String> = named.iter().map(|named| key(&named.number)).collect();
    known.sort_unstable();
    wanted.sort_unstable();
    wanted.dedup();
    known == wanted
}

/// Lets a revision rest on these documents and no others; those that the bank does not know yet it
/// learns.
pub async fn set(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    revision: i64,
    named: &[LegalReference],
) -> Result<(), DbErr> {
    revision_documents::Entity::delete_many()
        .filter(revision_documents::Column::RevisionId.eq(revision))
        .exec(tx)
        .await?;
    let known = learn(tx, bank_id, named).await?;
    let mut documents: Vec<i64> =
        named.iter().filter_map(|named| known.get(&key(&named.number)).copied()).take(MOST).collect();
    documents.sort_unstable();
    documents.dedup();
    link(tx, documents.into_iter().map(|document| (revision, document)).collect()).await
}

/// Lets a revision rest on what another does.
pub async fn copy(tx: &impl ConnectionTrait, from: i64, to: i64) -> Result<(), DbErr> {
    let rows =
        revision_documents::Entity::find().filter(revision_documents::Column::RevisionId.eq(from)).all(tx).await?;
    link(tx, rows.into_iter().map(|row| (to, row.document_id)).collect()).await
}

/// Lets revisions, each with the handbook entry that it was drawn from, rest on what the entries name.
pub async fn from_handbook(tx: &impl ConnectionTrait, bank_id: i64, revisions: &[(i64, u32)]) -> Result<(), DbErr> {
    if revisions.is_empty() {
        return Ok(());
    }
    let Some(handbook) = handbooks::current(tx).await? else { return Ok(()) };
    let entries = handbooks::entries(tx, handbook.id).await?;
    let named: HashMap<u32, &[LegalReference]> =
        entries.iter().map(|entry| (entry.number, entry.legal_basis.as_slice())).collect();
    let wanted: Vec<LegalReference> =
        revisions.iter().filter_map(|(_, entry)| named.get(entry)).flat_map(|named| named.iter().cloned()).collect();
    let known = learn(tx, bank_id, &wanted).await?;
    let mut links = Vec::new();
    for (revision, entry) in revisions {
        let of_entry = named.get(entry).copied().unwrap_or_default();
        let mut documents: Vec<i64> =
            of_entry.iter().filter_map(|named| known.get(&key(&named.number)).copied()).take(MOST).collect();
        documents.sort_unstable();
        documents.dedup();
        links.extend(documents.into_iter().map(|document| (*revision, document)));
    }
    link(tx, links).await
}

async fn link(tx: &impl ConnectionTrait, links: Vec<(i64, i64)>) -> Result<(), DbErr> {
    for links in links.chunks(CHUNK) {
        let rows = links.iter().map(|(revision, document)| revision_documents::ActiveModel {
            revision_id: Set(*revision),
            document_id: Set(*document),
        });
        revision_documents::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The bank's documents with these numbers, by key; what it did not know it knows then.
async fn learn(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    named: &[LegalReference],
) -> Result<HashMap<String, i64>, DbErr> {
    let mut by_key: HashMap<String, &LegalReference> = HashMap::new();
    for named in named {
        by_key.entry(key(&named.number)).or_insert(named);
    }
    let mut keys: Vec<&String> = by_key.keys().collect();
    keys.sort_unstable();
    let mut known = HashMap::new();
    for keys in keys.chunks(CHUNK) {
        let rows = keys.iter().filter_map(|key| Some((*key, by_key.get(*key)?))).map(|(key, named)| {
            legal_documents::ActiveModel {
                bank_id: Set(bank_id),
                key: Set(key.clone()),
                number: Set(text::squeeze(&named.number)),
                kind: Set(named.kind.clone()),
                title: Set(None),
                issuer: Set(named.issuer.clone()),
                issued_on: Set(named.date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))),
                in_force_on: Set(None),
                superseded_by: Set(None),
                superseded_on: Set(None),
                ..Default::default()
            }
        });
        legal_documents::Entity::insert_many(rows)
            .on_conflict_do_nothing_on([legal_documents::Column::BankId, legal_documents::Column::Key])
            .exec_without_returning(tx)
            .await?;
        let rows: Vec<(String, i64)> = legal_documents::Entity::find()
            .select_only()
            .columns([legal_documents::Column::Key, legal_documents::Column::Id])
            .filter(legal_documents::Column::BankId.eq(bank_id))
            .filter(legal_documents::Column::Key.is_in(keys.iter().map(|key| key.as_str())))
            .into_tuple()
            .all(tx)
            .await?;
        known.extend(rows);
    }
    Ok(known)
}
