mod hours;
mod papers;

use std::collections::HashSet;

use contest::{
    Millis,
    attempts::{Seed, draw},
    banks::{Blueprint, Cell, FixedQuestion, Level, Topic, Weight},
    contests::{RoundState, TrackKind, Window},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};

use super::*;
use crate::{
    banks::QuestionFilter,
    both_engines,
    contests::{
        Round, blueprints_of, default_blueprint, rounds as list,
        tests::{round, set_state},
    },
    db::entities::{audit_log, plans, question_revisions},
    testing::{OpenContest, TestEngine},
};

type Expected = fn(&NewRoundError) -> bool;

fn any(take: u16) -> Blueprint {
    Blueprint(vec![Cell { topic: None, level: None, take, weight: Weight::ONE }])
}

fn new(t: &TestEngine, take: u16) -> NewRound {
    NewRound {
        title: "Tuần  2".to_owned(),
        window: Window { opens: t.now() + Millis::days(7), closes: t.now() + Millis::days(13) },
        papers: TrackKind::ALL
            .map(|track| NewPapers { track, bank_id: None, blueprint: any(take), fixed: vec![] })
            .to_vec(),
    }
}

async fn contest(t: &TestEngine) -> OpenContest {
    t.open_contest(&t.tree().await, 24, 5).await
}

async fn state(t: &TestEngine, id: i64) -> RoundState {
    Round::load(&t.db.read, id).await.unwrap().unwrap().state
}

async fn plan_count(t: &TestEngine, id: i64) -> u64 {
    plans::Entity::find().filter(plans::Column::RoundId.eq(id)).count(&t.db.read).await.unwrap()
}

async fn logged(t: &TestEngine, action: &str) -> u64 {
    audit_log::Entity::find().filter(audit_log::Column::Action.eq(action)).count(&t.db.read).await.unwrap()
}

