use std::collections::{BTreeMap, BTreeSet, HashMap};

use contest::{
    Millis, Timestamp,
    contests::{Counting, Rules},
    results::{Entry, RankKey, better},
    time::LocalDateTime,
};
use rand::{Rng, RngExt};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use super::{agency::AgencyOverview, *};
use crate::{
    agencies::AgencyScope,
    both_engines,
    cache::Cache,
    db::entities::{agencies, attempts, headcounts, results, rules},
    testing::{OpenContest, TestEngine, Tree},
};

fn scope(agency: &agencies::Model) -> AgencyScope {
    AgencyScope { agency_id: agency.id, path: agency.path.clone() }
}

async fn overview(t: &TestEngine, agency: &agencies::Model, round: i64) -> AgencyOverview {
    agency::overview(t, &scope(agency), round).await.unwrap().unwrap()
}

fn result(attempt_id: i64, round_id: i64, person: i64, agency: &agencies::Model, at: Timestamp) -> results::Model {
    results::Model {
        attempt_id,
        round_id,
        participant_id: person,
        agency_id: agency.id,
        track_id: 1,
        correct: 3,
        total: 5,
        score: 6_000,
        prediction: None,
        started_at: at.0 - 60_000,
        submitted_at: at.0,
        submitted_by: "person".to_owned(),
        valid: true,
        voided_at: None,
        grading: 0,
    }
}

async fn insert(t: &TestEngine, rows: &[results::Model]) {
    let rows = rows.iter().map(|row| row.clone().into_active_model().reset_all());
    results::Entity::insert_many(rows).exec_without_returning(&t.db.write).await.unwrap();
}

async fn headcount(t: &TestEngine, agency: &agencies::Model, people: i32, valid_from: Timestamp) {
    let row = headcounts::ActiveModel {
        agency_id: Set(agency.id),
        people: Set(people),
        valid_from: Set(valid_from.0),
        set_at: Set(t.now().0),
        ..Default::default()
    };
    row.insert(&t.db.write).await.unwrap();
}

/// Results of few people in many attempts over some days, so that all kinds of doubles come about.
fn random_results(
    open: &OpenContest,
    agencies: &[&agencies::Model],
    until: Timestamp,
    rng: &mut impl Rng,
) -> Vec<results::Model> {
    (1..=400)
        .map(|attempt| {
            let person = rng.random_range(1..=60);
            // Most stay where they are; some move to another agency between two attempts.
            let moved = usize::from(rng.random_bool(0.1));
            let agency = agencies[(person as usize + moved) % agencies.len()];
            let at = until - Millis(rng.random_range(0..Millis::days(4).0));
            let correct = rng.random_range(0..=5);
            results::Model {
                track_id: if person % 3 == 0 { open.citizens_track_id } else { open.staff_track_id },
                correct,
                score: correct * 2_000,
                started_at: at.0 - rng.random_range(1..5) * 10_000,
                valid: rng.random_bool(0.9),
                ..result(attempt, open.round_id + i64::from(rng.random_bool(0.1)), person, agency, at)
            }
        })
        .collect()
}

/// The same count, by hand.
fn recount(
    rows: &[results::Model],
    open: &OpenContest,
    within: &BTreeSet<i64>,
    rules: &Rules,
) -> BTreeMap<i64, Figures> {
    let mut people: HashMap<i64, Vec<&results::Model>> = HashMap::new();
    for row in rows.iter().filter(|row| row.round_id == open.round_id && row.valid && within.contains(&row.agency_id)) {
        people.entry(row.participant_id).or_default().push(row);
    }
    let mut figures: BTreeMap<i64, Figures> = BTreeMap::new();
    for attempts in people.values() {
        let counts = attempts.iter().copied().reduce(|best, next| {
            if better(rules.counts, &entry(next), &entry(best), &rules.ranking) { next } else { best }
        });
        let counts = counts.unwrap();
        let of_agency = figures.entry(counts.agency_id).or_default();
        *of_agency = of_agency.plus(Figures {
            entrants: 1,
            staff_entrants: u64::from(counts.track_id == open.staff_track_id),
            attempts: attempts.len() as u64,
            score_sum: counts.score as u64,
            perfect: u64::from(counts.correct == counts.total),
        });
    }
    figures
}

fn entry(row: &results::Model) -> Entry {
    Entry {
        correct: row.correct as u16,
        score: row.score as u16,
        prediction_distance: None,
        duration: Millis(row.submitted_at - row.started_at),
        submitted_at: Timestamp(row.submitted_at),
        started_at: Timestamp(row.started_at),
        attempts: 1,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    }
}

async fn set_rules(t: &TestEngine, open: &OpenContest, rules: &Rules) {
    let row = rules::Entity::find_by_id((open.contest_id, 1)).one(&t.db.write).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.body = Set(serde_json::to_string(rules).unwrap());
    row.update(&t.db.write).await.unwrap();
    t.rounds.forget(open.round_id);
    t.cache.forget_all().await.unwrap();
}

