//! Folding journals and grading papers.

use contest::{
    attempts::{Answers, Grade, JournalEntry, Paper, Plan, PlanCell, draw, fold, grade},
    banks::{Cell, ChoiceOrder, ChoiceSet, Weight},
};
use proptest::prelude::*;

use crate::plans::{any_plan, any_seed, question};

/// Marks in the author's numbering, as places on a page.
pub(crate) fn on_page(paper: &Paper, marks: impl Fn(&contest::attempts::PaperItem) -> ChoiceSet) -> Answers {
    let places = |item: &contest::attempts::PaperItem| {
        let marked = marks(item);
        item.order
            .iter()
            .enumerate()
            .filter(|(_, choice)| marked.contains(usize::from(**choice)))
            .map(|(place, _)| place)
            .collect()
    };
    Answers(paper.items.iter().map(places).collect())
}

fn key(paper: &Paper, plan: &Plan) -> Answers {
    on_page(paper, |item| item.question(plan).map(|question| question.correct).unwrap_or_default())
}

/// Any marks, the same for a question wherever it stands.
pub(crate) fn scrawl(item: &contest::attempts::PaperItem, noise: u64) -> ChoiceSet {
    let bits = noise.wrapping_mul(u64::from(item.cell) * 64 + u64::from(item.question) + 1) >> 20;
    ChoiceSet::from_bits((bits & 0x3FF) as u16).unwrap_or_default()
}

proptest! {
    #[test]
    fn neither_the_order_of_choices_nor_of_questions_changes_a_grade(
        plan in any_plan(), seed in any_seed(), noise in any::<u64>(), turn in 0..10_usize, partial in any::<bool>(),
    ) {
        let paper = draw(&plan, seed);
        let mut other = paper.clone();
        other.items.reverse();
        for item in &mut other.items {
            let length = item.order.len();
            item.order.rotate_left(turn % length);
        }
        let grade = |paper: &Paper| grade(&plan, paper, &on_page(paper, |item| scrawl(item, noise)), partial);
        prop_assert_eq!(grade(&paper), grade(&other));
    }

    #[test]
    fn a_grade_is_perfect_exactly_when_every_answer_is_the_key(
        plan in any_plan(), seed in any_seed(), spoiled in any::<prop::sample::Index>(), partial in any::<bool>(),
    ) {
        let paper = draw(&plan, seed);
        let mut answers = key(&paper, &plan);
        let size = paper.items.len() as u16;
        let full = grade(&plan, &paper, &answers, partial);
        prop_assert_eq!(full, Grade { correct: size, total: size, score: if size == 0 { 0 } else { 10_000 } });
        prop_assert_eq!(full.is_perfect(), size > 0);
        if size > 0 {
            let place = spoiled.index(usize::from(size));
            answers.0[place] = ChoiceSet::EMPTY;
            let spoiled = grade(&plan, &paper, &answers, partial);
            prop_assert_eq!(spoiled.correct, size - 1);
            prop_assert!(!spoiled.is_perfect() && spoiled.score < 10_000);
        }
    }

    #[test]
    fn what_is_left_or_missing_is_wrong(plan in any_plan(), seed in any_seed(), partial in any::<bool>()) {
        let paper = draw(&plan, seed);
        let nothing = Grade { correct: 0, total: paper.items.len() as u16, score: 0 };
        prop_assert_eq!(grade(&plan, &paper, &Answers::default(), partial), nothing);
        let left = Answers(vec![ChoiceSet::EMPTY; paper.items.len()]);
        prop_assert_eq!(grade(&plan, &paper, &left, partial), nothing);
    }

    #[test]
    fn partial_credit_only_ever_adds_and_never_to_what_is_correct(
        plan in any_plan(), seed in any_seed(), noise in any::<u64>(),
    ) {
        let paper = draw(&plan, seed);
        let answers = on_page(&paper, |item| scrawl(item, noise));
        let whole = grade(&plan, &paper, &answers, false);
        let partial = grade(&plan, &paper, &answers, true);
        prop_assert_eq!(whole.correct, partial.correct);
        prop_assert!(whole.score <= partial.score && partial.score <= 10_000);
    }

    #[test]
    fn equal_weights_whatever_they_are_grade_as_none(
        plan in any_plan(), seed in any_seed(), noise in any::<u64>(), weight in Weight::MIN.0..=Weight::MAX.0,
        partial in any::<bool>(),
    ) {
        let weighing = |weight| {
            let mut plan = plan.clone();
            plan.cells.iter_mut().for_each(|cell| cell.cell.weight = weight);
            plan
        };
        let paper = draw(&plan, seed);
        let answers = on_page(&paper, |item| scrawl(item, noise));
        let grade = |weight| grade(&weighing(weight), &paper, &answers, partial);
        let equal = grade(Weight(weight));
        prop_assert_eq!(equal, grade(Weight::ONE));
        if !partial && !paper.items.is_empty() {
            // The share of right answers, rounded half up: what a score was before there were weights.
            let (correct, total) = (u32::from(equal.correct), u32::from(equal.total));
            prop_assert_eq!(u32::from(equal.score), (correct * 20_000 + total) / (total * 2));
        }
    }

    #[test]
    fn a_right_answer_more_never_lowers_a_score_and_its_weight_says_by_how_much(
        plan in any_plan(), seed in any_seed(), noise in any::<u64>(), chosen in any::<prop::sample::Index>(),
        partial in any::<bool>(),
    ) {
        let paper = draw(&plan, seed);
        prop_assume!(!paper.items.is_empty());
        let mut answers = on_page(&paper, |item| scrawl(item, noise));
        let place = chosen.index(paper.items.len());
        answers.0[place] = ChoiceSet::EMPTY;
        let without = grade(&plan, &paper, &answers, partial);
        answers.0[place] = key(&paper, &plan).0[place];
        let with = grade(&plan, &paper, &answers, partial);
        prop_assert_eq!(with.correct, without.correct + 1);
        prop_assert!(without.score < with.score && with.score <= 10_000);
        let weight = f64::from(plan.weight(&paper.items[place]).0);
        let whole = f64::from(plan.points());
        let gained = f64::from(with.score - without.score);
        prop_assert!((gained - weight * 10_000.0 / whole).abs() <= 1.0, "{gained}");
    }

    #[test]
    fn the_order_in_which_a_journal_is_read_does_not_matter(
        (journal, shuffled) in prop::collection::vec(any_entry(), 0..40)
            .prop_flat_map(|journal| (Just(journal.clone()), Just(journal).prop_shuffle())),
    ) {
        prop_assert_eq!(fold(6, journal), fold(6, shuffled));
    }

    #[test]
    fn replays_change_nothing(journal in prop::collection::vec(any_entry(), 0..40)) {
        let twice = journal.iter().chain(&journal).copied();
        prop_assert_eq!(fold(6, twice), fold(6, journal.iter().copied()));
    }

    #[test]
    fn the_last_answer_of_each_question_counts(journal in prop::collection::vec(any_entry(), 0..40)) {
        let numbered = journal.iter().zip(1..).map(|(entry, sequence)| JournalEntry { sequence, ..*entry });
        let answers = fold(6, numbered);
        prop_assert_eq!(answers.0.len(), 6);
        for (position, choices) in answers.0.iter().enumerate() {
            let last = journal.iter().rfind(|entry| usize::from(entry.position) == position);
            prop_assert_eq!(*choices, last.map(|entry| entry.choices).unwrap_or_default());
        }
    }
}

