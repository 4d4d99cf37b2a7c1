mod founding;
mod versions;

use contest::{
    Millis, Timestamp,
    banks::Blueprint,
    contests::{PredictedQuantity, Rules, TrackKind},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _};

use super::*;
use crate::{
    banks::tests::shipped,
    both_engines,
    db::entities::{self, audit_log, results},
    testing::TestEngine,
};

pub(super) fn content() -> Content {
    let source = |name: &str| SourceFile { name: name.to_owned(), bytes: shipped(name) };
    Content {
        handbook: source("so-tay.docx"),
        bank: source("ngan-hang.xlsx"),
        agencies: vec![source("agencies/lao-cai.csv"), source("agencies/lai-chau.csv")],
    }
}

async fn everything(t: &TestEngine) -> Vec<u64> {
    use entities::{
        agencies, banks, blueprints, contests, handbook_entries, imports, plans, question_revisions, rounds, rules,
        tracks,
    };
    let db = &t.db.read;
    vec![
        agencies::Entity::find().count(db).await.unwrap(),
        handbook_entries::Entity::find().count(db).await.unwrap(),
        banks::Entity::find().count(db).await.unwrap(),
        question_revisions::Entity::find().count(db).await.unwrap(),
        imports::Entity::find().count(db).await.unwrap(),
        contests::Entity::find().count(db).await.unwrap(),
        rules::Entity::find().count(db).await.unwrap(),
        tracks::Entity::find().count(db).await.unwrap(),
        rounds::Entity::find().count(db).await.unwrap(),
        blueprints::Entity::find().count(db).await.unwrap(),
        plans::Entity::find().count(db).await.unwrap(),
        audit_log::Entity::find().count(db).await.unwrap(),
    ]
}