async fn contest(t: &TestEngine) -> (Tree, OpenContest) {
    let tree = t.tree().await;
    let open = t.open_contest(&tree, 20, 5).await;
    (tree, open)
}

both_engines! {
    async fn figures_equal_a_count_by_hand_under_any_rules(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        t.advance(Millis::days(4));
        let all = [&tree.province, &tree.department, &tree.unit, &tree.sibling, &tree.commune, &tree.elsewhere_unit];
        let rows = random_results(&open, &all, t.now(), &mut t.rng(5));
        insert(&t, &rows).await;
        let rules = |counts, ranking: &[RankKey]| Rules { counts, ranking: ranking.to_vec(), ..Rules::case_4() };
        for rules in [
            Rules::case_4(),
            rules(Counting::First, &[RankKey::Correct]),
            rules(Counting::Last, &[RankKey::Correct]),
            rules(Counting::Best, &[RankKey::EarliestSubmission]),
            rules(Counting::Best, &[RankKey::Score, RankKey::EarliestStart, RankKey::FewerAttempts]),
            rules(Counting::Best, &[RankKey::Duration, RankKey::Correct]),
        ] {
            set_rules(&t, &open, &rules).await;
            for top in [&tree.province, &tree.department, &tree.commune] {
                let within: BTreeSet<i64> =
                    all.iter().filter(|agency| agency.path.starts_with(&top.path)).map(|agency| agency.id).collect();
                let expected = recount(&rows, &open, &within, &rules);
                let counted = overview(&t, top, open.round_id).await;
                let lines: BTreeMap<i64, Figures> = counted
                    .lines
                    .iter()
                    .filter(|line| line.figures.attempts > 0)
                    .map(|line| (line.agency_id, line.figures))
                    .collect();
                assert_eq!(lines, expected, "{} {rules:?}", top.name);
                assert_eq!(counted.total, expected.into_values().fold(Figures::default(), Figures::plus));
                assert_eq!(counted.days.iter().map(|day| day.attempts).sum::<u64>(), counted.total.attempts);
                assert_eq!(counted.days.iter().map(|day| day.new_entrants).sum::<u64>(), counted.total.entrants);
            }
        }
    }

    async fn a_viewer_sees_the_own_agency_and_below_and_nothing_else(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let all = [&tree.department, &tree.unit, &tree.sibling, &tree.commune, &tree.elsewhere_unit];
        let rows: Vec<_> =
            all.iter().zip(1..).map(|(agency, n)| result(n, open.round_id, n, agency, t.now())).collect();
        insert(&t, &rows).await;
        let seen = overview(&t, &tree.department, open.round_id).await;
        let lines: Vec<_> = seen.lines.iter().map(|line| (line.agency_id, line.depth, line.figures.entrants)).collect();
        assert_eq!(lines, [(tree.department.id, 0, 1), (tree.unit.id, 1, 1)]);
        assert_eq!((seen.total.entrants, seen.days.last().unwrap().attempts), (2, 2));
        let seen = overview(&t, &tree.province, open.round_id).await;
        let names: Vec<_> = seen.lines.iter().map(|line| (line.name.as_str(), line.depth)).collect();
        let expected = [
            ("Tỉnh Lào Cai", 0),
            ("Sở Nội vụ", 1),
            ("Trung tâm Lưu trữ lịch sử", 2),
            ("Sở Tư pháp", 1),
            ("Xã Bảo Thắng", 1),
        ];
        assert_eq!(names, expected, "each before its units, by name");
        assert_eq!(agency::overview(&t, &scope(&tree.unit), open.round_id + 1).await.unwrap(), None);
    }

    async fn headcounts_are_the_newest_in_force_and_the_total_needs_all(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        headcount(&t, &tree.unit, 40, Timestamp(0)).await;
        headcount(&t, &tree.unit, 50, t.now() - Millis::days(30)).await;
        headcount(&t, &tree.unit, 60, t.now() + Millis::days(1)).await;
        let seen = overview(&t, &tree.department, open.round_id).await;
        assert_eq!(seen.lines.iter().map(|line| line.headcount).collect::<Vec<_>>(), [None, Some(50)]);
        assert_eq!(seen.headcount, Some(50), "a department of units only needs no headcount");

        insert(&t, &[result(2, open.round_id, 2, &tree.department, t.now())]).await;
        t.cache.forget_all().await.unwrap();
        assert_eq!(overview(&t, &tree.department, open.round_id).await.headcount, None, "its own people took part");
        headcount(&t, &tree.department, 30, t.now()).await;
        let seen = overview(&t, &tree.department, open.round_id).await;
        assert_eq!(seen.headcount, Some(80), "what was just saved is there at once");
        assert_eq!(overview(&t, &tree.province, open.round_id).await.headcount, None, "other units have not said");
    }

    async fn days_are_those_of_the_calendar_in_vietnam(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let at = |clock: &str| clock.parse::<LocalDateTime>().unwrap().to_timestamp();
        let rows: Vec<_> = [
            (1, 1, "2026-11-22T23:59:59"),
            (2, 1, "2026-11-23T00:00"),
            (3, 2, "2026-11-23T06:59"),
            (4, 3, "2026-11-25T12:00"),
            (5, 1, "2026-11-25T12:01"),
        ]
        .map(|(attempt, person, clock)| result(attempt, open.round_id, person, &tree.unit, at(clock)))
        .to_vec();
        insert(&t, &rows).await;
        t.advance_to(at("2026-11-25T18:00"));
        let seen = overview(&t, &tree.department, open.round_id).await;
        let days: Vec<_> =
            seen.days.iter().map(|day| (day.date.to_string(), day.new_entrants, day.attempts)).collect();
        let expected = [
            ("2026-11-22".to_owned(), 1, 1),
            ("2026-11-23".to_owned(), 1, 2),
            ("2026-11-24".to_owned(), 0, 0),
            ("2026-11-25".to_owned(), 1, 2),
        ];
        assert_eq!(days, expected);
        assert_eq!((seen.today.entrants, seen.today.attempts), (1, 2));
        t.advance_to(at("2026-12-24T08:00"));
        let seen = overview(&t, &tree.department, open.round_id).await;
        assert_eq!(seen.days.last().unwrap().date.to_string(), "2026-11-28", "the round's last day");
        assert_eq!((seen.today.entrants, seen.today.attempts), (0, 0));
    }

    async fn a_report_is_five_seconds_old_at_most(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        assert_eq!(overview(&t, &tree.unit, open.round_id).await.total.entrants, 0);
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        t.advance(Millis::seconds(4));
        let seen = overview(&t, &tree.unit, open.round_id).await;
        assert_eq!((seen.total.entrants, t.now() - seen.as_of), (0, Millis::seconds(4)));
        t.advance(Millis::seconds(1));
        assert_eq!(overview(&t, &tree.unit, open.round_id).await.total.entrants, 1);
    }

    async fn an_organiser_sees_the_whole_contest(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        for (agency, number) in [(&tree.department, 1), (&tree.unit, 2), (&tree.commune, 3), (&tree.elsewhere_unit, 4)] {
            t.participant(agency, number).await;
        }
        let rows: Vec<_> = [(1, 1, &tree.department), (2, 1, &tree.department), (3, 2, &tree.unit)]
            .map(|(attempt, person, agency)| result(attempt, open.round_id, person, agency, t.now()))
            .to_vec();
        let invalid = results::Model { valid: false, ..result(4, open.round_id, 3, &tree.commune, t.now()) };
        let elsewhere = result(5, open.round_id + 1, 3, &tree.commune, t.now());
        insert(&t, &[rows, vec![invalid, elsewhere]].concat()).await;
        // One submitted, one under way, one whose time is up.
        for (attempt, minutes) in [(1, 10), (7, 10), (8, -10)] {
            let row = attempts::ActiveModel {
                id: Set(attempt),
                round_id: Set(open.round_id),
                participant_id: Set(1),
                ordinal: Set(attempt as i32),
                track_id: Set(open.staff_track_id),
                agency_id: Set(tree.department.id),
                plan_id: Set(open.staff_plan_id),
                seed: Set(vec![0; 16]),
                rules_version: Set(1),
                started_at: Set(t.now().0),
                deadline_at: Set((t.now() + Millis::minutes(minutes)).0),
                accept_until: Set((t.now() + Millis::minutes(minutes)).0),
                lease: Set(1),
            };
            row.insert(&t.db.write).await.unwrap();
        }
        let seen = organiser::overview(&t, open.contest_id).await.unwrap().unwrap();
        assert_eq!((seen.registered, seen.entrants, seen.attempts, seen.live_attempts), (3, 2, 3, 1));
        assert_eq!((seen.agencies_taking_part, seen.agencies), (2, 4));
        assert_eq!(seen.days.iter().map(|day| (day.new_entrants, day.attempts)).collect::<Vec<_>>(), [(2, 3)]);
        assert_eq!(organiser::overview(&t, open.contest_id + 1).await.unwrap(), None);
    }
}

#[tokio::test]
async fn reports_go_on_without_the_cache() {
    let nowhere = Cache::redis_for_test("redis://127.0.0.1:1").unwrap();
    let t = TestEngine::sqlite_with(nowhere).await;
    let (tree, open) = contest(&t).await;
    assert_eq!(overview(&t, &tree.province, open.round_id).await.total, Figures::default());
    assert!(organiser::overview(&t, open.contest_id).await.unwrap().is_some());
}

#[test]
fn a_mean_is_over_people_and_needs_one() {
    assert_eq!(Figures::default().mean_score(), None);
    assert_eq!(Figures { entrants: 3, score_sum: 20_000, ..Figures::default() }.mean_score(), Some(6_666));
}
