//! What a rehearsal tells whoever runs it.

use std::{fs, time::Duration};

use contest::{
    contests::TrackKind,
    text::{group, percent},
    time::clock,
};
use engine::{
    cache::Scope,
    contests::Round,
    results::{self, life::Overview},
};

use super::{CommandError, check::Differences, stage::Stage};
use crate::commands::say;

/// Lines of each board that are told.
const TOP: u64 = 10;
/// Differences that are told; whatever else differs comes of the same.
const DIFFERENCES: usize = 20;

/// How fast something went.
pub(super) fn rate(what: &str, count: usize, took: Duration) {
    let each = count as f64 / took.as_secs_f64().max(f64::EPSILON);
    say(format_args!(
        "{what}: {} trong {:.1} giây, {} mỗi giây.",
        group(count as i64),
        took.as_secs_f64(),
        group(each as i64)
    ));
}

/// Boards, prizes and the participation of agencies.
pub(super) async fn results(stage: &Stage, outcome: &Overview) -> Result<(), CommandError> {
    let round = stage.engine.rounds.get(&stage.engine.db.read, stage.round.id, stage.engine.now()).await?;
    let round: &Round = &*round.ok_or("the round is gone")?;
    for track in TrackKind::ALL {
        let board = results::page(&stage.engine, round, Scope::Track(track), 1, TOP).await?;
        say(format_args!("\n{}: {} người", track.label(), group(board.total as i64)));
        for line in &board.lines {
            let (name, agency) = (&line.name, &line.agency);
            let worth = format_args!("{}/{} câu, {}", line.correct, line.total, clock(line.duration)).to_string();
            say(format_args!("  {:>3}. {name}, {agency}: {worth}", line.rank));
        }
    }
    say(format_args!("\nGiải thưởng: {}", outcome.awards.len()));
    for award in &outcome.awards {
        let whose = if award.name.is_empty() { String::new() } else { format!("{}, ", award.name) };
        say(format_args!("  {}, {}: {whose}{}", award.prizes, award.class, award.agency));
    }
    let agencies = results::agencies(&stage.engine, round).await?;
    say("\nTham gia theo đơn vị:");
    for line in agencies.lines.iter().take(TOP as usize) {
        let share = line.headcount.map_or_else(
            || "chưa có biên chế".to_owned(),
            |people| percent(line.staff_entrants.min(u64::from(people)), u64::from(people)),
        );
        let (entrants, attempts) = (group(line.entrants as i64), group(line.attempts as i64));
        say(format_args!("  {}: {entrants} người, {attempts} lượt, {share}", line.name));
    }
    Ok(())
}

/// Whether everything agrees; an error when it does not.
pub(super) fn verdict(differences: &Differences) -> Result<(), CommandError> {
    let Differences(found) = differences;
    if found.is_empty() {
        say("\nMọi con số khớp với số đếm độc lập.");
        return Ok(());
    }
    say("\nKhông khớp:");
    found.iter().take(DIFFERENCES).for_each(|line| say(format_args!("  {line}")));
    Err(format!("{} con số không khớp với số đếm độc lập.", group(found.len() as i64)).into())
}

/// The most memory that this process has had, in MB, where the system tells.
pub(super) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_024)
}
