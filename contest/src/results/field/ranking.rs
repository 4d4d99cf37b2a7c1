//! From attempts, rules and facts to places and prizes.

use super::{
    Facts, FactsError, Field, NoPrize, Outcome,
    awarding::{award, report},
    counted::{count, entries, figures},
    ground::Ground,
    missed::missed,
    notes::Notes,
    places::{boards, by_round, over_rounds},
    running::races,
    screen::screen,
    standings::tables,
    tally::Win,
};
use crate::contests::{BarredPolicy, Period, Rules, RulesError};

/// Why a field cannot be ranked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RankError {
    /// The rules cannot be kept.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The facts contradict themselves.
    #[error(transparent)]
    Facts(#[from] FactsError),
}

/// Ranks a field. The same attempts, rules and facts give the same outcome, whatever their order.
pub fn rank_field(field: &Field, rules: &Rules, facts: &Facts) -> Result<Outcome, RankError> {
    rules.check()?;
    facts.check()?;
    let ground = &Ground::new(field, rules, facts);
    let (mut exclusions, flagged) = screen(ground);
    let counted = count(ground, &mut exclusions);
    let rounds = figures(ground, &counted);
    let entries = entries(ground, &counted, &rounds);
    let (places, groups) = boards(ground, &counted, &entries);

    let keys = &rules.prize_keys();
    let wants = |period| rules.prizes.iter().any(|prizes| prizes.period == period);
    let of_rounds = wants(Period::Round).then(|| by_round(ground, &counted, &entries, keys));
    let of_contest = wants(Period::Contest).then(|| over_rounds(ground, &counted, &entries, keys));
    let mut running = Vec::new();
    for (list, prizes) in rules.prizes.iter().enumerate() {
        let order = match prizes.period {
            Period::Round => &of_rounds,
            Period::Contest => &of_contest,
        };
        running.extend(order.iter().flat_map(|order| races(ground, &counted, order, keys, list, prizes)));
    }
    let (seats, declined) = award(ground, &mut running);
    let (awards, passed) = report(ground, &mut running, &seats, &declined);

    let missed = missed(ground, &exclusions, &rounds, (&running, &seats), keys);
    let win = |(race, seat): (&super::running::Running<'_>, &super::awarding::Seat)| Win {
        counted: seat.counted,
        round: race.race.round,
        points: race.prizes.classes.get(seat.class).map_or(0, |class| class.points),
    };
    let wins: Vec<Win> =
        running.iter().zip(&seats).flat_map(|(race, seats)| seats.iter().map(move |seat| win((race, seat)))).collect();
    let collective = tables(ground, &counted, &wins, &rounds);
    let notes = Notes::gather(&running, &seats, &awards, &passed);
    let no_prize = counted.iter().map(|one| no_prize(ground, one.row)).collect();
    Ok(Outcome {
        rounds,
        awards,
        missed,
        passed: passed.into_iter().map(|(_, passed)| passed).collect(),
        drawings: running.into_iter().flat_map(|race| race.drawings).collect(),
        flagged,
        collective,
        exclusions,
        counted,
        distances: entries.iter().map(|entry| entry.prediction_distance).collect(),
        no_prize,
        places,
        groups,
        agency_blocks: ground.agency_blocks(),
        notes,
    })
}

/// Why an attempt that ranks can win nothing.
fn no_prize(ground: &Ground<'_>, row: u32) -> Option<NoPrize> {
    let rules = &ground.rules.eligibility;
    let row = &ground.field.rows[row as usize];
    let facts = ground.person(row.person);
    if facts.is_some_and(|facts| facts.refused.is_some()) {
        Some(NoPrize::Refused)
    } else if rules.barred == BarredPolicy::WithoutPrizes && facts.is_some_and(|facts| facts.barred) {
        Some(NoPrize::WithoutPrizes)
    } else {
        (rules.all_correct_only && !row.is_perfect()).then_some(NoPrize::NotAllCorrect)
    }
}