both_engines! {
    async fn the_first_start_opens_a_round_and_the_next_changes_nothing(t: TestEngine) {
        assert_eq!(contest(&t.db.read, t.now()).await.unwrap(), None);
        let first = first_start(&t, &content(), "15", t.now()).await.unwrap();
        assert!(first.made);
        assert_eq!(first.problems, [], "what ships is sound");
        let contest = contest(&t.db.read, t.now()).await.unwrap().unwrap();
        assert_eq!((contest.code.as_str(), contest.title.as_str()), ("cchc", "Tìm hiểu cải cách hành chính"));
        assert_eq!(contest.tracks.iter().map(|track| track.kind).collect::<Vec<_>>(), TrackKind::ALL);
        let history = rules_history(&t.db.read, contest.id).await.unwrap();
        assert_eq!(history.iter().map(|rules| (rules.version, &rules.rules)).collect::<Vec<_>>(), [(1, &Rules::case_4())]);

        let round = current_round(&t).await.unwrap().unwrap();
        assert!(round.is_open(t.now()));
        assert_eq!(round.rules.prediction, Some(PredictedQuantity::PeopleAllCorrect));
        let closes = round.window.closes.local();
        assert_eq!((closes.hour, closes.minute, closes.second), (17, 0, 0));
        let length = round.window.closes - round.window.opens;
        assert!((Millis::days(29)..=Millis::days(31)).contains(&length), "{length:?}");
        for track in &round.tracks {
            let plan = t.plans.get(&t.db.read, track.plan_id.unwrap()).await.unwrap();
            assert_eq!(plan.paper_size(), 15);
            assert!(plan.cells.iter().all(|cell| cell.questions.len() >= usize::from(cell.cell.take)));
            assert!(plan.cells.len() > 8, "over topics and levels");
        }

        let before = everything(&t).await;
        t.advance(Millis::hours(5));
        let again = first_start(&t, &content(), "15", t.now()).await.unwrap();
        assert_eq!((again.contest_id, again.made), (first.contest_id, false));
        assert_eq!(everything(&t).await, before);
        assert_eq!(current_round(&t).await.unwrap().unwrap().window, round.window);
    }

    async fn first_starts_at_once_make_one_contest(t: TestEngine) {
        let content = content();
        let start = || first_start(&t, &content, "15", t.now());
        let (a, b, c) = tokio::join!(start(), start(), start());
        let starts = [a.unwrap(), b.unwrap(), c.unwrap()];
        assert_eq!(starts.iter().filter(|start| start.made).count(), 1);
        assert!(starts.iter().all(|start| start.contest_id == starts[0].contest_id), "{starts:?}");
        assert_eq!(entities::contests::Entity::find().count(&t.db.read).await.unwrap(), 1);
        assert_eq!(rounds(&t.db.read, contest(&t.db.read, t.now()).await.unwrap().unwrap().id).await.unwrap().len(), 1);
    }

    async fn nobody_gets_a_round_of_long_ago_while_another_reads_it(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let title = async || {
            let round = t.rounds.get(&t.db.read, open.round_id, t.now()).await.unwrap().unwrap();
            round.title.clone()
        };
        let rename = async |title: &str| {
            let renamed = entities::rounds::ActiveModel { id: Set(open.round_id), title: Set(title.to_owned()), ..Default::default() };
            renamed.update(&t.db.write).await.unwrap();
        };
        let first = title().await;
        rename("Tuần 8").await;
        t.advance(Millis(999));
        assert_eq!(title().await, first, "it was read less than a second ago");
        t.advance(Millis(1));
        let (reads, meanwhile) = tokio::join!(title(), title());
        assert_eq!((reads.as_str(), meanwhile), ("Tuần 8", first), "one reads, the others go on");
        rename("Tuần 9").await;
        t.advance(Millis::hours(1));
        let both = tokio::join!(title(), title());
        assert_eq!(both, ("Tuần 9".to_owned(), "Tuần 9".to_owned()));
    }

    async fn a_first_start_cut_short_is_finished_by_the_next(t: TestEngine) {
        let refused = first_start(&t, &content(), "99", t.now()).await;
        assert!(matches!(refused, Err(FirstStartError::NoProvince(_))), "{refused:?}");
        let broken = Content { bank: SourceFile { name: "x.xlsx".into(), bytes: b"x".to_vec() }, ..content() };
        let refused = first_start(&t, &broken, "15", t.now()).await;
        assert!(matches!(refused, Err(FirstStartError::File { .. })), "{refused:?}");
        assert_eq!(contest(&t.db.read, t.now()).await.unwrap(), None);
        assert!(first_start(&t, &content(), "15", t.now()).await.unwrap().made);
        assert_eq!(entities::handbooks::Entity::find().count(&t.db.read).await.unwrap(), 1);
        assert_eq!(entities::banks::Entity::find().count(&t.db.read).await.unwrap(), 1);
    }

    async fn a_first_start_tells_what_it_refused(t: TestEngine) {
        let mut content = content();
        let list = &mut content.agencies[0].bytes;
        list.extend_from_slice("15-la,Cơ quan lạ,loại lạ,15,,\n".as_bytes());
        let bank = "Câu hỏi,A,B,Đáp án\nCâu này đủ chưa?,Một,Hai,A\nCâu này thiếu đáp án?,Một,Hai,\n";
        content.bank = SourceFile { name: "ngan-hang.csv".into(), bytes: bank.as_bytes().to_vec() };
        let first = first_start(&t, &content, "15", t.now()).await.unwrap();
        let told: Vec<_> = first.problems.iter().map(|(file, problems)| (file.as_str(), problems.len())).collect();
        assert_eq!(told, [("agencies/lao-cai.csv", 1), ("ngan-hang.csv", 1)]);
        assert!(first.problems[0].1[0].message.contains("loại lạ"), "{first:?}");
        let again = first_start(&t, &content, "15", t.now()).await.unwrap();
        assert_eq!((again.made, again.problems), (false, Vec::new()));
    }

    async fn the_current_round_is_open_else_next_else_last(t: TestEngine) {
        assert_eq!(current_round(&t).await.unwrap(), None);
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let day = |n: i64| t.now() + Millis::days(n);
        let mut ids = vec![open.round_id];
        for (number, state, opens, closes) in [
            (2, "published", day(-20), day(-15)),
            (3, "closed", day(-14), day(-8)),
            (4, "open", day(7), day(13)),
            (5, "open", day(14), day(20)),
            (6, "draft", day(-1), day(3)),
        ] {
            ids.push(round(&t, open.contest_id, number, state, opens, closes).await);
        }
        let current = async || current_round(&t).await.unwrap().map(|round| round.id);
        assert_eq!(current().await, Some(ids[0]), "the open one");
        set_state(&t, ids[0], "draft").await;
        assert_eq!(current().await, Some(ids[3]), "the next one");
        for id in &ids[3..5] {
            set_state(&t, *id, "draft").await;
        }
        assert_eq!(current().await, Some(ids[2]), "the last one");
        t.advance(Millis::days(7));
        set_state(&t, ids[3], "open").await;
        assert_eq!(current().await, Some(ids[3]), "its time has come");
    }

    async fn rounds_are_listed_with_who_took_part(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let second = round(&t, open.contest_id, 2, "draft", t.now(), t.now() + Millis::days(1)).await;
        for (attempt, person, valid) in [(1, 1, true), (2, 1, true), (3, 2, true), (4, 3, false)] {
            result(&t, open.round_id, attempt, person, valid).await;
        }
        let listed = rounds(&t.db.read, open.contest_id).await.unwrap();
        let counts: Vec<_> = listed.iter().map(|round| (round.id, round.entrants, round.attempts)).collect();
        assert_eq!(counts, [(open.round_id, 2, 3), (second, 0, 0)]);
        assert_eq!(rounds(&t.db.read, open.contest_id + 1).await.unwrap(), []);
    }

    async fn a_plan_is_handed_out_as_it_is_drawn_from(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let json = plan_json(&t.db.read, open.staff_plan_id).await.unwrap().unwrap();
        assert_eq!(serde_json::from_str::<contest::attempts::Plan>(&json).unwrap(), open.plan);
        assert_eq!(plan_json(&t.db.read, open.staff_plan_id + 99).await.unwrap(), None);
    }

    async fn a_round_tells_what_its_papers_are_drawn_by(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 5).await;
        let found = blueprints_of(&t.db.read, open.round_id).await.unwrap();
        let kinds: Vec<_> = found.iter().map(|(track, blueprint)| (track.kind, blueprint.total())).collect();
        assert_eq!(kinds, [(TrackKind::Staff, 5), (TrackKind::Citizens, 5)]);
        assert_eq!(blueprints_of(&t.db.read, open.round_id + 1).await.unwrap(), []);
    }

    async fn shortages_name_what_a_bank_lacks(t: TestEngine) {
        let bank = t.bank("cchc", 12).await;
        let cells = crate::banks::cells(&t.db.read, bank).await.unwrap();
        assert_eq!(cells.iter().map(|cell| cell.available).collect::<Vec<_>>(), [2; 6]);
        let all = default_blueprint(&cells, 12);
        assert_eq!(lacks(&t.db.read, bank, &all, &[]).await.unwrap().shortages, []);
        let mut asked = all.0;
        asked[4].take = 3;
        let short = lacks(&t.db.read, bank, &Blueprint(asked.clone()), &[]).await.unwrap().shortages;
        assert_eq!(short.iter().map(|short| (&short.cell, short.available)).collect::<Vec<_>>(), [(&asked[4], 2)]);
    }
}

