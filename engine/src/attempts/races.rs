//! Races by thousands: the same start, the same save and the same submission meet each other, within
//! one batch, in two batches and, on PostgreSQL, on two instances. Each has one defined outcome.

use std::{collections::BTreeSet, sync::Arc};

use contest::contests::{Entrant, TrackKind};
use futures_util::future::join_all;
use rand::{Rng, RngExt as _};
use sea_orm::{DbBackend, EntityTrait as _};
use tokio::task::yield_now;

use super::{
    Answer, AttemptToken, OpenPaper, SaveBody, SaveError, SaveRequest, StartRequest, Started, SubmitError,
    SubmitRequest, Submitted, SubmittedBy, open,
};
use crate::{
    Engine,
    contests::Round,
    db::entities::{attempts, journal, results},
    testing::{Person, TestEngine, both_engines},
};

/// So many race at once,
const PEOPLE: u32 = 126;
/// so many times: over 2,000 races of each kind, half of them of each kind of ending.
const LOOPS: u64 = 17;
const SIZE: u16 = 5;

struct Course {
    t: TestEngine,
    /// Where requests go: one instance, or two that share a database.
    instances: Vec<Engine>,
    /// One for each time, so that nobody's history grows.
    rounds: Vec<Arc<Round>>,
    agency: i64,
    people: Vec<Person>,
}

