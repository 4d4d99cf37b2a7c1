//! The life of a round's results, on both databases.

mod complaining;
mod counting;
mod deciding;
mod publishing;
mod whole;

use contest::{
    Millis,
    contests::{
        AgencyKey, Apart, CollectivePrizes, IndividualPrizes, Period, PrizeClass, RoundShape, RoundState, Rules,
        Schedule,
    },
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};

use super::*;
use crate::{
    Engine,
    contests::Round,
    db::entities::{audit_log, awards, participants, results, rounds},
    testing::{OpenContest, Person, TestEngine, Tree},
};

/// A round of five people that is over: An and Bình of the unit, Chi and Dũng of the sibling, Đào of
/// the commune, each with one attempt; who is earlier has more right.
struct Over {
    t: TestEngine,
    tree: Tree,
    open: OpenContest,
    people: Vec<Person>,
}

/// A first prize and two second ones for everybody together; one prize for an agency with half its
/// people; three days for complaints.
fn prizes() -> Rules {
    let class = |name: &str, count| PrizeClass { name: name.to_owned(), count, value: 0, points: 0 };
    let shape = RoundShape::Days { days: 7, opens: "08:00".parse().unwrap(), closes: "17:00".parse().unwrap() };
    Rules {
        prizes: vec![IndividualPrizes {
            name: "Giải tuần".to_owned(),
            period: Period::Round,
            apart: Apart::Together,
            tracks: vec![],
            blocks: vec![],
            classes: vec![class("Giải Nhất", 1), class("Giải Nhì", 2)],
            most_per_agency: None,
        }],
        collective: vec![CollectivePrizes {
            name: "Giải tập thể".to_owned(),
            period: Period::Round,
            blocks: vec![],
            by_block: false,
            track: None,
            size_bands: vec![],
            quotas: vec![],
            individual_winner: false,
            points: contest::contests::Points::default(),
            ranking: vec![AgencyKey::Participation],
            classes: vec![class("Tập thể Nhất", 1)],
        }],
        schedule: Some(Schedule { rounds: 4, shape, complaint_days: 3 }),
        ..Rules::case_4()
    }
}

impl Over {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 10).await;
        let organiser = t.organiser().await;
        for (agency, people) in [(&tree.unit, 4), (&tree.sibling, 2), (&tree.commune, 40)] {
            crate::agencies::set_headcount(&t, &organiser, agency.id, people, t.now()).await.unwrap();
        }
        let mut over = Self { t, tree, open, people: Vec::new() };
        over.set_rules(&prizes()).await;
        for number in 0..5 {
            let agency = [&over.tree.unit, &over.tree.sibling, &over.tree.commune][number as usize / 2];
            let person = over.t.participant(agency, number).await;
            over.attempt(&person, 0, 10 - number as i32).await;
            over.people.push(person);
        }
        over.t.advance(Millis::days(7));
        crate::contests::rounds::close_due(&over.t).await.unwrap();
        over
    }

    /// Changes the rules that the round goes by.
    async fn set_rules(&self, rules: &Rules) {
        self.t.set_rules(&self.open, rules).await;
    }

    /// Puts a submitted attempt into the database.
    async fn attempt(&self, person: &Person, number: i64, correct: i32) {
        let db = &self.t.db.write;
        let row = participants::Entity::find_by_id(person.id).one(db).await.unwrap().unwrap();
        let result = results::Model {
            attempt_id: person.id * 100 + number,
            round_id: self.open.round_id,
            participant_id: person.id,
            agency_id: row.agency_id,
            track_id: self.open.staff_track_id,
            correct,
            total: 10,
            score: correct * 1_000,
            prediction: Some(3),
            started_at: self.t.now().0,
            submitted_at: self.t.now().0 + 60_000,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        result.into_active_model().reset_all().insert(db).await.unwrap();
    }

    /// The same, counted.
    async fn counted(t: TestEngine) -> Self {
        let over = Box::pin(Self::new(t)).await;
        assert_eq!(Box::pin(settle_due(&over.t)).await.unwrap(), [over.of()]);
        over
    }

    fn of(&self) -> ResultsOf {
        ResultsOf::Round(self.open.round_id)
    }

    async fn state(&self) -> RoundState {
        Round::load(&self.t.db.read, self.open.round_id).await.unwrap().unwrap().state
    }

    async fn subject(&self) -> Subject {
        Subject::load(&self.t.db.read, self.of()).await.unwrap().unwrap()
    }

    /// Forgets that the round was counted.
    async fn count_anew(&self) {
        let db = &self.t.db.write;
        round_results::Entity::delete_by_id(self.open.round_id).exec(db).await.unwrap();
        awards::Entity::delete_many().exec(db).await.unwrap();
        let closed = rounds::ActiveModel {
            id: Set(self.open.round_id),
            state: Set(RoundState::Closed.code().to_owned()),
            ..Default::default()
        };
        closed.update(db).await.unwrap();
    }

    async fn outcome(&self) -> Overview {
        outcome(&self.t, &self.t.organiser().await, self.of()).await.unwrap().unwrap()
    }

    /// The individual winners, as places in `people`, then the agencies that win, by row.
    async fn winners(&self) -> (Vec<usize>, Vec<i64>) {
        let rows = awards::Entity::find().filter(awards::Column::RoundId.eq(self.open.round_id));
        let mut rows = rows.all(&self.t.db.read).await.unwrap();
        rows.sort_by_key(|row| row.position);
        let place = |id: i64| self.people.iter().position(|person| person.id == id).unwrap();
        let agencies = rows.iter().filter(|row| row.participant_id.is_none()).map(|row| row.agency_id);
        (rows.iter().filter_map(|row| row.participant_id).map(place).collect(), agencies.collect())
    }

    async fn logged(&self, action: &str) -> Vec<audit_log::Model> {
        let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
        rows.all(&self.t.db.read).await.unwrap()
    }
}

/// Polls a future so many times and drops it then: what a process that is killed leaves behind.
async fn cut_off<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let (mut future, mut left) = (Box::pin(future), polls);
    std::future::poll_fn(move |context| {
        if left == 0 {
            return std::task::Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

async fn row(engine: &Engine, of: ResultsOf) -> Option<round_results::Model> {
    stored(&engine.db.read, of).await.unwrap()
}
