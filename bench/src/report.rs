//! The figures as a table: rates with everyone as fast as answers come (beside bare axum), latencies
//! with requests sent at a steady rate below that, from when each was due.

use std::{io::Write as _, thread::available_parallelism};

use crate::{
    client::{Measured, Run},
    platform::Setup,
};

/// What the figures were taken under.
#[derive(Debug)]
pub struct Conditions {
    /// The server.
    pub setup: Setup,
    /// How many people took part.
    pub people: usize,
    /// How many of them at once.
    pub clients: usize,
    /// How many pressed start at once.
    pub spike: usize,
    /// The most memory the server had, in MB.
    pub peak_memory: Option<u64>,
}

/// Prints the table. Rates on a shared machine vary; the ratio to the floor says more.
pub fn print(conditions: &Conditions, measured: &[Measured], spike: &Run, floors: &[Measured]) {
    let Conditions { setup, people, clients, peak_memory, .. } = conditions;
    let mut lines = vec![
        "| what | a second | bare axum | ratio | sent a second | p50 ms | p95 ms | p99 ms | errors | bytes |"
            .to_owned(),
        "|---|---|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    lines.extend(measured.iter().zip(floors).map(|(phase, floor)| row(phase, floor)));
    let cores = available_parallelism().map_or(0, usize::from);
    let database = if setup.database_url.is_some() {
        "PostgreSQL, synchronous_commit on"
    } else {
        "SQLite, WAL, synchronous FULL"
    };
    let cache = if setup.redis_url.is_some() { "Redis" } else { "memory" };
    let memory = peak_memory.map_or_else(|| "not known".to_owned(), |megabytes| format!("{megabytes} MB"));
    lines.push(String::new());
    lines.push(format!(
        "{clients} clients, {people} people, {cores} cores shared with the client; {database}; cache: {cache}; peak memory of the server: {memory}."
    ));
    lines.push(spike_line(spike, conditions.spike));
    let runs = measured.iter().flat_map(|phase| [(phase.name, &phase.closed), (phase.name, &phase.open)]);
    let runs = runs.chain([("spike", spike)]);
    lines.extend(runs.filter_map(|(name, run)| Some(format!("{name}: {}", run.example.as_ref()?))));
    let _ = writeln!(std::io::stdout(), "{}", lines.join("\n"));
}

fn row(phase: &Measured, floor: &Measured) -> String {
    let at = |quantile: f64| phase.open.latency.value_at_quantile(quantile) as f64 / 1_000.0;
    let (rate, floor) = (phase.closed.per_second(), floor.closed.per_second());
    format!(
        "| {} | {rate:.0} | {floor:.0} | {:.3} | {:.0} | {:.1} | {:.1} | {:.1} | {} | {} |",
        phase.name,
        rate / floor,
        phase.open.per_second(),
        at(0.50),
        at(0.95),
        at(0.99),
        phase.closed.errors + phase.open.errors,
        phase.closed.bytes_each(),
    )
}

/// What everyone at once came to.
fn spike_line(spike: &Run, people: usize) -> String {
    let at = |quantile: f64| spike.latency.value_at_quantile(quantile) as f64 / 1_000.0;
    format!(
        "{people} people press start at once: {:.1} s until the last has the paper, {:.0} a second; p50 {:.0} ms, p95 {:.0} ms, p99 {:.0} ms; {} errors.",
        spike.took.as_secs_f64(),
        spike.per_second(),
        at(0.50),
        at(0.95),
        at(0.99),
        spike.errors
    )
}
