//! The texts of a plan's questions, escaped once for everyone who gets that plan.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use app::{Prose, attempts::QuestionView};
use contest::{
    attempts::{Answers, Paper, Plan},
    banks::{ChoiceSet, Kind},
};

/// One question's stem and choices, in the author's order.
struct QuestionProse {
    stem: Prose,
    choices: Vec<Prose>,
}

type PlanProse = Vec<Vec<QuestionProse>>;

/// The prose of the plans this process has shown.
#[derive(Clone, Default)]
pub struct ProseBook(Arc<RwLock<HashMap<i64, Arc<PlanProse>>>>);

impl ProseBook {
    /// A paper's questions with what has been marked, for the page.
    pub fn questions(&self, plan: &Plan, paper: &Paper, answers: &Answers) -> Vec<QuestionView> {
        let prose = self.of(plan);
        let marked = answers.0.iter().copied().chain(std::iter::repeat(ChoiceSet::EMPTY));
        let items = paper.items.iter().zip(marked);
        items
            .filter_map(|(item, marked)| {
                let kind = item.question(plan)?.kind;
                let prose = prose.get(usize::from(item.cell))?.get(usize::from(item.question))?;
                let choices = item.order.iter().filter_map(|&choice| prose.choices.get(usize::from(choice)).cloned());
                Some(QuestionView {
                    kind,
                    stem: prose.stem.clone(),
                    choices: choices.collect(),
                    marked,
                    letters: kind != Kind::TrueFalse,
                })
            })
            .collect()
    }

    fn of(&self, plan: &Plan) -> Arc<PlanProse> {
        if let Some(prose) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&plan.version) {
            return Arc::clone(prose);
        }
        let prose: PlanProse = plan
            .cells
            .iter()
            .map(|cell| {
                let questions = cell.questions.iter().map(|question| QuestionProse {
                    stem: Prose::from(question.stem.as_str()),
                    choices: question.choices.iter().map(|choice| Prose::from(choice.as_str())).collect(),
                });
                questions.collect()
            })
            .collect();
        let prose = Arc::new(prose);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(plan.version, Arc::clone(&prose));
        prose
    }
}
