//! Correcting questions, on both databases.

mod acting;
mod deciding;
mod exporting;
mod interrupted;
mod previewing;
mod two_instances;

use std::sync::Arc;

use contest::{
    Millis,
    attempts::{Change, Corrections, draw},
    banks::ChoiceSet,
    contests::{Entrant, RoundState, TrackKind},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::*;
use crate::{
    Engine,
    accounts::StaffSession,
    attempts::{self, OpenPaper, PREDICTION_POSITION, StartRequest, SubmitRequest, SubmittedBy},
    cache::Scope,
    contests::Round,
    db::entities::{attempts as rows, audit_log, regrades, results},
    results::papers::Papers,
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

const SESSION: i64 = 5;

/// A round whose papers have 6 of 8 questions. Of every question the first choice is the key; the
/// person with number n has the first 6 − n of the paper right and the second choice elsewhere.
pub(in crate::results) struct Story {
    pub t: TestEngine,
    pub tree: Tree,
    pub open: OpenContest,
    pub people: Vec<Person>,
}

impl Story {
    pub async fn new(t: TestEngine) -> Self {
        Self::of_bank(t, 8).await
    }

    async fn of_bank(t: TestEngine, size: u32) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, size, 6).await;
        let mut story = Self { t, tree, open, people: Vec::new() };
        for number in 0..7 {
            let person = story.t.participant(&story.tree.unit, number).await;
            story.take(&story.t, &person, 6 - number as usize).await;
            story.people.push(person);
        }
        story
    }

    async fn round(&self) -> Round {
        Round::load(&self.t.db.read, self.open.round_id).await.unwrap().unwrap()
    }

    async fn begin(&self, engine: &Engine, person: &Person) -> OpenPaper {
        let request = StartRequest {
            round: Arc::new(self.round().await),
            participant: person.id,
            agency: self.tree.unit.id,
            entrant: Entrant::in_track(TrackKind::Staff),
            session: SESSION,
            now: engine.now(),
        };
        engine.writer.start(request).await.unwrap();
        attempts::open(engine, self.open.round_id, person.id, SESSION, [0; 8]).await.unwrap()
    }

    /// Takes a whole attempt, in as many minutes as there are wrong answers and one more.
    async fn take(&self, engine: &Engine, person: &Person, right: usize) -> i64 {
        let paper = self.begin(engine, person).await;
        engine.clock.advance(Millis::minutes(7 - right as i64));
        engine.writer.submit(submission(engine, &paper, right)).await.unwrap();
        paper.attempt.id
    }

    /// The questions of somebody's paper, in its order.
    pub async fn paper(&self, person: usize) -> Vec<i64> {
        let of = rows::Column::ParticipantId.eq(self.people[person].id);
        let attempt = rows::Entity::find().filter(of).one(&self.t.db.read).await.unwrap().unwrap();
        let plan = self.t.plans.get(&self.t.db.read, attempt.plan_id).await.unwrap();
        draw(&plan, attempts::seed_of(&attempt).unwrap()).revisions(&plan).collect()
    }

    /// A question that the first has right and the last has wrong: two papers of 6 of 8 share four.
    pub async fn question(&self) -> i64 {
        let (first, last) = (self.paper(0).await, self.paper(6).await);
        first.into_iter().filter(|question| last.contains(question)).min().unwrap()
    }

    /// Does an act, as often as it takes for it to be counted.
    async fn apply(&self, act: Act) -> Result<Preview, CorrectionError> {
        let organiser = self.t.organiser().await;
        let shown = self.preview(act).await?;
        apply(&self.t, &organiser, self.open.round_id, act, "Đáp án sai.").await?;
        Ok(shown)
    }

    async fn preview(&self, act: Act) -> Result<Preview, CorrectionError> {
        let organiser = self.t.organiser().await;
        loop {
            match preview(&self.t, &organiser, self.open.round_id, act).await {
                Err(CorrectionError::BeingCounted(_)) => {}
                counted => return counted.map(|counted| (*counted).clone()),
            }
        }
    }

    pub async fn correct(&self, change: Change) -> Preview {
        self.apply(Act::Correct { revision: self.question().await, change }).await.unwrap()
    }

    pub async fn regrade(&self) {
        assert_eq!(regrade_due(&self.t).await.unwrap(), [self.open.round_id]);
        assert_eq!(behind(&self.t.db.read, self.open.round_id).await.unwrap(), 0);
    }

    pub async fn results(&self) -> Vec<results::Model> {
        let mut rows = results::Entity::find().all(&self.t.db.read).await.unwrap();
        rows.sort_by_key(|row| row.attempt_id);
        rows
    }

    /// Attempt, right answers, questions, score.
    async fn grades(&self) -> Vec<(i64, i32, i32, i32)> {
        self.results().await.iter().map(|row| (row.attempt_id, row.correct, row.total, row.score)).collect()
    }

    /// Holds every result against its paper, graded by what is in force.
    async fn all_are_graded_by_what_is_in_force(&self) {
        let (round, results) = (self.round().await, self.results().await);
        let ids: Vec<i64> = results.iter().map(|row| row.attempt_id).collect();
        let all = self.open.plan.cells.iter().flat_map(|cell| &cell.questions).map(|question| question.revision);
        let papers = Papers::of(&self.t, &round).with(&ids, &all.collect()).await.unwrap();
        assert_eq!(papers.len(), results.len());
        for paper in papers {
            let row = results.iter().find(|row| row.attempt_id == paper.attempt).unwrap();
            let grade = paper.grade(&round.corrections);
            let stored = (row.correct as u16, row.total as u16, row.score as u16);
            assert_eq!(stored, (grade.correct, grade.total, grade.score), "attempt {}", row.attempt_id);
            assert_eq!(row.grading, round.grading);
        }
    }

    /// What the board shows, best first.
    async fn board(&self) -> Vec<(u64, u16)> {
        let round = self.round().await;
        let page = crate::results::page(&self.t, &round, Scope::Track(TrackKind::Staff), 1, 50).await.unwrap();
        page.lines.iter().map(|line| (line.rank, line.correct)).collect()
    }

    async fn regraded(&self, grading: i32) -> u64 {
        regrades::Entity::find().filter(regrades::Column::Grading.eq(grading)).count(&self.t.db.read).await.unwrap()
    }

    async fn logged(&self, action: &str) -> Vec<audit_log::Model> {
        let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
        rows.all(&self.t.db.read).await.unwrap()
    }

    async fn refused(&self, act: Act) -> CorrectionError {
        self.apply(act).await.unwrap_err()
    }
}

fn submission(engine: &Engine, paper: &OpenPaper, right: usize) -> SubmitRequest {
    let place_of = |position: usize, choice: u8| {
        let order = &paper.paper.items[position].order;
        1 << order.iter().position(|shown| *shown == choice).unwrap()
    };
    let marks =
        (0..paper.paper.items.len()).map(|position| (position as u16, place_of(position, u8::from(position >= right))));
    let form = marks.chain([(PREDICTION_POSITION, 42)]).collect();
    let by = SubmittedBy::Person { form, token: paper.token };
    SubmitRequest { attempt: paper.attempt.id, by, now: engine.now() }
}

fn second_choice() -> Change {
    Change::Key(ChoiceSet::EMPTY.with(1))
}
