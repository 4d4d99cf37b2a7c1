//! Who would have been given a prize, but does not count at all.

use serde::Serialize;

use super::{
    Exclusion, Race, RoundFigures,
    awarding::Seat,
    build::Row,
    counted::entry,
    ground::Ground,
    running::{Running, may_race},
};
use crate::results::{Entry, RankKey, compare};

/// Somebody whose attempt would have won, had it counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missed {
    /// In which race.
    pub race: Race,
    /// Who.
    pub person: String,
    /// The best of their attempts that do not count.
    pub entry: String,
    /// Why it does not count.
    pub exclusion: Exclusion,
}

/// Most who are told of one race: the first of them.
const MOST: usize = 100;

/// Somebody's best attempt of a round among those that do not count.
struct Candidate<'a> {
    row: &'a Row,
    entry: Entry,
    exclusion: Exclusion,
}

/// Of each race, who does not count, for what they or others are, and would be no lower than the
/// last winner, or anywhere in it while seats are empty. Attempts that were declared invalid, and
/// those of other tracks, would have won nothing.
pub(super) fn missed(
    ground: &Ground<'_>,
    exclusions: &[Option<Exclusion>],
    rounds: &[RoundFigures],
    (races, seats): (&[Running<'_>], &[Vec<Seat>]),
    keys: &[RankKey],
) -> Vec<Missed> {
    let candidates = candidates(ground, exclusions, rounds, keys);
    let mut missed = Vec::new();
    for (running, seats) in races.iter().zip(seats) {
        let wanted: usize = running.prizes.classes.iter().map(|class| usize::from(class.count)).sum();
        let last = seats.iter().max_by_key(|seat| seat.place).filter(|_| seats.len() >= wanted);
        let bar = last.and_then(|seat| running.entry_of(seat.counted));
        let group = &running.race.group;
        let races = |candidate: &&Candidate<'_>| {
            running.race.round.is_none_or(|round| round == candidate.row.round)
                && may_race(ground, running.prizes, candidate.row)
                && ground.group(running.prizes.apart, ground.group_key(running.prizes.apart, candidate.row)) == *group
                && bar.is_none_or(|bar| compare(&candidate.entry, bar, keys).is_le())
        };
        let mut found: Vec<&Candidate<'_>> = candidates.iter().filter(races).collect();
        found.sort_by(|a, b| {
            compare(&a.entry, &b.entry, keys).then((a.row.person, a.row.round).cmp(&(b.row.person, b.row.round)))
        });
        // Over several rounds somebody is told once.
        let mut told = std::collections::BTreeSet::new();
        found.retain(|candidate| told.insert(candidate.row.person));
        missed.extend(found.into_iter().take(MOST).map(|candidate| Missed {
            race: running.race.clone(),
            person: ground.field.people.get(candidate.row.person).to_owned(),
            entry: ground.field.entries.get(candidate.row.entry).to_owned(),
            exclusion: candidate.exclusion,
        }));
    }
    missed
}

fn candidates<'a>(
    ground: &Ground<'a>,
    exclusions: &[Option<Exclusion>],
    rounds: &[RoundFigures],
    keys: &[RankKey],
) -> Vec<Candidate<'a>> {
    let field = ground.field;
    let mut best: Vec<Candidate<'a>> = Vec::new();
    for (row, exclusion) in field.rows.iter().zip(exclusions) {
        let Some(exclusion) = exclusion
            .filter(|exclusion| matches!(exclusion, Exclusion::TooYoung | Exclusion::Barred | Exclusion::Duplicate))
        else {
            continue;
        };
        let figures = rounds.iter().find(|figures| figures.round == row.round);
        // How often they tried decides nothing here.
        let entry = entry(field, row, 1, u32::from(row.is_perfect()), figures.and_then(|figures| figures.quantity));
        let candidate = Candidate { row, entry, exclusion };
        // Rows come by round and person.
        match best.last_mut().filter(|last| (last.row.round, last.row.person) == (row.round, row.person)) {
            Some(last) if compare(&candidate.entry, &last.entry, keys).is_lt() => *last = candidate,
            Some(_) => {}
            None => best.push(candidate),
        }
    }
    best
}
