//! Counters of reports.

use std::collections::BTreeMap;

use contest::{
    Millis, Timestamp,
    accounts::Position,
    contests::{Counting, TrackKind},
    reports::{Cell, CellFilter, Counters, Part, Rule, Tally, ValidAttempt, part_of},
    results::RankKey,
};
use proptest::prelude::*;

const ROUNDS: usize = 2;

fn any_attempt() -> impl Strategy<Value = ValidAttempt> {
    (0..ROUNDS + 1, 1..4_i64, any::<bool>(), 0..=5_u16, 0..4_i64, 1..3_i64).prop_map(
        |(round, agency, staff, correct, hours, minutes)| {
            let started_at = Timestamp(Millis::hours(hours * 11).0);
            ValidAttempt {
                id: 0,
                round,
                agency,
                track: if staff { TrackKind::Staff } else { TrackKind::Citizens },
                correct,
                total: 5,
                score: correct * 2_000,
                started_at,
                submitted_at: started_at + Millis::minutes(minutes),
            }
        },
    )
}

/// People with attempts, numbered through.
fn any_people() -> impl Strategy<Value = Vec<(Option<Position>, Vec<ValidAttempt>)>> {
    let position = prop::sample::select(vec![None, Some(Position::Leader), Some(Position::CivilServant)]);
    let people = prop::collection::vec((position, prop::collection::vec(any_attempt(), 0..6)), 0..12);
    people.prop_map(|mut people| {
        let attempts = people.iter_mut().flat_map(|(_, attempts)| attempts);
        attempts.zip(1..).for_each(|(attempt, id)| attempt.id = id);
        people
    })
}

fn any_rules() -> impl Strategy<Value = Vec<Rule>> {
    let counts = prop::sample::select(vec![Counting::Best, Counting::First, Counting::Last]);
    let key = prop::sample::select(RankKey::ALL.to_vec());
    let rule = (counts, prop::collection::vec(key, 1..4)).prop_map(|(counts, ranking)| Rule { counts, ranking });
    prop::collection::vec(rule, ROUNDS)
}

fn built(people: &[(Option<Position>, Vec<ValidAttempt>)], rules: &[Rule]) -> Counters {
    let mut counters = Counters::default();
    people
        .iter()
        .filter_map(|(position, attempts)| part_of(attempts, *position, rules))
        .for_each(|part| counters.add(&part));
    counters
}

proptest! {
    /// Attempts come in one by one, from whomever; after each the person is taken out and put in anew.
    #[test]
    fn what_comes_in_piece_by_piece_is_what_is_built_at_once(
        people in any_people(),
        rules in any_rules(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 72),
    ) {
        let mut waiting: Vec<(usize, ValidAttempt)> = people
            .iter()
            .enumerate()
            .flat_map(|(person, (_, attempts))| attempts.iter().map(move |attempt| (person, *attempt)))
            .collect();
        let mut known: Vec<Vec<ValidAttempt>> = vec![Vec::new(); people.len()];
        let mut counters = Counters::default();
        for next in order {
            if waiting.is_empty() { break }
            let (person, attempt) = waiting.swap_remove(next.index(waiting.len()));
            let position = people[person].0;
            if let Some(before) = part_of(&known[person], position, &rules) {
                prop_assert_eq!(counters.remove(&before), Ok(()));
            }
            known[person].push(attempt);
            if let Some(after) = part_of(&known[person], position, &rules) {
                counters.add(&after);
            }
            // And as it comes back from where it is stored.
            counters = serde_json::from_str(&serde_json::to_string(&counters).unwrap()).unwrap();
        }
        prop_assert_eq!(counters, built(&people, &rules));
    }

    #[test]
    fn everybody_who_is_taken_out_leaves_nothing(people in any_people(), rules in any_rules()) {
        let mut counters = built(&people, &rules);
        for (position, attempts) in &people {
            if let Some(part) = part_of(attempts, *position, &rules) {
                prop_assert_eq!(counters.remove(&part), Ok(()));
            }
        }
        prop_assert_eq!(counters, Counters::default());
    }

    #[test]
    fn portions_add_up_to_the_whole(people in any_people(), rules in any_rules(), cut in any::<prop::sample::Index>()) {
        let (one, other) = people.split_at(cut.index(people.len() + 1).min(people.len()));
        let mut together = built(other, &rules);
        together.merge(&built(one, &rules));
        prop_assert_eq!(together, built(&people, &rules));
    }

    /// Each person is in one cell, and every figure is that of a list of people.
    #[test]
    fn figures_are_those_of_the_people(people in any_people(), rules in any_rules()) {
        let parts: Vec<Part> =
            people.iter().filter_map(|(position, attempts)| part_of(attempts, *position, &rules)).collect();
        let counters = built(&people, &rules);
        let total = counters.total();
        prop_assert_eq!(total.entrants, parts.len() as u64);
        let in_rounds = people.iter().flat_map(|(_, attempts)| attempts).filter(|attempt| attempt.round < ROUNDS);
        prop_assert_eq!(total.attempts, in_rounds.count() as u64);
        prop_assert_eq!(total.days.values().map(|day| day.attempts).sum::<u64>(), total.attempts);
        prop_assert_eq!(total.days.values().map(|day| day.new_entrants).sum::<u64>(), total.entrants);
        prop_assert_eq!(total.bands(&[10_000, 5_000, 0]).iter().sum::<u64>(), total.counted());
        let mut scores: Vec<u64> = Vec::new();
        for (score, count) in parts.iter().flat_map(|part| &part.tally.scores) {
            scores.extend((0..*count).map(|_| u64::from(*score)));
        }
        scores.sort_unstable();
        let middle = |scores: &[u64]| u64::midpoint(scores[(scores.len() - 1) / 2], scores[scores.len() / 2]);
        prop_assert_eq!(total.median().map(u64::from), (!scores.is_empty()).then(|| middle(&scores)));
        prop_assert_eq!(total.mean().map(u64::from), scores.iter().sum::<u64>().checked_div(scores.len() as u64));
        // By agency, and within it by track and position.
        let mut by_hand: BTreeMap<(i64, Cell), Tally> = BTreeMap::new();
        for part in &parts {
            by_hand.entry((part.agency, part.cell)).or_default().add(&part.tally);
        }
        for ((agency, cell), tally) in by_hand {
            let filter = CellFilter { track: Some(cell.track), position: cell.position };
            if cell.position.is_some() {
                prop_assert_eq!(counters.of(agency, filter), tally);
            }
        }
    }
}
