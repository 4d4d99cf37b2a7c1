//! How agencies stand, and which are given prizes.

use std::{cmp::Ordering, collections::BTreeMap};

use serde::Serialize;

use super::{
    Drawer, Group, Lot, RoundFigures,
    agency_keys::{self, AgencyExclusion},
    counted::Counted,
    draw_lot,
    ground::Ground,
    tally::{Scope, Tally, Win, tallies},
};
use crate::contests::{CollectivePrizes, Period};

/// The agencies that race with each other for one list of prizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollectiveTable {
    /// The name of the list of prizes.
    pub prizes: String,
    /// The round; `None` for the whole contest.
    pub round: Option<u16>,
    /// All, or one block.
    pub group: Group,
    /// Those that rank, first to last; after them those that do not, by code.
    pub standings: Vec<AgencyStanding>,
}

/// How one agency stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgencyStanding {
    /// Its code.
    pub agency: String,
    /// The code of its block; empty for none.
    pub block: String,
    /// Its people but those on leave who did not take part, where known.
    pub headcount: Option<u32>,
    /// Different people who took part.
    pub entrants: u32,
    /// Their valid attempts.
    pub attempts: u64,
    /// The mean score of the attempts that count, in hundredths of a percent, rounded half up.
    pub mean_score: u16,
    /// People's attempts that count and are all-correct.
    pub all_correct: u32,
    /// Individual prizes that its people won.
    pub winners: u32,
    /// Its points, in hundredths.
    pub points: u64,
    /// Attempts that count in each of the rules' bands of scores.
    pub bands: Vec<u32>,
    /// From 1; equals share one and the next is skipped. `None` when something excludes it.
    pub rank: Option<u32>,
    /// Whether the place is shared.
    pub tied: bool,
    /// The lot it drew, where every key left it equal to others and prizes were still to be given.
    pub lot: Option<Lot>,
    /// The class of the prize that it is given.
    pub prize: Option<String>,
    /// Why it is given none although its place would give it one.
    pub refused: Option<String>,
    /// Why it does not rank.
    pub excluded: Vec<AgencyExclusion>,
    /// Whether it would have been given a prize but for that, by its keys.
    pub missed: bool,
}

/// The tables of all collective prizes.
pub(super) fn tables(
    ground: &Ground<'_>,
    counted: &[Counted],
    wins: &[Win],
    rounds: &[RoundFigures],
) -> Vec<CollectiveTable> {
    let mut tables = Vec::new();
    for prizes in &ground.rules.collective {
        let scopes: Vec<Option<u16>> = match prizes.period {
            Period::Contest => vec![None],
            Period::Round => rounds.iter().map(|figures| Some(figures.round)).collect(),
        };
        for round in scopes {
            let tallies = tallies(ground, counted, wins, Scope { round, track: prizes.track });
            let mut groups: BTreeMap<Group, Vec<(&str, Tally<'_>)>> = BTreeMap::new();
            for (code, tally) in tallies {
                if prizes.blocks.is_empty() || prizes.blocks.iter().any(|block| block.code() == tally.block) {
                    let group = if prizes.by_block { Group::Block(tally.block.to_owned()) } else { Group::All };
                    groups.entry(group).or_default().push((code, tally));
                }
            }
            for (group, agencies) in groups {
                let standings = stand(ground, prizes, round, agencies);
                tables.push(CollectiveTable { prizes: prizes.name.clone(), round, group, standings });
            }
        }
    }
    tables
}

fn stand(
    ground: &Ground<'_>,
    prizes: &CollectivePrizes,
    round: Option<u16>,
    agencies: Vec<(&str, Tally<'_>)>,
) -> Vec<AgencyStanding> {
    let minimum = ground.rules.minimum_participation_percent;
    let (mut ranked, mut excluded) = (Vec::new(), Vec::new());
    for (code, tally) in agencies {
        let reasons = agency_keys::exclusions(prizes, minimum, &tally);
        let standing = standing(code, &tally, prizes, reasons);
        if standing.excluded.is_empty() { ranked.push((tally, standing)) } else { excluded.push((tally, standing)) }
    }
    let by_keys = |a: &Tally<'_>, b: &Tally<'_>| {
        let compare = |key| agency_keys::compare(key, prizes, a, b);
        prizes.ranking.iter().map(|key| compare(*key)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    // Agencies come by code, and the sort keeps that order among equals.
    ranked.sort_by(|(a, _), (b, _)| by_keys(a, b));
    let seats = prizes.classes.iter().flat_map(|class| std::iter::repeat_n(&class.name, usize::from(class.count)));
    let mut seats = seats.collect::<Vec<_>>().into_iter();
    let mut ahead = 0;
    let mut standings = Vec::with_capacity(ranked.len() + excluded.len());
    for equals in ranked.chunk_by_mut(|(a, _), (b, _)| by_keys(a, b).is_eq()) {
        let tied = equals.len() > 1;
        for (_, standing) in equals.iter_mut() {
            (standing.rank, standing.tied) = (Some(ahead + 1), tied);
            if tied && seats.len() > 0 {
                let drawer = Drawer::Agency(&standing.agency);
                standing.lot = Some(draw_lot(ground.facts.seed_of(round), round.unwrap_or(0), drawer));
            }
        }
        ahead += equals.len() as u32;
        equals.sort_by(|(_, a), (_, b)| (a.lot, &a.agency).cmp(&(b.lot, &b.agency)));
        for (tally, standing) in equals {
            let refused = tally.facts.and_then(|facts| facts.refused.clone());
            match refused {
                None => standing.prize = seats.next().cloned(),
                Some(_) if seats.len() > 0 => standing.refused = refused,
                Some(_) => {}
            }
            standings.push(standing.clone());
        }
    }
    // Who took part, and would be no lower than the last winner or find a seat empty.
    let last = ranked.iter().zip(&standings).rfind(|(_, standing)| standing.prize.is_some());
    let last = last.map(|((tally, _), _)| tally);
    for (tally, standing) in excluded {
        let is_no_lower = last.is_some_and(|last| by_keys(&tally, last).is_le());
        let missed = tally.entrants > 0 && !prizes.classes.is_empty() && (seats.len() > 0 || is_no_lower);
        standings.push(AgencyStanding { missed, ..standing });
    }
    standings
}

fn standing(
    code: &str,
    tally: &Tally<'_>,
    prizes: &CollectivePrizes,
    excluded: Vec<AgencyExclusion>,
) -> AgencyStanding {
    AgencyStanding {
        agency: code.to_owned(),
        block: tally.block.to_owned(),
        headcount: tally.headcount,
        entrants: tally.entrants,
        attempts: tally.attempts,
        mean_score: agency_keys::mean_score(tally) as u16,
        all_correct: tally.perfect,
        winners: tally.winners,
        points: agency_keys::points(prizes, tally),
        bands: tally.bands.clone(),
        rank: None,
        tied: false,
        lot: None,
        prize: None,
        refused: None,
        excluded,
        missed: false,
    }
}