both_engines! {
    async fn a_round_is_made_as_a_draft_under_the_newest_rules(t: TestEngine) {
        let none = create(&t, &t.organiser().await, 1, &new(&t, 5)).await;
        assert!(matches!(none, Err(NewRoundError::NoContest)), "{none:?}");
        let open = contest(&t).await;
        let id = create(&t, &t.organiser().await, open.contest_id, &new(&t, 5)).await.unwrap();
        let made = list(&t.db.read, open.contest_id).await.unwrap().pop().unwrap();
        assert_eq!((made.id, made.number, made.title.as_str(), made.state), (id, 2, "Tuần 2", RoundState::Draft));
        assert_eq!((made.window, made.rules_version), (new(&t, 5).window, 1));
        assert_eq!((plan_count(&t, id).await, logged(&t, "round.create").await), (0, 1));
        let (a, b) = (new(&t, 5), new(&t, 5));
        let actor = t.organiser().await;
        let (a, b) = tokio::join!(create(&t, &actor, open.contest_id, &a), create(&t, &actor, open.contest_id, &b));
        assert_ne!(a.unwrap(), b.unwrap());
        let numbers: Vec<i32> = list(&t.db.read, open.contest_id).await.unwrap().iter().map(|round| round.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
    }

    async fn a_round_that_cannot_be_held_is_not_made(t: TestEngine) {
        let open = contest(&t).await;
        let (actor, sound) = (t.organiser().await, new(&t, 5));
        let window = |opens, closes| NewRound { window: Window { opens, closes }, ..sound.clone() };
        let from = |bank_id| {
            let papers = sound.papers.iter().map(|papers| NewPapers { bank_id: Some(bank_id), ..papers.clone() });
            NewRound { papers: papers.collect(), ..sound.clone() }
        };
        let staff_only = |blueprint| {
            let papers = NewPapers { track: TrackKind::Staff, bank_id: None, blueprint, fixed: vec![] };
            NewRound { papers: vec![papers], ..sound.clone() }
        };
        let empty = t.bank("trong", 0).await;
        let now = t.now();
        let cases: Vec<(NewRound, Expected)> = vec![
            (NewRound { title: " \n ".into(), ..sound.clone() }, |e| matches!(e, NewRoundError::Title)),
            (NewRound { title: "ă".repeat(MAX_TITLE + 1), ..sound.clone() }, |e| matches!(e, NewRoundError::Title)),
            (window(now, now), |e| matches!(e, NewRoundError::Backwards)),
            (window(now + Millis::days(2), now + Millis::days(1)), |e| matches!(e, NewRoundError::Backwards)),
            (window(now - Millis::days(2), now), |e| matches!(e, NewRoundError::Past)),
            (window(now, now + MAX_LENGTH + Millis(1)), |e| matches!(e, NewRoundError::TooLong)),
            (staff_only(any(5)), |e| matches!(e, NewRoundError::NoQuestions(TrackKind::Citizens))),
            (staff_only(any(0)), |e| matches!(e, NewRoundError::NoQuestions(TrackKind::Staff))),
            (new(&t, MAX_PAPER as u16 + 1), |e| matches!(e, NewRoundError::TooManyQuestions(TrackKind::Staff))),
            (new(&t, 25), |e| matches!(e, NewRoundError::Shortages(_))),
            (from(empty), |e| matches!(e, NewRoundError::Shortages(_))),
            (from(empty + 1), |e| matches!(e, NewRoundError::NoBank(TrackKind::Staff))),
        ];
        for (case, expected) in cases {
            let error = create(&t, &actor, open.contest_id, &case).await.unwrap_err();
            assert!(expected(&error), "{case:?}: {error:?}");
        }
        assert_eq!(list(&t.db.read, open.contest_id).await.unwrap().len(), 1);
        assert_eq!(logged(&t, "round.create").await, 0);
    }

    async fn shortages_name_track_cell_and_what_there_is(t: TestEngine) {
        let open = contest(&t).await;
        let cell = Cell { topic: Some(Topic("Chuyển đổi số".into())), level: Some(Level::Apply), take: 5, weight: Weight::ONE };
        let mut asked = new(&t, 5);
        asked.papers[1].blueprint = Blueprint(vec![cell.clone(), Cell { take: 0, ..cell.clone() }]);
        let Err(NewRoundError::Shortages(short)) = create(&t, &t.organiser().await, open.contest_id, &asked).await else { panic!("it fits") };
        assert_eq!(short.len(), 1);
        assert_eq!((short[0].track, &short[0].lacks.shortages[0].cell), (TrackKind::Citizens, &cell));
        assert_eq!(short[0].lacks.shortages[0].available, 4);
    }

    async fn fixed_questions_stand_on_every_paper_or_are_missed(t: TestEngine) {
        let contest = contest(&t).await;
        let actor = t.organiser().await;
        let listed = crate::banks::questions(&t.db.read, contest.bank_id, &QuestionFilter::default(), 1).await.unwrap();
        let numbers: Vec<i64> = listed.questions.iter().map(|question| question.number).collect();
        let fixed = |number, weight| FixedQuestion { question: number, weight: Weight(weight) };
        let mut asked = new(&t, 21);
        asked.papers[0].fixed = vec![fixed(numbers[3], 100), fixed(numbers[8], 200), fixed(numbers[9], 200)];
        let id = create(&t, &actor, contest.contest_id, &asked).await.unwrap();
        open(&t, &actor, id).await.unwrap();
        let round = Round::load(&t.db.read, id).await.unwrap().unwrap();
        let plan = t.plans.get(&t.db.read, round.track(TrackKind::Staff).unwrap().plan_id.unwrap()).await.unwrap();
        let revision = |number: i64| listed.questions.iter().find(|question| question.number == number).unwrap().revision;
        for seed in 0..20 {
            let drawn: Vec<i64> = draw(&plan, Seed([seed; 16])).revisions(&plan).collect();
            assert_eq!((drawn.len(), drawn.iter().collect::<HashSet<_>>().len()), (24, 24));
            assert!([3, 8, 9].iter().all(|place| drawn.contains(&revision(numbers[*place]))));
        }
        assert_eq!(plan.points(), 21 * 100 + 100 + 2 * 200);

        // What stands on every paper is no cell's any more, and what the bank does not have is named.
        let other = t.bank("khac", 4).await;
        let elsewhere = crate::banks::questions(&t.db.read, other, &QuestionFilter::default(), 1).await.unwrap();
        let mut wrong = new(&t, 24);
        wrong.papers[0].fixed = vec![fixed(numbers[0], 100), fixed(elsewhere.questions[0].number, 100)];
        let Err(NewRoundError::Shortages(short)) = create(&t, &actor, contest.contest_id, &wrong).await else { panic!("it fits") };
        assert_eq!((short.len(), short[0].lacks.shortages[0].available), (1, 23));
        assert_eq!(short[0].lacks.missing, [elsewhere.questions[0].number]);

        // A question that is taken back before the round opens is missed then.
        let mut later = new(&t, 3);
        later.papers[0].fixed = vec![fixed(numbers[5], 100)];
        let id = create(&t, &actor, contest.contest_id, &later).await.unwrap();
        let row = question_revisions::ActiveModel {
            id: Set(revision(numbers[5])), state: Set("draft".to_owned()), ..Default::default()
        };
        row.update(&t.db.write).await.unwrap();
        let Err(TransitionError::Shortages(short)) = open(&t, &actor, id).await else { panic!("it opens") };
        assert_eq!(short[0].lacks, Lacks { shortages: vec![], missing: vec![numbers[5]] });
        assert_eq!(shortages_of_drafts(&t.db.read, contest.contest_id).await.unwrap(), [(id, short)], "told ahead");
    }

    async fn each_step_of_a_round_s_life_is_allowed_or_refused(t: TestEngine) {
        let open_contest = contest(&t).await;
        let actor = t.organiser().await;
        for (from, number) in RoundState::ALL.into_iter().zip(10..) {
            for to in [RoundState::Open, RoundState::Closed] {
                let number = number * 10 + i32::from(to == RoundState::Closed);
                let id = round(&t, open_contest.contest_id, number, from.code(), t.now(), t.now() + Millis::days(1)).await;
                t.rounds.get(&t.db.read, id, t.now()).await.unwrap();
                let result = if to == RoundState::Open { open(&t, &actor, id).await } else { close(&t, &actor, id).await };
                match result {
                    Ok(()) => {
                        assert!(from.can_become(to), "{from:?} {to:?}");
                        assert_eq!(state(&t, id).await, to);
                        let remembered = t.rounds.get(&t.db.read, id, t.now()).await.unwrap().unwrap();
                        assert_eq!(remembered.state, to, "what was remembered is forgotten");
                    }
                    Err(TransitionError::Impossible { from: said, to: also }) => {
                        assert!(!from.can_become(to), "{from:?} {to:?}");
                        assert_eq!((said, also), (from, to));
                        assert_eq!(state(&t, id).await, from);
                    }
                    Err(error) => panic!("{from:?} {to:?}: {error:?}"),
                }
            }
        }
        assert_eq!((logged(&t, "round.open").await, logged(&t, "round.close").await), (2, 1));
        let missing = open(&t, &actor, 0).await;
        assert!(matches!(missing, Err(TransitionError::NoRound)), "{missing:?}");
    }

    async fn opening_freezes_the_questions_for_good(t: TestEngine) {
        let contest = contest(&t).await;
        let actor = t.organiser().await;
        let cells = crate::banks::cells(&t.db.read, contest.bank_id).await.unwrap();
        let mut asked = new(&t, 5);
        asked.papers[0].blueprint = default_blueprint(&cells, 12);
        let id = create(&t, &actor, contest.contest_id, &asked).await.unwrap();
        open(&t, &actor, id).await.unwrap();
        let opened = Round::load(&t.db.read, id).await.unwrap().unwrap();
        let staff = opened.track(TrackKind::Staff).unwrap().plan_id.unwrap();
        let plan = t.plans.get(&t.db.read, staff).await.unwrap();
        assert_eq!((plan.version, plan.paper_size(), plan.cells.len()), (staff, 12, 6));
        let paper = draw(&plan, Seed([3; 16]));

        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.stem = Set("Đã sửa sau khi mở?".to_owned());
        row.update(&t.db.write).await.unwrap();
        close(&t, &actor, id).await.unwrap();
        open(&t, &actor, id).await.unwrap();
        assert_eq!(plan_count(&t, id).await, 2, "one for each track");
        let json = crate::contests::plan_json(&t.db.read, staff).await.unwrap().unwrap();
        assert!(!json.contains("Đã sửa"));
        assert_eq!(draw(&serde_json::from_str(&json).unwrap(), Seed([3; 16])), paper);
    }

    async fn a_round_draws_each_track_from_the_bank_chosen_for_it(t: TestEngine) {
        let contest = contest(&t).await;
        let actor = t.organiser().await;
        let other = t.bank("tuan-2", 12).await;
        let mut asked = new(&t, 12);
        asked.papers[1].bank_id = Some(other);
        asked.papers[1].blueprint = any(13);
        let Err(NewRoundError::Shortages(short)) = create(&t, &actor, contest.contest_id, &asked).await else { panic!("it fits") };
        assert_eq!((short.len(), short[0].track, short[0].lacks.shortages[0].available), (1, TrackKind::Citizens, 12));

        asked.papers[1].blueprint = any(12);
        let id = create(&t, &actor, contest.contest_id, &asked).await.unwrap();
        let banks: Vec<i64> =
            blueprints_of(&t.db.read, id).await.unwrap().iter().map(|(track, _)| track.bank_id).collect();
        assert_eq!(banks, [contest.bank_id, other]);
        let of_contest: Vec<i64> =
            crate::contests::contest(&t.db.read, t.now()).await.unwrap().unwrap().tracks.iter().map(|track| track.bank_id).collect();
        assert_eq!(of_contest, [contest.bank_id; 2], "other rounds keep the track's bank");

        // The bank that the round does not draw from has no say.
        let rows = question_revisions::Entity::find().filter(question_revisions::Column::BankId.eq(other));
        let mut row = rows.one(&t.db.read).await.unwrap().unwrap().into_active_model();
        row.state = Set("draft".to_owned());
        let row = row.update(&t.db.write).await.unwrap();
        let Err(TransitionError::Shortages(short)) = open(&t, &actor, id).await else { panic!("it opened") };
        assert_eq!((short.len(), short[0].track, short[0].lacks.shortages[0].available), (1, TrackKind::Citizens, 11));
        let mut row = row.into_active_model();
        row.state = Set("approved".to_owned());
        row.update(&t.db.write).await.unwrap();
        open(&t, &actor, id).await.unwrap();

        let opened = Round::load(&t.db.read, id).await.unwrap().unwrap();
        for (kind, bank) in [(TrackKind::Staff, contest.bank_id), (TrackKind::Citizens, other)] {
            let plan = t.plans.get(&t.db.read, opened.track(kind).unwrap().plan_id.unwrap()).await.unwrap();
            let known: HashSet<i64> =
                crate::banks::approved(&t.db.read, bank).await.unwrap().into_iter().map(|(revision, _)| revision).collect();
            assert_eq!(plan.paper_size(), 12);
            assert!(plan.cells.iter().flat_map(|cell| &cell.questions).all(|question| known.contains(&question.revision)));
        }
    }

    async fn a_round_whose_bank_has_shrunk_or_whose_time_is_over_does_not_open(t: TestEngine) {
        let contest = contest(&t).await;
        let actor = t.organiser().await;
        let id = create(&t, &actor, contest.contest_id, &new(&t, 24)).await.unwrap();
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.state = Set("draft".to_owned());
        row.update(&t.db.write).await.unwrap();
        let Err(TransitionError::Shortages(short)) = open(&t, &actor, id).await else { panic!("it opened") };
        assert_eq!(short.iter().map(|short| short.lacks.shortages[0].available).collect::<Vec<_>>(), [23, 23]);
        assert_eq!((state(&t, id).await, plan_count(&t, id).await), (RoundState::Draft, 0));
        t.advance(Millis::days(13));
        let late = open(&t, &actor, id).await;
        assert!(matches!(late, Err(TransitionError::WindowOver)), "{late:?}");
    }

    async fn only_organisers_have_a_hand_in_rounds(t: TestEngine) {
        let open_contest = contest(&t).await;
        let province = crate::db::entities::agencies::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let viewer = t.viewer(&province).await;
        let refused = create(&t, &viewer, open_contest.contest_id, &new(&t, 5)).await;
        assert!(matches!(refused, Err(NewRoundError::NotAllowed)), "{refused:?}");
        let refused = close(&t, &viewer, open_contest.round_id).await;
        assert!(matches!(refused, Err(TransitionError::NotAllowed)), "{refused:?}");
        assert_eq!(state(&t, open_contest.round_id).await, RoundState::Open);
    }

    async fn rounds_close_on_time_exactly_once(t: TestEngine) {
        let open = contest(&t).await;
        let later = round(&t, open.contest_id, 2, "open", t.now(), t.now() + Millis::days(7)).await;
        let draft = round(&t, open.contest_id, 3, "draft", t.now(), t.now() + Millis::hours(1)).await;
        let window = Round::load(&t.db.read, open.round_id).await.unwrap().unwrap().window;
        t.advance_to(window.closes - Millis(1));
        assert_eq!(close_due(&t).await.unwrap(), [0; 0]);
        t.advance(Millis(1));
        let (a, b, c) = tokio::join!(close_due(&t), close_due(&t), close_due(&t));
        let closed = [a.unwrap(), b.unwrap(), c.unwrap()].concat();
        assert_eq!(closed, [open.round_id]);
        assert_eq!(state(&t, open.round_id).await, RoundState::Closed);
        assert_eq!((state(&t, later).await, state(&t, draft).await), (RoundState::Open, RoundState::Draft));
        assert_eq!(logged(&t, "round.close").await, 1);
        set_state(&t, later, "published").await;
        t.advance(Millis::days(9));
        assert_eq!(close_due(&t).await.unwrap(), [0; 0]);
    }
}
