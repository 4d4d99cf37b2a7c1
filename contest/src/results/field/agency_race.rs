//! How agencies stand while a contest goes on, by what the rules give collective prizes for.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{
    AgencyFacts,
    agency_keys::{self, AgencyExclusion},
    tally::Tally,
};
use crate::{accounts::Position, contests::CollectivePrizes};

/// One agency of a race, as far as it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyRunner {
    /// Its code, block, headcount and positions.
    pub facts: AgencyFacts,
    /// Different people who took part.
    pub entrants: u32,
    /// Their valid attempts.
    pub attempts: u64,
    /// Attempts that count: one of each person in each round.
    pub counted: u32,
    /// The sum of their scores, in hundredths of a percent.
    pub score_sum: u64,
    /// Those of them that are all-correct.
    pub all_correct: u32,
    /// Individual prizes that its people won.
    pub winners: u32,
    /// What the classes of those prizes bring.
    pub winner_points: u64,
    /// Entrants of each position that has a quota.
    pub took_part: BTreeMap<Position, u32>,
}

/// Where an agency stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRank {
    /// Which of the runners.
    pub runner: usize,
    /// From 1; equals share one and the next is skipped. `None` when it does not rank.
    pub rank: Option<u32>,
    /// Whether the place is shared.
    pub tied: bool,
    /// What it lacks for a prize.
    pub lacks: Vec<AgencyExclusion>,
    /// The mean score, in hundredths of a percent, rounded half up.
    pub mean_score: u16,
    /// Its points, in hundredths.
    pub points: u64,
}

impl AgencyExclusion {
    /// Whether more people, or a prize, may still mend it while the race goes on.
    const fn may_pass(self) -> bool {
        matches!(self, Self::Participation(_) | Self::Quota(..) | Self::NoWinner)
    }
}

/// Ranks agencies that race with each other, in order; who does not rank comes last, by code.
///
/// Once results are counted (`is_over`), whoever lacks something does not rank, as [`super::rank_field`] has it. Until
/// then a share, a quota or a prize that is lacking is told and costs no place: nobody has them on the first day.
pub fn race_of_agencies(
    prizes: &CollectivePrizes,
    minimum: Option<u8>,
    is_over: bool,
    runners: &[AgencyRunner],
) -> Vec<AgencyRank> {
    let tallies: Vec<Tally<'_>> = runners.iter().map(tally).collect();
    let by_keys = |a: usize, b: usize| match (tallies.get(a), tallies.get(b)) {
        (Some(a), Some(b)) => {
            let compare = |key: &_| agency_keys::compare(*key, prizes, a, b);
            prizes.ranking.iter().map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        }
        _ => Ordering::Equal,
    };
    let stand = |(runner, tally): (usize, &Tally<'_>)| AgencyRank {
        runner,
        rank: None,
        tied: false,
        lacks: agency_keys::exclusions(prizes, minimum, tally),
        mean_score: agency_keys::mean_score(tally) as u16,
        points: agency_keys::points(prizes, tally),
    };
    let ranks = |rank: &AgencyRank| rank.lacks.iter().all(|lack| !is_over && lack.may_pass());
    let code = |rank: &AgencyRank| runners.get(rank.runner).map(|runner| runner.facts.code.as_str());
    let (mut ranked, mut others): (Vec<_>, Vec<_>) = tallies.iter().enumerate().map(stand).partition(ranks);
    ranked.sort_by(|a, b| by_keys(a.runner, b.runner).then_with(|| code(a).cmp(&code(b))));
    others.sort_by(|a, b| code(a).cmp(&code(b)));
    let mut ahead = 0;
    for equals in ranked.chunk_by_mut(|a, b| by_keys(a.runner, b.runner).is_eq()) {
        let (rank, tied) = (Some(ahead + 1), equals.len() > 1);
        ahead += equals.len() as u32;
        for one in equals {
            (one.rank, one.tied) = (rank, tied);
        }
    }
    ranked.append(&mut others);
    ranked
}

