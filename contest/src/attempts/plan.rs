//! A round's frozen list of questions.

use serde::{Deserialize, Serialize};

use crate::banks::{Blueprint, Cell, ChoiceOrder, ChoiceSet, Kind, Question, choice_order};

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

    /// Groups questions by the blueprint's cells. Questions that no cell wants are left out;
    /// the caller has checked [`Blueprint::shortages`].
    pub fn assemble(version: i64, blueprint: &Blueprint, questions: impl IntoIterator<Item = (i64, Question)>) -> Self {
        let mut cells: Vec<PlanCell> =
            blueprint.0.iter().map(|cell| PlanCell { cell: cell.clone(), questions: Vec::new() }).collect();
        for (revision, question) in questions {
            let Some(owner) = blueprint.owner(question.topic.as_ref(), question.level) else { continue };
            let order = choice_order(&question.choices);
            let Question { stem, choices, correct, kind, .. } = question;
            cells[owner].questions.push(PlanQuestion { revision, stem, choices, correct, kind, order });
        }
        for cell in &mut cells {
            cell.questions.sort_by_key(|question| question.revision);
        }
        Self { version, cells }
    }
}
