//! The cache: memory in the process, or Redis. Nothing in it is the only copy of anything.
//!
//! Every call may fail with [`CacheError`]; callers then go on from the database.

mod boards;
mod memory;
mod redis;

#[cfg(test)]
mod tests;

use std::time::Duration;

use contest::Timestamp;

pub use self::{
    boards::{Member, Place, Scope, Standing, Tally},
    memory::Memory,
    redis::Redis,
};

/// The cache did not answer in time, or not at all.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the cache does not answer: {0}")]
pub struct CacheError(pub String);

/// Memory or Redis behind one face.
#[derive(Clone, Debug)]
pub enum Cache {
    /// In the process; for one instance.
    Memory(Memory),
    /// Redis or Redis Cluster; for any number of instances.
    Redis(Redis),
}

impl Cache {
    /// An empty cache in the process.
    pub fn memory() -> Self {
        Self::Memory(Memory::default())
    }

    /// Redis at `redis://[user:password@]host:port`, or Redis Cluster at
    /// `redis+cluster://[user:password@]host:port[,host:port…]`.
    /// Connects when first used, so that the server starts without it; a call takes 300 ms at most,
    /// and for a second after a failure calls fail at once.
    pub fn redis(url: &str) -> Result<Self, CacheError> {
        Redis::new(url).map(Self::Redis)
    }

    /// Redis for a test, with keys of its own, time to answer on a busy machine, and no pause after a failure.
    #[cfg(any(test, feature = "testing"))]
    pub fn redis_for_test(url: &str) -> Result<Self, CacheError> {
        use rand::Rng as _;
        let prefix = format!("test{:016x}", crate::clock::os_rng().next_u64());
        Redis::with(url, &prefix, Duration::from_secs(20), Duration::ZERO).map(Self::Redis)
    }

    /// The value put under a key, if it is still there.
    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.get(key)),
            Self::Redis(redis) => redis.get(key).await,
        }
    }

    /// Keeps a value for `ttl` at most.
    pub async fn put(&self, key: &str, value: Vec<u8>, ttl: Duration) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.put(key, value, ttl),
            Self::Redis(redis) => redis.put(key, value, ttl).await?,
        }
        Ok(())
    }

    /// Forgets a value.
    pub async fn remove(&self, key: &str) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.remove(key),
            Self::Redis(redis) => redis.remove(key).await?,
        }
        Ok(())
    }

    /// Counts one more of `key` in the current window, and says how many there are now.
    ///
    /// Windows are fixed: they begin at whole multiples of `window` since the epoch.
    pub async fn hit(&self, key: &str, window: Duration, now: Timestamp) -> Result<u64, CacheError> {
        match self {
            Self::Memory(memory) => Ok(memory.hit(key, window, now)),
            Self::Redis(redis) => redis.hit(key, window, now).await,
        }
    }

    /// Whether the cache answers.
    pub async fn ping(&self) -> Result<(), CacheError> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Redis(redis) => redis.ping().await,
        }
    }

    /// Forgets everything this cache holds, as FLUSHALL in the middle of a round would.
    #[cfg(any(test, feature = "testing"))]
    pub async fn forget_all(&self) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => memory.forget_all(),
            Self::Redis(redis) => redis.forget_all().await?,
        }
        Ok(())
    }
}

/// The number of the window of [`Cache::hit`] that `now` is in.
fn hit_window(window: Duration, now: Timestamp) -> i64 {
    now.0.div_euclid(i64::try_from(window.as_millis()).unwrap_or(i64::MAX).max(1))
}
