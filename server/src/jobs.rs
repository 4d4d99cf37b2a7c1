//! What happens by itself. Every job may run on any number of instances at once.

use std::time::Duration;

use engine::{Engine, accounts, attempts::Sweeper, banks, contests, reports, results};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{
    task::{JoinError, JoinSet},
    time::{MissedTickBehavior, interval},
};
use tracing::{error, info};

/// Submitting what is due; people look at their result seconds after the time is up.
const SWEEP: Duration = Duration::from_secs(5);
/// Keeping the deadlines that people were promised as they began.
const KEEP: Duration = Duration::from_secs(5);
/// Opening the rounds that open by themselves, which is done a minute ahead of their hour.
const OPEN: Duration = Duration::from_secs(10);
/// Closing rounds.
const CLOSE: Duration = Duration::from_secs(10);
/// Counting rounds that are over, once their last attempts are submitted.
const SETTLE: Duration = Duration::from_secs(5);
/// Grading again what corrected questions have left behind.
const REGRADE: Duration = Duration::from_secs(3);
/// Reading on in rounds that were counted, to see how their questions did.
const ANALYSE: Duration = Duration::from_secs(5);
/// Holding boards against SQL.
const RECONCILE: Duration = Duration::from_secs(30);
/// Folding the figures, which otherwise grow until somebody reads them.
const FIGURES: Duration = Duration::from_secs(60);
/// Making the reports that were asked for; somebody looks at how far they are.
const MAKE: Duration = Duration::from_secs(2);
/// Forgetting sessions that have run out.
const PRUNE: Duration = Duration::from_secs(3_600);
/// Forgetting files of questions that nobody has said a word about, and old reports.
const FORGET: Duration = Duration::from_secs(3_600);

/// Runs the jobs until the future is dropped, each beside the others: a long one holds none up.
/// Returns only when one of them broke down, which is no state to go on in.
pub async fn run(engine: Engine, figures: Option<PrometheusHandle>) -> Option<JoinError> {
    let mut jobs = JoinSet::new();
    let [
        sweeping,
        keeping,
        opening,
        closing,
        settling,
        regrading,
        analysing,
        reconciling,
        forgetting,
        making,
        clearing,
    ] = [(); 11].map(|()| engine.clone());
    jobs.spawn(async move {
        let mut sweeper = Sweeper::default();
        let mut ticks = every(SWEEP);
        loop {
            ticks.tick().await;
            report("sweep", sweeper.sweep(&sweeping).await);
        }
    });
    jobs.spawn(repeat(KEEP, "keep", move || {
        let engine = keeping.clone();
        async move { contests::reliefs::keep_promises(&engine).await.map(|kept| kept as usize) }
    }));
    jobs.spawn(repeat(OPEN, "open", move || {
        let engine = opening.clone();
        async move { contests::rounds::open_due(&engine).await.map(|opened| opened.len()) }
    }));
    jobs.spawn(repeat(CLOSE, "close", move || {
        let engine = closing.clone();
        async move { contests::rounds::close_due(&engine).await.map(|closed| closed.len()) }
    }));
    jobs.spawn(repeat(SETTLE, "settle", move || {
        let engine = settling.clone();
        async move { results::life::settle_due(&engine).await.map(|settled| settled.len()) }
    }));
    jobs.spawn(repeat(REGRADE, "regrade", move || {
        let engine = regrading.clone();
        async move { results::corrections::regrade_due(&engine).await.map(|done| done.len()) }
    }));
    jobs.spawn(repeat(ANALYSE, "analyse", move || {
        let engine = analysing.clone();
        async move { results::items::analyse_due(&engine).await.map(|done| done.len()) }
    }));
    jobs.spawn(repeat(RECONCILE, "reconcile", move || {
        let engine = reconciling.clone();
        async move { results::reconcile(&engine).await.map(|repaired| repaired.len()) }
    }));
    jobs.spawn(repeat(MAKE, "make reports", move || {
        let engine = making.clone();
        async move { reports::files::make_due(&engine).await }
    }));
    jobs.spawn(repeat(FORGET, "forget reports", move || {
        let engine = clearing.clone();
        async move { reports::files::prune(&engine).await.map(|forgotten| forgotten as usize) }
    }));
    jobs.spawn(repeat(FORGET, "forget", move || {
        let engine = forgetting.clone();
        async move { banks::question_sets::prune_files(&engine).await.map(|forgotten| forgotten as usize) }
    }));
    jobs.spawn(repeat(PRUNE, "prune", move || {
        let engine = engine.clone();
        async move { accounts::prune_sessions(&engine).await.map(|pruned| pruned as usize) }
    }));
    jobs.spawn(async move {
        let mut ticks = every(FIGURES);
        loop {
            ticks.tick().await;
            figures.iter().for_each(PrometheusHandle::run_upkeep);
        }
    });
    jobs.join_next().await.and_then(Result::err)
}

async fn repeat<T, F, E>(period: Duration, name: &'static str, mut job: T)
where
    T: FnMut() -> F,
    F: Future<Output = Result<usize, E>>,
    E: std::fmt::Display,
{
    let mut ticks = every(period);
    loop {
        ticks.tick().await;
        report(name, job().await);
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
