//! The counters that this process has, and who brings them up to date.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use contest::{Millis, Timestamp};
use sea_orm::DbErr;
use tokio::sync::OwnedMutexGuard;
use tracing::{debug, warn};

use super::{
    State,
    basis::{Basis, CountedOf},
    build::build,
    fold::fold,
    reading::snapshot,
};
use crate::{Engine, contests::Round};

/// Counters are looked after at most so often.
const EVERY: Millis = Millis::seconds(1);
/// Looking after them leaves so many times as long to everything else.
const REST: i64 = 10;
/// But no longer than this: a clock that is set forward must not stop it.
const LONGEST_REST: Millis = Millis::seconds(30);
/// Older ones are brought up to date before they are shown; younger ones after.
const STALE: Millis = Millis::seconds(5);
/// So often results are compared in number.
const COMPARE: Millis = Millis::minutes(1);
/// So often counters that have changed go to the cache.
const STORE: Millis = Millis::seconds(30);
/// How long the cache keeps them: as long as people come back to look.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3_600);
/// Rounds and contests whose counters a process keeps: each may be some megabytes. Others are in the cache.
const MOST: usize = 8;

/// The counters that this process has. Cheap to clone; one for the process.
#[derive(Clone, Debug, Default)]
pub struct CountKeeper(Arc<Mutex<HashMap<CountedOf, (Timestamp, Slot)>>>);

/// The place of one round's, or contest's, counters.
#[derive(Clone, Debug, Default)]
struct Slot {
    /// Held by whoever brings them up to date.
    turn: Arc<tokio::sync::Mutex<()>>,
    kept: Arc<RwLock<Option<Kept>>>,
}

#[derive(Clone, Debug)]
struct Kept {
    state: Arc<State>,
    /// Not before this they are looked after again.
    next: Timestamp,
    compared_at: Timestamp,
    /// When the cache was given them, and what it was given.
    stored: Option<(Timestamp, u64)>,
}

impl Kept {
    /// Whether they may be shown before they are brought up to date.
    fn is_fresh(&self, rounds: &[Arc<Round>], now: Timestamp) -> bool {
        self.state.basis.is_of(rounds) && (now < self.next || now - self.state.as_of < STALE)
    }
}

impl Slot {
    fn kept(&self) -> Option<Kept> {
        // A panic elsewhere cannot leave it half written: it is replaced whole.
        self.kept.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl CountKeeper {
    fn slot(&self, of: CountedOf, now: Timestamp) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST
            && !slots.contains_key(&of)
            && let Some(longest_ago) = slots.iter().min_by_key(|(of, (looked_at, _))| (*looked_at, **of))
        {
            let longest_ago = *longest_ago.0;
            slots.remove(&longest_ago);
        }
        let (looked_at, slot) = slots.entry(of).or_default();
        *looked_at = now;
        slot.clone()
    }
}

/// The counters of rounds: a second old where that is cheap, [`STALE`] at most where they are not being counted anew.
pub(in crate::reports) async fn counted(
    engine: &Engine,
    of: CountedOf,
    rounds: &[Arc<Round>],
) -> Result<Arc<State>, DbErr> {
    let slot = engine.counts.slot(of, engine.now());
    if let Some(kept) = slot.kept().filter(|kept| kept.is_fresh(rounds, engine.now())) {
        if engine.now() >= kept.next
            && let Ok(turn) = Arc::clone(&slot.turn).try_lock_owned()
        {
            let (engine, rounds) = (engine.clone(), rounds.to_vec());
            tokio::spawn(async move {
                if let Err(failure) = refresh(&engine, of, &slot, &rounds, turn).await {
                    warn!(error = %failure, "counters stay as they were");
                }
            });
        }
        return Ok(kept.state);
    }
    let turn = Arc::clone(&slot.turn).lock_owned().await;
    if let Some(kept) = slot.kept().filter(|kept| kept.is_fresh(rounds, engine.now())) {
        return Ok(kept.state);
    }
    // A task of its own: whoever asked may have no time to wait, and they are counted all the same.
    let (engine, rounds) = (engine.clone(), rounds.to_vec());
    let counting = tokio::spawn(async move { refresh(&engine, of, &slot, &rounds, turn).await });
    counting.await.unwrap_or_else(|stopped| Err(DbErr::Custom(format!("counting broke down: {stopped}"))))
}

/// Waits until nobody brings them up to date.
#[cfg(test)]
pub(in crate::reports) async fn idle(engine: &Engine, of: CountedOf) {
    let slot = engine.counts.slot(of, engine.now());
    drop(slot.turn.lock().await);
}

async fn refresh(
    engine: &Engine,
    of: CountedOf,
    slot: &Slot,
    rounds: &[Arc<Round>],
    _turn: OwnedMutexGuard<()>,
) -> Result<Arc<State>, DbErr> {
    let began = engine.now();
    let before = match slot.kept() {
        Some(kept) => Some(kept),
        None => from_cache(engine, of).await,
    };
    let compares = before.as_ref().is_none_or(|kept| began - kept.compared_at >= COMPARE);
    let state = Arc::new(up_to_date(engine, before.as_ref(), rounds, compares, began).await?);
    let now = engine.now();
    let mut kept = Kept {
        state: Arc::clone(&state),
        next: now + Ord::clamp(Millis((now - began).0.saturating_mul(REST)), EVERY, LONGEST_REST),
        compared_at: if compares { began } else { before.as_ref().map_or(began, |kept| kept.compared_at) },
        stored: before.as_ref().and_then(|kept| kept.stored),
    };
    let is_due = kept.stored.is_none_or(|(at, results)| now - at >= STORE && results != state.results);
    let is_other = before.is_none_or(|kept| kept.state.basis != state.basis);
    if is_due || is_other {
        to_cache(engine, of, &state).await;
        kept.stored = Some((now, state.results));
    }
    *slot.kept.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    Ok(state)
}

/// What was kept, brought up to date; or all counted, where it cannot be.
async fn up_to_date(
    engine: &Engine,
    before: Option<&Kept>,
    rounds: &[Arc<Round>],
    compares: bool,
    now: Timestamp,
) -> Result<State, DbErr> {
    let moment = snapshot(engine).await?;
    let basis = Basis::read(&moment, rounds).await?;
    let same = before.filter(|kept| kept.state.basis == basis && !kept.state.is_behind && !basis.is_moving());
    let folded = match same {
        Some(kept) => fold(&moment, State::clone(&kept.state), compares, now).await?,
        None => None,
    };
    let state = match folded {
        Some(state) => state,
        None => build(&moment, basis, now).await?,
    };
    moment.rollback().await?;
    Ok(state)
}

/// What another instance, or this one before it was started, has counted.
async fn from_cache(engine: &Engine, of: CountedOf) -> Option<Kept> {
    let bytes = engine.cache.get(&of.key()).await.ok().flatten()?;
    // What another version wrote is counted anew.
    let state: State = serde_json::from_slice(&bytes).ok()?;
    let stored = Some((engine.now(), state.results));
    Some(Kept { state: Arc::new(state), next: Timestamp(0), compared_at: Timestamp(0), stored })
}

async fn to_cache(engine: &Engine, of: CountedOf, state: &State) {
    let Ok(bytes) = serde_json::to_vec(state) else { return };
    if let Err(error) = engine.cache.put(&of.key(), bytes, KEPT).await {
        debug!(%error, "counters are not kept");
    }
}
