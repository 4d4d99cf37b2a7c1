//! How questions did.

use contest::{
    attempts::{Corrections, FULL_MARK, draw, grade_corrected, item_marks},
    banks::{ChoiceSet, Kind},
    results::items::{ENOUGH, Given, ItemFigures, ItemTally, PAPER, RoundTally, Warning, warnings},
};
use proptest::prelude::*;

use crate::{
    grading::{on_page, scrawl},
    plans::{any_plan, any_seed},
};

fn any_given() -> impl Strategy<Value = Given> {
    (0..4_u32, 0..12_u32, 0..8_u16).prop_map(|(mark, rest, bits)| Given {
        mark,
        rest,
        whole: mark + rest,
        marked: ChoiceSet::from_bits(bits).unwrap_or_default(),
    })
}

fn any_answers() -> impl Strategy<Value = Vec<Given>> {
    prop::collection::vec(any_given(), 2..120)
}

fn tally(answers: &[Given]) -> ItemTally {
    let mut tally = ItemTally::default();
    for given in answers {
        tally.add(*given, 1);
    }
    tally
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The textbook's covariance, value by value.
fn covariance(x: &[f64], y: &[f64]) -> f64 {
    let (of_x, of_y) = (mean(x), mean(y));
    x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y)).sum::<f64>() / (x.len() - 1) as f64
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9 * (1.0 + b.abs())
}

proptest! {
    #[test]
    fn counting_in_portions_and_storing_between_them_changes_nothing(answers in any_answers(), cut in any::<prop::sample::Index>()) {
        let (before, after) = answers.split_at(cut.index(answers.len()));
        let stored = serde_json::to_string(&tally(after)).unwrap();
        let mut together: ItemTally = serde_json::from_str(&stored).unwrap();
        together.merge(&tally(before));
        prop_assert_eq!(together, tally(&answers));
    }

    #[test]
    fn the_figures_are_those_of_the_values_one_by_one(answers in any_answers()) {
        let figures = ItemFigures::of(&tally(&answers), 3, 3);
        let of = |side: fn(&Given) -> u32| answers.iter().map(|given| f64::from(side(given))).collect::<Vec<f64>>();
        let (mut marks, mut rests) = (of(|given| given.mark), of(|given| given.rest));
        let rest = figures.with_rest.unwrap();
        prop_assert!(near(figures.facility.unwrap(), mean(&marks) / 3.0));
        prop_assert!(near(figures.deviation.unwrap(), covariance(&marks, &marks).sqrt() / 3.0));
        prop_assert!(near(rest.covariance, covariance(&marks, &rests)));
        marks.sort_by(f64::total_cmp);
        rests.sort_by(f64::total_cmp);
        prop_assert!(near(rest.covariance_max, covariance(&marks, &rests)));
    }

    #[test]
    fn figures_stay_within_their_bounds(answers in any_answers()) {
        let figures = ItemFigures::of(&tally(&answers), 3, 3);
        let close_to = |value: f64, low: f64| (low - 1e-9..=1.0 + 1e-9).contains(&value);
        prop_assert!(close_to(figures.facility.unwrap(), 0.0));
        for relation in [figures.with_rest, figures.with_whole].into_iter().flatten() {
            prop_assert!(relation.correlation.is_none_or(|correlation| close_to(correlation, -1.0)));
            prop_assert!(relation.efficiency.is_none_or(|efficiency| efficiency <= 1.0 + 1e-9));
        }
        prop_assert!(figures.upper_less_lower.is_none_or(|difference| close_to(difference, -1.0)));
        if let Some(groups) = figures.groups {
            let wanted = (answers.len() as u64 * 27).div_ceil(100);
            prop_assert!(groups.upper >= wanted && groups.lower >= wanted);
            prop_assert!(groups.upper + groups.lower <= answers.len() as u64);
        }
        for of in figures.choices.iter().chain([&figures.blank]) {
            prop_assert!(of.upper + of.lower <= of.all && of.all <= figures.attempts);
        }
    }

    #[test]
    fn little_is_no_reason_to_doubt_a_question(answers in prop::collection::vec(any_given(), 0..ENOUGH as usize)) {
        let figures = ItemFigures::of(&tally(&answers), 3, 3);
        prop_assert!(warnings(&figures, Kind::Single, ChoiceSet::EMPTY.with(0)).is_empty());
    }

    #[test]
    fn a_papers_questions_add_up_to_its_grade(
        plan in any_plan(), seed in any_seed(), noise in any::<u64>(), partial in any::<bool>(),
    ) {
        let paper = draw(&plan, seed);
        let answers = on_page(&paper, |item| scrawl(item, noise));
        let corrections = Corrections::default();
        let marks = item_marks(&plan, &paper, &answers, partial, &corrections);
        let grade = grade_corrected(&plan, &paper, &answers, partial, &corrections);
        prop_assert_eq!(marks.len(), usize::from(grade.total));
        prop_assert_eq!(marks.iter().filter(|mark| mark.earned == FULL_MARK).count(), usize::from(grade.correct));
        let mut round = RoundTally::default();
        round.add(plan.version, &marks);
        let whole = round.plans[&plan.version].figures().mean.unwrap();
        prop_assert!((whole / f64::from(PAPER) - f64::from(grade.score) / 10_000.0).abs() <= 0.000_06);
        for tally in round.questions.values() {
            prop_assert!(tally.iter().all(|(given, times)| given.whole == u32::from(grade.score) && times == 1));
        }
    }
}

/// 40 answers to a question whose key is A: the better half marks `good`, the other half `bad`.
fn halves(good: usize, bad: usize) -> Vec<Warning> {
    let mut tally = ItemTally::default();
    for place in 0..40_u32 {
        let choice = if place < 20 { bad } else { good };
        let (mark, rest) = (u32::from(choice == 0), place / 2);
        tally.add(Given { mark, rest, whole: mark + rest, marked: ChoiceSet::EMPTY.with(choice) }, 1);
    }
    warnings(&ItemFigures::of(&tally, 1, 3), Kind::Single, ChoiceSet::EMPTY.with(0))
}

#[test]
fn what_looks_wrong_is_said() {
    use Warning::{BelowGuess, ChoiceBeatsKey, ChoiceUnused, Negative, TooEasy, Weak};

    assert_eq!(halves(0, 1), [ChoiceUnused(2)], "a good question with a choice too many");
    assert_eq!(halves(1, 0), [Negative, ChoiceBeatsKey(1), ChoiceUnused(2)], "a wrong key");
    assert_eq!(halves(0, 0), [TooEasy, ChoiceUnused(1), ChoiceUnused(2)]);
    assert_eq!(halves(1, 2), [BelowGuess, ChoiceBeatsKey(1), Weak], "nobody has it right");
    assert!(ChoiceBeatsKey(1).advice().contains("phương án B"));
}
