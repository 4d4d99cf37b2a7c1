//! The handbook (sổ tay hỏi – đáp): taken in once for each file, read and searched.

use std::collections::HashMap;

use bank::{
    Problem,
    handbook::{Block, Entry, Handbook, LegalReference, Part},
};
use contest::{Timestamp, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, SqlErr,
};
use serde::{Deserialize, Serialize};

use super::{CHUNK, ImportError, import_error::read, words};
use crate::{
    Engine,
    db::{
        entities::{handbook_entries, handbooks},
        from_json, to_json,
    },
    secrets::sha256_hex,
};

/// The title of a handbook whose cover does not say one.
const UNTITLED: &str = "Sổ tay hỏi – đáp";
/// Entries on one page of what a search finds.
pub const SEARCH_PAGE: u64 = 10;
/// Handbooks in a list of them; there is a new one once in a year or two.
pub const MOST_EDITIONS: u64 = 50;

/// What became of a handbook's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The handbook's row.
    pub handbook_id: i64,
    /// How many entries it has.
    pub entries: u64,
    /// False when this very file was taken in before, and nothing was done.
    pub new: bool,
    /// What was left out of the file, and why; empty when nothing was done.
    pub problems: Vec<Problem>,
}

/// A handbook by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandbookSummary {
    /// The handbook's row.
    pub id: i64,
    /// The title on its cover.
    pub title: String,
    /// How many entries it has.
    pub entries: u64,
    /// When it was taken in.
    pub imported_at: Timestamp,
    /// Since when people may read it; `None` while only organisers look at it.
    pub public_since: Option<Timestamp>,
}

/// A numbered question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandbookEntry {
    /// From 1, unique in its handbook.
    pub number: u32,
    /// The part it stands in, such as `Phần II. Thủ tục hành chính`; empty when in none.
    pub part: String,
    /// The section of the part; empty when in none.
    pub section: String,
    /// The question.
    pub question: String,
    /// The answer, block by block.
    pub answer: Vec<Block>,
    /// The documents that the answer names.
    pub legal_basis: Vec<LegalReference>,
}

/// A page of what a search finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundEntries {
    /// At most [`SEARCH_PAGE`].
    pub entries: Vec<HandbookEntry>,
    /// Entries on all pages.
    pub total: u64,
}

/// What the column `answer` holds.
#[derive(Serialize, Deserialize)]
struct Answer {
    section: String,
    blocks: Vec<Block>,
    legal_basis: Vec<LegalReference>,
}

/// Takes in a handbook that people read from now on. The same file a second time changes nothing.
pub async fn import(engine: &Engine, file_name: &str, bytes: Vec<u8>) -> Result<Imported, ImportError> {
    take_in(engine, file_name, bytes, Some(engine.now())).await
}

