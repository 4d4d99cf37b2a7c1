use std::sync::Arc;

use contest::{
    Millis,
    accounts::BirthDate,
    contests::{
        AttemptLimit, BarredPolicy, Eligibility, Entrant, Ineligible, LimitPeriod, Presentation, Refusal, Rules,
        TrackKind,
    },
    time::LocalDate,
};

use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

use super::{
    AttemptToken, SaveBody, SaveRequest, StartError, StartRequest, Started, SubmitError, SubmitRequest, SubmittedBy,
    Unavailable, usage,
};
use crate::{
    contests::Round,
    db::entities::plans,
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

/// One attempt in each period.
fn one_per(round: &Round, per: LimitPeriod) -> Round {
    let attempts = AttemptLimit { count: Some(1), per };
    Round { rules: Rules { attempts, ..round.rules.clone() }, ..round.clone() }
}

struct Field {
    t: TestEngine,
    tree: Tree,
    person: Person,
}

impl Field {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let person = t.participant(&tree.unit, 1).await;
        Self { t, tree, person }
    }

    async fn round(&self, contest: &OpenContest) -> Round {
        Round::load(&self.t.db.read, contest.round_id).await.unwrap().unwrap()
    }

    async fn start(&self, round: Round) -> Result<Started, StartError> {
        let request = StartRequest {
            round: Arc::new(round),
            participant: self.person.id,
            agency: self.tree.unit.id,
            entrant: Entrant::in_track(TrackKind::Staff),
            session: 5,
            now: self.t.now(),
        };
        self.t.writer.start(request).await
    }

    async fn used(&self, round: &Round, per: LimitPeriod) -> u16 {
        let round = one_per(round, per);
        usage(&self.t.db.read, &round, self.person.id, self.tree.unit.id, self.t.now()).await.unwrap().used
    }
}

const ALL: [LimitPeriod; 4] = [LimitPeriod::Contest, LimitPeriod::Round, LimitPeriod::Week, LimitPeriod::Day];

