//! The database: SQLite or PostgreSQL, one set of queries.

use std::{fmt, time::Duration};

use migrations::MigratorTrait as _;
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub mod entities;
mod grouped;
mod json;
mod lengths;

pub use grouped::{Grouped, RowQueue};
pub(crate) use json::{from_json, to_json};
pub(crate) use lengths::{padded, runs};

/// The truth. Reads go through `read`, everything that writes through [`Db::begin`] or `write`.
///
/// On SQLite, `write` is one connection: writers queue in the process instead of meeting
/// `SQLITE_BUSY` in the file. On PostgreSQL both are the same pool.
#[derive(Clone)]
pub struct Db {
    /// For queries.
    pub read: DatabaseConnection,
    /// For statements that write.
    pub write: DatabaseConnection,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        write!(f, "Db({:?})", self.backend())
    }
}

/// The number of the lock under which the schema is changed: `CCHC` in ASCII.
const MIGRATING: i64 = 0x4343_4843;

/// How long a query waits for a connection before the person is asked to try again.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

impl Db {
    /// Connects to `sqlite://path` or `postgres://…`, without touching the schema.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite(url, 1)).await?;
            let read = Database::connect(sqlite(url, 8)).await?;
            Ok(Self { read, write })
        } else {
            let mut options = ConnectOptions::new(url);
            options.max_connections(24).acquire_timeout(ACQUIRE_TIMEOUT).sqlx_logging(false);
            // An answer is acknowledged after a durable commit, whatever the server's default is.
            options.map_sqlx_postgres_opts(|options| options.options([("synchronous_commit", "on")]));
            let pool = Database::connect(options).await?;
            Ok(Self { read: pool.clone(), write: pool })
        }
    }

    /// Which engine this is.
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Brings the schema up to date. Of instances that start at once on PostgreSQL one does it, and
    /// the others wait; on SQLite there is one instance.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.backend() != DbBackend::Postgres {
            return migrations::Migrator::up(&self.write, None).await;
        }
        // The lock lives as long as this transaction; the migrations go through other connections.
        let turn = self.write.begin().await?;
        turn.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATING})")).await?;
        migrations::Migrator::up(&self.write, None).await?;
        turn.commit().await
    }

    /// Begins a transaction that will write. On SQLite it takes the write lock at once
    /// (`BEGIN IMMEDIATE`), so that it never has to give up half way.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a commit has reached the disk when it returns, even if the power fails next.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .statement_cache_capacity(256)
    });
    options
}

#[cfg(test)]
mod tests {
    use sea_orm::Statement;

    use super::*;
    use crate::testing::{TestEngine, both_engines};

    both_engines! {
        /// Killing the process does not show it: what a dead process has written is still in the
        /// system's memory. Only these settings outlast a power failure.
        async fn a_commit_has_reached_the_disk(t: TestEngine) {
            let (ask, durable): (&str, &[&str]) = match t.db.backend() {
                DbBackend::Sqlite => ("SELECT CAST(synchronous AS TEXT) AS setting FROM pragma_synchronous", &["2"]),
                _ => ("SELECT current_setting('synchronous_commit') AS setting", &["on"]),
            };
            let row = t.db.write.query_one_raw(Statement::from_string(t.db.backend(), ask)).await.unwrap().unwrap();
            let setting: String = row.try_get("", "setting").unwrap();
            assert!(durable.contains(&setting.as_str()), "{setting}");
        }
    }
}
