//! A round's frozen list of questions.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::PaperItem;
use crate::banks::{Blueprint, Cell, ChoiceOrder, ChoiceSet, Kind, Question, Weight};

/// One question revision in a plan. Frozen: a later edit of the bank does not reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanQuestion {
    /// The revision's number in the bank.
    pub revision: i64,
    /// What is asked.
    pub stem: String,
    /// The choices in the author's order.
    pub choices: Vec<String>,
    /// The right ones, as positions in the author's order.
    pub correct: ChoiceSet,
    /// How it is answered.
    pub kind: Kind,
    /// What may be shuffled.
    pub order: ChoiceOrder,
}

/// The questions that one cell of the blueprint draws from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCell {
    /// The demand.
    #[serde(flatten)]
    pub cell: Cell,
    /// At least `cell.take` of them, ordered by revision.
    pub questions: Vec<PlanQuestion>,
}

/// All that a paper is drawn from, but the seed.
///
/// The file of `cchc draw` is this, as JSON, with what was decided since ([`super::PlanFile`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The plan's number; a new version of a round's questions is a new plan.
    pub version: i64,
    /// The blueprint's cells with their questions; no question is in two of them.
    pub cells: Vec<PlanCell>,
}

impl Plan {
    /// Questions on a paper of this plan.
    pub fn paper_size(&self) -> usize {
        self.cells.iter().map(|cell| usize::from(cell.cell.take).min(cell.questions.len())).sum()
    }

    /// What a question of a paper is worth.
    pub fn weight(&self, item: &PaperItem) -> Weight {
        self.cells.get(usize::from(item.cell)).map_or(Weight::ONE, |cell| cell.cell.weight)
    }

    /// What a whole paper is worth, in hundredths of a point; the same for every paper of the plan.
    pub fn points(&self) -> u32 {
        let taken = |cell: &PlanCell| usize::from(cell.cell.take).min(cell.questions.len()) as u32;
        self.cells.iter().map(|cell| taken(cell) * u32::from(cell.cell.weight.0)).sum()
    }

    /// Whether any question is worth more or less than a point: then papers say what each is worth.
    pub fn is_weighted(&self) -> bool {
        self.cells.iter().any(|cell| cell.cell.take > 0 && cell.cell.weight != Weight::ONE)
    }

    /// Groups questions by the blueprint's cells. Questions that no cell wants are left out;
    /// the caller has checked [`Blueprint::shortages`].
    pub fn assemble(version: i64, blueprint: &Blueprint, questions: impl IntoIterator<Item = (i64, Question)>) -> Self {
        Self::assemble_with(version, blueprint, &[], questions)
    }

    /// The same with revisions that stand on every paper, each with what it is worth.
    ///
    /// They are cells of their own that take all they have, before the blueprint's: so they are drawn
    /// first, no other cell draws them again, and their places are shuffled with all others.
    pub fn assemble_with(
        version: i64,
        blueprint: &Blueprint,
        fixed: &[(i64, Weight)],
        questions: impl IntoIterator<Item = (i64, Question)>,
    ) -> Self {
        let weights: BTreeSet<Weight> = fixed.iter().map(|(_, weight)| *weight).collect();
        let of_fixed = weights.iter().map(|&weight| Cell { topic: None, level: None, take: 0, weight });
        let cells = of_fixed.chain(blueprint.0.iter().cloned());
        let mut cells: Vec<PlanCell> = cells.map(|cell| PlanCell { cell, questions: Vec::new() }).collect();
        let fixed: HashMap<i64, Weight> = fixed.iter().copied().collect();
        for (revision, question) in questions {
            let owner = match fixed.get(&revision) {
                Some(weight) => weights.iter().position(|other| other == weight),
                None => blueprint.owner(question.topic.as_ref(), question.level).map(|owner| weights.len() + owner),
            };
            let Some(cell) = owner.and_then(|owner| cells.get_mut(owner)) else { continue };
            let order = question.order();
            let Question { stem, choices, correct, kind, .. } = question;
            cell.questions.push(PlanQuestion { revision, stem, choices, correct, kind, order });
        }
        for cell in &mut cells {
            cell.questions.sort_by_key(|question| question.revision);
        }
        for cell in cells.iter_mut().take(weights.len()) {
            cell.cell.take = cell.questions.len() as u16;
        }
        Self { version, cells }
    }
}
