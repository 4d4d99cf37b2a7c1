use std::sync::Arc;

use contest::{
    Millis, Timestamp,
    contests::{
        AttemptLimit, Entrant, LimitPeriod, Prediction, PredictionMoment, Presentation, Refusal, RoundState, Rules,
        TrackKind,
    },
};
use futures_util::future::join_all;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::*;
use crate::{
    Engine,
    attempts::{
        AttemptToken, PredictError, PredictRequest, StartError, StartRequest, Started, SubmitRequest, SubmittedBy,
        Sweeper, usage,
    },
    contests::{
        Round,
        rounds::{close, close_due, open},
    },
    db::{
        entities::{attempts as attempt_rows, audit_log, results, rules},
        to_json,
    },
    results::{
        attempt_result,
        life::{ResultsOf, outcome, settle_due},
    },
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

/// A round of papers of 20 minutes and 15 seconds of grace, with somebody of the unit below the
/// department, somebody of the sibling and somebody of the commune.
struct Going {
    t: TestEngine,
    tree: Tree,
    open: OpenContest,
    people: Vec<Person>,
}

const MINUTE: Millis = Millis::minutes(1);

impl Going {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 30, 10).await;
        let mut people = Vec::new();
        for (agency, number) in [&tree.unit, &tree.sibling, &tree.commune].into_iter().zip(0..) {
            people.push(t.participant(agency, number).await);
        }
        Self { t, tree, open, people }
    }

    /// The same, ten minutes before the round closes.
    async fn nearly_over(t: TestEngine) -> Self {
        let going = Self::new(t).await;
        going.t.advance(Millis::days(6) - Millis::minutes(10));
        going
    }

    async fn round(&self) -> Arc<Round> {
        self.t.rounds.get(&self.t.db.read, self.open.round_id, self.t.now()).await.unwrap().unwrap()
    }

    async fn set_rules(&self, rules: &Rules) {
        let body = rules::ActiveModel {
            contest_id: Set(self.open.contest_id),
            version: Set(1),
            body: Set(to_json(rules).unwrap()),
            ..Default::default()
        };
        body.update(&self.t.db.write).await.unwrap();
        self.t.rounds.forget(self.open.round_id);
    }

    fn agency(&self, place: usize) -> i64 {
        [self.tree.unit.id, self.tree.sibling.id, self.tree.commune.id][place]
    }

    async fn start(&self, place: usize) -> Result<Started, StartError> {
        self.start_by(&self.t, self.round().await, place).await
    }

    /// Begins on an instance, by the round as it remembers it.
    async fn start_by(&self, engine: &Engine, round: Arc<Round>, place: usize) -> Result<Started, StartError> {
        let request = StartRequest {
            round,
            participant: self.people[place].id,
            agency: self.agency(place),
            entrant: Entrant::in_track(TrackKind::Staff),
            session: 5,
            now: engine.now(),
        };
        engine.writer.start(request).await
    }

    async fn submit(&self, place: usize, attempt: i64) {
        let participant = self.people[place].id;
        let token = AttemptToken {
            attempt,
            participant,
            session: 5,
            session_tag: [0; 8],
            size: 10,
            presentation: Presentation::OnePage,
        };
        let by = SubmittedBy::Person { token, form: vec![(0, 1)] };
        self.t.writer.submit(SubmitRequest { attempt, by, now: self.t.now() }).await.unwrap();
    }

    /// How long after `closes` an attempt's time is up; the grace follows.
    async fn deadline(&self, attempt: i64, closes: Timestamp) -> Millis {
        let row = attempt_rows::Entity::find_by_id(attempt).one(&self.t.db.read).await.unwrap().unwrap();
        assert_eq!(row.accept_until - row.deadline_at, 15_000);
        Timestamp(row.deadline_at) - closes
    }

    async fn extend(&self, whom: Whom, minutes: u16) -> Result<u64, ReliefError> {
        extend(&self.t, &self.t.organiser().await, self.open.round_id, whom, minutes, "Mất điện.").await
    }

    async fn give(&self, whom: Whom, attempts: u16, instead_of: Option<i64>) -> Result<(), ReliefError> {
        let more = MoreAttempts { whom, attempts, instead_of };
        give_attempts(&self.t, &self.t.organiser().await, self.open.round_id, more, "Máy hỏng.").await
    }

    async fn take_back(&self, relief: i64) -> Result<(), ReliefError> {
        take_back(&self.t, &self.t.organiser().await, self.open.round_id, relief).await
    }

    async fn logged(&self, action: &str) -> Vec<String> {
        let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
        let rows = rows.all(&self.t.db.read).await.unwrap();
        rows.into_iter().map(|row| row.detail.unwrap_or_default()).collect()
    }
}

