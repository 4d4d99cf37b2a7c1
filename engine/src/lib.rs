//! What the platform does: use cases with their queries, one folder an area.
//!
//! A use case is a plain function over [`Engine`] (or over a connection, where it is one query),
//! with an error enum of its own; `app` turns those errors into sentences. SQL is the truth, the
//! cache can be rebuilt from it at any moment, and time and randomness are passed in.
#![warn(missing_docs)]

pub mod accounts;
pub mod agencies;
pub mod attempts;
pub mod banks;
pub mod cache;
pub mod clock;
pub mod contests;
pub mod db;
pub mod integrity;
pub mod kept;
pub mod reports;
pub mod results;
pub mod secrets;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

use contest::Timestamp;
pub use sea_orm::DbErr;

use crate::{
    agencies::AgencyBook,
    attempts::{LiveReader, Plans, Writer},
    banks::BankMemory,
    cache::Cache,
    clock::Clock,
    contests::RoundBook,
    db::{
        Db, RowQueue,
        entities::{link_openings, sessions},
    },
    integrity::Limiter,
    reports::CountKeeper,
    results::{BoardKeeper, corrections::Previews},
    secrets::Secrets,
};

/// Everything a use case works with. Cheap to clone; one for the process.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The truth.
    pub db: Db,
    /// What is hot, and can be rebuilt.
    pub cache: Cache,
    /// The time.
    pub clock: Clock,
    /// The installation's keys.
    pub secrets: Secrets,
    /// Frozen plans, kept in the process since they never change.
    pub plans: Plans,
    /// Rounds as they are, at most a second old.
    pub rounds: RoundBook,
    /// Boards while the cache is away, and whose turn it is to rebuild.
    pub boards: BoardKeeper,
    /// What corrections of questions would change, being counted or counted lately.
    pub previews: Previews,
    /// What handbooks propose, and which questions of banks are alike.
    pub banks: BankMemory,
    /// The tree of agencies, at most a few seconds old.
    pub agencies: AgencyBook,
    /// Counters of rounds, brought up to date while somebody looks.
    pub counts: CountKeeper,
    /// How often something may be tried.
    pub limits: Limiter,
    /// Sessions that are opened: thousands sign in when a round opens.
    pub sessions: RowQueue<sessions::ActiveModel>,
    /// Addresses of posters that are followed: a whole hall scans one code.
    pub openings: RowQueue<link_openings::ActiveModel>,
    /// Papers that are opened: as many when it does.
    pub live: LiveReader,
    /// The group commit: the only way to an attempt, an answer or a result.
    pub writer: Writer,
}

impl Engine {
    /// Puts the parts together and starts the writer's task on the current Tokio runtime.
    pub fn new(db: Db, cache: Cache, clock: Clock, secrets: Secrets) -> Self {
        let plans = Plans::default();
        let rounds = RoundBook::default();
        let writer = Writer::spawn(db.clone(), cache.clone(), plans.clone(), rounds.clone());
        let sessions = RowQueue::of_rows(db.clone());
        let openings = RowQueue::of_rows(db.clone());
        let live = LiveReader::spawn(db.clone());
        let (boards, previews) = (BoardKeeper::default(), Previews::default());
        let (banks, agencies, limits) = (BankMemory::default(), AgencyBook::default(), Limiter::default());
        Self {
            db,
            cache,
            clock,
            secrets,
            plans,
            rounds,
            boards,
            previews,
            banks,
            agencies,
            counts: CountKeeper::default(),
            limits,
            sessions,
            openings,
            live,
            writer,
        }
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
