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
    /// A paper's questions for the page, with what is marked there: what has been `saved`, or what
    /// was sent and could not be.
    pub fn questions(&self, plan: &Plan, paper: &Paper, saved: &Answers, sent: Option<&Answers>) -> Vec<QuestionView> {
        let prose = self.of(plan);
        let at = |answers: &Answers, place: usize| answers.0.get(place).copied().unwrap_or(ChoiceSet::EMPTY);
        let items = paper.items.iter().enumerate();
        let says_weights = plan.is_weighted();
        items
            .filter_map(|(place, item)| {
                let (saved, marked) = (at(saved, place), at(sent.unwrap_or(saved), place));
                let kind = item.question(plan)?.kind;
                let prose = prose.get(usize::from(item.cell))?.get(usize::from(item.question))?;
                let choices = item.order.iter().filter_map(|&choice| prose.choices.get(usize::from(choice)).cloned());
                Some(QuestionView {
                    kind,
                    stem: prose.stem.clone(),
                    choices: choices.collect(),
                    marked,
                    saved: marked == saved,
                    weight: says_weights.then(|| plan.weight(item)),
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
