//! Correcting questions after they were answered.

use contest::{
    attempts::{Answers, Change, Corrections, Grade, Paper, Plan, PlanQuestion, draw, grade, grade_corrected},
    banks::{ChoiceSet, Kind},
};
use proptest::prelude::*;

use crate::{
    grading::{on_page, scrawl},
    plans::{any_plan, any_seed},
};

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Drop),
        Just(Change::AllRight),
        (1..1_024_u16).prop_map(|bits| Change::Key(ChoiceSet::from_bits(bits).unwrap_or_default())),
    ]
}

/// A plan with a paper and any marks on it, and what is decided about one of the plan's questions.
#[derive(Debug)]
struct Case {
    plan: Plan,
    paper: Paper,
    answers: Answers,
    question: PlanQuestion,
    change: Change,
}

impl Case {
    fn corrected(&self, partial: bool) -> Grade {
        let corrections = Corrections([(self.question.revision, self.change)].into());
        grade_corrected(&self.plan, &self.paper, &self.answers, partial, &corrections)
    }

    fn plain(&self, partial: bool) -> Grade {
        grade(&self.plan, &self.paper, &self.answers, partial)
    }

    fn has_it(&self) -> bool {
        self.paper.revisions(&self.plan).any(|revision| revision == self.question.revision)
    }
}

fn any_case() -> impl Strategy<Value = Case> {
    let plans = any_plan().prop_filter("a question", |plan| plan.cells.iter().any(|cell| !cell.questions.is_empty()));
    (plans, any_seed(), any::<u64>(), any::<prop::sample::Index>(), any_change()).prop_map(
        |(plan, seed, noise, which, change)| {
            let questions: Vec<&PlanQuestion> = plan.cells.iter().flat_map(|cell| &cell.questions).collect();
            let question = questions[which.index(questions.len())].clone();
            let paper = draw(&plan, seed);
            let answers = on_page(&paper, |item| scrawl(item, noise));
            Case { plan, paper, answers, question, change }
        },
    )
}

proptest! {
    #[test]
    fn only_papers_that_have_the_question_are_worth_anything_else(case in any_case(), partial in any::<bool>()) {
        if !case.has_it() {
            prop_assert_eq!(case.corrected(partial), case.plain(partial));
        }
    }

    #[test]
    fn a_grade_is_sound_after_any_change(case in any_case(), partial in any::<bool>()) {
        let Grade { correct, total, score } = case.corrected(partial);
        prop_assert!(correct <= total && score <= 10_000);
        prop_assert_eq!(score == 10_000, total > 0 && correct == total);
    }

    #[test]
    fn right_for_all_takes_from_nobody_and_dropping_takes_at_most_what_was_right(
        case in any_case(), partial in any::<bool>(),
    ) {
        let (before, after) = (case.plain(partial), case.corrected(partial));
        match case.change {
            Change::AllRight => {
                prop_assert!(after.correct >= before.correct && after.score >= before.score);
                prop_assert_eq!(after.total, before.total);
            }
            Change::Drop => {
                let fewer = u16::from(case.has_it());
                prop_assert_eq!(after.total, before.total - fewer);
                prop_assert!(after.correct <= before.correct && before.correct - after.correct <= fewer);
                // Who had all right has all right.
                prop_assert!(!before.is_perfect() || after.total == 0 || after.is_perfect());
            }
            Change::Key(_) => prop_assert_eq!(after.total, before.total),
        }
    }

    #[test]
    fn another_key_is_as_if_the_question_had_been_written_with_it(
        mut case in any_case(), key in 1..1_024_u16, partial in any::<bool>(),
    ) {
        let of_question = |choice: &usize| *choice < case.question.choices.len();
        let key = ChoiceSet::from_bits(key).unwrap_or_default().iter().filter(of_question).collect::<ChoiceSet>();
        prop_assume!(!key.is_empty() && (case.question.kind == Kind::Multiple || key.len() == 1));
        case.change = Change::Key(key);
        let after = case.corrected(partial);
        let questions = case.plan.cells.iter_mut().flat_map(|cell| &mut cell.questions);
        for question in questions.filter(|question| question.revision == case.question.revision) {
            question.correct = key;
        }
        prop_assert_eq!(after, case.plain(partial));
    }
}
