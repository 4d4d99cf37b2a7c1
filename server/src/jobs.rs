//! What happens by itself. Every job may run on any number of instances at once.

use std::time::Duration;

use engine::{Engine, accounts, attempts, contests, results};
use tokio::time::{MissedTickBehavior, interval};
use tracing::{error, info};

/// Submitting what is due; people look at their result seconds after the time is up.
const SWEEP: Duration = Duration::from_secs(5);
/// Closing rounds.
const CLOSE: Duration = Duration::from_secs(10);
/// Holding boards against SQL.
const RECONCILE: Duration = Duration::from_secs(30);
/// Forgetting sessions that have run out.
const PRUNE: Duration = Duration::from_secs(3_600);

/// Runs the jobs until the future is dropped.
pub async fn run(engine: Engine) {
    let mut sweep = every(SWEEP);
    let mut close = every(CLOSE);
    let mut reconcile = every(RECONCILE);
    let mut prune = every(PRUNE);
    loop {
        tokio::select! {
            _ = sweep.tick() => report("sweep", attempts::sweep(&engine).await),
            _ = close.tick() => report("close", contests::rounds::close_due(&engine).await.map(|closed| closed.len())),
            _ = reconcile.tick() => report("reconcile", results::reconcile(&engine).await.map(|rebuilt| rebuilt.len())),
            _ = prune.tick() => report("prune", accounts::prune_sessions(&engine).await.map(|pruned| pruned as usize)),
        }
    }
}

fn every(period: Duration) -> tokio::time::Interval {
    let mut interval = interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

fn report(job: &'static str, outcome: Result<usize, impl std::fmt::Display>) {
    match outcome {
        Ok(0) => {}
        Ok(count) => info!(job, count, "done"),
        // The next round of the job tries again.
        Err(failure) => error!(job, error = %failure, "failed"),
    }
}
