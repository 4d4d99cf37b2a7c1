//! The cache of the shared mode: Redis or Redis Cluster.

mod boards;
mod link;

use std::{fmt, sync::Arc, time::Duration};

use contest::Timestamp;
use redis::{cmd, pipe};

use self::link::{Link, PATIENCE, PAUSE, Request, Target};
use super::{CacheError, hit_window};

/// The first word of every key, so that the platform can share a Redis.
const PREFIX: &str = "cchc";

/// Redis or Redis Cluster. Cheap to clone; clones share one connection.
#[derive(Clone)]
pub struct Redis {
    link: Arc<Link>,
    prefix: Arc<str>,
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.write_str("Redis(…)")
    }
}

impl Redis {
    pub(super) fn new(url: &str) -> Result<Self, CacheError> {
        Self::with(url, PREFIX, PATIENCE, PAUSE)
    }

    pub(super) fn with(url: &str, prefix: &str, patience: Duration, pause: Duration) -> Result<Self, CacheError> {
        // What the crate says of a wrong address may repeat it, with its password.
        let target = Target::parse(url).map_err(|_| {
            CacheError(
                "its address is not understood; write redis://HOST:PORT or redis+cluster://HOST:PORT,HOST:PORT"
                    .to_owned(),
            )
        })?;
        Ok(Self { link: Arc::new(Link::new(target, patience, pause)), prefix: prefix.into() })
    }

    pub(super) async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CacheError> {
        self.link.ask(Request::Command(cmd("GET").arg(self.value_key(key)).take())).await
    }

    pub(super) async fn put(&self, key: &str, value: Vec<u8>, ttl: Duration) -> Result<(), CacheError> {
        let command = cmd("SET").arg(self.value_key(key)).arg(value).arg("PX").arg(millis(ttl)).take();
        self.link.ask(Request::Command(command)).await
    }

    pub(super) async fn remove(&self, key: &str) -> Result<(), CacheError> {
        self.link.ask(Request::Command(cmd("DEL").arg(self.value_key(key)).take())).await
    }

    pub(super) async fn hit(&self, key: &str, window: Duration, now: Timestamp) -> Result<u64, CacheError> {
        let key = format!("{}:hit:{key}:{}", self.prefix, hit_window(window, now));
        let mut pipeline = pipe();
        pipeline.cmd("INCR").arg(&key).cmd("PEXPIRE").arg(&key).arg(millis(window)).ignore();
        let (count,) = self.link.ask(Request::Pipeline(pipeline)).await?;
        Ok(count)
    }

    pub(super) async fn ping(&self) -> Result<(), CacheError> {
        self.link.ask(Request::Command(cmd("PING"))).await
    }

    /// What FLUSHALL does, for the keys of this prefix only: tests share a Redis.
    #[cfg(any(test, feature = "testing"))]
    pub(super) async fn forget_all(&self) -> Result<(), CacheError> {
        let all = cmd("KEYS").arg(format!("{}:*", self.prefix)).take();
        let keys: Vec<String> = self.link.ask(Request::Command(all)).await?;
        for key in keys {
            self.link.ask::<()>(Request::Command(cmd("DEL").arg(key).take())).await?;
        }
        Ok(())
    }

    fn value_key(&self, key: &str) -> String {
        format!("{}:value:{key}", self.prefix)
    }
}

/// Redis refuses a life of no time, and one past its calendar.
fn millis(duration: Duration) -> u64 {
    const YEAR: u128 = 365 * 24 * 60 * 60 * 1000;
    duration.as_millis().clamp(1, YEAR) as u64
}
