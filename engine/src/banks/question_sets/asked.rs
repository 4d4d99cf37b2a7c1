//! Files that can only be read by what a person says of them: in which letters they are written,
//! which of their columns hold what.
//!
//! Such a file is kept as it came, for the person who brought it and nobody else, until it is read,
//! another takes its place, or a day has passed. It is never handed out again.

use std::sync::Arc;

use bank::{
    Ask, Encoding, ReadError,
    questions::{EncodingPreview, Options, SheetColumns, SheetPreview, encodings, read_with, sheets},
};
use contest::{Millis, Timestamp};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::preview::{insert, permit, sort_out};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::{ImportError, import_error::read},
    db::entities::import_files::{ActiveModel, Column, Entity, Model},
};

/// How long a file waits for a word.
pub const KEPT: Millis = Millis::hours(24);

/// What became of a file that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uploaded {
    /// It was read: the import's identifier.
    Read(i64),
    /// It waits for a person's word: the file's identifier.
    Asks(i64),
}

/// What a person says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// It is written in these letters.
    Encoding(Encoding),
    /// Its columns hold this.
    Columns(Vec<SheetColumns>),
    /// What was said of its letters was wrong.
    Unsaid,
}

/// A file that waits for a person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedFile {
    /// The file's row.
    pub id: i64,
    /// The bank it is for.
    pub bank_id: i64,
    /// As the person's device calls it.
    pub file_name: String,
    /// When it was handed in.
    pub created_at: Timestamp,
    /// What was said of its letters.
    pub encoding: Option<Encoding>,
    /// What is asked.
    pub asked: Asked,
}

/// What is asked, with what a person looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// In which letters it is written.
    Encoding {
        /// The likeliest.
        guess: Encoding,
        /// Its first lines in each.
        previews: Vec<EncodingPreview>,
    },
    /// Which columns hold what.
    Columns {
        /// Why they were not understood.
        why: ReadError,
        /// The first rows of each sheet.
        sheets: Vec<SheetPreview>,
    },
}

