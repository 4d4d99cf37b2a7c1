//! What people did in a report's time. A person adds what they add to the counters of statistics
//! ([`contest::reports::part_of`]); counters are of whole rounds, a report is of what was submitted in a period, too.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use contest::{
    Timestamp,
    reports::{Rule, Tally, ValidAttempt, part_of},
};
use sea_orm::DbErr;

use super::people::{People, Submission};
use crate::{Engine, contests::Round};

/// What is counted.
pub(super) struct Sought<'a> {
    /// These rounds, first to last.
    pub rounds: &'a [Arc<Round>],
    /// What was submitted from the one instant on and before the other; everything without.
    pub submitted: Option<(Timestamp, Timestamp)>,
    /// Only people of these agencies.
    pub agencies: &'a HashSet<i64>,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// By agency.
    pub agencies: HashMap<i64, Tally>,
    /// People and attempts by round.
    pub rounds: BTreeMap<i64, (u64, u64)>,
}

impl Counted {
    /// Everybody.
    pub fn total(&self) -> Tally {
        let mut sum = Tally::default();
        self.agencies.values().for_each(|tally| sum.add(tally));
        sum
    }
}

/// Counts person by person.
pub(super) async fn count(engine: &Engine, sought: &Sought<'_>) -> Result<Counted, DbErr> {
    let ids = sought.rounds.iter().map(|round| round.id);
    let rule = |round: &Arc<Round>| Rule { counts: round.rules.counts, ranking: round.rules.ranking.clone() };
    let rules: Vec<Rule> = sought.rounds.iter().map(rule).collect();
    let mut people = People::of(engine.db.read.clone(), ids, sought.submitted);
    let mut counted = Counted::default();
    while let Some(submissions) = people.next().await? {
        let attempts: Vec<ValidAttempt> = submissions.iter().filter_map(|row| attempt(row, sought.rounds)).collect();
        let part = part_of(&attempts, None, &rules).filter(|part| sought.agencies.contains(&part.agency));
        let Some(part) = part else { continue };
        counted.agencies.entry(part.agency).or_default().add(&part.tally);
        for round in sought.rounds {
            let theirs = submissions.iter().filter(|row| row.round_id == round.id).count() as u64;
            if theirs > 0 {
                let (people, all) = counted.rounds.entry(round.id).or_default();
                *people += 1;
                *all += theirs;
            }
        }
    }
    Ok(counted)
}

/// What a person's part is made of; `None` of a track that the round does not have.
fn attempt(row: &Submission, rounds: &[Arc<Round>]) -> Option<ValidAttempt> {
    let place = rounds.iter().position(|round| round.id == row.round_id)?;
    let track = rounds.get(place)?.tracks.iter().find(|track| track.track_id == row.track_id)?;
    Some(ValidAttempt {
        id: row.attempt_id,
        round: place,
        agency: row.agency_id,
        track: track.kind,
        correct: row.correct as u16,
        total: row.total as u16,
        score: row.score as u16,
        started_at: Timestamp(row.started_at),
        submitted_at: Timestamp(row.submitted_at),
    })
}
