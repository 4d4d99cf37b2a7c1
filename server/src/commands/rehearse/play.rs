//! The round, shift by shift: thousands at their papers, the sweep after them, and what follows the
//! close.

use std::sync::Arc;

use contest::{Millis, Timestamp};
use engine::{
    attempts::Sweeper,
    contests::rounds,
    results::life::{ResultsOf, approve, publish_results, settle_due},
};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use rand::{SeedableRng as _, rngs::StdRng};

use super::{
    CommandError,
    calendar::Turn,
    people::Person,
    sitting::{SittingError, sit},
    stage::Stage,
    tally::{Played, Tally},
};

/// People at their papers at once.
const AT_ONCE: usize = 384;
const HOUR: Millis = Millis::hours(1);
/// Attempts that are played together at least.
const BUSY: usize = 150;

/// Plays all turns. `progress` hears of each shift: when it began, and how many attempts have been played.
pub(super) async fn play(
    stage: &Arc<Stage>,
    people: &Arc<Vec<Person>>,
    turns: &[Turn],
    seed: u64,
    progress: impl Fn(Timestamp, usize),
) -> Result<Tally, CommandError> {
    let (engine, mut sweeper) = (&stage.engine, Sweeper::default());
    let mut tally = Tally { played: Vec::with_capacity(turns.len()) };
    for turns in shifts(turns) {
        let (begins, ends) = (hour(&turns[0]).max(stage.round.window.opens), hour(&turns[turns.len() - 1]) + HOUR);
        stage.advance_to(begins);
        // Everybody's requests say when they were made. The round that they are measured by is that
        // of the shift, not read anew for each simulated second.
        engine.rounds.get(&engine.db.read, stage.round.id, ends + HOUR).await?;
        let sittings = by_person(turns).into_iter().map(|turns| {
            let (stage, people) = (Arc::clone(stage), Arc::clone(people));
            tokio::spawn(async move { one_person(&stage, &people, &turns, seed).await })
        });
        let mut sittings = stream::iter(sittings).buffer_unordered(AT_ONCE);
        while let Some(played) = sittings.try_next().await? {
            tally.played.extend(played?);
        }
        stage.advance_to(ends);
        sweeper.sweep(engine).await?;
        progress(begins, tally.played.len());
    }
    stage.advance_to(stage.round.window.closes + stage.round.rules.grace + Millis::minutes(1));
    rounds::close_due(engine).await?;
    sweeper.sweep(engine).await?;
    Ok(tally)
}

/// Counts the round, waits for complaints that do not come, approves and publishes.
pub(super) async fn finish(stage: &Stage) -> Result<(), CommandError> {
    let (engine, round) = (&stage.engine, ResultsOf::Round(stage.round.id));
    if !settle_due(engine).await?.contains(&round) {
        return Err("the round was not counted".into());
    }
    let complaints = stage.round.rules.schedule.map_or(0, |schedule| schedule.complaint_days);
    engine.clock.advance(Millis::days(i64::from(complaints)));
    approve(engine, &stage.organiser, round).await?;
    publish_results(engine, &stage.organiser, round).await?;
    Ok(())
}

/// The hour in which a turn begins.
fn hour(turn: &Turn) -> Timestamp {
    Timestamp(turn.begins.0.div_euclid(HOUR.0) * HOUR.0)
}

/// The turns cut into hours, quiet ones together: a night with a handful of people is played at once.
fn shifts(turns: &[Turn]) -> Vec<&[Turn]> {
    let mut shifts = Vec::new();
    let mut from = 0;
    for end in 1..=turns.len() {
        let at_the_hour = turns.get(end).is_none_or(|next| hour(next) != hour(&turns[end - 1]));
        if end == turns.len() || (at_the_hour && end - from >= BUSY) {
            shifts.push(&turns[from..end]);
            from = end;
        }
    }
    shifts
}

/// The turns of each person in a shift, in order.
fn by_person(turns: &[Turn]) -> Vec<Vec<Turn>> {
    let mut turns = turns.to_vec();
    turns.sort_by_key(|turn| (turn.person, turn.begins));
    turns.chunk_by(|a, b| a.person == b.person).map(<[Turn]>::to_vec).collect()
}

async fn one_person(stage: &Stage, people: &[Person], turns: &[Turn], seed: u64) -> Result<Vec<Played>, SittingError> {
    let mut played = Vec::with_capacity(turns.len());
    for turn in turns {
        let Some(person) = people.get(turn.person as usize) else { continue };
        let mut rng = StdRng::seed_from_u64(seed ^ (u64::from(turn.person) << 32) ^ turn.begins.0 as u64);
        played.push(sit(stage, (turn.person, person), turn.begins, &mut rng).await?);
    }
    Ok(played)
}