/// Takes a file in hand: reads it for [`super::import_view`] to show, or keeps it for a word.
pub async fn upload(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Uploaded, ImportError> {
    permit(engine, actor, bank_id).await?;
    let bytes = Arc::new(bytes);
    let error = match sort_out(engine, bank_id, file_name, Arc::clone(&bytes), Options::default()).await {
        Ok(body) => {
            let import =
                insert(&engine.db.write, engine.now(), Some(actor.staff_id), bank_id, file_name, &body).await?;
            return Ok(Uploaded::Read(import));
        }
        Err(ImportError::Read(error)) => error,
        Err(other) => return Err(other),
    };
    if error.asks().is_none() || !is_askable(Arc::clone(&bytes), file_name.to_owned(), error.clone()).await? {
        return Err(error.into());
    }
    let tx = engine.db.begin().await?;
    let earlier = Entity::delete_many().filter(Column::StaffId.eq(actor.staff_id)).filter(Column::BankId.eq(bank_id));
    earlier.exec(&tx).await?;
    let row = ActiveModel {
        bank_id: Set(bank_id),
        staff_id: Set(actor.staff_id),
        file_name: Set(file_name.to_owned()),
        created_at: Set(engine.now().0),
        encoding: Set(None),
        bytes: Set(Arc::unwrap_or_clone(bytes)),
        ..Default::default()
    };
    let id = row.insert(&tx).await?.id;
    tx.commit().await?;
    Ok(Uploaded::Asks(id))
}

/// Whether there is anything to look at.
async fn is_askable(bytes: Arc<Vec<u8>>, name: String, error: ReadError) -> Result<bool, ImportError> {
    read(move || match error.asks() {
        Some(Ask::Columns) => Ok(!sheets(&bytes, &name, &Options::default())?.is_empty()),
        _ => Ok(!encodings(&bytes, &name)?.is_empty()),
    })
    .await
}

/// A file of this person that waits for a word, with what is asked.
pub async fn asked(engine: &Engine, actor: &StaffSession, file_id: i64) -> Result<AskedFile, ImportError> {
    let row = find(engine, actor, file_id).await?;
    let encoding = row.encoding.as_deref().and_then(Encoding::from_code);
    let Model { id, bank_id, file_name, created_at, bytes, .. } = row;
    let name = file_name.clone();
    let asked = read(move || {
        let options = Options { encoding, ..Options::default() };
        match read_with(&bytes, &name, &options) {
            Err(ReadError::OldEncoding { guess }) => Ok(Asked::Encoding { guess, previews: encodings(&bytes, &name)? }),
            Err(why) if why.asks().is_some() => Ok(Asked::Columns { why, sheets: sheets(&bytes, &name, &options)? }),
            Err(other) => Err(other),
            Ok(_) => Ok(Asked::Encoding { guess: Encoding::Unicode, previews: encodings(&bytes, &name)? }),
        }
    })
    .await?;
    Ok(AskedFile { id, bank_id, file_name, created_at: Timestamp(created_at), encoding, asked })
}

/// Reads a file by what its person says. Once it was read it is kept no longer.
pub async fn answer(engine: &Engine, actor: &StaffSession, file_id: i64, word: Word) -> Result<Uploaded, ImportError> {
    let row = find(engine, actor, file_id).await?;
    permit(engine, actor, row.bank_id).await?;
    let said = row.encoding.as_deref().and_then(Encoding::from_code);
    let (encoding, sheets) = match word {
        Word::Encoding(encoding) => (Some(encoding), Vec::new()),
        Word::Columns(sheets) => (said, sheets),
        Word::Unsaid => (None, Vec::new()),
    };
    let options = Options { encoding, sheets };
    let outcome = sort_out(engine, row.bank_id, &row.file_name, Arc::new(row.bytes), options).await;
    match outcome {
        Ok(body) => {
            let tx = engine.db.begin().await?;
            // Whoever takes the file away reads it; a second press finds none.
            if Entity::delete_by_id(row.id).exec(&tx).await?.rows_affected == 0 {
                return Err(ImportError::NoFile);
            }
            let import = insert(&tx, engine.now(), Some(actor.staff_id), row.bank_id, &row.file_name, &body).await?;
            tx.commit().await?;
            Ok(Uploaded::Read(import))
        }
        // The next question; an answer to the last that did not do is told.
        Err(ImportError::Read(error)) if error.asks().is_some() && encoding != said => {
            let kept = Expr::value(encoding.map(Encoding::code));
            Entity::update_many()
                .col_expr(Column::Encoding, kept)
                .filter(Column::Id.eq(row.id))
                .exec(&engine.db.write)
                .await?;
            Ok(Uploaded::Asks(row.id))
        }
        Err(error) => Err(error),
    }
}

/// Forgets a file that its person does not want read after all. Gives the bank it was for.
pub async fn drop_file(engine: &Engine, actor: &StaffSession, file_id: i64) -> Result<i64, ImportError> {
    let own = Entity::find().select_only().column(Column::BankId).filter(Column::Id.eq(file_id));
    let own = own.filter(Column::StaffId.eq(actor.staff_id)).into_tuple().one(&engine.db.read).await?;
    let bank_id: i64 = own.ok_or(ImportError::NoFile)?;
    Entity::delete_by_id(file_id).exec(&engine.db.write).await?;
    Ok(bank_id)
}

/// Forgets the files that have waited too long.
pub async fn prune_files(engine: &Engine) -> Result<u64, DbErr> {
    let old = Entity::delete_many().filter(Column::CreatedAt.lte(oldest(engine).0));
    Ok(old.exec(&engine.db.write).await?.rows_affected)
}

async fn find(engine: &Engine, actor: &StaffSession, file_id: i64) -> Result<Model, ImportError> {
    let row = Entity::find_by_id(file_id)
        .filter(Column::StaffId.eq(actor.staff_id))
        .filter(Column::CreatedAt.gt(oldest(engine).0))
        .one(&engine.db.read)
        .await?;
    row.ok_or(ImportError::NoFile)
}

fn oldest(engine: &Engine) -> Timestamp {
    engine.now() - KEPT
}