both_engines! {
    async fn a_plan_that_cannot_be_read_stops_nobody_else_of_the_batch(t: TestEngine) {
        let field = Field::new(t).await;
        let (sound, broken) =
            (field.t.open_contest(&field.tree, 30, 10).await, field.t.open_contest_called("khac", &field.tree, 30, 10).await);
        let (sound_round, broken_round) = (field.round(&sound).await, field.round(&broken).await);
        let begun = [field.start(sound_round.clone()).await.unwrap(), field.start(broken_round.clone()).await.unwrap()];
        let unreadable = plans::ActiveModel { id: Set(broken.staff_plan_id), body: Set("?".to_owned()), ..Default::default() };
        unreadable.update(&field.t.db.write).await.unwrap();
        // An instance that has not read the plans yet. Requests that are made at once are one batch.
        let fresh = field.t.another().await;
        let submit = |started: Started| {
            let token = AttemptToken {
                attempt: started.attempt, participant: field.person.id, session: 5, session_tag: [0; 8], size: 10,
                presentation: Presentation::OnePage,
            };
            let by = SubmittedBy::Person { token, form: vec![(0, 1)] };
            fresh.writer.submit(SubmitRequest { attempt: started.attempt, by, now: field.t.now() })
        };
        let (graded, stopped) = tokio::join!(submit(begun[0]), submit(begun[1]));
        assert!(graded.unwrap().first);
        assert_eq!(stopped, Err(SubmitError::Unavailable(Unavailable::Database)));

        let other = field.t.participant(&field.tree.unit, 2).await;
        let start = |round: Round| {
            let request = StartRequest {
                round: Arc::new(round), participant: other.id, agency: field.tree.unit.id,
                entrant: Entrant::in_track(TrackKind::Staff),
                session: 6, now: field.t.now(),
            };
            fresh.writer.start(request)
        };
        let (begins, stopped) = tokio::join!(start(sound_round), start(broken_round));
        assert!(!begins.unwrap().resumed);
        assert_eq!(stopped, Err(StartError::Unavailable(Unavailable::Database)));
    }

    async fn papers_opened_at_once_are_each_ones_own(t: TestEngine) {
        let field = Field::new(t).await;
        let (here, elsewhere) =
            (field.t.open_contest(&field.tree, 30, 10).await, field.t.open_contest_called("khac", &field.tree, 30, 10).await);
        let (here, elsewhere) = (field.round(&here).await, field.round(&elsewhere).await);
        let other = field.t.participant(&field.tree.unit, 2).await;
        let start = async |round: &Round, participant: i64| {
            let request = StartRequest {
                round: Arc::new(round.clone()), participant, agency: field.tree.unit.id,
                entrant: Entrant::in_track(TrackKind::Staff),
                session: 5, now: field.t.now(),
            };
            field.t.writer.start(request).await.unwrap().attempt
        };
        let mine_here = start(&here, field.person.id).await;
        let mine_elsewhere = start(&elsewhere, field.person.id).await;
        let theirs = start(&here, other.id).await;
        let token = |attempt: i64, participant: i64| AttemptToken {
            attempt, participant, session: 5, session_tag: [0; 8], size: 10,
            presentation: Presentation::OnePage,
        };
        let save = async |attempt: i64, participant: i64, value: i32| {
            let body = SaveBody::Form(vec![(0, value)]);
            let request = SaveRequest { token: token(attempt, participant), body, now: field.t.now() };
            field.t.writer.save(request).await.unwrap();
        };
        save(mine_here, field.person.id, 0b01).await;
        save(theirs, other.id, 0b10).await;
        let by = SubmittedBy::Person { token: token(mine_elsewhere, field.person.id), form: vec![] };
        field.t.writer.submit(SubmitRequest { attempt: mine_elsewhere, by, now: field.t.now() }).await.unwrap();

        let live = async |round: i64, participant: i64| {
            let live = field.t.live.of(round, participant).await.unwrap();
            live.map(|live| (live.attempt.id, live.journal.answers(1).0[0].bits()))
        };
        let seen = tokio::join!(
            live(here.id, field.person.id), live(elsewhere.id, field.person.id), live(here.id, other.id),
            live(elsewhere.id, other.id), live(here.id, field.person.id),
        );
        let (mine, theirs) = (Some((mine_here, 0b01)), Some((theirs, 0b10)));
        assert_eq!(seen, (mine, None, theirs, None, mine));
    }

    async fn whom_the_rules_leave_out_begins_nothing_and_uses_up_nothing(t: TestEngine) {
        let field = Field::new(t).await;
        let contest = field.t.open_contest(&field.tree, 30, 10).await;
        let eligibility = Eligibility {
            minimum_age: 16,
            tracks: vec![TrackKind::Staff],
            barred: BarredPolicy::Excluded,
            ..Eligibility::default()
        };
        let round = field.round(&contest).await;
        let round = Arc::new(Round { rules: Rules { eligibility, ..round.rules.clone() }, ..round });
        let today = field.t.now().local().date;
        let born = |day| Some(BirthDate { year: today.year - 16, month: today.month, day });
        let sound = Entrant { birth_date: born(today.day), ..Entrant::in_track(TrackKind::Staff) };
        let start = |entrant| field.t.writer.start(StartRequest {
            round: Arc::clone(&round),
            participant: field.person.id,
            agency: field.tree.unit.id,
            entrant,
            session: 5,
            now: field.t.now(),
        });
        let refused = |why: Ineligible| Err(StartError::Refused(why.into()));
        let tomorrow = LocalDate { day: today.day + 1, ..today };
        let cases = [
            (Entrant { birth_date: born(tomorrow.day), ..sound }, Ineligible::TooYoung(16, tomorrow)),
            (Entrant { track: TrackKind::Citizens, ..sound }, Ineligible::WrongTrack(TrackKind::Citizens)),
            (Entrant { barred: true, ..sound }, Ineligible::Barred),
        ];
        for (entrant, why) in cases {
            assert_eq!(start(entrant).await, refused(why));
        }
        assert_eq!(field.used(&round, LimitPeriod::Contest).await, 0);
        let begun = start(sound).await.unwrap();
        assert!(!begun.resumed);
        // Who was marked meanwhile finishes what is under way; whether it counts, the ranking says.
        assert!(start(Entrant { barred: true, ..sound }).await.unwrap().resumed);
    }

    async fn another_contest_uses_up_nothing(t: TestEngine) {
        let field = Field::new(t).await;
        let here = field.t.open_contest(&field.tree, 30, 10).await;
        let elsewhere = field.t.open_contest_called("khac", &field.tree, 30, 10).await;
        let round = field.round(&elsewhere).await;
        field.start(round).await.unwrap();

        let round = field.round(&here).await;
        for per in ALL {
            assert_eq!(field.used(&round, per).await, 0, "{per:?}");
        }
        assert!(!field.start(one_per(&round, LimitPeriod::Contest)).await.unwrap().resumed);
        for per in ALL {
            assert_eq!(field.used(&round, per).await, 1, "{per:?}");
        }
    }

    async fn a_limit_is_kept_over_its_period(t: TestEngine) {
        let field = Field::new(t).await;
        let contest = field.t.open_contest(&field.tree, 30, 10).await;
        let first = field.round(&contest).await;
        field.start(first.clone()).await.unwrap();

        // The next round of the same contest; the first attempt's time is up.
        let mut next = Round { id: first.id + 1, ..first };
        field.t.advance(Millis::hours(1));
        next.window.closes = field.t.now() + Millis::days(60);
        let refused = Err(StartError::Refused(Refusal::AttemptsUsed(1)));
        for (per, used) in ALL.into_iter().zip([1, 0, 1, 1]) {
            assert_eq!(field.used(&next, per).await, used, "{per:?}");
            if used == 1 {
                assert_eq!(field.start(one_per(&next, per)).await, refused, "{per:?}");
            }
        }
        field.t.advance(Millis::days(7));
        for (per, used) in ALL.into_iter().zip([1, 0, 0, 0]) {
            assert_eq!(field.used(&next, per).await, used, "{per:?}");
        }
    }
}
