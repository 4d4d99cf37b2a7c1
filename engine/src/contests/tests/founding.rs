use contest::{
    Millis,
    contests::{Preset, RoundState, Rules, TrackKind},
    time::LocalDate,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};

use super::{super::*, round, set_state};
use crate::{
    both_engines,
    db::entities::{self, agencies, audit_log, question_revisions},
    testing::TestEngine,
};

/// The rules of a preset, to be held from a day of next month on.
fn new(t: &TestEngine, code: &str, bank_id: i64) -> NewContest {
    let today = t.now().local().date;
    NewContest {
        title: format!("Cuộc thi  theo {code}"),
        rules: Preset::find(code).unwrap().rules,
        first_day: LocalDate::from_days(today.days() + 30),
        banks: vec![(TrackKind::Staff, bank_id)],
        by_bank: false,
        opens_by_itself: true,
    }
}

/// A bank whose questions are of the topics that the rules ask for.
async fn bank_for(t: &TestEngine, code: &str, rules: &Rules) -> i64 {
    let bank = t.bank(code, 120).await;
    let topics = rules.paper.as_ref().map(|paper| paper.topics.as_slice()).unwrap_or_default();
    if topics.is_empty() {
        return bank;
    }
    let rows = question_revisions::Entity::find().filter(question_revisions::Column::BankId.eq(bank));
    for (row, demand) in rows.all(&t.db.write).await.unwrap().into_iter().zip(topics.iter().cycle()) {
        let mut row = row.into_active_model();
        row.topic = Set(Some(demand.topic.0.clone()));
        row.update(&t.db.write).await.unwrap();
    }
    bank
}

async fn count_contests(t: &TestEngine) -> u64 {
    entities::contests::Entity::find().count(&t.db.read).await.unwrap()
}

type Expected = fn(&NewContestError) -> bool;

