//! Reports are right, made once, and seen by those whose they are.

use std::collections::BTreeMap;

use contest::{
    Millis, Timestamp,
    time::{Cut, LocalDateTime, Period},
};
use rand::RngExt as _;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::Value;

use super::{claim::Claim, *};
use crate::{
    Engine,
    accounts::StaffSession,
    db::entities::{agencies, audit_log, headcounts, report_files, report_jobs, results, rounds},
    testing::{OpenContest, TestEngine, Tree, both_engines},
};

fn asked(open: &OpenContest, about: About, formats: &[Format]) -> Asked {
    let header = Header { issuer: "Sở  Nội vụ".to_owned(), number: "15/BC-SNV".to_owned(), ..Header::default() };
    Asked { contest_id: open.contest_id, about, formats: formats.to_vec(), header }
}

fn result(
    open: &OpenContest,
    attempt: i64,
    person: i64,
    agency: &agencies::Model,
    correct: i32,
    at: Timestamp,
) -> results::Model {
    results::Model {
        attempt_id: attempt,
        round_id: open.round_id,
        participant_id: person,
        agency_id: agency.id,
        track_id: open.staff_track_id,
        correct,
        total: 20,
        score: correct * 500,
        prediction: None,
        started_at: (at - Millis::minutes(5)).0,
        submitted_at: at.0,
        submitted_by: "person".to_owned(),
        valid: true,
        voided_at: None,
        grading: 0,
    }
}

async fn insert(t: &TestEngine, rows: &[results::Model]) {
    let rows = rows.iter().cloned().map(results::Model::into_active_model);
    results::Entity::insert_many(rows).exec_without_returning(&t.db.write).await.unwrap();
}

async fn headcount(t: &TestEngine, agency: &agencies::Model, people: i32) {
    let row = headcounts::ActiveModel {
        agency_id: Set(agency.id),
        people: Set(people),
        valid_from: Set(0),
        set_by: Set(None),
        set_at: Set(0),
        ..Default::default()
    };
    headcounts::Entity::insert(row).exec_without_returning(&t.db.write).await.unwrap();
}

/// The report as JSON.
async fn report(t: &TestEngine, actor: &StaffSession, asked: Asked) -> Value {
    let asked = Asked { formats: vec![Format::Json], ..asked };
    let job = order(t, actor, asked).await.unwrap();
    assert_eq!(make_due(t).await.unwrap(), 1);
    let file = download(t, actor, job, Format::Json).await.unwrap().unwrap();
    serde_json::from_slice(&file.bytes).unwrap()
}

fn table<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["tables"].as_array().unwrap().iter().find(|table| table["name"] == name).unwrap()
}

fn row<'a>(report: &'a Value, agency: &str) -> &'a Value {
    table(report, "don_vi")["rows"].as_array().unwrap().iter().find(|row| row["agency"] == agency).unwrap()
}

async fn made(engine: &Engine) -> u64 {
    let made = audit_log::Entity::find().filter(audit_log::Column::Action.eq("report.made"));
    made.count(&engine.db.read).await.unwrap()
}

async fn contest(t: &TestEngine) -> (Tree, OpenContest) {
    let tree = t.tree().await;
    let open = t.open_contest(&tree, 20, 5).await;
    (tree, open)
}

