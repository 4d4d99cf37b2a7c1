//! Reports are counted at most every few seconds, however many people look at them.

use std::time::Duration;

use contest::{Millis, Timestamp};
use sea_orm::DbErr;
use serde::{Serialize, de::DeserializeOwned};

use crate::Engine;

/// How old a report may be.
const FRESH: Millis = Millis::seconds(5);

/// The report under a key if it was counted lately, else as counted now. Without the cache every
/// look counts.
pub(super) async fn remembered<T: Serialize + DeserializeOwned>(
    engine: &Engine,
    key: &str,
    count: impl Future<Output = Result<T, DbErr>>,
) -> Result<T, DbErr> {
    let now = engine.now();
    let kept = engine.cache.get(key).await.ok().flatten();
    let kept: Option<(Timestamp, T)> = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let Some((counted_at, report)) = kept
        && now - counted_at < FRESH
    {
        return Ok(report);
    }
    let report = count.await?;
    if let Ok(bytes) = serde_json::to_vec(&(now, &report)) {
        let kept = engine.cache.put(key, bytes, Duration::from_millis(FRESH.0 as u64)).await;
        kept.unwrap_or_else(|error| tracing::debug!(%error, "a report is not kept"));
    }
    Ok(report)
}
