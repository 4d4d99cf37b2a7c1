//! Papers that were answered, drawn again with what was marked on them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use contest::{
    attempts::{Answers, Corrections, Grade, ItemMark, Paper, Plan, PlanQuestion, draw, grade_corrected, item_marks},
    banks::ChoiceSet,
};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use tracing::error;

use crate::{
    Engine,
    attempts::{read_journals, seed_of},
    contests::Round,
    db::entities::{attempts, results},
};

/// One paper with its answers.
pub(super) struct Answered {
    pub attempt: i64,
    plan: Arc<Plan>,
    paper: Paper,
    answers: Answers,
    partial_credit: bool,
}

impl Answered {
    /// What it is worth by these corrections.
    pub fn grade(&self, corrections: &Corrections) -> Grade {
        grade_corrected(&self.plan, &self.paper, &self.answers, self.partial_credit, corrections)
    }

    /// The version of the plan that the paper was drawn from.
    pub fn plan(&self) -> i64 {
        self.plan.version
    }

    /// Its questions one by one.
    pub fn marks(&self, corrections: &Corrections) -> Vec<ItemMark<'_>> {
        item_marks(&self.plan, &self.paper, &self.answers, self.partial_credit, corrections)
    }

    /// A question of the paper with what was marked, in the author's numbering.
    pub fn marked(&self, revision: i64) -> Option<(&PlanQuestion, ChoiceSet)> {
        self.paper.items.iter().enumerate().find_map(|(place, item)| {
            let question = item.question(&self.plan).filter(|question| question.revision == revision)?;
            let marked = self.answers.0.get(place).copied().unwrap_or_default();
            Some((question, item.to_author(marked)))
        })
    }
}

/// Draws papers of one round again.
pub(super) struct Papers<'a> {
    engine: &'a Engine,
    round: &'a Round,
    /// By version of the rules: an attempt keeps the one that it began under.
    partial_credit: HashMap<i32, bool>,
}

impl<'a> Papers<'a> {
    pub fn of(engine: &'a Engine, round: &'a Round) -> Self {
        let partial_credit = [(round.rules_version, round.rules.partial_credit)].into();
        Self { engine, round, partial_credit }
    }

    /// Of these attempts, those whose paper has one of the questions. The journal is read of no other:
    /// few papers have a question. What cannot be read is left out, and logged.
    pub async fn with(&mut self, attempts: &[i64], questions: &BTreeSet<i64>) -> Result<Vec<Answered>, DbErr> {
        self.that(attempts, |paper, plan| paper.revisions(plan).any(|revision| questions.contains(&revision))).await
    }

    /// Of all these attempts. What cannot be read is left out, and logged.
    pub async fn all(&mut self, attempts: &[i64]) -> Result<Vec<Answered>, DbErr> {
        self.that(attempts, |_, _| true).await
    }

    async fn that(&mut self, attempts: &[i64], wanted: impl Fn(&Paper, &Plan) -> bool) -> Result<Vec<Answered>, DbErr> {
        let db = &self.engine.db.read;
        let of = attempts::Column::Id.is_in(attempts.iter().copied());
        let mut drawn = Vec::new();
        for attempt in attempts::Entity::find().filter(of).all(db).await? {
            if let Some((plan, paper, partial_credit)) = readable(self.drawn(&attempt).await)?
                && wanted(&paper, &plan)
            {
                drawn.push((attempt.id, plan, paper, partial_credit));
            }
        }
        let ids: Vec<i64> = drawn.iter().map(|(id, ..)| *id).collect();
        let journals = read_journals(db, &ids).await?;
        let answered = drawn.into_iter().map(|(attempt, plan, paper, partial_credit)| {
            let size = paper.items.len();
            let answers = journals.get(&attempt).map(|journal| journal.answers(size)).unwrap_or_default();
            Answered { attempt, plan, paper, answers, partial_credit }
        });
        Ok(answered.collect())
    }

    async fn drawn(&mut self, attempt: &attempts::Model) -> Result<(Arc<Plan>, Paper, bool), DbErr> {
        let plan = self.engine.plans.get(&self.engine.db.read, attempt.plan_id).await?;
        let paper = draw(&plan, seed_of(attempt)?);
        Ok((plan, paper, self.partial_credit(attempt.rules_version).await?))
    }

    async fn partial_credit(&mut self, version: i32) -> Result<bool, DbErr> {
        if let Some(known) = self.partial_credit.get(&version) {
            return Ok(*known);
        }
        let rules = self.round.rules_of_version(&self.engine.db.read, version).await?;
        self.partial_credit.insert(version, rules.partial_credit);
        Ok(rules.partial_credit)
    }
}

/// One attempt that cannot be read keeps the grade it has, and holds nobody else up.
fn readable<T>(read: Result<T, DbErr>) -> Result<Option<T>, DbErr> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(DbErr::RecordNotFound(what) | DbErr::Custom(what) | DbErr::Json(what)) => {
            error!(what, "an attempt cannot be graded again");
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

/// A place in the order of people and of their attempts.
pub(super) type Place = (i64, i64);

/// No person and no attempt comes before this.
pub(super) const BEFORE_ALL: Place = (i64::MIN, i64::MIN);

/// The next submitted attempts of a round behind a place, by person: person and attempt of each.
pub(super) fn attempts_after(round_id: i64, (person, attempt): Place, limit: u64) -> Select<results::Entity> {
    let later =
        Condition::any().add(results::Column::ParticipantId.gt(person)).add(results::Column::AttemptId.gt(attempt));
    results::Entity::find()
        .select_only()
        .columns([results::Column::ParticipantId, results::Column::AttemptId])
        .filter(results::Column::RoundId.eq(round_id))
        // Said apart from what follows, so that the index finds the place to begin at.
        .filter(results::Column::ParticipantId.gte(person))
        .filter(later)
        .order_by_asc(results::Column::ParticipantId)
        .order_by_asc(results::Column::AttemptId)
        .limit(limit)
}
