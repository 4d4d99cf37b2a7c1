//! The figures as a table.

use std::{io::Write as _, thread::available_parallelism};

use crate::{client::Measured, platform::Setup};

/// What the figures were taken under.
#[derive(Debug)]
pub struct Conditions {
    /// The server.
    pub setup: Setup,
    /// How many people took part.
    pub people: usize,
    /// How many of them at once.
    pub clients: usize,
    /// The most memory the server had, in MB.
    pub peak_memory: Option<u64>,
}

/// Prints the table. Rates on a shared machine vary; the ratio to the floor says more.
pub fn print(conditions: &Conditions, measured: &[Measured], floors: &[Measured]) {
    let Conditions { setup, people, clients, peak_memory } = conditions;
    let mut lines = vec![
        "| việc | mỗi giây | p50 ms | p95 ms | p99 ms | lỗi | byte mỗi lần | axum trần, mỗi giây | tỷ lệ |".to_owned(),
        "|---|---|---|---|---|---|---|---|---|".to_owned(),
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
    lines.extend(measured.iter().filter_map(|phase| Some(format!("{}: {}", phase.name, phase.example.as_ref()?))));
    let _ = writeln!(std::io::stdout(), "{}", lines.join("\n"));
}

fn row(phase: &Measured, floor: &Measured) -> String {
    let at = |quantile: f64| phase.latency.value_at_quantile(quantile) as f64 / 1_000.0;
    format!(
        "| {} | {:.0} | {:.1} | {:.1} | {:.1} | {} | {} | {:.0} | {:.3} |",
        phase.name,
        phase.per_second(),
        at(0.50),
        at(0.95),
        at(0.99),
        phase.errors,
        phase.bytes_each(),
        floor.per_second(),
        phase.per_second() / floor.per_second()
    )
}
