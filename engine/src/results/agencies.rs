//! Agencies against each other.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
};

use contest::{contests::TrackKind, results::field::AgencyExclusion};
use sea_orm::Condition;

use super::{
    BoardError,
    boards::{agency_names, is_provisional},
    keeper::with_boards,
};
use crate::{Engine, agencies::headcounts_at, cache::Tally, contests::Round};

/// The agencies of a round that have entrants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyBoard {
    /// Whether places may still change: until the results are approved.
    pub provisional: bool,
    /// The share of its people, in percent, that an agency needs for a collective award.
    pub minimum_participation_percent: Option<u8>,
    /// Agencies whose headcount is known: by participation, then by mean score. After them, without
    /// a rank, those whose headcount is not known: by entrants, then by mean score.
    pub lines: Vec<AgencyPlace>,
}

/// One agency with its own people; units below it have lines of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyPlace {
    /// 1 for the first; equals share a rank. `None` where there is no participation to rank by.
    pub rank: Option<u64>,
    /// Whether another has the same rank.
    pub tied: bool,
    /// The agency's row.
    pub agency: i64,
    /// Its name.
    pub name: String,
    /// People with at least one valid result, officials and citizens.
    pub entrants: u64,
    /// Of them, the agency's own staff, whom the headcount counts.
    pub staff_entrants: u64,
    /// Valid attempts.
    pub attempts: u64,
    /// How many people the agency has; `None` when nobody has said.
    pub headcount: Option<u32>,
    /// Staff entrants by headcount in hundredths of a percent; all of them at most, as a headcount
    /// may be older than the newest colleague. `None` without a headcount.
    pub participation: Option<u16>,
    /// Whether it falls short of the share that a collective award needs.
    pub below_minimum: bool,
    /// The mean of the score that counts, in hundredths of a percent: over the agency's own staff,
    /// or over all entrants where no headcount is known.
    pub mean_score: u16,
    /// Entrants whose attempt that counts is all correct.
    pub perfect: u64,
    /// Individual prizes that its people have won, once they are counted. Of a race only.
    pub winners: u32,
    /// Its points in hundredths. Of a race only.
    pub points: u64,
    /// What it lacks for a collective prize. Of a race only.
    pub lacks: Vec<AgencyExclusion>,
}

/// Ranks the agencies of a round by participation, then by mean score.
pub async fn agencies(engine: &Engine, round: &Round) -> Result<AgencyBoard, BoardError> {
    let id = round.id;
    let tallies =
        with_boards(engine, round, move |cache: crate::cache::Cache| async move { cache.board_tallies(id).await })
            .await?;
    let counts = by_agency(&tallies);
    let names = agency_names(&engine.db.read, counts.keys().copied()).await?;
    let headcounts = headcounts_at(&engine.db.read, Condition::all(), engine.now()).await?;
    let mut counts: Vec<Count> = counts.into_values().collect();
    for count in &mut counts {
        count.headcount = headcounts.get(&count.agency).map(|known| known.people);
    }
    counts.sort_by(|a, b| a.compare(b).then(a.agency.cmp(&b.agency)));

    let minimum = round.rules.minimum_participation_percent;
    let mut lines: Vec<AgencyPlace> = Vec::with_capacity(counts.len());
    for (index, count) in counts.iter().enumerate() {
        let like_the_last = index.checked_sub(1).filter(|last| counts[*last].compare(count).is_eq());
        let rank = match like_the_last {
            Some(last) => lines.get(last).and_then(|line| line.rank),
            None => count.headcount.map(|_| index as u64 + 1),
        };
        if let Some(last) = like_the_last.filter(|_| rank.is_some()).and_then(|last| lines.get_mut(last)) {
            last.tied = true;
        }
        let tied = like_the_last.is_some() && rank.is_some();
        lines.push(count.line((rank, tied), names.get(&count.agency).cloned().unwrap_or_default(), minimum));
    }
    Ok(AgencyBoard { provisional: is_provisional(round), minimum_participation_percent: minimum, lines })
}

/// What is known of one agency.
struct Count {
    agency: i64,
    all: Tally,
    staff: Tally,
    headcount: Option<u32>,
}

fn by_agency(tallies: &[(i64, TrackKind, Tally)]) -> BTreeMap<i64, Count> {
    let mut counts: BTreeMap<i64, Count> = BTreeMap::new();
    for (agency, track, tally) in tallies {
        let count = counts.entry(*agency).or_insert_with(|| Count {
            agency: *agency,
            all: Tally::default(),
            staff: Tally::default(),
            headcount: None,
        });
        count.all.entrants += tally.entrants;
        count.all.attempts += tally.attempts;
        count.all.score_sum += tally.score_sum;
        count.all.perfect += tally.perfect;
        if *track == TrackKind::Staff {
            count.staff = *tally;
        }
    }
    counts
}

impl Count {
    /// Who comes first; fractions are compared exactly, not as they are rounded for reading.
    fn compare(&self, other: &Self) -> Ordering {
        let fraction = |a: (u64, u64), b: (u64, u64)| {
            (u128::from(a.0) * u128::from(b.1)).cmp(&(u128::from(b.0) * u128::from(a.1)))
        };
        let mean = |count: &Self| (count.ranked().score_sum, count.ranked().entrants.max(1));
        let by_mean = fraction(mean(other), mean(self));
        match (self.took_part(), other.took_part()) {
            (Some(mine), Some(theirs)) => fraction(theirs, mine).then(by_mean),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Reverse(self.all.entrants).cmp(&Reverse(other.all.entrants)).then(by_mean),
        }
    }

    /// Whose scores speak for the agency: those of its own people, whom the headcount counts; where
    /// there is no headcount, of everyone.
    fn ranked(&self) -> &Tally {
        if self.headcount.is_some() && self.staff.entrants > 0 { &self.staff } else { &self.all }
    }

    /// Of the agency's people, how many took part.
    fn took_part(&self) -> Option<(u64, u64)> {
        self.headcount.map(|people| (self.staff.entrants.min(u64::from(people)), u64::from(people)))
    }

    fn line(&self, (rank, tied): (Option<u64>, bool), name: String, minimum: Option<u8>) -> AgencyPlace {
        let took_part = self.took_part();
        let short = |(part, people)| minimum.is_some_and(|percent| part * 100 < u64::from(percent) * people);
        AgencyPlace {
            rank,
            tied,
            agency: self.agency,
            name,
            entrants: self.all.entrants,
            staff_entrants: self.staff.entrants,
            attempts: self.all.attempts,
            headcount: self.headcount,
            participation: took_part.map(|(part, people)| (part * 10_000 / people) as u16),
            below_minimum: took_part.is_some_and(short),
            mean_score: (self.ranked().score_sum / self.ranked().entrants.max(1)) as u16,
            perfect: self.all.perfect,
            winners: 0,
            points: 0,
            lacks: Vec::new(),
        }
    }
}