impl Course {
    async fn new(t: TestEngine) -> Self {
        let mut instances = vec![(*t).clone()];
        // SQLite has one instance.
        if t.db.backend() == DbBackend::Postgres {
            instances.push(t.another().await);
        }
        let tree = t.tree().await;
        let mut rounds = Vec::new();
        for nth in 0..LOOPS {
            let contest = t.open_contest_called(&format!("lan-{nth}"), &tree, u32::from(SIZE) + 1, SIZE).await;
            rounds.push(Arc::new(Round::load(&t.db.read, contest.round_id).await.unwrap().unwrap()));
        }
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(t.participant(&tree.unit, number).await);
        }
        Self { agency: tree.unit.id, t, instances, rounds, people }
    }

    /// Somewhere, a little later or at once.
    async fn somewhere(&self, rng: &mut impl Rng) -> &Engine {
        for _ in 0..rng.random_range(0..4) {
            yield_now().await;
        }
        &self.instances[rng.random_range(0..self.instances.len())]
    }

    /// The same start, 2 to 8 times at once: one attempt.
    async fn start(&self, round: &Arc<Round>, person: &Person, seed: u64) -> i64 {
        let mut rng = self.t.rng(seed);
        let presses = (0..rng.random_range(2..=8)).map(|_| self.t.rng(rng.next_u64())).map(|mut rng| async move {
            let request = StartRequest {
                round: Arc::clone(round),
                participant: person.id,
                agency: self.agency,
                entrant: Entrant::in_track(TrackKind::Staff),
                session: 5,
                now: self.t.now(),
            };
            self.somewhere(&mut rng).await.writer.start(request).await.unwrap()
        });
        let started: Vec<Started> = join_all(presses).await;
        assert!(started.iter().all(|other| other.attempt == started[0].attempt), "{started:?}");
        // Presses that one batch takes are as one press: all of them have begun it.
        assert!(started.iter().any(|one| !one.resumed), "{started:?}");
        started[0].attempt
    }

    async fn save(&self, token: AttemptToken, sequence: u32, value: i32, mut rng: impl Rng) -> Result<(), SaveError> {
        let body = SaveBody::Answers(vec![Answer { position: 0, sequence, value }]);
        let engine = self.somewhere(&mut rng).await;
        engine.writer.save(SaveRequest { token, body, now: self.t.now() }).await
    }

    /// The same answer 2 to 4 times at once is acknowledged each time; under one number two or three
    /// other answers: one is, and it is the one that is kept.
    async fn saves(&self, token: AttemptToken, seed: u64) {
        let mut rng = self.t.rng(seed);
        let same = (0..rng.random_range(2..=4)).map(|_| self.save(token, 1, 1, self.t.rng(rng.next_u64())));
        assert!(join_all(same).await.iter().all(Result::is_ok));
        let values: Vec<i32> = (0..rng.random_range(2..=3)).map(|value| 1 << value).collect();
        let others = values.iter().map(|value| self.save(token, 2, *value, self.t.rng(rng.next_u64())));
        let outcomes = join_all(others).await;
        let kept: Vec<i32> =
            values.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_ok()).map(|(value, _)| *value).collect();
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(SaveError::Stale))), "{outcomes:?}");
        let stored = journal::Entity::find_by_id((token.attempt, 2, 0)).one(&self.t.db.read).await.unwrap();
        assert_eq!(kept, [stored.unwrap().value], "{outcomes:?}");
    }

    async fn submit(&self, token: AttemptToken, mut rng: impl Rng) -> Result<Submitted, SubmitError> {
        let by = SubmittedBy::Person { token, form: Vec::new() };
        let engine = self.somewhere(&mut rng).await;
        engine.writer.submit(SubmitRequest { attempt: token.attempt, by, now: self.t.now() }).await
    }

    /// The same submission 2 to 4 times at once: one is the first, and all learn the same grade.
    async fn submissions(&self, token: AttemptToken, seed: u64) {
        let mut rng = self.t.rng(seed);
        let presses = (0..rng.random_range(2..=4)).map(|_| self.submit(token, self.t.rng(rng.next_u64())));
        let submitted: Vec<Submitted> = join_all(presses).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(submitted.iter().filter(|one| one.first).count(), 1, "{submitted:?}");
        assert!(submitted.iter().all(|other| other.grade == submitted[0].grade), "{submitted:?}");
    }

    /// An answer and the submission at once: the answer counts, or it is told that it came too late.
    async fn last_answer(&self, paper: &OpenPaper, seed: u64) {
        let (mut rng, token) = (self.t.rng(seed), paper.token);
        let item = &paper.paper.items[0];
        let key = item.question(&paper.plan).unwrap().correct;
        let right = (0..item.order.len()).find(|place| key.contains(usize::from(item.order[*place]))).unwrap();
        let wrong = (right + 1) % item.order.len();
        // Until then the question is answered wrongly, whatever the race of saves came to.
        self.save(token, 3, 1 << wrong, self.t.rng(1)).await.unwrap();
        let (saved, submitted) = tokio::join!(
            self.save(token, 4, 1 << right, self.t.rng(rng.next_u64())),
            self.submit(token, self.t.rng(rng.next_u64()))
        );
        let correct = submitted.unwrap().grade.correct;
        assert!(matches!((saved, correct), (Ok(()), 1) | (Err(SaveError::Submitted), 0)), "{saved:?} {correct}");
    }

    async fn attempt(&self, round: &Arc<Round>, person: &Person, seed: u64) {
        let mut rng = self.t.rng(seed);
        let attempt = self.start(round, person, rng.next_u64()).await;
        let paper = open(&self.t, round.id, person.id, 5, [0; 8]).await.unwrap();
        assert_eq!(paper.attempt.id, attempt);
        self.saves(paper.token, rng.next_u64()).await;
        if rng.random_bool(0.5) {
            self.submissions(paper.token, rng.next_u64()).await;
        } else {
            self.last_answer(&paper, rng.next_u64()).await;
        }
    }
}

both_engines! {
    async fn thousands_of_races_have_one_outcome_each(t: TestEngine) {
        let course = Course::new(t).await;
        for (round, nth) in course.rounds.iter().zip(0..) {
            let race = |person: &Person| nth << 32 | person.id as u64;
            join_all(course.people.iter().map(|person| course.attempt(round, person, race(person)))).await;
        }
        let races = PEOPLE as usize * LOOPS as usize;
        assert!(races > 2_000);
        let db = &course.t.db.read;
        let rows = attempts::Entity::find().all(db).await.unwrap();
        assert_eq!(rows.len(), races, "one attempt for each race of starts");
        assert_eq!(results::Entity::find().all(db).await.unwrap().len(), races);
        let each: BTreeSet<(i64, i64)> = rows.iter().map(|row| (row.round_id, row.participant_id)).collect();
        assert_eq!(each.len(), races);
    }
}
