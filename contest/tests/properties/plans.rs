//! Plans to draw from.

use contest::{
    attempts::{Plan, PlanCell, PlanQuestion, Seed},
    banks::{Cell, ChoiceOrder, ChoiceSet, Kind, Weight},
};
use proptest::prelude::*;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A question whose choices are written after their places, so that nothing else tells them apart.
pub(crate) fn question(revision: i64, choices: usize, order: ChoiceOrder, correct: ChoiceSet) -> PlanQuestion {
    PlanQuestion {
        revision,
        stem: format!("Câu {revision}"),
        choices: (0..choices).map(|place| format!("Phương án {place}")).collect(),
        correct,
        kind: if correct.len() > 1 { Kind::Multiple } else { Kind::Single },
        order,
    }
}

/// Cells of `(questions, take)`. Questions take turns in being free, pinned at the end, fixed, free with
/// five choices and pinned from the front.
pub(crate) fn plan(shape: &[(usize, u16)]) -> Plan {
    let last = |place| ChoiceOrder::PinLast(ChoiceSet::EMPTY.with(place));
    plan_of(
        shape,
        &[(4, ChoiceOrder::Free), (4, last(3)), (2, ChoiceOrder::Fixed), (5, ChoiceOrder::Free), (4, last(0))],
    )
}

/// Cells of `(questions, take)`. Questions are numbered through from 0 and take turns in having so many
/// choices that may be shuffled so.
pub(crate) fn plan_of(shape: &[(usize, u16)], turns: &[(usize, ChoiceOrder)]) -> Plan {
    let mut turns = (0_i64..).zip(turns.iter().cycle());
    let mut next = || {
        turns.next().map(|(revision, &(choices, order))| question(revision, choices, order, ChoiceSet::EMPTY.with(1)))
    };
    let cells = shape.iter().map(|&(size, take)| PlanCell {
        cell: Cell { topic: None, level: None, take, weight: Weight::ONE },
        questions: (0..size).filter_map(|_| next()).collect(),
    });
    Plan { version: 1, cells: cells.collect() }
}

/// Plans of 1 to 5 cells of any weight, each of 0 to 12 questions with any choices, key and order.
pub(crate) fn any_plan() -> impl Strategy<Value = Plan> {
    let cell = (prop::collection::vec(any_question(), 0..12), 0..13_u16, Weight::MIN.0..=Weight::MAX.0);
    prop::collection::vec(cell, 1..6).prop_map(|cells| {
        let mut revisions = 0_i64..;
        let cells = cells.into_iter().map(|(mut questions, take, weight)| {
            questions.iter_mut().zip(&mut revisions).for_each(|(question, revision)| question.revision = revision);
            PlanCell { cell: Cell { topic: None, level: None, take, weight: Weight(weight) }, questions }
        });
        Plan { version: 1, cells: cells.collect() }
    })
}

fn any_question() -> impl Strategy<Value = PlanQuestion> {
    (2..=10_usize, any::<u16>(), any::<u16>(), 0..4_u8).prop_map(|(choices, correct, pinned, order)| {
        let set = |bits: u16| -> ChoiceSet { (0..choices).filter(|place| bits >> place & 1 == 1).collect() };
        let order = match order {
            0 => ChoiceOrder::Free,
            1 => ChoiceOrder::PinLast(set(pinned)),
            2 => ChoiceOrder::Anchored(set(pinned)),
            _ => ChoiceOrder::Fixed,
        };
        let correct = if set(correct).is_empty() { ChoiceSet::EMPTY.with(0) } else { set(correct) };
        question(0, choices, order, correct)
    })
}

pub(crate) fn any_seed() -> impl Strategy<Value = Seed> {
    any::<[u8; 16]>().prop_map(Seed)
}

/// The same seeds in every run, so that a statistic over them is a fact and not a chance.
pub(crate) fn fixed_seeds(count: usize) -> impl Iterator<Item = Seed> {
    let mut rng = ChaCha8Rng::seed_from_u64(2026);
    std::iter::repeat_with(move || {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Seed(bytes)
    })
    .take(count)
}
