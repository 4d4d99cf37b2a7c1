//! Two instances on one PostgreSQL: whoever meets whom, each person has one outcome.

use std::sync::Arc;

use contest::contests::{AttemptLimit, Entrant, LimitPeriod, Presentation, Refusal, Rules, TrackKind};
use futures_util::future::join_all;
use sea_orm::EntityTrait as _;

use super::{
    Answer, AttemptToken, SaveBody, SaveRequest, StartError, StartRequest, Started, SubmitRequest, SubmittedBy,
};
use crate::{
    Engine,
    contests::Round,
    db::entities::{attempts, results},
    testing::{Person, TestEngine, Tree},
};

const PEOPLE: u32 = 60;

struct Pair {
    t: TestEngine,
    other: Engine,
    tree: Tree,
}

impl Pair {
    async fn new() -> Self {
        let t = TestEngine::postgres().await;
        let (other, tree) = (t.another().await, t.tree().await);
        Self { t, other, tree }
    }

    async fn people(&self) -> Vec<Person> {
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(self.t.participant(&self.tree.unit, number).await);
        }
        people
    }

    async fn round(&self, code: &str) -> Round {
        let contest = self.t.open_contest_called(code, &self.tree, 30, 10).await;
        Round::load(&self.t.db.read, contest.round_id).await.unwrap().unwrap()
    }

    async fn start(&self, engine: &Engine, round: &Arc<Round>, person: &Person) -> Result<Started, StartError> {
        let request = StartRequest {
            round: Arc::clone(round),
            participant: person.id,
            agency: self.tree.unit.id,
            entrant: Entrant::in_track(TrackKind::Staff),
            session: 5,
            now: engine.now(),
        };
        engine.writer.start(request).await
    }
}

#[tokio::test]
async fn who_starts_on_both_at_once_begins_once() {
    let pair = Pair::new().await;
    let (round, people) = (Arc::new(pair.round("cchc").await), pair.people().await);
    let both = people.iter().map(|person| async {
        tokio::join!(pair.start(&pair.t, &round, person), pair.start(&pair.other, &round, person))
    });
    for (here, there) in join_all(both).await {
        let (here, there) = (here.unwrap(), there.unwrap());
        assert_eq!(here.attempt, there.attempt);
        assert!(here.resumed != there.resumed, "one of them began it: {here:?}, {there:?}");
    }
    assert_eq!(attempts::Entity::find().all(&pair.t.db.read).await.unwrap().len(), PEOPLE as usize);
}

#[tokio::test]
async fn one_attempt_in_a_contest_is_one_whichever_round_and_instance() {
    let pair = Pair::new().await;
    let attempts_allowed = AttemptLimit { count: Some(1), per: LimitPeriod::Contest };
    let first = pair.round("cchc").await;
    let first = Round { rules: Rules { attempts: attempts_allowed, ..first.rules.clone() }, ..first };
    let mut second = pair.round("khac").await;
    // As if both were rounds of one contest.
    second = Round { contest_id: first.contest_id, rules: first.rules.clone(), ..second };
    let (first, second) = (Arc::new(first), Arc::new(second));
    move_round(&pair, &first, &second).await;
    let people = pair.people().await;
    let both = people.iter().map(|person| async {
        tokio::join!(pair.start(&pair.t, &first, person), pair.start(&pair.other, &second, person))
    });
    for (here, there) in join_all(both).await {
        let begun = [here, there].into_iter().flatten().count();
        let refused = [here, there].contains(&Err(StartError::Refused(Refusal::AttemptsUsed(1))));
        assert!(begun == 1 && refused, "{here:?}, {there:?}");
    }
    let one = &people[0];
    // The same within one batch of one instance.
    let outcomes = tokio::join!(pair.start(&pair.t, &first, one), pair.start(&pair.t, &second, one));
    let begun = [outcomes.0, outcomes.1].into_iter().flatten().filter(|started| !started.resumed).count();
    assert_eq!(begun, 0, "{outcomes:?}");
}

/// Makes the second round one of the first one's contest in the database too.
async fn move_round(pair: &Pair, first: &Round, second: &Round) {
    use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};
    let row = crate::db::entities::rounds::ActiveModel {
        id: Set(second.id),
        contest_id: Set(first.contest_id),
        number: Set(2),
        ..Default::default()
    };
    row.update(&pair.t.db.write).await.unwrap();
}

#[tokio::test]
async fn saves_and_submissions_that_cross_wait_and_do_not_fail() {
    let pair = Pair::new().await;
    let (round, people) = (Arc::new(pair.round("cchc").await), pair.people().await);
    let mut tokens = Vec::new();
    for person in &people {
        let attempt = pair.start(&pair.t, &round, person).await.unwrap().attempt;
        tokens.push(AttemptToken {
            attempt,
            participant: person.id,
            session: 5,
            session_tag: [0; 8],
            size: 10,
            presentation: Presentation::OnePage,
        });
    }
    let (low, high) = tokens.split_at(tokens.len() / 2);
    for sequence in 1..=20 {
        let answer = Answer { position: 0, sequence, value: 1 };
        let save = |token: &AttemptToken| SaveRequest {
            token: *token,
            body: SaveBody::Answers(vec![answer]),
            now: pair.t.now(),
        };
        let on = |engine: &Engine, tokens: &[AttemptToken]| {
            let writer = engine.writer.clone();
            join_all(tokens.iter().map(save).map(|request| {
                let writer = writer.clone();
                async move { writer.save(request).await }
            }))
        };
        let (here, there) = (&pair.t, &pair.other);
        let outcomes = tokio::join!(on(here, high), on(there, high), on(there, low), on(here, low));
        for outcome in [outcomes.0, outcomes.1, outcomes.2, outcomes.3].concat() {
            assert_eq!(outcome, Ok(()));
        }
    }
    // Each half is submitted on one instance while the other half is saved there.
    let submit = |token: &AttemptToken| SubmitRequest {
        attempt: token.attempt,
        by: SubmittedBy::Person { token: *token, form: vec![(0, 1)] },
        now: pair.t.now(),
    };
    let last = |token: &AttemptToken| SaveRequest {
        token: *token,
        body: SaveBody::Answers(vec![Answer { position: 1, sequence: 90, value: 1 }]),
        now: pair.t.now(),
    };
    let (low_in, high_in, low_saved, high_saved) = tokio::join!(
        join_all(low.iter().map(|token| pair.t.writer.submit(submit(token)))),
        join_all(high.iter().map(|token| pair.other.writer.submit(submit(token)))),
        join_all(low.iter().map(|token| pair.other.writer.save(last(token)))),
        join_all(high.iter().map(|token| pair.t.writer.save(last(token)))),
    );
    assert!([low_in, high_in].concat().iter().all(|outcome| outcome.is_ok_and(|submitted| submitted.first)));
    for outcome in [low_saved, high_saved].concat() {
        assert!(matches!(outcome, Ok(()) | Err(super::SaveError::Submitted)), "{outcome:?}");
    }
    assert_eq!(results::Entity::find().all(&pair.t.db.read).await.unwrap().len(), PEOPLE as usize);
}

#[tokio::test]
async fn instances_that_start_together_make_the_schema_once() {
    let place = crate::testing::TestDatabase::postgres().await;
    let connections = join_all((0..4).map(|_| crate::db::Db::connect(place.url()))).await;
    let made = join_all(connections.iter().map(|db| db.as_ref().unwrap().migrate())).await;
    assert!(made.iter().all(Result::is_ok), "{made:?}");
}
