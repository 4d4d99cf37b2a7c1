//! What a paper with its answers is worth.

use serde::{Deserialize, Serialize};

use super::{Answers, Paper, Plan};
use crate::banks::ChoiceSet;

/// The outcome of one attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions on the paper.
    pub total: u16,
    /// The score in hundredths of a point, 10,000 for a perfect paper: the share of right answers,
    /// rounded to the nearest hundredth of a percent.
    pub score: u16,
}

impl Grade {
    /// Whether every question is right.
    pub fn is_perfect(self) -> bool {
        self.total > 0 && self.correct == self.total
    }
}

/// Grades answers against the plan that the paper was drawn from.
///
/// A question counts when exactly its right choices are marked. With `partial_credit`, a question
/// with several right choices adds `max(0, right marked − wrong marked) / right` to the score (the
/// rule of Moodle's "multiple answers" with equal weights), and still counts as correct only whole.
pub fn grade(plan: &Plan, paper: &Paper, answers: &Answers, partial_credit: bool) -> Grade {
    let mut correct = 0;
    let mut points = 0.0_f64;
    for (item, marked) in paper.items.iter().zip(answers.0.iter().copied().chain(std::iter::repeat(ChoiceSet::EMPTY))) {
        let Some(question) = item.question(plan) else { continue };
        let marked = item.to_author(marked);
        if marked == question.correct {
            correct += 1;
            points += 1.0;
        } else if partial_credit {
            points += partial(marked, question.correct);
        }
    }
    let total = paper.items.len() as u16;
    let score = if total == 0 { 0 } else { (points * 10_000.0 / f64::from(total)).round() as u16 };
    Grade { correct, total, score }
}

fn partial(marked: ChoiceSet, right: ChoiceSet) -> f64 {
    let hits = marked.iter().filter(|&choice| right.contains(choice)).count() as f64;
    let misses = marked.len() as f64 - hits;
    ((hits - misses) / right.len().max(1) as f64).max(0.0)
}
