//! Báo lỗi: what readers say is wrong with entries of the handbook, and what organisers do about it.
//!
//! Anyone may say so, and nothing is kept of who did. An entry has at most [`MAX_OPEN`] that nobody has looked at.

mod list;
mod settle;
#[cfg(test)]
mod tests;

use contest::banks::Mistake;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

pub use self::{
    list::{MistakeLine, MistakePage, ROWS, Settled, mistakes},
    settle::settle,
};
use crate::{
    Engine,
    db::entities::{handbook_entries, handbook_reports as rows},
};

/// Most mistakes of one entry that wait to be looked at.
pub const MAX_OPEN: u64 = 20;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum MistakesError {
    /// They are for organisers.
    #[error("only organisers look at what readers say is wrong")]
    NotAllowed,
    /// There is no such entry, or nothing like that was said.
    #[error("no such entry or report")]
    NotFound,
    /// [`MAX_OPEN`] wait already.
    #[error("{MAX_OPEN} mistakes of this entry wait already")]
    TooMany,
    /// Somebody was done with it before.
    #[error("this was settled before")]
    Settled,
    /// The database did not answer; nothing was done.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Keeps what somebody says is wrong with an entry of a handbook.
pub async fn report(engine: &Engine, handbook_id: i64, entry: u32, text: &Mistake) -> Result<(), MistakesError> {
    let number = i32::try_from(entry).map_err(|_| MistakesError::NotFound)?;
    let tx = engine.db.begin().await?;
    // Two at once count each other.
    handbook_entries::Entity::find()
        .filter(handbook_entries::Column::HandbookId.eq(handbook_id))
        .filter(handbook_entries::Column::Number.eq(number))
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(MistakesError::NotFound)?;
    let of_entry = rows::Entity::find().filter(rows::Column::HandbookId.eq(handbook_id));
    let of_entry = of_entry.filter(rows::Column::Entry.eq(number)).filter(rows::Column::SettledAt.is_null());
    if of_entry.count(&tx).await? >= MAX_OPEN {
        return Err(MistakesError::TooMany);
    }
    let row = rows::ActiveModel {
        handbook_id: Set(handbook_id),
        entry: Set(number),
        body: Set(text.as_str().to_owned()),
        reported_at: Set(engine.now().0),
        ..Default::default()
    };
    row.insert(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// How many wait to be looked at.
pub async fn waiting(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    rows::Entity::find().filter(rows::Column::SettledAt.is_null()).count(db).await
}