fn tally(runner: &AgencyRunner) -> Tally<'_> {
    Tally {
        facts: Some(&runner.facts),
        headcount: runner.facts.headcount,
        entrants: runner.entrants,
        attempts: runner.attempts,
        counted: runner.counted,
        score_sum: runner.score_sum,
        perfect: runner.all_correct,
        winners: runner.winners,
        winner_points: runner.winner_points,
        took_part: runner.took_part.clone(),
        ..Tally::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contests::{AgencyKey, Need, Period, Points, Quota, SizeBand};

    fn prizes(ranking: &[AgencyKey]) -> CollectivePrizes {
        CollectivePrizes {
            name: "Giải tập thể".to_owned(),
            period: Period::Round,
            blocks: vec![],
            by_block: false,
            track: None,
            size_bands: vec![],
            quotas: vec![],
            individual_winner: false,
            points: Points::default(),
            ranking: ranking.to_vec(),
            classes: vec![],
        }
    }

    fn runner(code: &str, headcount: Option<u32>, entrants: u32, mean: u64) -> AgencyRunner {
        AgencyRunner {
            facts: AgencyFacts { code: code.to_owned(), headcount, ..AgencyFacts::default() },
            entrants,
            attempts: u64::from(entrants),
            counted: entrants,
            score_sum: u64::from(entrants) * mean,
            ..AgencyRunner::default()
        }
    }

    fn ranks(
        prizes: &CollectivePrizes,
        minimum: Option<u8>,
        is_over: bool,
        runners: &[AgencyRunner],
    ) -> Vec<(String, Option<u32>)> {
        let race = race_of_agencies(prizes, minimum, is_over, runners);
        race.iter().map(|rank| (runners[rank.runner].facts.code.clone(), rank.rank)).collect()
    }

    fn is(ranks: &[(String, Option<u32>)], expected: &[(&str, Option<u32>)]) {
        let ranks: Vec<_> = ranks.iter().map(|(code, rank)| (code.as_str(), *rank)).collect();
        assert_eq!(ranks, expected);
    }

    #[test]
    fn what_is_lacking_costs_a_place_only_once_results_are_counted() {
        let by_share = prizes(&[AgencyKey::Participation, AgencyKey::MeanScore]);
        let runners = [
            runner("a", Some(100), 40, 9_000),
            runner("b", Some(10), 6, 5_000),
            runner("c", Some(10), 6, 6_000),
            runner("d", None, 80, 9_000),
            runner("e", Some(10), 0, 0),
        ];
        let meanwhile = [("c", Some(1)), ("b", Some(2)), ("a", Some(3)), ("d", None), ("e", None)];
        is(&ranks(&by_share, Some(50), false, &runners), &meanwhile);
        let over = [("c", Some(1)), ("b", Some(2)), ("a", None), ("d", None), ("e", None)];
        is(&ranks(&by_share, Some(50), true, &runners), &over);
        let race = race_of_agencies(&by_share, Some(50), false, &runners);
        assert_eq!(race[2].lacks, [AgencyExclusion::Participation(50)]);
    }

    #[test]
    fn the_share_that_is_needed_goes_by_size_and_quotas_by_position() {
        let bands = vec![SizeBand { from: 0, percent: 50 }, SizeBand { from: 50, percent: 30 }];
        let by_size = CollectivePrizes { size_bands: bands, ..prizes(&[AgencyKey::Participation]) };
        let runners = [runner("small", Some(10), 4, 0), runner("large", Some(100), 35, 0)];
        is(&ranks(&by_size, None, true, &runners), &[("large", Some(1)), ("small", None)]);
        let quota = Quota { position: Position::Leader, need: Need::Count(1) };
        let with_leader = CollectivePrizes { quotas: vec![quota], ..prizes(&[AgencyKey::Entrants]) };
        let mut led = runner("led", None, 1, 0);
        led.facts.positions.insert(Position::Leader, 2);
        let mut unled = AgencyRunner { entrants: 9, ..led.clone() };
        unled.facts.code = "unled".to_owned();
        led.took_part.insert(Position::Leader, 1);
        is(&ranks(&with_leader, None, true, &[led, unled]), &[("led", Some(1)), ("unled", None)]);
    }

    #[test]
    fn winners_bring_points() {
        let points = Points { participation: 1, mean_score: 1, winners: true };
        let by_points = CollectivePrizes { points, ..prizes(&[AgencyKey::Points]) };
        let mut winner = runner("winner", Some(10), 5, 4_000);
        winner.winner_points = 30;
        let race = race_of_agencies(&by_points, None, false, &[runner("other", Some(10), 6, 5_000), winner]);
        assert_eq!(race.iter().map(|rank| (rank.runner, rank.points)).collect::<Vec<_>>(), [(1, 12_000), (0, 11_000)]);
    }

    proptest! {
        #[test]
        fn the_order_that_agencies_come_in_changes_nothing(
            figures in proptest::collection::vec((proptest::option::of(1..9_u32), 0..9_u32, 0..3_u64), 1..9),
            is_over: bool,
        ) {
            let by_share = prizes(&[AgencyKey::Participation, AgencyKey::MeanScore]);
            let mut runners: Vec<AgencyRunner> = figures
                .iter()
                .enumerate()
                .map(|(number, (headcount, entrants, mean))| runner(&format!("{number:02}"), *headcount, *entrants, *mean))
                .collect();
            let forwards = ranks(&by_share, Some(40), is_over, &runners);
            runners.reverse();
            prop_assert_eq!(ranks(&by_share, Some(40), is_over, &runners), forwards);
        }
    }
}
