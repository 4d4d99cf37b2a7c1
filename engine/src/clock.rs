//! The one clock and the one source of randomness, passed to whoever needs them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use contest::{Millis, Timestamp};
use rand::{Rng, rngs::SysRng};

/// Tells the time: the system's, or one that a test moves.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until a test moves it; milliseconds since the epoch.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `start`.
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
                let now = SystemTime::now();
                Timestamp(now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64))
            }
            Self::Manual(now) => Timestamp(now.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the system's clock does not move for anyone.
    pub fn advance(&self, by: Millis) {
        if let Self::Manual(now) = self {
            now.fetch_add(by.0, Ordering::SeqCst);
        }
    }
}

/// Randomness from the operating system, for seeds, tokens and codes.
///
/// # Panics
/// When the operating system has no randomness to give: nothing safe can be done without.
pub fn os_rng() -> impl Rng {
    rand::rand_core::UnwrapErr(SysRng)
}
