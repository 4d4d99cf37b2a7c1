use contest::{
    Millis,
    accounts::Position,
    contests::{RoundState, Rules, TrackKind},
    results::Masking,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};

use super::Field;
use crate::{
    cache::{Cache, Scope},
    db::entities::{results, rounds, rules},
    results::{BoardLine, PlaceOf, page, place, publish, rebuild},
    testing::{TestEngine, both_engines, test_server},
};

const STAFF: Scope = Scope::Track(TrackKind::Staff);

/// The lines of a first page as (rank, tied, participant).
async fn lines(field: &Field, scope: Scope) -> Vec<(u64, bool, i64)> {
    let board = page(&field.t, &*field.round().await, scope, 1, 50).await.unwrap();
    assert_eq!(board.total, board.lines.len() as u64);
    board.lines.iter().map(|line| (line.rank, line.tied, line.participant)).collect()
}

async fn the_story_of_a_board(t: TestEngine) {
    let field = Field::new(t).await;
    let (t, tree) = (&field.t, &field.tree);
    let an = t.participant(&tree.department, 1).await;
    let binh = t.participant(&tree.unit, 2).await;
    let chi = t.participant(&tree.unit, 3).await;
    let citizen = t.participant_as(&tree.commune, 4, Position::Citizen).await;
    assert_eq!(lines(&field, STAFF).await, []);

    field.published(&an, 1, 8, 300).await;
    field.published(&binh, 1, 9, 400).await;
    field.published(&chi, 1, 9, 400).await;
    field.published(&citizen, 1, 10, 100).await;
    let before = [(1, true, binh.id), (1, true, chi.id), (3, false, an.id)];
    assert_eq!(lines(&field, STAFF).await, before);
    assert_eq!(lines(&field, Scope::Agency(tree.unit.id, TrackKind::Staff)).await, before[..2]);
    assert_eq!(lines(&field, Scope::Track(TrackKind::Citizens)).await, [(1, false, citizen.id)]);

    // A worse attempt changes nothing, a better one counts.
    field.published(&an, 2, 7, 100).await;
    assert_eq!(lines(&field, STAFF).await, before);
    field.published(&an, 3, 9, 399).await;
    let after = [(1, false, an.id), (2, true, binh.id), (2, true, chi.id)];
    assert_eq!(lines(&field, STAFF).await, after);

    // All of it lost in the middle of the round: nothing is lost.
    t.cache.forget_all().await.unwrap();
    field.published(&chi, 2, 3, 900).await;
    assert_eq!(lines(&field, STAFF).await, after);
    let own = place(t, &*field.round().await, chi.id).await.unwrap().unwrap();
    assert_eq!(own.in_track, PlaceOf { rank: 2, tied: true, of: 3, above: 2 });
    assert_eq!(own.in_agency, PlaceOf { rank: 1, tied: true, of: 2, above: 1 });
    assert_eq!((own.track, own.agency, own.provisional), (TrackKind::Staff, tree.unit.id, true));
}

both_engines! {
    async fn a_board_follows_results_and_survives_a_flush(t: TestEngine) {
        the_story_of_a_board(t).await;
    }
}

#[tokio::test]
async fn a_board_in_redis_follows_results_and_survives_a_flush() {
    let cache = Cache::redis_for_test(&test_server("CCHC_TEST_REDIS_URL")).unwrap();
    the_story_of_a_board(TestEngine::sqlite_with(cache).await).await;
}

#[tokio::test]
async fn a_board_in_a_cluster_follows_results_and_survives_a_flush() {
    let cache = Cache::redis_for_test(&test_server("CCHC_TEST_REDIS_CLUSTER_URL")).unwrap();
    the_story_of_a_board(TestEngine::postgres_with(cache).await).await;
}