both_engines! {
    async fn figures_equal_a_count_by_hand(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let agencies = [&tree.department, &tree.unit, &tree.sibling, &tree.commune];
        // A second round, so that people are met in several.
        let first = rounds::Entity::find_by_id(open.round_id).one(&t.db.read).await.unwrap().unwrap();
        let second = rounds::ActiveModel { number: Set(2), title: Set("Tuần 2".to_owned()), id: sea_orm::NotSet, ..first.into_active_model() };
        let second = rounds::Entity::insert(second).exec(&t.db.write).await.unwrap().last_insert_id;
        let mut rng = t.rng(11);
        let rows: Vec<results::Model> = (1..=400)
            .map(|attempt| {
                let person: i64 = rng.random_range(1..=120);
                let at = t.now() - Millis::seconds(rng.random_range(0..3_000));
                let correct = rng.random_range(10..=20);
                let row = result(&open, attempt, person, agencies[rng.random_range(0..4_usize)], correct, at);
                let round_id = if rng.random_bool(0.3) { second } else { row.round_id };
                let track_id = if person % 5 == 0 { open.citizens_track_id } else { row.track_id };
                results::Model { round_id, track_id, valid: rng.random_bool(0.9), ..row }
            })
            .collect();
        insert(&t, &rows).await;
        // By hand: of each person in each round the most right, then what was submitted first; all took five minutes.
        let mut people: BTreeMap<i64, BTreeMap<i64, Vec<&results::Model>>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.valid) {
            people.entry(row.participant_id).or_default().entry(row.round_id).or_default().push(row);
        }
        let mut expected: BTreeMap<i64, (u64, u64, u64, u64, Vec<i32>)> = BTreeMap::new();
        for rounds in people.values() {
            let count: Vec<results::Model> = rounds
                .values()
                .map(|all| all.iter().max_by_key(|row| (row.correct, -row.submitted_at, -row.attempt_id)).unwrap())
                .map(|best| (*best).clone())
                .collect();
            let last = count.last().unwrap();
            let of = expected.entry(last.agency_id).or_default();
            of.0 += 1;
            of.1 += u64::from(last.track_id == open.staff_track_id);
            of.2 += rounds.values().map(Vec::len).sum::<usize>() as u64;
            of.3 += count.iter().filter(|row| row.correct == 20).count() as u64;
            of.4.extend(count.iter().map(|row| row.score));
        }
        let organiser = t.organiser().await;
        let seen = report(&t, &organiser, asked(&open, About::Contest, &[])).await;
        let names = ["Sở Nội vụ", "Trung tâm Lưu trữ lịch sử, Sở Nội vụ", "Sở Tư pháp", "Xã Bảo Thắng"];
        for (agency, name) in agencies.iter().zip(names) {
            let (entrants, staff, attempts, perfect, scores) = expected.get_mut(&agency.id).unwrap();
            let seen = row(&seen, name);
            assert_eq!(
                [&seen["entrants"], &seen["staff_entrants"], &seen["attempts"], &seen["perfect"]],
                [*entrants, *staff, *attempts, *perfect].map(Value::from).each_ref(),
                "{name}"
            );
            scores.sort_unstable();
            let middle = f64::from(scores[(scores.len() - 1) / 2] + scores[scores.len() / 2]) / 200.0;
            assert!((seen["median_score"].as_f64().unwrap() - middle).abs() < 0.006, "{name}");
            let mean = f64::from(scores.iter().sum::<i32>()) / scores.len() as f64 / 100.0;
            assert!((seen["mean_score"].as_f64().unwrap() - mean).abs() < 0.006, "{name}");
        }
        let total = &table(&seen, "don_vi")["total"];
        assert_eq!(total["entrants"], people.len());
        assert_eq!(total["attempts"], rows.iter().filter(|row| row.valid).count());
        let rounds = table(&seen, "vong_thi")["rows"].as_array().unwrap();
        for (round, seen) in [open.round_id, second].iter().zip(rounds) {
            let of: Vec<_> = rows.iter().filter(|row| row.valid && row.round_id == *round).collect();
            let mut who: Vec<i64> = of.iter().map(|row| row.participant_id).collect();
            who.sort_unstable();
            who.dedup();
            assert_eq!((&seen["entrants"], &seen["attempts"]), (&who.len().into(), &of.len().into()));
        }
        let bands = table(&seen, "muc_diem");
        assert_eq!(bands["total"]["counted"], people.values().map(BTreeMap::len).sum::<usize>());
        let one = report(&t, &organiser, asked(&open, About::Round(second), &[])).await;
        let of_second = rows.iter().filter(|row| row.valid && row.round_id == second).count();
        assert_eq!(table(&one, "don_vi")["total"]["attempts"], of_second);
    }

    async fn a_ratio_needs_every_headcount(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let rows = [(1, &tree.unit), (2, &tree.commune), (3, &tree.sibling)];
        insert(&t, &rows.map(|(n, agency)| result(&open, n, n, agency, 20, t.now()))).await;
        for (agency, people) in [(&tree.unit, 10), (&tree.commune, 40)] {
            headcount(&t, agency, people).await;
        }
        let organiser = t.organiser().await;
        let seen = report(&t, &organiser, asked(&open, About::Contest, &[])).await;
        assert_eq!(row(&seen, "Trung tâm Lưu trữ lịch sử, Sở Nội vụ")["participation"], 10.0);
        assert!(row(&seen, "Sở Tư pháp")["participation"].is_null());
        let total = &table(&seen, "don_vi")["total"];
        assert!(total["headcount"].is_null() && total["participation"].is_null());
        headcount(&t, &tree.sibling, 10).await;
        let seen = report(&t, &organiser, asked(&open, About::Contest, &[])).await;
        let total = &table(&seen, "don_vi")["total"];
        assert_eq!((&total["headcount"], &total["participation"]), (&60.into(), &5.0.into()), "the department has units and nobody of its own");
    }

    async fn a_period_is_cut_to_the_second(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let at = |clock: &str| clock.parse::<LocalDateTime>().unwrap().to_timestamp();
        let clocks = ["2026-09-14T23:59:59", "2026-09-15T00:00", "2026-09-30T23:59:59", "2026-10-01T00:00", "2026-12-14T23:59:59", "2026-12-15T00:00"];
        let rows: Vec<_> = clocks.iter().zip(1..).map(|(clock, n)| result(&open, n, n, &tree.commune, 10, at(clock))).collect();
        insert(&t, &rows).await;
        t.advance(Millis::days(60));
        let organiser = t.organiser().await;
        let quarter: Period = "2026-q4".parse().unwrap();
        for (cut, attempts, before) in [(Cut::Calendar, 3, 3), (Cut::Decree, 4, 1)] {
            let seen = report(&t, &organiser, asked(&open, About::Period(quarter, cut), &[])).await;
            assert_eq!(table(&seen, "don_vi")["total"]["attempts"], attempts, "{cut:?}");
            let said = seen["sections"][0]["paragraphs"].to_string();
            assert!(said.contains(&format!("So với quý III năm 2026: số người dự thi tăng {} (trước đó {before})", attempts - before)) || attempts == before, "{said}");
        }
    }

    async fn a_report_is_made_once_on_however_many_instances(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        insert(&t, &[result(&open, 1, 1, &tree.commune, 20, t.now())]).await;
        let organiser = t.organiser().await;
        let job = order(&t, &organiser, asked(&open, About::Contest, &Format::ALL)).await.unwrap();
        let waiting = jobs(&t, &organiser).await.unwrap();
        assert_eq!((waiting[0].id, waiting[0].state, waiting[0].progress, waiting[0].files.len()), (job, JobState::Waiting, 0, 0));
        let (second, third) = (t.another().await, t.another().await);
        let all = futures_util::try_join!(make_due(&t), make_due(&second), make_due(&third)).unwrap();
        assert_eq!(all.0 + all.1 + all.2, 1);
        assert_eq!(made(&t).await, 1);
        let done = &jobs(&t, &organiser).await.unwrap()[0];
        assert_eq!((done.state, done.progress, done.done_at), (JobState::Done, 100, Some(t.now())));
        assert_eq!(done.files.iter().map(|(format, ..)| *format).collect::<Vec<_>>(), Format::ALL);
        for (format, size, sum) in &done.files {
            let file = download(&t, &organiser, job, *format).await.unwrap().unwrap();
            assert_eq!((file.bytes.len() as u64, crate::secrets::sha256_hex(&file.bytes)), (*size, sum.clone()));
        }
        let taken = audit_log::Entity::find().filter(audit_log::Column::Action.eq("report.download"));
        assert_eq!(taken.count(&t.db.read).await.unwrap(), 5);
    }

    async fn a_killed_job_is_made_by_another_and_not_for_ever(t: TestEngine) {
        let (_, open) = contest(&t).await;
        let organiser = t.organiser().await;
        order(&t, &organiser, asked(&open, About::Contest, &[Format::Csv])).await.unwrap();
        let killed = Claim::next(&t).await.unwrap().unwrap();
        assert!(killed.is_at(&t, 40).await.unwrap());
        assert_eq!(jobs(&t, &organiser).await.unwrap()[0].progress, 40);
        assert_eq!(make_due(&t).await.unwrap(), 0, "it is in another's hands");
        t.advance(Millis::minutes(5));
        assert_eq!(make_due(&t).await.unwrap(), 1);
        assert!(!killed.is_at(&t, 70).await.unwrap(), "whoever was thought dead has no say");
        assert!(!killed.set(&t.db.write, JobState::Failed, 0, t.now()).await.unwrap());
        assert_eq!((jobs(&t, &organiser).await.unwrap()[0].state, made(&t).await), (JobState::Done, 1));

        order(&t, &organiser, asked(&open, About::Contest, &[Format::Csv])).await.unwrap();
        for _ in 0..3 {
            assert!(Claim::next(&t).await.unwrap().is_some());
            t.advance(Millis::minutes(5));
        }
        assert!(Claim::next(&t).await.unwrap().is_none());
        assert_eq!(jobs(&t, &organiser).await.unwrap()[0].state, JobState::Failed);
    }

    async fn reports_are_seen_by_those_whose_they_are(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let all = [&tree.department, &tree.unit, &tree.sibling, &tree.commune];
        let rows: Vec<_> = all.iter().zip(1..).map(|(agency, n)| result(&open, n, n, agency, 10, t.now())).collect();
        insert(&t, &rows).await;
        let (organiser, viewer, other) = (t.organiser().await, t.viewer(&tree.department).await, t.viewer(&tree.unit).await);
        let seen = report(&t, &viewer, asked(&open, About::Contest, &[])).await;
        let names: Vec<&Value> = table(&seen, "don_vi")["rows"].as_array().unwrap().iter().map(|row| &row["agency"]).collect();
        assert_eq!(names, ["Trung tâm Lưu trữ lịch sử, Sở Nội vụ", "Sở Nội vụ"]);
        assert_eq!(table(&seen, "don_vi")["total"]["entrants"], 2);
        let job = jobs(&t, &viewer).await.unwrap()[0].id;
        for stranger in [&organiser, &other] {
            assert!(jobs(&t, stranger).await.unwrap().is_empty());
            assert!(download(&t, stranger, job, Format::Json).await.unwrap().is_none());
        }
        assert!(download(&t, &viewer, job, Format::Xlsx).await.unwrap().is_none(), "not asked for");
        let nobody = StaffSession { role: crate::accounts::Role::QuestionAuthor, agency: None, ..viewer };
        assert!(matches!(order(&t, &nobody, asked(&open, About::Contest, &Format::ALL)).await, Err(OrderError::NotAllowed)));
        assert!(jobs(&t, &nobody).await.unwrap().is_empty());
    }

    async fn what_cannot_be_reported_is_refused(t: TestEngine) {
        let (_, open) = contest(&t).await;
        let organiser = t.organiser().await;
        let refused = async |asked: Asked| order(&t, &organiser, asked).await.unwrap_err();
        assert!(matches!(refused(asked(&open, About::Contest, &[])).await, OrderError::NoFormat));
        assert!(matches!(refused(asked(&open, About::Round(open.round_id + 9), &Format::ALL)).await, OrderError::NotFound));
        let elsewhere = Asked { contest_id: open.contest_id + 9, ..asked(&open, About::Contest, &Format::ALL) };
        assert!(matches!(refused(elsewhere).await, OrderError::NotFound));
        let mut long = asked(&open, About::Contest, &Format::ALL);
        long.header.signer = "x".repeat(MAX_LINE + 1);
        assert!(matches!(refused(long).await, OrderError::HeaderTooLong));
        for _ in 0..5 {
            order(&t, &organiser, asked(&open, About::Contest, &[Format::Csv])).await.unwrap();
        }
        assert!(matches!(refused(asked(&open, About::Contest, &[Format::Csv])).await, OrderError::TooMany));
    }

    async fn the_header_is_kept_and_old_reports_are_forgotten(t: TestEngine) {
        let (_, open) = contest(&t).await;
        let organiser = t.organiser().await;
        assert_eq!(kept_header(&t, &organiser).await.unwrap(), None);
        for _ in 0..52 {
            order(&t, &organiser, asked(&open, About::Contest, &[Format::Csv])).await.unwrap();
            assert_eq!(make_due(&t).await.unwrap(), 1);
        }
        let kept = kept_header(&t, &organiser).await.unwrap().unwrap();
        assert_eq!((kept.issuer.as_str(), kept.number.as_str()), ("Sở Nội vụ", ""));
        let counts = async || {
            let (jobs, files) = (report_jobs::Entity::find(), report_files::Entity::find());
            (jobs.count(&t.db.read).await.unwrap(), files.count(&t.db.read).await.unwrap())
        };
        assert_eq!(counts().await, (50, 50));
        t.advance(Millis::days(179));
        assert_eq!(prune(&t).await.unwrap(), 0);
        t.advance(Millis::days(1));
        assert_eq!(prune(&t).await.unwrap(), 50);
        assert_eq!(counts().await, (0, 0));
    }
}
