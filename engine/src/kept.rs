//! What is the same for everybody, counted once in a while and not for each who looks.

use std::sync::{Arc, PoisonError, RwLock};

use crate::clock::Clock;
use contest::{Millis, Timestamp};
use tokio::sync::Mutex;

/// How old a value may be.
const FRESH: Millis = Millis::seconds(3);
/// A value that is costly to count is kept for so many times what it took, so that counting never
/// takes more than a small part of the machine.
const PATIENCE: i64 = 20;
/// But no longer than this.
const LONGEST: Millis = Millis::minutes(1);

/// One value, counted by one visitor at a time. While it is counted again, the others get the old
/// one.
#[derive(Debug)]
pub struct Kept<T> {
    value: RwLock<Option<Counted<T>>>,
    turn: Mutex<()>,
}

#[derive(Debug)]
struct Counted<T> {
    value: Arc<T>,
    at: Timestamp,
    until: Timestamp,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { value: RwLock::new(None), turn: Mutex::new(()) }
    }
}

impl<T> Kept<T> {
    /// The value, counted by `count` when it is too old. `count` gets the old value.
    pub async fn get<E, F>(&self, clock: &Clock, count: impl FnOnce(Option<Arc<T>>) -> F) -> Result<Arc<T>, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let old = match self.look(clock.now()) {
            Look::Fresh(value) => return Ok(value),
            Look::Old(value) => value,
        };
        let _turn = match (&old, self.turn.try_lock()) {
            (_, Ok(turn)) => turn,
            (Some(old), Err(_)) => return Ok(Arc::clone(old)),
            (None, Err(_)) => self.turn.lock().await,
        };
        let begun = clock.now();
        let old = match self.look(begun) {
            Look::Fresh(value) => return Ok(value),
            Look::Old(value) => value,
        };
        let value = Arc::new(count(old).await?);
        let at = clock.now();
        let lasts = Millis((at - begun).0.saturating_mul(PATIENCE)).clamp(FRESH, LONGEST);
        let counted = Counted { value: Arc::clone(&value), at, until: at + lasts };
        *self.value.write().unwrap_or_else(PoisonError::into_inner) = Some(counted);
        Ok(value)
    }

    fn look(&self, now: Timestamp) -> Look<T> {
        // A panic elsewhere cannot leave it half written: it is replaced whole.
        let value = self.value.read().unwrap_or_else(PoisonError::into_inner);
        match &*value {
            // A clock that was set back must not keep a value for ever.
            Some(counted) if counted.at <= now && now < counted.until => Look::Fresh(Arc::clone(&counted.value)),
            counted => Look::Old(counted.as_ref().map(|counted| Arc::clone(&counted.value))),
        }
    }
}

enum Look<T> {
    Fresh(Arc<T>),
    Old(Option<Arc<T>>),
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_795_309_200_000);

    async fn get(kept: &Kept<u32>, clock: &Clock, next: u32) -> u32 {
        *kept.get(clock, |_| async move { Ok::<_, ()>(next) }).await.unwrap()
    }

    #[tokio::test]
    async fn a_value_is_counted_again_after_three_seconds() {
        let (kept, clock) = (Kept::default(), Clock::manual(START));
        assert_eq!(get(&kept, &clock, 1).await, 1);
        clock.advance(Millis(2_999));
        assert_eq!(get(&kept, &clock, 2).await, 1);
        clock.advance(Millis(1));
        assert_eq!(get(&kept, &clock, 3).await, 3);
    }

    #[tokio::test]
    async fn what_took_long_is_kept_longer() {
        let (kept, clock) = (Kept::default(), Clock::manual(START));
        let slow = kept.get(&clock, |_| async {
            clock.advance(Millis::seconds(1));
            Ok::<_, ()>(1)
        });
        assert_eq!(*slow.await.unwrap(), 1);
        clock.advance(Millis(19_999));
        assert_eq!(get(&kept, &clock, 2).await, 1);
        clock.advance(Millis(1));
        assert_eq!(get(&kept, &clock, 3).await, 3);
    }

    #[tokio::test]
    async fn while_one_counts_the_others_get_what_was() {
        let (kept, clock) = (&Kept::default(), &Clock::manual(START));
        assert_eq!(get(kept, clock, 1).await, 1);
        clock.advance(Millis::seconds(3));
        let outer = kept.get(clock, |old| async move {
            assert_eq!(old.as_deref(), Some(&1));
            assert_eq!(get(kept, clock, 7).await, 1, "another who looks meanwhile");
            Ok::<_, ()>(2)
        });
        assert_eq!(*outer.await.unwrap(), 2);
        assert_eq!(get(kept, clock, 8).await, 2);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let (kept, clock) = (Kept::<u32>::default(), Clock::manual(START));
        assert_eq!(kept.get(&clock, |_| async { Err::<u32, _>("down") }).await, Err("down"));
        assert_eq!(get(&kept, &clock, 1).await, 1);
    }
}