pub(super) async fn round(
    t: &TestEngine,
    contest_id: i64,
    number: i32,
    state: &str,
    opens: Timestamp,
    closes: Timestamp,
) -> i64 {
    let row = entities::rounds::ActiveModel {
        contest_id: Set(contest_id),
        number: Set(number),
        title: Set(format!("Tuần {number}")),
        opens_at: Set(opens.0),
        closes_at: Set(closes.0),
        state: Set(state.to_owned()),
        rules_version: Set(1),
        created_at: Set(t.now().0),
        ..Default::default()
    };
    row.insert(&t.db.write).await.unwrap().id
}

pub(super) async fn set_state(t: &TestEngine, id: i64, state: &str) {
    let row = entities::rounds::Entity::find_by_id(id).one(&t.db.write).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.state = Set(state.to_owned());
    row.update(&t.db.write).await.unwrap();
    t.rounds.forget(id);
}

async fn result(t: &TestEngine, round_id: i64, attempt_id: i64, participant_id: i64, valid: bool) {
    let row = results::ActiveModel {
        attempt_id: Set(attempt_id),
        round_id: Set(round_id),
        participant_id: Set(participant_id),
        agency_id: Set(1),
        track_id: Set(1),
        correct: Set(3),
        total: Set(5),
        score: Set(6_000),
        prediction: Set(None),
        started_at: Set(t.now().0),
        submitted_at: Set(t.now().0 + 1),
        submitted_by: Set("person".to_owned()),
        valid: Set(valid),
        voided_at: Set(None),
        grading: Set(0),
    };
    row.insert(&t.db.write).await.unwrap();
}