both_engines! {
    async fn a_line_tells_the_attempt_that_counts_under_a_masked_name(t: TestEngine) {
        let field = Field::new(t).await;
        let person = field.t.participant(&field.tree.department, 1).await;
        field.result(&person, 1, 9, 420).await;
        field.result(&person, 2, 4, 60).await;
        let board = page(&field.t, &*field.round().await, STAFF, 1, 50).await.unwrap();
        let line = BoardLine {
            rank: 1,
            tied: false,
            participant: person.id,
            name: Masking::Masked.show(&person.name),
            agency: "Sở Nội vụ".to_owned(),
            correct: 9,
            total: 10,
            score: 9_000,
            duration: Millis::seconds(420),
            submitted_at: field.t.now() + Millis::seconds(420),
        };
        assert_eq!(board.lines, [line]);
        assert!(board.provisional);
        assert_ne!(board.lines[0].name, person.name.as_str());
    }

    async fn a_board_is_final_once_approved(t: TestEngine) {
        let field = Field::new(t).await;
        for state in RoundState::ALL {
            let row = rounds::ActiveModel {
                id: Set(field.open.round_id),
                state: Set(state.code().to_owned()),
                ..Default::default()
            };
            row.update(&field.t.db.write).await.unwrap();
            let board = page(&field.t, &*field.round().await, STAFF, 1, 50).await.unwrap();
            assert_eq!(board.provisional, !matches!(state, RoundState::Approved | RoundState::Published), "{state:?}");
        }
    }

    async fn a_board_has_pages(t: TestEngine) {
        let field = Field::new(t).await;
        let mut people = Vec::new();
        for number in 1..=5 {
            let person = field.t.participant(&field.tree.department, number).await;
            field.result(&person, 1, 5, 100 + i64::from(number)).await;
            people.push(person.id);
        }
        let round = field.round().await;
        let (t, round) = (&field.t, &*round);
        let second = page(t, round, STAFF, 2, 2).await.unwrap();
        assert_eq!((second.page, second.page_size, second.total), (2, 2, 5));
        assert_eq!(second.lines.iter().map(|line| line.participant).collect::<Vec<_>>(), people[2..4]);
        assert_eq!(page(t, round, STAFF, 4, 2).await.unwrap().lines, []);
        assert_eq!(page(t, round, STAFF, u64::MAX, 9_999).await.unwrap().lines, []);
        assert_eq!(page(t, round, STAFF, 0, 0).await.unwrap().lines.len(), 1, "brought into range");
    }

    async fn rules_may_rank_by_registration(t: TestEngine) {
        use contest::results::RankKey;
        let field = Field::new(t).await;
        let late = field.t.participant(&field.tree.department, 1).await;
        let early = field.t.participant(&field.tree.department, 2).await;
        let row = crate::db::entities::participants::ActiveModel {
            id: Set(late.id),
            registered_at: Set(field.t.now().0 + 1),
            ..Default::default()
        };
        row.update(&field.t.db.write).await.unwrap();
        let ranking = Rules { ranking: vec![RankKey::Correct, RankKey::EarlierRegistration], ..Rules::case_4() };
        let body = serde_json::to_string(&ranking).unwrap();
        let row = rules::ActiveModel {
            contest_id: Set(field.open.contest_id),
            version: Set(1),
            body: Set(body),
            ..Default::default()
        };
        row.update(&field.t.db.write).await.unwrap();
        field.published(&late, 1, 5, 1).await;
        field.published(&early, 1, 5, 900).await;
        assert_eq!(lines(&field, STAFF).await, [(1, false, early.id), (2, false, late.id)]);
    }

    async fn more_people_than_one_batch_are_rebuilt_by_several_at_once(t: TestEngine) {
        let field = Field::new(t).await;
        let rows = (1..=1_100_i64).map(|person| results::ActiveModel {
            attempt_id: Set(person),
            round_id: Set(field.open.round_id),
            participant_id: Set(person),
            agency_id: Set(field.tree.unit.id),
            track_id: Set(field.open.staff_track_id),
            correct: Set(5),
            total: Set(10),
            score: Set(5_000),
            prediction: Set(None),
            started_at: Set(0),
            submitted_at: Set(person),
            submitted_by: Set("person".to_owned()),
            valid: Set(true),
            voided_at: Set(None),
            grading: Set(0),
        });
        results::Entity::insert_many(rows).exec_without_returning(&field.t.db.write).await.unwrap();
        let round = field.round().await;
        let (db, cache) = (&field.t.db.read, &field.t.cache);
        let (one, other) = tokio::join!(rebuild(db, cache, &round), rebuild(db, cache, &round));
        one.unwrap();
        other.unwrap();
        assert!(cache.board_is_ready(round.id).await.unwrap());
        assert_eq!(cache.board_size(round.id, STAFF).await.unwrap(), 1_100);
        assert_eq!(cache.board_place(round.id, STAFF, 1_100).await.unwrap().unwrap().rank, 1_100);
        assert_eq!(cache.board_tallies(round.id).await.unwrap()[0].2.attempts, 1_100);
    }
}

/// An engine whose Redis is not there.
async fn without_cache() -> Field {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let cache = Cache::redis(&format!("redis://{gone}")).unwrap();
    Field::new(TestEngine::sqlite_with(cache).await).await
}

#[tokio::test]
async fn boards_go_on_without_a_cache_ten_seconds_old_at_most() {
    let field = without_cache().await;
    let an = field.t.participant(&field.tree.department, 1).await;
    let binh = field.t.participant(&field.tree.unit, 2).await;
    field.result(&an, 1, 8, 300).await;
    assert_eq!(lines(&field, STAFF).await, [(1, false, an.id)]);
    assert_eq!(place(&field.t, &*field.round().await, an.id).await.unwrap().unwrap().in_track.rank, 1);

    field.result(&binh, 1, 9, 300).await;
    publish(&field.t.db.read, &field.t.cache, &*field.round().await, &[binh.id]).await.unwrap_err();
    field.t.advance(Millis(9_999));
    assert_eq!(lines(&field, STAFF).await, [(1, false, an.id)]);
    field.t.advance(Millis(1));
    assert_eq!(lines(&field, STAFF).await, [(1, false, binh.id), (2, false, an.id)]);
}