both_engines! {
    async fn each_of_the_twelve_presets_becomes_a_contest_whose_rounds_open(t: TestEngine) {
        t.open_contest(&t.tree().await, 20, 5).await;
        let actor = t.organiser().await;
        for preset in Preset::all() {
            let code = preset.code.as_str();
            let bank = bank_for(&t, code, &preset.rules).await;
            let asked = new(&t, code, bank);
            let id = found(&t, &actor, &asked).await.unwrap_or_else(|error| panic!("{code}: {error}"));
            let made = find(&t.db.read, id).await.unwrap().unwrap();
            assert_eq!((made.title.as_str(), made.tracks.len()), (format!("Cuộc thi theo {code}").as_str(), 2));
            let history = rules_history(&t.db.read, id).await.unwrap();
            assert_eq!(history.iter().map(|made| (made.version, &made.rules)).collect::<Vec<_>>(), [(1, &preset.rules)]);
            let schedule = preset.rules.schedule.unwrap();
            let listed = rounds(&t.db.read, id).await.unwrap();
            let windows: Vec<_> = listed.iter().map(|round| round.window).collect();
            assert_eq!(windows, schedule.windows(asked.first_day), "{code}");
            assert!(listed.iter().all(|round| round.state == RoundState::Draft && round.opens_by_itself), "{code}");
            assert!(listed.iter().zip(1..).all(|(round, number)| round.number == number), "{code}");
            let name = if listed[0].title.starts_with("Tuần ") { "Tuần" } else { "Đợt" };
            assert_eq!(listed[0].title, format!("{name} 1"));

            rounds::open(&t, &actor, listed[0].id).await.unwrap_or_else(|error| panic!("{code}: {error}"));
            let opened = Round::load(&t.db.read, listed[0].id).await.unwrap().unwrap();
            let questions = preset.rules.paper.as_ref().map_or(15, |paper| usize::from(paper.questions));
            for track in &opened.tracks {
                let plan = t.plans.get(&t.db.read, track.plan_id.unwrap()).await.unwrap();
                assert_eq!(plan.paper_size(), questions, "{code}");
            }
        }
        let logged = audit_log::Entity::find().filter(audit_log::Column::Action.eq("contest.create"));
        assert_eq!(logged.count(&t.db.read).await.unwrap(), 12);
        assert_eq!(list(&t.db.read).await.unwrap().len(), 13);
    }

    async fn a_contest_that_cannot_be_is_not_founded(t: TestEngine) {
        let actor = t.organiser().await;
        let none = found(&t, &actor, &new(&t, "01-vcnet", 1)).await;
        assert!(matches!(none, Err(NewContestError::NoProvince)), "{none:?}");
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let sound = new(&t, "01-vcnet", open.bank_id);
        let province = agencies::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let refused = found(&t, &t.viewer(&province).await, &sound).await;
        assert!(matches!(refused, Err(NewContestError::NotAllowed)), "{refused:?}");
        let past = LocalDate::from_days(t.now().local().date.days() - 30);
        let cases: [(NewContest, Expected); 7] = [
            (NewContest { title: " ".into(), ..sound.clone() }, |e| matches!(e, NewContestError::Title)),
            (NewContest { title: "Tìm hiểu cải cách hành chính".into(), ..sound.clone() }, |e| matches!(e, NewContestError::TitleTaken)),
            (NewContest { banks: vec![], ..sound.clone() }, |e| matches!(e, NewContestError::NoBank(TrackKind::Staff))),
            (NewContest { banks: vec![(TrackKind::Staff, 99)], ..sound.clone() }, |e| matches!(e, NewContestError::NoBank(_))),
            (NewContest { first_day: past, ..sound.clone() }, |e| {
                matches!(e, NewContestError::Round(rounds::NewRoundError::Past))
            }),
            (NewContest { rules: Rules { ranking: vec![], ..sound.rules.clone() }, ..sound.clone() }, |e| {
                matches!(e, NewContestError::Rules(_))
            }),
            // The bank has none of the topics that the rules ask for.
            (NewContest { rules: Preset::find("09-gtvt-cchc-2020").unwrap().rules, ..sound.clone() }, |e| {
                matches!(e, NewContestError::Round(rounds::NewRoundError::Shortages(short)) if short.len() == 2)
            }),
        ];
        for (case, expected) in cases {
            let error = found(&t, &actor, &case).await.unwrap_err();
            assert!(expected(&error), "{error:?}");
        }
        assert_eq!(count_contests(&t).await, 1);
        // Who presses twice founds one.
        let (a, b) = tokio::join!(found(&t, &actor, &sound), found(&t, &actor, &sound));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert_eq!(count_contests(&t).await, 2);
    }

    async fn papers_may_go_by_the_bank_instead_of_the_rules(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 24, 5).await;
        let rules = Preset::find("09-gtvt-cchc-2020").unwrap().rules;
        let asked = NewContest { by_bank: true, ..new(&t, "09-gtvt-cchc-2020", open.bank_id) };
        let planned = plan(&t.db.read, &asked).await.unwrap();
        assert_eq!(planned.short, []);
        let questions = u32::from(rules.paper.as_ref().unwrap().questions);
        assert!(planned.papers.iter().all(|papers| papers.blueprint.total() == questions));
        assert!(planned.papers.iter().all(|papers| papers.blueprint.0.iter().all(|cell| cell.level.is_some())));
        let short = plan(&t.db.read, &NewContest { by_bank: false, ..asked.clone() }).await.unwrap().short;
        assert!(!short.is_empty(), "told before anything is made");
        found(&t, &t.organiser().await, &asked).await.unwrap();
    }

    async fn rules_without_a_calendar_make_a_contest_without_rounds(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 24, 5).await;
        let asked = NewContest { rules: Rules::case_4(), ..new(&t, "01-vcnet", open.bank_id) };
        let id = found(&t, &t.organiser().await, &asked).await.unwrap();
        assert_eq!(rounds(&t.db.read, id).await.unwrap(), []);
    }

    async fn a_contest_that_is_prepared_takes_nothing_from_one_that_runs(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 24, 5).await;
        let current = async || contest(&t.db.read, t.now()).await.unwrap().unwrap().id;
        let next = found(&t, &t.organiser().await, &new(&t, "01-vcnet", open.bank_id)).await.unwrap();
        assert_eq!(current().await, open.contest_id, "the new one has drafts only");
        assert_eq!(current_round(&t).await.unwrap().unwrap().id, open.round_id);
        let (now, day) = (t.now(), Millis::days(1));
        let ahead = round(&t, next, 100, "open", now + day, now + Millis::days(9)).await;
        assert_eq!(current().await, open.contest_id, "people are taking the round of the old one");
        set_state(&t, open.round_id, "closed").await;
        assert_eq!((current().await, current_round(&t).await.unwrap().unwrap().id), (next, ahead), "what comes next");
        set_state(&t, ahead, "draft").await;
        assert_eq!(current().await, open.contest_id, "what was last");
        set_state(&t, ahead, "open").await;
        set_state(&t, open.round_id, "open").await;
        t.advance(day);
        assert_eq!(current().await, next, "both run: the newer");
    }
}
