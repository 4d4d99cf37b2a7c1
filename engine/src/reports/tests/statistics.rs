//! What is shown of counters: to whom, of which agencies, with which headcounts and days.

use contest::{Millis, Timestamp, accounts::Position, contests::Rules, time::LocalDateTime};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

use super::*;
use crate::{
    both_engines,
    cache::Cache,
    db::entities::{position_counts, rounds},
};

both_engines! {
    async fn a_viewer_sees_the_own_agency_and_below_and_nothing_else(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let all = [&tree.department, &tree.unit, &tree.sibling, &tree.commune, &tree.elsewhere_unit];
        let rows: Vec<_> =
            all.iter().zip(1..).map(|(agency, n)| result(n, open.round_id, n, agency, t.now())).collect();
        insert(&t, &rows).await;
        let department = seen(&t, &tree.department, open.round_id).await;
        let lines: Vec<_> =
            department.lines.iter().map(|line| (line.agency_id, line.depth, line.own.entrants, line.whole.entrants)).collect();
        assert_eq!(lines, [(tree.department.id, 0, 1, 2), (tree.unit.id, 1, 1, 1)]);
        assert_eq!((department.total.entrants, department.days.last().unwrap().attempts), (2, 2));
        let province = seen(&t, &tree.province, open.round_id).await;
        let names: Vec<_> = province.lines.iter().map(|line| (line.name.as_str(), line.depth, line.whole.entrants)).collect();
        let expected = [
            ("Tỉnh Lào Cai", 0, 4),
            ("Sở Nội vụ", 1, 2),
            ("Trung tâm Lưu trữ lịch sử", 2, 1),
            ("Sở Tư pháp", 1, 1),
            ("Xã Bảo Thắng", 1, 1),
        ];
        assert_eq!(names, expected, "each before its units, by name, with everything below");
        let (scope, nowhere) = (scope(&tree.unit), CountedOf::Round(open.round_id + 1));
        assert_eq!(super::super::statistics(&t, &scope, nowhere, &Filter::default()).await.unwrap(), None);
    }

    async fn filters_narrow_agencies_and_people(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let leader = t.participant_as(&tree.unit, 1, Position::Leader).await;
        let official = t.participant_as(&tree.department, 2, Position::CivilServant).await;
        let citizen = t.participant_as(&tree.commune, 3, Position::Citizen).await;
        let row = |attempt, person, agency, track_id| results::Model { track_id, ..result(attempt, open.round_id, person, agency, t.now()) };
        insert(&t, &[
            row(1, leader.id, &tree.unit, open.staff_track_id),
            row(2, official.id, &tree.department, open.staff_track_id),
            row(3, citizen.id, &tree.commune, open.citizens_track_id),
        ]).await;
        let of = CountedOf::Round(open.round_id);
        let entrants = async |filter: Filter| {
            let shown = seen_by(&t, &tree.province, of, &filter).await;
            (shown.total.entrants, shown.lines.len())
        };
        assert_eq!(entrants(Filter::default()).await, (3, 5));
        assert_eq!(entrants(Filter { position: Some(Position::Leader), ..Filter::default() }).await, (1, 5));
        assert_eq!(entrants(Filter { block: Some("xa-phuong".to_owned()), ..Filter::default() }).await, (1, 1));
        let kind = Some(contest::agencies::AgencyKind::Department);
        assert_eq!(entrants(Filter { kind, ..Filter::default() }).await, (1, 2));
        let staff = Filter { track: Some(contest::contests::TrackKind::Staff), ..Filter::default() };
        assert_eq!(entrants(staff.clone()).await, (2, 5));
        let shown = seen_by(&t, &tree.province, of, &staff).await;
        let positions: Vec<_> = shown.positions.iter().map(|group| (group.key, group.tally.entrants)).collect();
        assert_eq!(positions, [(Position::Leader, 1), (Position::CivilServant, 1)]);
        assert_eq!(shown.tracks.len(), 1);
        let blocks: Vec<_> = shown.blocks.iter().map(|group| (group.key.as_str(), group.agencies, group.tally.entrants)).collect();
        assert_eq!(blocks, [("don-vi-su-nghiep", 1, 1), ("so-ban-nganh", 3, 1), ("xa-phuong", 1, 0)]);
    }

    async fn headcounts_are_the_newest_in_force_and_the_total_needs_all(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        headcount(&t, &tree.unit, 40, Timestamp(0)).await;
        headcount(&t, &tree.unit, 50, t.now() - Millis::days(30)).await;
        headcount(&t, &tree.unit, 60, t.now() + Millis::days(1)).await;
        let of = |statistics: &Statistics| statistics.lines.iter().map(|line| line.headcount.map(|known| known.people)).collect::<Vec<_>>();
        let department = seen(&t, &tree.department, open.round_id).await;
        assert_eq!(of(&department), [None, Some(50)]);
        assert_eq!(department.headcount, Some(50), "a department of units only needs no headcount");
        assert_eq!(department.lines.first().unwrap().whole_headcount, Some(50));

        insert(&t, &[result(2, open.round_id, 2, &tree.department, t.now())]).await;
        t.advance(Millis::seconds(5));
        assert_eq!(seen(&t, &tree.department, open.round_id).await.headcount, None, "its own people took part");
        headcount(&t, &tree.department, 30, t.now()).await;
        let department = seen(&t, &tree.department, open.round_id).await;
        assert_eq!(department.headcount, Some(80), "what was just saved is there at once");
        assert_eq!(seen(&t, &tree.province, open.round_id).await.headcount, None, "other units have not said");
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
        let shown = seen(&t, &tree.department, open.round_id).await;
        let days: Vec<_> =
            shown.days.iter().map(|day| (day.date.to_string(), day.new_entrants, day.attempts)).collect();
        let expected = [
            ("2026-11-22".to_owned(), 1, 1),
            ("2026-11-23".to_owned(), 1, 2),
            ("2026-11-24".to_owned(), 0, 0),
            ("2026-11-25".to_owned(), 1, 2),
        ];
        assert_eq!(days, expected);
        assert_eq!((shown.today.entrants, shown.today.attempts), (1, 2));
        t.advance_to(at("2026-12-24T08:00"));
        let shown = seen(&t, &tree.department, open.round_id).await;
        assert_eq!(shown.days.last().unwrap().date.to_string(), "2026-11-28", "the round's last day");
        assert_eq!((shown.today.entrants, shown.today.attempts), (0, 0));
    }

    async fn quotas_say_who_of_how_many_has_to_take_part(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let mut rules = Rules::case_4();
        rules.collective = vec![serde_json::from_value(serde_json::json!({
            "name": "Giải tập thể", "period": "round", "ranking": ["participation"],
            "quotas": [{ "position": "leader", "need": { "percent": 50 } }, { "position": "worker", "need": { "count": 1 } }],
        })).unwrap()];
        t.set_rules(&open, &rules).await;
        let leader = t.participant_as(&tree.unit, 1, Position::Leader).await;
        insert(&t, &[results::Model { track_id: open.staff_track_id, ..result(1, open.round_id, leader.id, &tree.unit, t.now()) }]).await;
        let leaders = position_counts::ActiveModel {
            agency_id: Set(tree.unit.id),
            position: Set("leader".to_owned()),
            people: Set(3),
            valid_from: Set(0),
            set_at: Set(0),
            ..Default::default()
        };
        leaders.insert(&t.db.write).await.unwrap();
        let shown = seen(&t, &tree.unit, open.round_id).await;
        let quotas: Vec<_> = shown.lines.first().unwrap().quotas.iter().map(|quota| (quota.have, quota.need, quota.is_met())).collect();
        assert_eq!(quotas, [(1, Some(2), Some(false)), (0, None, None)]);
    }

    async fn a_round_is_held_against_the_one_before_and_a_contest_counts_people_once(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        assert_eq!(seen(&t, &tree.unit, open.round_id).await.before, None, "the first round");
        let first = rounds::Entity::find_by_id(open.round_id).one(&t.db.write).await.unwrap().unwrap();
        let second = rounds::ActiveModel { id: sea_orm::ActiveValue::NotSet, number: Set(2), ..first.into_active_model().reset_all() };
        let second = second.insert(&t.db.write).await.unwrap().id;
        insert(&t, &[
            result(1, open.round_id, 1, &tree.department, t.now()),
            result(2, open.round_id, 1, &tree.department, t.now() + Millis(1)),
            result(3, open.round_id, 2, &tree.unit, t.now()),
            result(4, second, 1, &tree.unit, t.now()),
            result(5, second, 3, &tree.sibling, t.now()),
        ]).await;
        t.advance(Millis::seconds(5));
        let shown = seen(&t, &tree.department, second).await;
        assert_eq!((shown.total.entrants, shown.before.map(|before| (before.entrants, before.attempts))), (1, Some((2, 3))));
        let before: Vec<_> = shown.lines.iter().map(|line| line.before.as_ref().map(|before| before.entrants)).collect();
        assert_eq!(before, [Some(2), Some(1)], "with everything below");
        let whole = seen_by(&t, &tree.province, CountedOf::Contest(open.contest_id), &Filter::default()).await;
        let total = &whole.total;
        assert_eq!((total.entrants, total.attempts, total.counted(), whole.before), (3, 5, 4, None));
        let own: Vec<_> = whole.lines.iter().map(|line| (line.code.as_str(), line.own.entrants)).collect();
        let expected = [("15", 0), ("15-so-noi-vu", 0), ("15-luu-tru", 2), ("15-so-tu-phap", 1), ("15-xa-bao-thang", 0)];
        assert_eq!(own, expected, "for the agency of their last round");
    }

    async fn a_dissolved_agency_is_shown_while_it_has_results_or_units(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        for agency in [&tree.sibling, &tree.commune, &tree.department] {
            let mut row = agency.clone().into_active_model();
            row.valid_to = Set(Some(t.now().0 - 1));
            row.update(&t.db.write).await.unwrap();
        }
        t.agencies.forget();
        insert(&t, &[result(1, open.round_id, 1, &tree.sibling, t.now())]).await;
        headcount(&t, &tree.sibling, 10, Timestamp(0)).await;
        headcount(&t, &tree.unit, 30, Timestamp(0)).await;
        let shown = seen(&t, &tree.province, open.round_id).await;
        let codes: Vec<_> = shown.lines.iter().map(|line| line.code.as_str()).collect();
        assert_eq!(codes, ["15", "15-so-noi-vu", "15-luu-tru", "15-so-tu-phap"]);
        assert_eq!(shown.headcount, Some(40), "one that is gone need not say anything");
        assert_eq!(shown.lines.first().unwrap().whole_headcount, Some(40));
    }
}

#[tokio::test]
async fn statistics_go_on_without_the_cache() {
    let nowhere = Cache::redis_for_test("redis://127.0.0.1:1").unwrap();
    let t = TestEngine::sqlite_with(nowhere).await;
    let (tree, open) = contest(&t).await;
    insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
    assert_eq!(seen(&t, &tree.province, open.round_id).await.total.entrants, 1);
    assert!(super::super::organiser::overview(&t, open.contest_id).await.unwrap().is_some());
}
