//! The database of a rehearsal: a file of its own, or an empty one that somebody has made for it.

use std::path::PathBuf;

use engine::{Engine, cache::Cache, clock::Clock, db::Db, secrets::Secrets};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use tempfile::TempDir;

use super::{CommandError, stage::EVE};

/// Where a rehearsal takes place. Its folder goes away with this, unless it is kept.
pub(super) struct Scratch {
    pub engine: Engine,
    /// The folder of the file, or `None` for a database elsewhere.
    folder: Option<TempDir>,
}

impl Scratch {
    /// On `url`, which must have no tables yet, or in a new folder.
    pub(super) async fn open(url: Option<&str>) -> Result<Self, CommandError> {
        let folder = if url.is_some() { None } else { Some(tempfile::tempdir()?) };
        let file = folder.as_ref().map(|folder| format!("sqlite://{}", folder.path().join("cchc.db").display()));
        let db = Db::connect(url.map_or_else(|| file.unwrap_or_default(), ToOwned::to_owned).as_str()).await?;
        if tables(&db).await? > 0 {
            return Err("Cơ sở dữ liệu này đã có dữ liệu. Hãy tạo một cơ sở dữ liệu trống để tập dượt.".into());
        }
        db.migrate().await?;
        // Nothing in it is anybody's: no secret is worth keeping.
        let engine = Engine::new(db, Cache::memory(), Clock::manual(EVE), Secrets::derive(&[0; 32]));
        Ok(Self { engine, folder })
    }

    /// Leaves the folder where it is, and says where.
    pub(super) fn keep(self) -> Option<PathBuf> {
        self.folder.map(TempDir::keep)
    }
}

async fn tables(db: &Db) -> Result<i64, CommandError> {
    let count = match db.backend() {
        DbBackend::Sqlite => "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table'",
        _ => "SELECT COUNT(*) AS tables FROM information_schema.tables WHERE table_schema = current_schema()",
    };
    let row = db.read.query_one_raw(Statement::from_string(db.backend(), count)).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "tables"))?)
}
