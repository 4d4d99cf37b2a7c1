//! The tree as the process remembers it.

use std::sync::{Arc, PoisonError, RwLock};

use contest::{Millis, Timestamp};
use sea_orm::{ConnectionTrait, DbErr};

use super::AgencyTree;

/// How old the remembered tree may be. Another instance's import is seen after this; this
/// instance's own at once ([`AgencyBook::forget`]).
const FRESH: Millis = Millis::seconds(5);

/// The tree, and when it was read.
type Read = (Timestamp, Arc<AgencyTree>);

/// The agencies that this process has read lately.
#[derive(Clone, Debug, Default)]
pub struct AgencyBook(Arc<RwLock<Option<Read>>>);

impl AgencyBook {
    /// The tree, a few seconds old at most.
    pub async fn get(&self, db: &impl ConnectionTrait, now: Timestamp) -> Result<Arc<AgencyTree>, DbErr> {
        if let Some(tree) = self.remembered(now) {
            return Ok(tree);
        }
        let tree = Arc::new(AgencyTree::load(db).await?);
        // A panic elsewhere cannot leave the entry half written: it is replaced whole.
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&tree)));
        Ok(tree)
    }

    /// Forgets a tree that was just changed here.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn remembered(&self, now: Timestamp) -> Option<Arc<AgencyTree>> {
        let remembered = self.0.read().unwrap_or_else(PoisonError::into_inner);
        remembered.as_ref().filter(|(read_at, _)| now - *read_at < FRESH).map(|(_, tree)| Arc::clone(tree))
    }
}
