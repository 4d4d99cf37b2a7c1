//! What agencies have done, in a round or in the whole contest.

use std::collections::BTreeMap;

use super::{
    build::{NONE, Row},
    counted::Counted,
    facts::AgencyFacts,
    ground::Ground,
};
use crate::{accounts::Position, contests::TrackKind};

/// A prize that a person has won.
#[derive(Clone, Copy, Debug)]
pub(super) struct Win {
    /// As a place in the list of those who count.
    pub counted: u32,
    /// The round of the race.
    pub round: Option<u16>,
    /// What its class brings to the winner's agency.
    pub points: u16,
}

/// What one agency has done.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally<'a> {
    pub facts: Option<&'a AgencyFacts>,
    pub block: &'a str,
    /// Its people but those on leave, if its headcount is known.
    pub headcount: Option<u32>,
    /// Different people who took part.
    pub entrants: u32,
    /// Their valid attempts.
    pub attempts: u64,
    /// Attempts that count: one of each person in each round.
    pub counted: u32,
    pub score_sum: u64,
    /// Those that count and are all-correct.
    pub perfect: u32,
    pub winners: u32,
    pub winner_points: u64,
    /// Attempts that count in each band of scores.
    pub bands: Vec<u32>,
    /// Entrants by position.
    pub took_part: BTreeMap<Position, u32>,
    /// By position, those on leave who did not take part.
    pub on_leave: BTreeMap<Position, u32>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// `None` for all rounds.
    pub round: Option<u16>,
    /// `None` for all tracks.
    pub track: Option<TrackKind>,
}

impl Scope {
    fn holds(self, row: &Row) -> bool {
        self.round.is_none_or(|round| round == row.round) && self.track.is_none_or(|track| track == row.track)
    }
}

/// All agencies of the facts and of the attempts that count, by code.
pub(super) fn tallies<'a>(
    ground: &Ground<'a>,
    counted: &[Counted],
    wins: &[Win],
    scope: Scope,
) -> BTreeMap<&'a str, Tally<'a>> {
    let row = |one: &Counted| &ground.field.rows[one.row as usize];
    let empty = || Tally { bands: vec![0; ground.rules.score_bands.len()], ..Tally::default() };
    let mut tallies: Vec<Tally<'a>> = vec![empty(); ground.field.agencies.len()];
    let mut people: Vec<(u32, u32)> = Vec::new();
    for one in counted.iter().filter(|one| scope.holds(row(one)) && row(one).agency != NONE) {
        let row = row(one);
        let tally = &mut tallies[row.agency as usize];
        if tally.counted == 0 {
            tally.block = ground.block_code(ground.block(row));
        }
        tally.attempts += u64::from(one.attempts);
        tally.counted += 1;
        tally.score_sum += u64::from(row.score);
        tally.perfect += u32::from(row.is_perfect());
        let band = ground.rules.score_bands.iter().position(|lowest| *lowest <= row.score);
        if let Some(count) = band.and_then(|band| tally.bands.get_mut(band)) {
            *count += 1;
        }
        people.push((row.agency, row.person));
    }
    people.sort_unstable();
    people.dedup();
    let mut took_part = vec![false; ground.field.people.len()];
    for &(agency, person) in &people {
        took_part[person as usize] = true;
        let tally = &mut tallies[agency as usize];
        tally.entrants += 1;
        if let Some(position) = ground.person(person).and_then(|facts| facts.position) {
            *tally.took_part.entry(position).or_default() += 1;
        }
    }
    let in_scope = |win: &&Win| scope.round.is_none() || win.round == scope.round;
    for win in wins.iter().filter(in_scope) {
        let row = row(&counted[win.counted as usize]);
        if row.agency != NONE && scope.track.is_none_or(|track| track == row.track) {
            let tally = &mut tallies[row.agency as usize];
            tally.winners += 1;
            tally.winner_points += u64::from(win.points);
        }
    }
    let named = tallies.into_iter().enumerate();
    let mut named: BTreeMap<&str, Tally<'a>> = named
        .filter(|(_, tally)| tally.counted > 0)
        .map(|(number, tally)| (ground.field.agencies.get(number as u32), tally))
        .collect();
    for facts in &ground.facts.agencies {
        let tally = named.entry(&facts.code).or_insert_with(empty);
        tally.facts = Some(facts);
        tally.headcount = facts.headcount;
        tally.block = facts.block.as_ref().map_or(tally.block, |block| block.code());
    }
    take_off_leave(ground, &mut named, &took_part);
    named
}

/// Who is on leave and did not take part is no lack.
fn take_off_leave(ground: &Ground<'_>, tallies: &mut BTreeMap<&str, Tally<'_>>, took_part: &[bool]) {
    for person in ground.facts.people.iter().filter(|person| person.on_leave) {
        let number = ground.field.people.find(&person.person);
        if number.is_some_and(|number| took_part.get(number as usize).is_some_and(|took_part| *took_part)) {
            continue;
        }
        let Some(tally) = person.agency.as_deref().and_then(|agency| tallies.get_mut(agency)) else { continue };
        tally.headcount = tally.headcount.map(|headcount| headcount.saturating_sub(1));
        if let Some(position) = person.position {
            *tally.on_leave.entry(position).or_default() += 1;
        }
    }
}
