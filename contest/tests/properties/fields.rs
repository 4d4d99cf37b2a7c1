//! Whole fields, ranked: by the rules of every preset, in every order, with facts of every kind.

use std::collections::{BTreeMap, BTreeSet};

use contest::{
    Timestamp,
    accounts::Position,
    agencies::Block,
    attempts::Seed,
    contests::{
        Apart, BarredPolicy, DuplicateKey, DuplicatePolicy, DuplicateRule, OnePrize, Prediction, Preset, Rules,
        TrackKind,
    },
    results::field::{
        AgencyFacts, Attempt, Exclusion, Facts, Field, FieldBuilder, Outcome, PassReason, PersonFacts, RankedRow,
        rank_field,
    },
};
use proptest::prelude::*;

/// One attempt, by numbers; its identifier is its place in the list.
#[derive(Clone, Debug)]
struct Line {
    person: u8,
    agency: u8,
    staff: bool,
    round: u16,
    correct: u16,
    prediction: Option<u32>,
    started: i64,
    taken: i64,
    valid: bool,
}

const PEOPLE: u8 = 9;
const AGENCIES: u8 = 4;

/// Few values, so that ties and second attempts are many.
fn any_line() -> impl Strategy<Value = Line> {
    let who = (0..PEOPLE, 0..AGENCIES, any::<bool>(), 1..3_u16);
    (who, 8..11_u16, prop::option::of(0..4_u32), 0..3_i64, 1..3_i64, prop::bool::weighted(0.9)).prop_map(
        |((person, agency, staff, round), correct, prediction, started, taken, valid)| Line {
            person,
            agency,
            staff,
            round,
            correct,
            prediction,
            started,
            taken,
            valid,
        },
    )
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let one_prize = prop::sample::select(vec![OnePrize::Race, OnePrize::Round, OnePrize::Contest]);
    let barred = prop::sample::select(vec![BarredPolicy::Allowed, BarredPolicy::WithoutPrizes, BarredPolicy::Excluded]);
    let apart = prop::sample::select(vec![Apart::Together, Apart::Track, Apart::Block]);
    let policy = prop::sample::select(vec![DuplicatePolicy::Block, DuplicatePolicy::Flag, DuplicatePolicy::Allow(2)]);
    let choices = (one_prize, barred, apart, policy, prop::option::of(1..3_u16), any::<bool>());
    (prop::sample::select(Preset::all()), choices, 1..4_u16).prop_map(
        |(preset, (one_prize, barred, apart, policy, most_per_agency, all_correct_only), count)| {
            let mut rules = Rules { one_prize, apart, ..preset.rules };
            rules.eligibility.barred = barred;
            rules.eligibility.all_correct_only = all_correct_only;
            rules.duplicates = vec![DuplicateRule { by: DuplicateKey::Phone, policy }];
            for prizes in &mut rules.prizes {
                (prizes.apart, prizes.most_per_agency) = (apart, most_per_agency);
                prizes.classes.iter_mut().for_each(|class| class.count = class.count.min(count));
            }
            rules
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let positions = prop::sample::select(Position::ALL.to_vec());
    let person = (prop::option::of(positions), 0..6_u8, prop::option::of(0..3_u8));
    let people = prop::collection::vec(person, usize::from(PEOPLE));
    let agencies = prop::collection::vec((prop::option::of(0..4_u32), 0..3_u8, any::<bool>()), usize::from(AGENCIES));
    (people, agencies, any::<[u8; 16]>()).prop_map(|(people, agencies, seed)| Facts {
        agencies: agencies
            .into_iter()
            .enumerate()
            .map(|(number, (headcount, block, refused))| AgencyFacts {
                code: format!("agency-{number}"),
                block: (block > 0).then(|| Block(format!("block-{block}"))),
                headcount,
                positions: BTreeMap::from([(Position::Leader, 1)]),
                refused: refused.then(|| "late".to_owned()),
            })
            .collect(),
        people: people
            .into_iter()
            .enumerate()
            .map(|(number, (position, state, phone))| PersonFacts {
                person: format!("person-{number}"),
                agency: Some(format!("agency-{}", number % usize::from(AGENCIES))),
                position,
                birth_date: None,
                on_leave: state == 1,
                barred: state == 2,
                refused: (state == 3).then(|| "absent".to_owned()),
                duplicates: phone.map(|phone| (DuplicateKey::Phone, phone.to_string())).into_iter().collect(),
            })
            .collect(),
        ..Facts::none(Seed(seed))
    })
}

fn build<'a>(lines: impl IntoIterator<Item = &'a (usize, Line)>) -> Field {
    let mut field = FieldBuilder::default();
    for (number, line) in lines {
        field
            .push(&Attempt {
                entry: &format!("entry-{number}"),
                person: &format!("person-{}", line.person),
                agency: &format!("agency-{}", line.agency),
                block: "",
                track: if line.staff { TrackKind::Staff } else { TrackKind::Citizens },
                round: line.round,
                correct: line.correct,
                score: line.correct * 1_000,
                prediction: line.prediction.map(Prediction),
                started_at: Timestamp(line.started),
                submitted_at: Timestamp(line.started + line.taken),
                registered_at: Some(Timestamp(i64::from(line.person % 3))),
                valid: line.valid,
            })
            .expect("identifiers are distinct");
    }
    field.finish()
}

fn rows<'a>(outcome: &'a Outcome, field: &'a Field) -> Vec<RankedRow<'a>> {
    outcome.rows(field).collect()
}

proptest! {
    #[test]
    fn the_order_of_the_lines_leaves_no_trace(
        (lines, shuffled) in prop::collection::vec(any_line(), 0..40).prop_flat_map(|lines| {
            let lines: Vec<(usize, Line)> = lines.into_iter().enumerate().collect();
            (Just(lines.clone()), Just(lines).prop_shuffle())
        }),
        rules in any_rules(),
        facts in any_facts(),
    ) {
        let (one, other) = (build(&lines), build(&shuffled));
        let (ranked, again) = (rank_field(&one, &rules, &facts).unwrap(), rank_field(&other, &rules, &facts).unwrap());
        prop_assert_eq!(rows(&ranked, &one), rows(&again, &other));
        prop_assert_eq!(format!("{ranked:?}"), format!("{again:?}"));
        let mut backwards = facts.clone();
        backwards.people.reverse();
        backwards.agencies.reverse();
        let again = rank_field(&one, &rules, &backwards).unwrap();
        prop_assert_eq!(format!("{ranked:?}"), format!("{again:?}"));
    }

    #[test]
    fn everyone_is_ranked_once_or_excluded_with_a_reason(
        lines in prop::collection::vec(any_line(), 0..40),
        rules in any_rules(),
        facts in any_facts(),
    ) {
        let lines: Vec<(usize, Line)> = lines.into_iter().enumerate().collect();
        let field = build(&lines);
        let ranked = rank_field(&field, &rules, &facts).unwrap();
        let rows = rows(&ranked, &field);
        prop_assert_eq!(rows.len(), lines.len());
        let mut seen = BTreeSet::new();
        for row in &rows {
            prop_assert_eq!(row.rank.is_none(), !row.excluded.is_empty());
            prop_assert!(row.rank.is_none() || seen.insert((row.round, row.person)));
            let void = !lines.iter().any(|(number, line)| format!("entry-{number}") == row.entry && line.valid);
            prop_assert_eq!(void, row.excluded == Exclusion::Void.code());
            let together = rows.iter().filter(|other| (other.round, other.group) == (row.round, row.group));
            if let Some(rank) = row.rank {
                prop_assert_eq!(row.tied, together.filter(|other| other.rank == Some(rank)).count() > 1);
            }
        }
    }

    #[test]
    fn prizes_go_down_the_order_and_every_gap_is_told(
        lines in prop::collection::vec(any_line(), 0..60),
        rules in any_rules(),
        facts in any_facts(),
    ) {
        let lines: Vec<(usize, Line)> = lines.into_iter().enumerate().collect();
        let field = build(&lines);
        let ranked = rank_field(&field, &rules, &facts).unwrap();
        let mut races: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for award in &ranked.awards {
            races.entry(&award.race).or_default().push(award.order);
            let refused = facts.people.iter().any(|one| one.person == award.person && one.refused.is_some());
            prop_assert!(!refused);
        }
        for passed in &ranked.passed {
            races.entry(&passed.race).or_default().push(passed.order);
        }
        for orders in races.values_mut() {
            orders.sort_unstable();
            prop_assert!(orders.iter().zip(1..).all(|(order, place)| *order == place), "{orders:?}");
        }
        // One prize where one is allowed, and never more of an agency than there may be.
        let mut scopes = BTreeSet::new();
        let mut agencies: BTreeMap<_, u16> = BTreeMap::new();
        let rows = rows(&ranked, &field);
        for award in &ranked.awards {
            let scope = match rules.one_prize {
                OnePrize::Race => format!("{:?}", award.race),
                OnePrize::Round => format!("{:?}", award.race.round),
                OnePrize::Contest => String::new(),
            };
            prop_assert!(scopes.insert((scope, &award.person)));
            let agency = rows.iter().find(|row| row.entry == award.entry).map_or("", |row| row.agency);
            *agencies.entry((&award.race, agency)).or_default() += 1;
        }
        for ((race, _), given) in agencies {
            let prizes = rules.prizes.iter().find(|prizes| prizes.name == race.prizes).unwrap();
            prop_assert!(prizes.most_per_agency.is_none_or(|most| given <= most));
        }
        // Nobody is passed over for a prize that they would rather have.
        for passed in ranked.passed.iter().filter(|passed| matches!(passed.reason, PassReason::Higher(..))) {
            prop_assert!(ranked.awards.iter().any(|award| award.person == passed.person));
        }
    }
}
