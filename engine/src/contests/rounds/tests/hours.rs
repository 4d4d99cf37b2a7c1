//! Rounds by the clock: opened by themselves, moved, and one right after the other.

use std::sync::Arc;

use contest::{
    Timestamp,
    contests::{Entrant, Refusal, RoundState, TrackKind, Window},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use super::*;
use crate::{
    attempts::{StartError, StartRequest, Started, Sweeper},
    both_engines,
    contests::{current_round, rounds as list},
    db::entities::{agencies, question_revisions},
    results::life::settle_due,
    testing::{OpenContest, Person, TestEngine},
};

async fn make(t: &TestEngine, open: &OpenContest, title: &str, window: Window) -> i64 {
    create(t, &t.organiser().await, open.contest_id, &NewRound { title: title.into(), window, ..new(t, 5) })
        .await
        .unwrap()
}

async fn scheduled(t: &TestEngine, open: &OpenContest, title: &str, window: Window) -> i64 {
    let id = make(t, open, title, window).await;
    set_opening(t, &t.organiser().await, id, true).await.unwrap();
    id
}

async fn start(t: &TestEngine, round_id: i64, person: &Person) -> Result<Started, StartError> {
    let row = crate::db::entities::participants::Entity::find_by_id(person.id).one(&t.db.read).await.unwrap().unwrap();
    let request = StartRequest {
        round: Arc::new(Round::load(&t.db.read, round_id).await.unwrap().unwrap()),
        participant: person.id,
        agency: row.agency_id,
        entrant: Entrant::in_track(TrackKind::Staff),
        session: 5,
        now: t.now(),
    };
    t.writer.start(request).await
}

fn minutes(from: Timestamp, opens: i64, closes: i64) -> Window {
    Window { opens: from + Millis::minutes(opens), closes: from + Millis::minutes(closes) }
}

type Expected = fn(&HoursError) -> bool;

both_engines! {
    async fn rounds_open_by_themselves_exactly_once(t: TestEngine) {
        let open = contest(&t).await;
        let window = minutes(t.now(), 60, 100);
        let due = scheduled(&t, &open, "Tự mở", window).await;
        let by_hand = make(&t, &open, "Bấm mở", window).await;
        let taken_back = scheduled(&t, &open, "Bỏ hẹn", window).await;
        set_opening(&t, &t.organiser().await, taken_back, false).await.unwrap();
        t.advance_to(window.opens - OPENS_AHEAD - Millis(1));
        assert_eq!(open_due(&t).await.unwrap(), [0; 0]);
        t.advance(Millis(1));
        let other = t.another().await;
        let (a, b, c) = tokio::join!(open_due(&t), open_due(&other), open_due(&t));
        assert_eq!([a.unwrap(), b.unwrap(), c.unwrap()].concat(), [due]);
        assert_eq!((state(&t, due).await, plan_count(&t, due).await), (RoundState::Open, 2));
        for draft in [by_hand, taken_back] {
            assert_eq!(state(&t, draft).await, RoundState::Draft);
        }
        assert_eq!(logged(&t, "round.open").await, 1);
        assert_eq!((logged(&t, "round.schedule").await, logged(&t, "round.unschedule").await), (2, 1));
        // Frozen a minute ahead; nobody begins before the hour.
        let person = t.participant(&agency(&t).await, 1).await;
        assert_eq!(start(&t, due, &person).await, Err(StartError::Refused(Refusal::NotYetOpen(window.opens))));
        t.advance_to(window.opens);
        assert!(!start(&t, due, &person).await.unwrap().resumed);
        t.advance_to(window.closes);
        let late = set_opening(&t, &t.organiser().await, by_hand, true).await;
        assert!(matches!(late, Err(TransitionError::WindowOver)), "{late:?}");
        let again = set_opening(&t, &t.organiser().await, due, true).await;
        assert!(matches!(again, Err(TransitionError::Impossible { from: RoundState::Open, .. })), "{again:?}");
    }

    async fn a_round_whose_bank_is_short_is_told_and_tried_again(t: TestEngine) {
        let open = contest(&t).await;
        let window = minutes(t.now(), 60, 100);
        let asked = NewRound { window, ..new(&t, 24) };
        let short = create(&t, &t.organiser().await, open.contest_id, &asked).await.unwrap();
        let sound = make(&t, &open, "Đủ câu", window).await;
        assert_eq!(schedule_all(&t, &t.organiser().await, open.contest_id).await.unwrap(), 2);
        assert_eq!(schedule_all(&t, &t.organiser().await, open.contest_id).await.unwrap(), 0);
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let set = async |state: &str| {
            let mut row = row.clone().into_active_model();
            row.state = Set(state.to_owned());
            row.update(&t.db.write).await.unwrap();
        };
        assert_eq!(shortages_of_drafts(&t.db.read, open.contest_id).await.unwrap(), []);
        set("draft").await;
        let told = shortages_of_drafts(&t.db.read, open.contest_id).await.unwrap();
        assert_eq!(told.iter().map(|(id, short)| (*id, short.len())).collect::<Vec<_>>(), [(short, 2)]);
        t.advance_to(window.opens);
        assert_eq!(open_due(&t).await.unwrap(), [sound], "one holds no other up");
        assert_eq!(state(&t, short).await, RoundState::Draft);
        t.advance(Millis::minutes(3));
        set("approved").await;
        assert_eq!(open_due(&t).await.unwrap(), [short]);
        assert_eq!(state(&t, short).await, RoundState::Open);
    }

    async fn rounds_follow_each_other_within_the_hour_with_nobody_at_hand(t: TestEngine) {
        let open = contest(&t).await;
        close(&t, &t.organiser().await, open.round_id).await.unwrap();
        let from = t.now();
        let windows = [minutes(from, 30, 70), minutes(from, 70, 110), minutes(from, 110, 150)];
        let mut ids = Vec::new();
        for (window, number) in windows.into_iter().zip(1..) {
            ids.push(scheduled(&t, &open, &format!("Ca {number}"), window).await);
        }
        let person = t.participant(&agency(&t).await, 1).await;
        let mut sweeper = Sweeper::default();
        for (&id, window) in ids.iter().zip(windows) {
            t.advance_to(window.opens);
            // The order of jobs is nobody's promise.
            open_due(&t).await.unwrap();
            close_due(&t).await.unwrap();
            assert_eq!(current_round(&t).await.unwrap().map(|round| round.id), Some(id), "the one that is on now");
            t.advance_to(window.closes - Millis::minutes(5));
            assert!(!start(&t, id, &person).await.unwrap().resumed, "{id}");
            open_due(&t).await.unwrap();
            t.advance_to(window.closes - Millis(1));
            open_due(&t).await.unwrap();
            assert_eq!(close_due(&t).await.unwrap(), [0; 0]);
        }
        t.advance(Millis::minutes(1));
        close_due(&t).await.unwrap();
        while sweeper.sweep(&t).await.unwrap() > 0 {}
        settle_due(&t).await.unwrap();
        let listed = list(&t.db.read, open.contest_id).await.unwrap();
        let held: Vec<_> = listed.iter().filter(|round| ids.contains(&round.id)).collect();
        assert!(held.iter().all(|round| (round.state, round.attempts) == (RoundState::Provisional, 1)), "{held:?}");
        assert_eq!((logged(&t, "round.open").await, logged(&t, "round.provisional").await), (3, 3));
    }

    async fn a_round_is_moved_while_it_may_be(t: TestEngine) {
        let open = contest(&t).await;
        let actor = t.organiser().await;
        let now = t.now();
        let id = make(&t, &open, "Tuần 2", new(&t, 5).window).await;
        let later = Window { opens: now + Millis::days(8), closes: now + Millis::days(14) };
        move_round(&t, &actor, id, " Tuần  hai ", later).await.unwrap();
        let moved = list(&t.db.read, open.contest_id).await.unwrap().pop().unwrap();
        assert_eq!((moved.title.as_str(), moved.window), ("Tuần hai", later));

        // One that has begun keeps when it opened.
        let begun = Round::load(&t.db.read, open.round_id).await.unwrap().unwrap().window;
        let refused = move_round(&t, &actor, open.round_id, "Tuần 1", Window { opens: now, ..begun }).await;
        assert!(matches!(refused, Err(HoursError::Begun)), "{refused:?}");
        t.rounds.get(&t.db.read, open.round_id, now).await.unwrap();
        let sooner = Window { closes: now + Millis::days(2), ..begun };
        move_round(&t, &actor, open.round_id, "Tuần 1", sooner).await.unwrap();
        let remembered = t.rounds.get(&t.db.read, open.round_id, now).await.unwrap().unwrap();
        assert_eq!(remembered.window, sooner, "what was remembered is forgotten");

        // Touching is well; overlapping is not, unless they did before.
        let touching = Window { opens: sooner.closes, closes: later.closes };
        move_round(&t, &actor, id, "Tuần 2", touching).await.unwrap();
        let over = Window { closes: sooner.closes + Millis(1), ..sooner };
        let refused = move_round(&t, &actor, open.round_id, "Tuần 1", over).await;
        assert!(matches!(refused, Err(HoursError::Overlaps(ref other)) if other == "Tuần 2"), "{refused:?}");
        let twin = make(&t, &open, "Song song", touching).await;
        move_round(&t, &actor, twin, "Song song", Window { closes: later.closes - Millis::days(1), ..touching }).await.unwrap();

        let cases: [(i64, &str, Window, Expected); 5] = [
            (id, " ", later, |e| matches!(e, HoursError::Round(NewRoundError::Title))),
            (id, "x", Window { closes: later.opens, ..later }, |e| matches!(e, HoursError::Round(NewRoundError::Backwards))),
            (id, "x", Window { closes: later.opens + MAX_LENGTH + Millis(1), ..later }, |e| {
                matches!(e, HoursError::Round(NewRoundError::TooLong))
            }),
            (open.round_id, "x", Window { closes: now, ..sooner }, |e| matches!(e, HoursError::Round(NewRoundError::Past))),
            (id + 99, "x", later, |e| matches!(e, HoursError::NoRound)),
        ];
        for (round, title, window, expected) in cases {
            let error = move_round(&t, &actor, round, title, window).await.unwrap_err();
            assert!(expected(&error), "{error:?}");
        }
        close(&t, &actor, open.round_id).await.unwrap();
        let refused = move_round(&t, &actor, open.round_id, "Tuần 1", sooner).await;
        assert!(matches!(refused, Err(HoursError::State(RoundState::Closed))), "{refused:?}");
        let province = agency(&t).await;
        let viewer = t.viewer(&province).await;
        let refused = move_round(&t, &viewer, id, "x", later).await;
        assert!(matches!(refused, Err(HoursError::NotAllowed)), "{refused:?}");
        let refused = [set_opening(&t, &viewer, id, true).await, schedule_all(&t, &viewer, open.contest_id).await.map(drop)];
        assert!(refused.iter().all(|refused| matches!(refused, Err(TransitionError::NotAllowed))), "{refused:?}");
        assert_eq!(logged(&t, "round.move").await, 4);
    }
}

async fn agency(t: &TestEngine) -> agencies::Model {
    agencies::Entity::find().one(&t.db.read).await.unwrap().unwrap()
}
