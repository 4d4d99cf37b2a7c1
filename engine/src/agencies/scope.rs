//! The part of the tree that somebody may see.

use serde::{Deserialize, Serialize};

/// An agency and everything below it. Taken from a session, never from a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyScope {
    /// The agency at its top.
    pub agency_id: i64,
    /// Its path, `/3/17/`: what begins with it is the agency or below it.
    pub path: String,
}

impl AgencyScope {
    /// Whether the agency with this path is in it.
    pub fn holds(&self, path: &str) -> bool {
        path.starts_with(&self.path)
    }
}
