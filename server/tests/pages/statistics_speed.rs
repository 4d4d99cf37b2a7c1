//! How long the pages of statistics take in a large contest: the figures in docs/PERFORMANCE.md. As one of the tests it
//! is small; `CCHC_MEASURED_ATTEMPTS=400000` makes it as large as a province, and prints what it took:
//! `./dev with cargo nextest run --release --workspace --test pages --no-capture statistics_speed`.
#![expect(clippy::print_stdout, reason = "what it took is for whoever measures")]

use std::{
    env,
    time::{Duration, Instant},
};

use crate::common::{Browser, TestApp};
use contest::Millis;
use engine::{
    both_engines,
    db::entities::{agencies, attempts, participants, results},
    testing::TestEngine,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, TransactionTrait as _};

const UNITS: i64 = 200;
const OTHERS: i64 = 800;
const LOOKS: usize = 100;
/// Rows of one statement, with up to 21 values each.
const ROWS: i64 = 1_000;
/// The first of the rows that are made here.
const FIRST: i64 = 1_000;

/// Attempts in all; one in ten is of the large agency, and two thirds of all people try once.
fn size() -> i64 {
    env::var("CCHC_MEASURED_ATTEMPTS").ok().and_then(|count| count.parse().ok()).unwrap_or(3_000)
}

/// Who makes the attempt with this number: of three, one person makes two.
const fn person(attempt: i64) -> i64 {
    FIRST + attempt / 3 * 2 + (attempt % 3) / 2
}

/// Some place of the tree.
const fn place(person: i64) -> i64 {
    if person % 10 == 0 { person / 10 % UNITS } else { UNITS + person % OTHERS }
}

async fn tree(t: &TestEngine, department: &agencies::Model, province: &agencies::Model) {
    let unit = |number: i64| {
        let above = if number < UNITS { department } else { province };
        let id = FIRST + number;
        agencies::Model {
            id,
            code: format!("do-{number}"),
            name: format!("Phòng chuyên môn nghiệp vụ số {number}"),
            name_folded: format!("phong chuyen mon nghiep vu so {number}"),
            parent_id: Some(above.id),
            path: format!("{}{id}/", above.path),
            ..department.clone()
        }
    };
    let rows = (0..UNITS + OTHERS).map(|number| unit(number).into_active_model().reset_all());
    agencies::Entity::insert_many(rows).exec_without_returning(&t.db.write).await.unwrap();
    t.agencies.forget();
}

async fn fill(t: &TestEngine, round: i64, track: i64, plan: i64, from: i64, to: i64) {
    let sample = participants::Entity::find().one(&t.db.read).await.unwrap().unwrap();
    let began = t.now().0 - Millis::days(3).0;
    let mut next = from;
    while next < to {
        let last = (next + ROWS).min(to);
        let tx = t.db.write.begin().await.unwrap();
        // Those whose first attempt is among these.
        let people = (next..last).filter(|attempt| *attempt == 0 || person(*attempt) != person(*attempt - 1));
        let people = people.map(|attempt| {
            let id = person(attempt);
            let row = participants::Model {
                id,
                phone_index: format!("so-{id}"),
                agency_id: FIRST + place(id),
                ..sample.clone()
            };
            row.into_active_model().reset_all()
        });
        participants::Entity::insert_many(people).exec_without_returning(&tx).await.unwrap();
        let attempt = |number: i64| attempts::Model {
            id: FIRST + number,
            round_id: round,
            participant_id: person(number),
            ordinal: number as i32,
            track_id: track,
            agency_id: FIRST + place(person(number)),
            plan_id: plan,
            seed: vec![0; 16],
            rules_version: 1,
            started_at: began + number,
            deadline_at: began + number + Millis::minutes(20).0,
            accept_until: began + number + Millis::minutes(21).0,
            lease: 1,
        };
        let rows = (next..last).map(|number| attempt(number).into_active_model().reset_all());
        attempts::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
        let result = |number: i64| {
            let attempt = attempt(number);
            let correct = (number % 21) as i32;
            results::Model {
                attempt_id: attempt.id,
                round_id: round,
                participant_id: attempt.participant_id,
                agency_id: attempt.agency_id,
                track_id: track,
                correct,
                total: 20,
                score: correct * 500,
                prediction: None,
                started_at: attempt.started_at,
                submitted_at: attempt.started_at + Millis::hours(number % 60).0,
                submitted_by: "person".to_owned(),
                valid: true,
                voided_at: None,
                grading: 0,
            }
        };
        let rows = (next..last).map(|number| result(number).into_active_model().reset_all());
        results::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        next = last;
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is measured")]
async fn timed(browser: &mut Browser<'_>, page: &str) -> (String, Duration) {
    let began = Instant::now();
    let answer = browser.get(page).await;
    let took = began.elapsed();
    assert!(answer.status.is_success(), "{page}");
    (answer.body, took)
}

async fn looked_at(browser: &mut Browser<'_>, page: &str) -> (Duration, Duration) {
    let mut took = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        took.push(timed(browser, page).await.1);
    }
    took.sort_unstable();
    (took[LOOKS / 2], took[LOOKS * 95 / 100])
}

both_engines! {
    async fn a_large_agency_is_shown_from_counters(t: TestEngine) {
        let count = size();
        let places = t.tree().await;
        let open = t.open_contest(&places, 24, 20).await;
        t.participant(&places.department, 1).await;
        tree(&t, &places.department, &places.province).await;
        fill(&t, open.round_id, open.staff_track_id, open.staff_plan_id, 0, count).await;
        let app = TestApp::new(t);
        let mut viewer = app.staff_browser(&app.t.viewer(&places.department).await).await;
        let mut organiser = app.staff_browser(&app.t.organiser().await).await;
        let (body, built) = timed(&mut viewer, "/don-vi").await;
        let people = (0..count).map(person).filter(|person| person % 10 == 0).collect::<std::collections::BTreeSet<_>>();
        let shown = contest::text::group(people.len() as i64);
        assert!(body.contains(&format!("<dd>{shown}<")), "{shown} people");
        let pages = ["/don-vi", "/don-vi?trang=4", "/ban-to-chuc/thong-ke", "/ban-to-chuc/thong-ke?bang=A&loai=department"];
        println!("{count} attempts, {shown} people in {UNITS} units; counted from nothing with the first page: {built:?}");
        for page in pages {
            let browser = if page.starts_with("/don-vi") { &mut viewer } else { &mut organiser };
            let (half, most) = looked_at(browser, page).await;
            println!("{page}: p50 {half:?}, p95 {most:?}");
        }
        // Some more come in, and somebody looks.
        fill(&app.t, open.round_id, open.staff_track_id, open.staff_plan_id, count, count + 300).await;
        app.t.advance(Millis::seconds(10));
        let (_, folded) = timed(&mut viewer, "/don-vi").await;
        println!("with 300 new results folded in: {folded:?}");
    }
}
