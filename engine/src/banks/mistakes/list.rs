//! The list, as an organiser sees it.

use std::collections::HashMap;

use contest::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::MistakesError;
use crate::{
    accounts::StaffSession,
    banks::work::staff_names,
    db::entities::{handbook_entries, handbook_reports as rows, handbooks},
};

/// Lines on one page.
pub const ROWS: u64 = 20;

/// What somebody says is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MistakeLine {
    /// Its row.
    pub id: i64,
    /// The edition: its row, and its title.
    pub edition: (i64, String),
    /// The number of the entry.
    pub entry: u32,
    /// What the entry asks.
    pub question: String,
    /// What is wrong.
    pub text: String,
    /// When it was said.
    pub reported_at: Timestamp,
    /// What was done; `None` while it waits.
    pub settled: Option<Settled>,
}

/// What was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// When.
    pub at: Timestamp,
    /// By whom, as pages call them; `None` when the account is gone.
    pub by: Option<String>,
    /// What they noted.
    pub note: Option<String>,
}

/// A page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MistakePage {
    /// At most [`ROWS`], the newest first.
    pub lines: Vec<MistakeLine>,
    /// On all pages.
    pub total: u64,
}

/// A page of those that wait, or of those that are settled; of one edition or of all. `page` counts from 1.
pub async fn mistakes(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    settled: bool,
    edition: Option<i64>,
    page: u64,
) -> Result<MistakePage, MistakesError> {
    if !actor.role.organises() {
        return Err(MistakesError::NotAllowed);
    }
    let of = if settled { rows::Column::SettledAt.is_not_null() } else { rows::Column::SettledAt.is_null() };
    let mut found = rows::Entity::find().filter(of);
    if let Some(edition) = edition {
        found = found.filter(rows::Column::HandbookId.eq(edition));
    }
    let total = found.clone().count(db).await?;
    let first = Ord::min(page.saturating_sub(1).saturating_mul(ROWS), total);
    let found = found.order_by_desc(rows::Column::Id).offset(first).limit(ROWS).all(db).await?;
    Ok(MistakePage { lines: lines(db, found).await?, total })
}

async fn lines(db: &impl ConnectionTrait, found: Vec<rows::Model>) -> Result<Vec<MistakeLine>, DbErr> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let editions =
        handbooks::Entity::find().filter(handbooks::Column::Id.is_in(found.iter().map(|row| row.handbook_id)));
    let editions: HashMap<i64, String> = editions.all(db).await?.into_iter().map(|row| (row.id, row.title)).collect();
    let of_row = |row: &rows::Model| {
        let of_edition = Condition::all().add(handbook_entries::Column::HandbookId.eq(row.handbook_id));
        of_edition.add(handbook_entries::Column::Number.eq(row.entry))
    };
    let wanted = found.iter().fold(Condition::any(), |wanted, row| wanted.add(of_row(row)));
    let questions: Vec<(i64, i32, String)> = handbook_entries::Entity::find()
        .select_only()
        .columns([
            handbook_entries::Column::HandbookId,
            handbook_entries::Column::Number,
            handbook_entries::Column::Question,
        ])
        .filter(wanted)
        .into_tuple()
        .all(db)
        .await?;
    let questions: HashMap<(i64, i32), String> =
        questions.into_iter().map(|(handbook, number, question)| ((handbook, number), question)).collect();
    let names = staff_names(db, found.iter().filter_map(|row| row.settled_by).collect()).await?;
    let line = |row: rows::Model| MistakeLine {
        id: row.id,
        edition: (row.handbook_id, editions.get(&row.handbook_id).cloned().unwrap_or_default()),
        entry: row.entry.unsigned_abs(),
        question: questions.get(&(row.handbook_id, row.entry)).cloned().unwrap_or_default(),
        text: row.body,
        reported_at: Timestamp(row.reported_at),
        settled: row.settled_at.map(|at| Settled {
            at: Timestamp(at),
            by: row.settled_by.and_then(|by| names.get(&by).cloned()),
            note: row.note,
        }),
    };
    Ok(found.into_iter().map(line).collect())
}
