//! An engine for tests: each on a database of its own, with a clock that a test moves.
//!
//! Other crates use it through the feature `testing`. A test is written once and runs on both
//! databases:
//!
//! ```ignore
//! both_engines! {
//!     async fn a_phone_registers_once(t: TestEngine) { … }
//! }
//! ```

mod factories;

use std::{env, ops::Deref, thread};

use contest::{Millis, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use sea_orm::{ConnectionTrait as _, Database};
use tempfile::TempDir;

pub use self::factories::{OpenContest, Person, Tree};
use crate::{
    Engine,
    cache::Cache,
    clock::{Clock, os_rng},
    db::Db,
    secrets::Secrets,
};

/// Where the clock of every test stands first: Sunday 22 November 2026, 8:00 in Vietnam.
pub const START: Timestamp = Timestamp(1_795_309_200_000);

/// An engine on a fresh database that is removed when this is dropped.
#[derive(Debug)]
pub struct TestEngine {
    engine: Engine,
    url: String,
    _place: DatabasePlace,
}

/// How often a database is tried that did not open in time: a machine that builds and tests at once may
/// keep the first connection waiting for longer than people should.
const TRIES: usize = 6;

async fn connect(url: &str) -> Db {
    for _ in 1..TRIES {
        if let Ok(db) = Db::connect(url).await {
            return db;
        }
    }
    Db::connect(url).await.expect("the test database")
}

impl TestEngine {
    /// On SQLite, in a temporary folder, with the memory cache.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(Cache::memory()).await
    }

    /// On PostgreSQL, in a new database of the test server, with the memory cache.
    pub async fn postgres() -> Self {
        Self::postgres_with(Cache::memory()).await
    }

    /// As [`Self::sqlite`], with another cache.
    pub async fn sqlite_with(cache: Cache) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
        Self::start(&url, cache, DatabasePlace::Folder(folder)).await
    }

    /// As [`Self::postgres`], with another cache.
    pub async fn postgres_with(cache: Cache) -> Self {
        let TestDatabase { url, place } = TestDatabase::postgres().await;
        Self::start(&url, cache, place).await
    }

    async fn start(url: &str, cache: Cache, place: DatabasePlace) -> Self {
        let db = connect(url).await;
        db.migrate().await.expect("the schema");
        let engine = Engine::new(db, cache, Clock::manual(START), Secrets::derive(&[7; 32]));
        Self { engine, url: url.to_owned(), _place: place }
    }

    /// Another instance of the platform on the same database and cache, with a clock, a group commit
    /// and a memory of rounds and plans of its own.
    pub async fn another(&self) -> Engine {
        let db = connect(&self.url).await;
        Engine::new(db, self.engine.cache.clone(), Clock::manual(self.engine.now()), self.engine.secrets.clone())
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Millis) {
        self.engine.clock.advance(by);
    }

    /// The same random numbers in every run.
    pub fn rng(&self, seed: u64) -> impl Rng + use<> {
        StdRng::seed_from_u64(seed)
    }
}

impl Deref for TestEngine {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        &self.engine
    }
}

/// An empty database of its own, for a test that starts the program itself.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    place: DatabasePlace,
}

impl TestDatabase {
    /// On the test server; dropped when this is.
    pub async fn postgres() -> Self {
        let server = test_server("CCHC_TEST_POSTGRES_URL");
        let name = format!("cchc_test_{:016x}", os_rng().next_u64());
        admin(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let url = with_database(&server, &name);
        Self { url, place: DatabasePlace::Server { server, name } }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The address of a server that `./dev test` starts. A test that cannot run is a failure.
pub fn test_server(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run ./dev test, or ./dev with COMMAND"))
}

/// Where the database of one test is, and how it goes away.
#[derive(Debug)]
enum DatabasePlace {
    /// Removed with its files.
    Folder(#[expect(dead_code, reason = "held for its end")] TempDir),
    /// Dropped on the server at `server`.
    Server { server: String, name: String },
}

impl Drop for DatabasePlace {
    fn drop(&mut self) {
        let Self::Server { server, name } = self else { return };
        let (server, statement) = (server.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // A test's own runtime may be ending, by a panic too. What cannot be dropped goes with the server.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(admin(&server, &statement));
        });
        drop(dropping.join());
    }
}

async fn admin(server: &str, statement: &str) {
    let connection = Database::connect(server).await.expect("the PostgreSQL of the tests");
    connection.execute_unprepared(statement).await.expect(statement);
    connection.close().await.expect("the end of the connection");
}

fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, String::new()), |(a, o)| (a, format!("?{o}")));
    let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
    format!("{host}/{name}{options}")
}

/// Makes two tests of each body, `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($t:ident: $engine:ty) $body:block)+) => {$(
        $(#[$attribute])*
        async fn $name($t: $engine) $body

        mod $name {
            #[::tokio::test]
            async fn sqlite() {
                super::$name($crate::testing::TestEngine::sqlite().await).await;
            }

            #[::tokio::test]
            async fn postgres() {
                super::$name($crate::testing::TestEngine::postgres().await).await;
            }
        }
    )+};
}
pub use both_engines;

#[cfg(test)]
mod tests {
    use super::*;

    both_engines! {
        async fn a_test_has_a_schema_a_clock_and_factories(t: TestEngine) {
            assert_eq!(t.now(), START);
            assert_eq!(START.to_rfc3339(), "2026-11-22T08:00:00+07:00");
            t.advance(Millis::seconds(5));
            assert_eq!(t.now() - START, Millis::seconds(5));
            t.db.ping().await.unwrap();

            let tree = t.tree().await;
            let open = t.open_contest(&tree, 20, 5).await;
            let round = crate::contests::Round::load(&t.db.read, open.round_id).await.unwrap().unwrap();
            assert!(round.is_open(t.now()));
            assert!(round.tracks.iter().all(|track| track.plan_id.is_some()));
            let first = t.participant(&tree.department, 1).await;
            let second = t.participant(&tree.department, 2).await;
            assert_ne!(first.id, second.id);
        }
    }
}
