//! The cache of the embedded mode: in the process, bounded.

mod board;

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use contest::{Timestamp, contests::TrackKind};
use moka::{Expiry, policy::EvictionPolicy, sync};

use self::board::Board;
use super::{Member, Place, Scope, Standing, Tally, hit_window};

/// Bytes of keys and values; past this the least useful go.
const VALUES_BYTES: u64 = 64 << 20;
/// Counters; past this the least recently used go.
const COUNTERS: u64 = 200_000;

/// Values, counters and boards in the process. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Memory(Arc<Parts>);

struct Parts {
    values: sync::Cache<String, Kept<Vec<u8>>>,
    counters: sync::Cache<(String, i64), Kept<AtomicU64>>,
    boards: RwLock<HashMap<i64, Board>>,
}

/// Something that knows how long it may stay.
struct Kept<T> {
    what: Arc<T>,
    ttl: Duration,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { what: Arc::clone(&self.what), ttl: self.ttl }
    }
}

/// Each entry stays as long as it was put for, however often it is read.
struct ByTtl;

impl<K, T> Expiry<K, Kept<T>> for ByTtl {
    fn expire_after_create(&self, _: &K, kept: &Kept<T>, _: Instant) -> Option<Duration> {
        Some(kept.ttl)
    }

    fn expire_after_update(&self, _: &K, kept: &Kept<T>, _: Instant, _: Option<Duration>) -> Option<Duration> {
        Some(kept.ttl)
    }
}

impl Default for Memory {
    fn default() -> Self {
        let values = sync::Cache::builder()
            .weigher(|key: &String, kept: &Kept<Vec<u8>>| {
                u32::try_from(key.len() + kept.what.len()).unwrap_or(u32::MAX)
            })
            .max_capacity(VALUES_BYTES)
            .expire_after(ByTtl)
            .build();
        let counters = sync::Cache::builder()
            .max_capacity(COUNTERS)
            // A new counter always gets in: else a full cache would let newcomers go uncounted.
            .eviction_policy(EvictionPolicy::lru())
            .expire_after(ByTtl)
            .build();
        Self(Arc::new(Parts { values, counters, boards: RwLock::default() }))
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory(…)")
    }
}

impl Memory {
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.0.values.get(key).map(|kept| kept.what.as_ref().clone())
    }

    pub(super) fn put(&self, key: &str, value: Vec<u8>, ttl: Duration) {
        self.0.values.insert(key.to_owned(), Kept { what: Arc::new(value), ttl });
    }

    pub(super) fn remove(&self, key: &str) {
        self.0.values.invalidate(key);
    }

    pub(super) fn hit(&self, key: &str, window: Duration, now: Timestamp) -> u64 {
        let index = hit_window(window, now);
        let counter = self.0.counters.get_with((key.to_owned(), index), || Kept { what: Arc::default(), ttl: window });
        counter.what.fetch_add(1, Ordering::Relaxed) + 1
    }

    #[cfg(any(test, feature = "testing"))]
    pub(super) fn forget_all(&self) {
        self.0.values.invalidate_all();
        self.0.counters.invalidate_all();
        self.boards_mut().clear();
    }

    pub(super) fn board_apply(&self, round: i64, standings: &[Standing]) {
        let mut boards = self.boards_mut();
        let board = boards.entry(round).or_default();
        for standing in standings {
            board.apply(standing);
        }
    }

    pub(super) fn board_is_ready(&self, round: i64) -> bool {
        self.boards().get(&round).is_some_and(|board| board.ready)
    }

    pub(super) fn board_mark_ready(&self, round: i64) {
        self.boards_mut().entry(round).or_default().ready = true;
    }

    pub(super) fn board_drop(&self, round: i64) {
        self.boards_mut().remove(&round);
    }

    pub(super) fn board_page(&self, round: i64, scope: Scope, offset: u64, limit: u64) -> Vec<Place> {
        self.boards().get(&round).map(|board| board.page(scope, offset, limit)).unwrap_or_default()
    }

    pub(super) fn board_place(&self, round: i64, scope: Scope, participant: i64) -> Option<Place> {
        self.boards().get(&round)?.place(scope, participant)
    }

    pub(super) fn board_members(&self, round: i64, scope: Scope, after: Option<&Member>, limit: u64) -> Vec<Member> {
        self.boards().get(&round).map(|board| board.members(scope, after, limit)).unwrap_or_default()
    }

    pub(super) fn board_size(&self, round: i64, scope: Scope) -> u64 {
        self.boards().get(&round).map_or(0, |board| board.size(scope))
    }

    pub(super) fn board_tallies(&self, round: i64) -> Vec<(i64, TrackKind, Tally)> {
        self.boards().get(&round).map(Board::tallies).unwrap_or_default()
    }

    fn boards(&self) -> RwLockReadGuard<'_, HashMap<i64, Board>> {
        self.0.boards.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn boards_mut(&self) -> RwLockWriteGuard<'_, HashMap<i64, Board>> {
        self.0.boards.write().unwrap_or_else(PoisonError::into_inner)
    }
}
