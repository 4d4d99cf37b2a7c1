//! What is costly to work out about banks and handbooks, kept in the process for those who come next.

use std::{collections::VecDeque, fmt, sync::Arc};

use sea_orm::DbErr;
use tokio::{sync::Mutex, task};

use super::{
    alike::{Pair, Pool, Version},
    proposals::Made,
};

/// Values of a kind that are kept: few people work on banks at once, and on few banks.
const MOST: usize = 4;

/// One for the process.
#[derive(Clone, Debug, Default)]
pub struct BankMemory {
    /// What handbooks propose.
    pub(super) proposals: Few<i64, Made>,
    /// Questions laid out to find those that are alike.
    pub(super) pools: Few<Version, Pool>,
    /// Those that are.
    pub(super) pairs: Few<Version, Vec<Pair>>,
}

/// The latest few values, by what they were worked out from.
pub(super) struct Few<K, V>(Arc<Mutex<Latest<K, V>>>);

/// The newest first.
type Latest<K, V> = VecDeque<(K, Arc<V>)>;

impl<K: PartialEq, V> Few<K, V> {
    /// The value of a key. One works it out, the others wait for it.
    pub async fn get<F>(&self, key: K, work_out: impl FnOnce() -> F) -> Result<Arc<V>, DbErr>
    where
        F: Future<Output = Result<V, DbErr>>,
    {
        let mut kept = self.0.lock().await;
        if let Some((_, value)) = kept.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(work_out().await?);
        kept.push_front((key, Arc::clone(&value)));
        kept.truncate(MOST);
        Ok(value)
    }
}

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K, V> Clone for Few<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> fmt::Debug for Few<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Few(…)")
    }
}

/// Runs what takes the processor long where it holds nobody up.
pub(super) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DbErr> {
    task::spawn_blocking(work).await.map_err(|_| DbErr::Custom("work on a bank stopped half way".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_latest_few_are_worked_out_once() {
        let few = Few::<u32, u32>::default();
        for key in 0..5 {
            assert_eq!(*few.get(key, || async { Ok(key) }).await.unwrap(), key);
        }
        assert_eq!(*few.get(4, || async { Ok(99) }).await.unwrap(), 4, "kept");
        assert_eq!(*few.get(0, || async { Ok(99) }).await.unwrap(), 99, "the oldest was let go");
        assert!(few.get(7, || async { Err(DbErr::Custom("down".to_owned())) }).await.is_err());
        assert_eq!(*few.get(7, || async { Ok(7) }).await.unwrap(), 7, "a failure is not kept");
    }
}
