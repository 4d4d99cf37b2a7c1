//! What a paper with its answers is worth.

use serde::{Deserialize, Serialize};

use super::{Answers, Corrections, Mark, Paper, Plan, PlanQuestion};
use crate::banks::{ChoiceSet, Kind, MAX_CHOICES, Weight};

/// The outcome of one attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions on the paper, without those that were dropped afterwards.
    pub total: u16,
    /// The score in hundredths of a percent, 10,000 for a perfect paper: the share of the paper's points
    /// that was earned, each question by its weight, rounded to the nearest.
    pub score: u16,
}

impl Grade {
    /// Whether every question is right.
    pub fn is_perfect(self) -> bool {
        self.total > 0 && self.correct == self.total
    }
}

/// What a question answered wholly right is worth, in the units that points are added up in: the least
/// number that every count of right choices up to [`MAX_CHOICES`] divides, so that no part is rounded
/// before the sum is.
pub const FULL_MARK: u32 = 2_520;
const WHOLE: u64 = FULL_MARK as u64;
const _: () = assert!(MAX_CHOICES <= 10);

/// What was marked on one question of a paper, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemMark<'plan> {
    /// The question.
    pub question: &'plan PlanQuestion,
    /// The plan's cell that it was drawn from.
    pub cell: u16,
    /// What the whole question is worth.
    pub weight: Weight,
    /// What was marked, in the author's numbering; empty when the question was left.
    pub marked: ChoiceSet,
    /// What was earned of it, from 0 to [`FULL_MARK`].
    pub earned: u32,
}

/// The questions of a paper one by one, by the rules of [`grade_corrected`], without those that were
/// dropped afterwards.
pub fn item_marks<'plan>(
    plan: &'plan Plan,
    paper: &Paper,
    answers: &Answers,
    partial_credit: bool,
    corrections: &Corrections,
) -> Vec<ItemMark<'plan>> {
    let mark = |(place, item): (usize, &super::PaperItem)| {
        let question = item.question(plan)?;
        let marked = item.to_author(answers.0.get(place).copied().unwrap_or_default());
        let earned = match corrections.mark(question, marked) {
            Mark::NotCounted => return None,
            Mark::Right => WHOLE,
            Mark::Wrong => part_of(question, marked, partial_credit, corrections),
        };
        Some(ItemMark { question, cell: item.cell, weight: plan.weight(item), marked, earned: earned as u32 })
    };
    paper.items.iter().enumerate().filter_map(mark).collect()
}

/// Grades answers against the plan that the paper was drawn from.
///
/// A question counts when exactly its right choices are marked. With `partial_credit`, a question
/// with several right choices adds `max(0, right marked − wrong marked) / right` to the score (the
/// rule of Moodle's "multiple answers" with equal weights), and still counts as correct only whole.
pub fn grade(plan: &Plan, paper: &Paper, answers: &Answers, partial_credit: bool) -> Grade {
    grade_corrected(plan, paper, answers, partial_credit, &Corrections::default())
}

/// As [`grade`], by what was decided about questions since. A dropped question is not on the paper;
/// a paper of nothing else is worth nothing.
pub fn grade_corrected(
    plan: &Plan,
    paper: &Paper,
    answers: &Answers,
    partial_credit: bool,
    corrections: &Corrections,
) -> Grade {
    let mut correct = 0;
    let mut total = paper.items.len() as u16;
    // Both in parts of a hundredth of a point.
    let (mut points, mut whole) = (0, 0);
    for (item, marked) in paper.items.iter().zip(answers.0.iter().copied().chain(std::iter::repeat(ChoiceSet::EMPTY))) {
        let weight = u64::from(plan.weight(item).0);
        whole += WHOLE * weight;
        let Some(question) = item.question(plan) else { continue };
        let marked = item.to_author(marked);
        match corrections.mark(question, marked) {
            Mark::NotCounted => {
                total -= 1;
                whole -= WHOLE * weight;
            }
            Mark::Right => {
                correct += 1;
                points += WHOLE * weight;
            }
            Mark::Wrong => points += part_of(question, marked, partial_credit, corrections) * weight,
        }
    }
    let whole = whole.max(1);
    let score = (points * 20_000 + whole) / (whole * 2);
    Grade { correct, total, score: score as u16 }
}

/// What is earned of a question that is not wholly right. Where one choice is marked, there is no part of it.
fn part_of(question: &PlanQuestion, marked: ChoiceSet, partial_credit: bool, corrections: &Corrections) -> u64 {
    if partial_credit && question.kind == Kind::Multiple { partial(marked, corrections.key(question)) } else { 0 }
}

fn partial(marked: ChoiceSet, right: ChoiceSet) -> u64 {
    let hits = marked.iter().filter(|&choice| right.contains(choice)).count();
    let misses = marked.len() - hits;
    hits.saturating_sub(misses) as u64 * WHOLE / right.len().max(1) as u64
}