/// Takes in a handbook that people may read since then, if at all.
pub(super) async fn take_in(
    engine: &Engine,
    file_name: &str,
    bytes: Vec<u8>,
    public_since: Option<Timestamp>,
) -> Result<Imported, ImportError> {
    let file_sha256 = sha256_hex(&bytes);
    if let Some(known) = known(&engine.db.read, &file_sha256).await? {
        return Ok(known);
    }
    let file_name = file_name.to_owned();
    let handbook = read(move || bank::handbook::read(&bytes, &file_name)).await?;
    match store(engine, &handbook, &file_sha256, public_since).await {
        Ok(handbook_id) => {
            Ok(Imported { handbook_id, entries: handbook.entries.len() as u64, new: true, problems: handbook.problems })
        }
        // Another instance was taking in the same file.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Ok(known(&engine.db.write, &file_sha256).await?.ok_or(error)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The handbook that people read: the one made public last.
pub async fn current(db: &impl ConnectionTrait) -> Result<Option<HandbookSummary>, DbErr> {
    let newest = handbooks::Entity::find()
        .filter(handbooks::Column::PublicSince.is_not_null())
        .order_by_desc(handbooks::Column::PublicSince)
        .order_by_desc(handbooks::Column::Id)
        .one(db)
        .await?;
    let Some(row) = newest else { return Ok(None) };
    let entries = count(db, row.id).await?;
    Ok(Some(summary(row, entries)))
}

fn summary(row: handbooks::Model, entries: u64) -> HandbookSummary {
    HandbookSummary {
        id: row.id,
        title: row.title,
        entries,
        imported_at: Timestamp(row.imported_at),
        public_since: row.public_since.map(Timestamp),
    }
}

/// The latest handbooks that were taken in, the newest first; at most [`MOST_EDITIONS`].
pub async fn editions(db: &impl ConnectionTrait) -> Result<Vec<HandbookSummary>, DbErr> {
    let rows = handbooks::Entity::find().order_by_desc(handbooks::Column::Id).limit(MOST_EDITIONS).all(db).await?;
    let counts: Vec<(i64, i64)> = handbook_entries::Entity::find()
        .select_only()
        .column(handbook_entries::Column::HandbookId)
        .column_as(handbook_entries::Column::Id.count(), "entries")
        .filter(handbook_entries::Column::HandbookId.is_in(rows.iter().map(|row| row.id)))
        .group_by(handbook_entries::Column::HandbookId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<i64, i64> = counts.into_iter().collect();
    let counted = |row: handbooks::Model| {
        let entries = counts.get(&row.id).map_or(0, |count| *count as u64);
        summary(row, entries)
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// The entries of a handbook, by number.
pub async fn entries(db: &impl ConnectionTrait, handbook_id: i64) -> Result<Vec<HandbookEntry>, DbErr> {
    let rows = of(handbook_id).order_by_asc(handbook_entries::Column::Number).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// A page of the entries that have every word of `typed` in their question or answer, accents and
/// case aside: those that have the words together before the others, then by number. `page` counts
/// from 1; a page after the last is empty.
pub async fn search(
    db: &impl ConnectionTrait,
    handbook_id: i64,
    typed: &str,
    page: u32,
) -> Result<FoundEntries, DbErr> {
    let found = of(handbook_id).filter(words::all_in(handbook_entries::Column::Folded, typed));
    let total = found.clone().count(db).await?;
    let first = u64::from(page.saturating_sub(1)) * SEARCH_PAGE;
    let rows = found
        .order_by_asc(words::together_first(handbook_entries::Column::Folded, typed))
        .order_by_asc(handbook_entries::Column::Number)
        .offset(first)
        .limit(SEARCH_PAGE)
        .all(db)
        .await?;
    Ok(FoundEntries { entries: rows.into_iter().map(from_row).collect::<Result<_, DbErr>>()?, total })
}

fn of(handbook_id: i64) -> Select<handbook_entries::Entity> {
    handbook_entries::Entity::find().filter(handbook_entries::Column::HandbookId.eq(handbook_id))
}

async fn known(db: &impl ConnectionTrait, file_sha256: &str) -> Result<Option<Imported>, DbErr> {
    let row = handbooks::Entity::find().filter(handbooks::Column::FileSha256.eq(file_sha256)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let entries = count(db, row.id).await?;
    Ok(Some(Imported { handbook_id: row.id, entries, new: false, problems: Vec::new() }))
}

async fn count(db: &impl ConnectionTrait, handbook_id: i64) -> Result<u64, DbErr> {
    of(handbook_id).count(db).await
}

async fn store(
    engine: &Engine,
    handbook: &Handbook,
    file_sha256: &str,
    public_since: Option<Timestamp>,
) -> Result<i64, DbErr> {
    let tx = engine.db.begin().await?;
    let row = handbooks::ActiveModel {
        title: Set(handbook.title.clone().unwrap_or_else(|| UNTITLED.to_owned())),
        file_sha256: Set(file_sha256.to_owned()),
        imported_at: Set(engine.now().0),
        public_since: Set(public_since.map(|at| at.0)),
        problems: Set(Some(to_json(&handbook.problems)?)),
        ..Default::default()
    };
    let handbook_id = row.insert(&tx).await?.id;
    for entries in handbook.entries.chunks(CHUNK) {
        let rows = entries.iter().map(|entry| to_row(handbook_id, &handbook.parts, entry));
        let rows = rows.collect::<Result<Vec<_>, DbErr>>()?;
        handbook_entries::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(handbook_id)
}

fn to_row(handbook_id: i64, parts: &[Part], entry: &Entry) -> Result<handbook_entries::ActiveModel, DbErr> {
    let part = entry.part.and_then(|index| parts.get(index));
    let section = part.zip(entry.section).and_then(|(part, index)| part.sections.get(index));
    let answer = Answer {
        section: section.map(|section| heading("", &section.number, &section.title)).unwrap_or_default(),
        blocks: entry.answer.clone(),
        legal_basis: entry.legal_basis.clone(),
    };
    Ok(handbook_entries::ActiveModel {
        handbook_id: Set(handbook_id),
        number: Set(entry.number as i32),
        part: Set(part.map(|part| heading("Phần ", &part.number, &part.title)).unwrap_or_default()),
        question: Set(entry.question.clone()),
        answer: Set(to_json(&answer)?),
        folded: Set(text::fold(&format!("{} {}", entry.question, entry.answer_text()))),
        ..Default::default()
    })
}

/// `Phần II. Thủ tục hành chính`; the title alone where there is no number.
pub(super) fn heading(label: &str, number: &str, title: &str) -> String {
    if number.is_empty() { title.to_owned() } else { format!("{label}{number}. {title}") }
}

fn from_row(row: handbook_entries::Model) -> Result<HandbookEntry, DbErr> {
    let Answer { section, blocks, legal_basis } = from_json(&row.answer, "answer of handbook entry", row.id)?;
    Ok(HandbookEntry {
        number: row.number as u32,
        part: row.part,
        section,
        question: row.question,
        answer: blocks,
        legal_basis,
    })
}