/// Positions 6 and 7 are off the paper; sequences collide.
fn any_entry() -> impl Strategy<Value = JournalEntry> {
    (0..8_u16, 0..6_u32, 0..1_024_u16).prop_map(|(position, sequence, bits)| JournalEntry {
        position,
        sequence,
        choices: ChoiceSet::from_bits(bits).unwrap_or_default(),
    })
}

#[test]
fn partial_credit_takes_wrong_marks_off_right_ones() {
    let set = |places: &[usize]| -> ChoiceSet { places.iter().copied().collect() };
    let questions = vec![question(1, 5, ChoiceOrder::Fixed, set(&[0, 1, 2]))];
    let plan = Plan {
        version: 1,
        cells: vec![PlanCell { cell: Cell { topic: None, level: None, take: 1, weight: Weight::ONE }, questions }],
    };
    let paper = draw(&plan, contest::attempts::Seed([0; 16]));
    let cases: [(&[usize], u16); 6] =
        [(&[0], 3_333), (&[0, 1], 6_667), (&[0, 1, 2], 10_000), (&[0, 1, 3], 3_333), (&[0, 3, 4], 0), (&[3], 0)];
    for (marked, score) in cases {
        assert_eq!(grade(&plan, &paper, &Answers(vec![set(marked)]), true).score, score, "{marked:?}");
        assert_eq!(grade(&plan, &paper, &Answers(vec![set(marked)]), false).score, score / 10_000 * 10_000);
    }
}

#[test]
fn marks_off_the_page_and_answers_off_the_paper_are_nothing() {
    let questions = vec![question(1, 2, ChoiceOrder::Fixed, ChoiceSet::EMPTY.with(0))];
    let plan = Plan {
        version: 1,
        cells: vec![PlanCell { cell: Cell { topic: None, level: None, take: 1, weight: Weight::ONE }, questions }],
    };
    let paper = draw(&plan, contest::attempts::Seed([0; 16]));
    let answers = Answers(vec![ChoiceSet::EMPTY.with(9), ChoiceSet::EMPTY.with(0)]);
    assert_eq!(grade(&plan, &paper, &answers, true), Grade { correct: 0, total: 1, score: 0 });
    assert_eq!(answers.answered(), 2);
}
