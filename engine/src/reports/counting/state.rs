//! Counters with what is needed to bring them up to date.

use std::{collections::BTreeSet, sync::Arc};

use contest::{Timestamp, reports::Counters};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::basis::Basis;

/// Counters with what is needed to bring them up to date. Kept in the cache too, so that other instances and the next
/// start go on from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// What they go by.
    pub basis: Basis,
    /// The attempts below this number have a result, which was folded in, or will never have one.
    pub settled: i64,
    /// The attempts from there on whose results were folded in.
    pub recent: BTreeSet<i64>,
    /// How many results were folded in, invalid ones too.
    pub results: u64,
    /// Whether one of them was graded by what is no longer in force, and will be again.
    pub is_behind: bool,
    /// What was counted. Shared with who reads them: a look at which nothing is new copies nothing.
    #[serde(serialize_with = "written", deserialize_with = "read")]
    pub counters: Arc<Counters>,
    /// When it was last brought up to date.
    pub as_of: Timestamp,
}

fn written<S: Serializer>(counters: &Arc<Counters>, to: S) -> Result<S::Ok, S::Error> {
    counters.serialize(to)
}

fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Counters>, D::Error> {
    Counters::deserialize(from).map(Arc::new)
}