both_engines! {
    async fn who_was_given_time_predicts_by_their_own_close(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        let rules = Rules { prediction_asked: PredictionMoment::AfterScore, ..Rules::case_4() };
        going.set_rules(&rules).await;
        let closes = going.round().await.window.closes;
        going.extend(Whom::Agency(going.tree.department.id), 15).await.unwrap();
        let (given, other) = (going.start(0).await.unwrap().attempt, going.start(1).await.unwrap().attempt);
        going.submit(0, given).await;
        going.submit(1, other).await;
        going.t.advance_to(closes + Millis::minutes(14));
        let predict = |place: usize, attempt: i64| {
            let request = PredictRequest {
                attempt,
                round: going.open.round_id,
                participant: going.people[place].id,
                prediction: Prediction(7),
                now: going.t.now(),
            };
            going.t.writer.predict(request)
        };
        assert_eq!(predict(1, other).await, Err(PredictError::Late));
        let me = going.t.session_of(&going.people[0]).await;
        let shown = attempt_result(&going.t, me.participant_id, given).await.unwrap().unwrap();
        assert_eq!(shown.prediction_due.unwrap().1, closes + Millis::minutes(15) + Millis::seconds(15));
        assert!(predict(0, given).await.unwrap().first);
    }

    async fn time_for_an_agency_reaches_those_below_it_and_the_round_waits_for_them(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        let closes = going.round().await.window.closes;
        let (unit, sibling) = (going.start(0).await.unwrap().attempt, going.start(1).await.unwrap().attempt);
        assert_eq!(going.extend(Whom::Agency(going.tree.department.id), 15).await.unwrap(), 1);
        assert_eq!(going.deadline(unit, closes).await, Millis::minutes(15));
        assert_eq!(going.deadline(sibling, closes).await, Millis(0));
        let logged = going.logged("round.extend").await;
        assert!(logged[0].ends_with("1 attempts under way: Mất điện."), "{logged:?}");

        going.t.advance_to(closes + MINUTE);
        assert_eq!(going.start(2).await, Err(StartError::Refused(Refusal::Closed)));
        going.submit(0, unit).await;
        let second = going.start(0).await.unwrap();
        assert!(!second.resumed);
        assert_eq!(going.deadline(second.attempt, closes).await, Millis::minutes(15));
        let mut sweeper = Sweeper::default();
        assert_eq!(sweeper.sweep(&going.t).await.unwrap(), 1, "the sibling's");
        assert!(close_due(&going.t).await.unwrap().is_empty());
        assert!(settle_due(&going.t).await.unwrap().is_empty());
        assert_eq!(going.round().await.state, RoundState::Open);

        going.t.advance_to(closes + Millis::minutes(15));
        assert_eq!(going.start(0).await.map(|started| started.resumed), Ok(true), "the grace is not over");
        assert_eq!(close_due(&going.t).await.unwrap(), [going.open.round_id]);
        assert!(settle_due(&going.t).await.unwrap().is_empty(), "one is not submitted");
        going.t.advance(MINUTE);
        assert_eq!(sweeper.sweep(&going.t).await.unwrap(), 1);
        assert_eq!(settle_due(&going.t).await.unwrap(), [ResultsOf::Round(going.open.round_id)]);
        let late = going.extend(Whom::Everyone, 15).await;
        assert!(matches!(late, Err(ReliefError::State(RoundState::Provisional))), "{late:?}");
    }

    async fn time_for_everybody_moves_the_close_and_adds_to_what_others_have(t: TestEngine) {
        let going = Going::new(t).await;
        let (early, closes) = (going.start(0).await.unwrap().attempt, going.round().await.window.closes);
        let before = going.deadline(early, closes).await;
        assert_eq!(going.extend(Whom::Person(going.people[0].id), 5).await.unwrap(), 1);
        assert_eq!(going.extend(Whom::Everyone, 30).await.unwrap(), 1);
        assert_eq!(going.deadline(early, closes).await, before + Millis::minutes(35), "begun long before the close");
        let round = going.round().await;
        assert_eq!(round.window.closes - closes, Millis::minutes(30));
        assert_eq!(round.window_of(going.people[0].id, going.agency(0)).closes - closes, Millis::minutes(35));
        going.t.advance_to(closes + Millis::minutes(29));
        going.start(1).await.unwrap();
        going.t.advance(MINUTE);
        assert_eq!(going.start(2).await, Err(StartError::Refused(Refusal::Closed)));
        going.start(0).await.unwrap();
    }

    async fn a_round_that_its_job_has_closed_opens_again_for_those_who_are_given_time(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        let closes = going.round().await.window.closes;
        let cut = going.start(0).await.unwrap().attempt;
        going.t.advance_to(closes + Millis::minutes(5));
        Sweeper::default().sweep(&going.t).await.unwrap();
        close_due(&going.t).await.unwrap();
        let whom = Whom::Person(going.people[0].id);
        let past = going.extend(whom, 5).await;
        assert!(matches!(past, Err(ReliefError::Past(end)) if end == closes + Millis::minutes(5)), "{past:?}");
        assert_eq!(going.extend(whom, 15).await.unwrap(), 0, "what was swept stays submitted");
        assert_eq!(going.deadline(cut, closes).await, Millis(0));
        assert!(!going.start(0).await.unwrap().resumed);
        assert_eq!(going.start(1).await, Err(StartError::Refused(Refusal::Closed)));
        assert!(settle_due(&going.t).await.unwrap().is_empty());

        let organiser = going.t.organiser().await;
        close(&going.t, &organiser, going.open.round_id).await.unwrap();
        let early = going.extend(whom, 15).await;
        assert!(matches!(early, Err(ReliefError::ClosedEarly)), "{early:?}");
        going.t.advance(Millis::minutes(1));
        assert!(settle_due(&going.t).await.unwrap().is_empty(), "it may open again");
        open(&going.t, &organiser, going.open.round_id).await.unwrap();
        assert_eq!(going.round().await.state, RoundState::Open);
    }

    async fn what_is_taken_back_lets_nobody_in_and_leaves_who_has_begun(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        let closes = going.round().await.window.closes;
        going.extend(Whom::Agency(going.tree.department.id), 15).await.unwrap();
        going.extend(Whom::Everyone, 5).await.unwrap();
        going.t.advance_to(closes + MINUTE);
        let (unit, sibling) = (going.start(0).await.unwrap().attempt, going.start(1).await.unwrap().attempt);
        assert_eq!(going.deadline(unit, closes).await, Millis::minutes(20));
        going.take_back(2).await.unwrap();
        assert_eq!(going.round().await.window.closes, closes + MINUTE, "not into the past");
        assert_eq!(going.deadline(sibling, closes).await, Millis::minutes(5));
        assert_eq!(going.start(2).await, Err(StartError::Refused(Refusal::Closed)));
        going.take_back(1).await.unwrap();
        assert_eq!(going.deadline(unit, closes).await, Millis::minutes(20));
        going.submit(0, unit).await;
        assert_eq!(going.start(0).await, Err(StartError::Refused(Refusal::Closed)));
        let again = going.take_back(1).await;
        assert!(matches!(again, Err(ReliefError::Gone)), "{again:?}");
        assert_eq!(going.logged("round.take_back").await.len(), 2);
        let organiser = going.t.organiser().await;
        let lines = reliefs_of(&going.t, &organiser, going.open.round_id).await.unwrap();
        assert!(lines.iter().all(|line| line.undone.as_ref().is_some_and(|(_, by)| by == "Ban Tổ chức")), "{lines:?}");
        assert_eq!((lines[1].name.as_str(), lines[1].given), ("Sở Nội vụ", Given::Minutes(15)));
    }

    async fn time_that_has_passed_cannot_be_taken_back(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        going.extend(Whom::Agency(going.tree.unit.id), 15).await.unwrap();
        going.t.advance(Millis::minutes(25));
        let used = going.take_back(1).await;
        assert!(matches!(used, Err(ReliefError::Used)), "{used:?}");
        let lines = reliefs_of(&going.t, &going.t.organiser().await, going.open.round_id).await.unwrap();
        assert_eq!(lines[0].undone, None);
    }

    async fn an_attempt_that_broke_is_given_anew_and_counts_no_more(t: TestEngine) {
        let going = Going::new(t).await;
        let mut attempts = Vec::new();
        for _ in 0..3 {
            let attempt = going.start(0).await.unwrap().attempt;
            going.submit(0, attempt).await;
            attempts.push(attempt);
        }
        assert_eq!(going.start(0).await, Err(StartError::Refused(Refusal::AttemptsUsed(3))));
        let whom = Whom::Person(going.people[0].id);
        let strange = going.give(Whom::Person(going.people[1].id), 1, Some(attempts[0])).await;
        assert!(matches!(strange, Err(ReliefError::NoAttempt)), "{strange:?}");
        going.give(whom, 1, Some(attempts[0])).await.unwrap();
        let result = results::Entity::find_by_id(attempts[0]).one(&going.t.db.read).await.unwrap().unwrap();
        assert!(!result.valid);
        let twice = going.give(whom, 1, Some(attempts[0])).await;
        assert!(matches!(twice, Err(ReliefError::NoAttempt)), "{twice:?}");
        assert_eq!((going.logged("attempt.void").await.len(), going.logged("round.retake").await.len()), (1, 1));

        let round = going.round().await;
        let known = usage(&going.t.db.read, &round, going.people[0].id, going.agency(0), going.t.now()).await.unwrap();
        assert_eq!((known.used, known.limit.count), (3, Some(4)));
        let last = going.start(0).await.unwrap();
        assert!(!last.resumed);
        going.submit(0, last.attempt).await;
        assert_eq!(going.start(0).await, Err(StartError::Refused(Refusal::AttemptsUsed(4))));
        let used = going.take_back(1).await;
        assert!(matches!(used, Err(ReliefError::Used)), "{used:?}");
        let lines = attempts_of(&going.t, &going.t.organiser().await, going.open.round_id, going.people[0].id).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.result.map(|result| result.2)).collect::<Vec<_>>(), [
            Some(false), Some(true), Some(true), Some(true),
        ]);
    }

    async fn attempts_for_an_agency_are_for_each_of_its_people_until_they_are_taken_back(t: TestEngine) {
        let going = Going::new(t).await;
        let rules = Rules {
            attempts: AttemptLimit { count: Some(1), per: LimitPeriod::Day },
            ..Rules::case_4()
        };
        going.set_rules(&rules).await;
        going.give(Whom::Agency(going.tree.department.id), 1, None).await.unwrap();
        for _ in 0..2 {
            let attempt = going.start(0).await.unwrap().attempt;
            going.submit(0, attempt).await;
        }
        assert_eq!(going.start(0).await, Err(StartError::Refused(Refusal::AttemptsUsed(2))));
        let other = going.start(1).await.unwrap().attempt;
        going.submit(1, other).await;
        assert_eq!(going.start(1).await, Err(StartError::Refused(Refusal::AttemptsUsed(1))), "of another agency");
        going.t.advance(Millis::days(1));
        let next_day = going.start(0).await.unwrap().attempt;
        going.submit(0, next_day).await;
        assert_eq!(going.start(0).await, Err(StartError::Refused(Refusal::AttemptsUsed(1))), "given once, not every day");
        going.take_back(1).await.unwrap();
        assert_eq!(going.round().await.reliefs, Reliefs::default());
    }

    async fn what_cannot_be_given_is_refused(t: TestEngine) {
        let going = Going::new(t).await;
        let (round, organiser) = (going.open.round_id, going.t.organiser().await);
        for minutes in [0, 10_081] {
            let amount = going.extend(Whom::Everyone, minutes).await;
            assert!(matches!(amount, Err(ReliefError::Amount)), "{amount:?}");
        }
        for whom in [Whom::Agency(999), Whom::Person(999)] {
            assert!(matches!(going.extend(whom, 5).await, Err(ReliefError::NoOne)));
            assert!(matches!(going.give(whom, 1, None).await, Err(ReliefError::NoOne)));
        }
        assert!(matches!(going.give(Whom::Everyone, 1, None).await, Err(ReliefError::NoOne)));
        assert!(matches!(going.give(Whom::Person(going.people[0].id), 21, None).await, Err(ReliefError::Amount)));
        let unsaid = extend(&going.t, &organiser, round, Whom::Everyone, 5, " ").await;
        assert!(matches!(unsaid, Err(ReliefError::Reason)), "{unsaid:?}");
        let nowhere = extend(&going.t, &organiser, round + 9, Whom::Everyone, 5, "Vì thế.").await;
        assert!(matches!(nowhere, Err(ReliefError::NoRound)), "{nowhere:?}");
        let viewer = going.t.viewer(&going.tree.department).await;
        let more = MoreAttempts { whom: Whom::Agency(going.tree.department.id), attempts: 1, instead_of: None };
        for denied in [
            extend(&going.t, &viewer, round, Whom::Everyone, 5, "Vì thế.").await.map(drop),
            give_attempts(&going.t, &viewer, round, more, "Vì thế.").await,
            take_back(&going.t, &viewer, round, 1).await,
            reliefs_of(&going.t, &viewer, round).await.map(drop),
            attempts_of(&going.t, &viewer, round, going.people[0].id).await.map(drop),
        ] {
            assert!(matches!(denied, Err(ReliefError::NotAllowed)), "{denied:?}");
        }
        assert_eq!(going.round().await.reliefs, Reliefs::default());
    }

    async fn who_began_by_what_an_instance_remembered_gets_what_they_were_promised(t: TestEngine) {
        let going = Going::nearly_over(t).await;
        let (stale, closes) = (going.round().await, going.round().await.window.closes);
        going.extend(Whom::Agency(going.tree.department.id), 15).await.unwrap();
        let (promised, other) = (
            going.start_by(&going.t, Arc::clone(&stale), 0).await.unwrap().attempt,
            going.start_by(&going.t, stale, 1).await.unwrap().attempt,
        );
        assert_eq!(going.deadline(promised, closes).await, Millis(0));
        assert_eq!(keep_promises(&going.t).await.unwrap(), 1);
        // Its own duration ends it now: ten minutes were left, it has twenty.
        assert_eq!(going.deadline(promised, closes).await, Millis::minutes(10));
        assert_eq!(going.deadline(other, closes).await, Millis(0));
        assert_eq!(keep_promises(&going.t).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn an_attempt_is_swept_or_has_its_time_and_never_both() {
    let going = Going::nearly_over(TestEngine::postgres().await).await;
    let mut people = Vec::new();
    for number in 100..160 {
        people.push(going.t.participant(&going.tree.unit, number).await);
    }
    let going = Going { people, ..going };
    let closes = going.round().await.window.closes;
    let round = going.round().await;
    let requests = going.people.iter().map(|person| StartRequest {
        round: Arc::clone(&round),
        participant: person.id,
        agency: going.tree.unit.id,
        entrant: Entrant::in_track(TrackKind::Staff),
        session: 5,
        now: going.t.now(),
    });
    let begun = join_all(requests.map(|request| going.t.writer.start(request))).await;
    let begun: Vec<i64> = begun.into_iter().map(|started| started.unwrap().attempt).collect();
    // One clock is behind the other: the sweep thinks that the time is up, the extension does not.
    let other = going.t.another().await;
    going.t.advance_to(closes + Millis::seconds(10));
    other.clock.advance(closes + Millis::seconds(26) - other.now());
    let mut sweeper = Sweeper::default();
    let (moved, swept) = tokio::join!(going.extend(Whom::Everyone, 15), sweeper.sweep(&other));
    let (moved, swept) = (moved.unwrap(), swept.unwrap() as u64);
    assert_eq!(moved + swept, begun.len() as u64);
    for attempt in begun {
        let has_result = results::Entity::find_by_id(attempt).one(&going.t.db.read).await.unwrap().is_some();
        let deadline = going.deadline(attempt, closes).await;
        assert_eq!(deadline, if has_result { Millis(0) } else { Millis::minutes(15) });
    }
}

#[tokio::test]
async fn a_round_is_counted_or_goes_on_and_never_both() {
    for turn in 0..4 {
        let going = Going::nearly_over(TestEngine::postgres().await).await;
        let attempt = going.start(0).await.unwrap().attempt;
        going.submit(0, attempt).await;
        going.t.advance(Millis::minutes(11));
        let other = going.t.another().await;
        let organiser = going.t.organiser().await;
        if turn % 2 == 0 {
            close_due(&going.t).await.unwrap();
        }
        let count = async {
            close_due(&other).await.unwrap();
            settle_due(&other).await.unwrap();
        };
        let (extended, ()) = tokio::join!(going.extend(Whom::Everyone, 60), count);
        let state = Round::load(&going.t.db.read, going.open.round_id).await.unwrap().unwrap().state;
        let known = outcome(&going.t, &organiser, ResultsOf::Round(going.open.round_id)).await.unwrap().unwrap();
        match extended {
            Ok(_) => assert!((state, known.counted.is_none()) == (RoundState::Open, true), "{state:?}"),
            Err(ReliefError::State(RoundState::Provisional)) => {
                assert!(state == RoundState::Provisional && known.counted.is_some(), "{state:?}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}
