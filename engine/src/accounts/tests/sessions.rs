use contest::{Millis, contests::TrackKind};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};

use crate::{
    accounts::{Role, SessionKind, Token, close_session, find_participant, find_staff, open_session, prune_sessions},
    cache::Cache,
    clock::os_rng,
    db::entities::{sessions, staff},
    testing::{Person, TestEngine, both_engines},
};

async fn sign_in(t: &TestEngine, person: &Person) -> Token {
    open_session(t, SessionKind::Participant, person.id, &mut os_rng()).await.unwrap()
}

async fn is_in(t: &TestEngine, token: &Token) -> bool {
    find_participant(t, token).await.unwrap().is_some()
}

both_engines! {
    async fn a_token_finds_its_owner_and_is_not_stored(t: TestEngine) {
        let tree = t.tree().await;
        let person = t.participant(&tree.unit, 1).await;
        let token = sign_in(&t, &person).await;
        let kept = sessions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        assert!(!format!("{kept:?}").contains(token.as_str()));

        let read = Token::parse(token.as_str()).unwrap();
        for _from_database_then_cache in 0..2 {
            let session = find_participant(&t, &read).await.unwrap().unwrap();
            assert_eq!((session.session_id, session.participant_id), (kept.id, person.id));
            assert_eq!((session.name.as_str(), session.agency_id), (person.name.as_str(), tree.unit.id));
            assert_eq!(session.track, TrackKind::Staff);
        }
        assert!(!is_in(&t, &Token::generate(&mut os_rng())).await);
    }

    async fn a_crowd_that_signs_in_at_once_is_in(t: TestEngine) {
        let person = t.participant(&t.tree().await.unit, 1).await;
        let crowd = futures_util::future::join_all((0..1_500).map(|_| sign_in(&t, &person))).await;
        assert_eq!(sessions::Entity::find().count(&t.db.read).await.unwrap(), 1_500);
        for token in [&crowd[0], &crowd[1_024], &crowd[1_499]] {
            assert!(is_in(&t, token).await);
        }
    }

    async fn without_the_database_nobody_is_told_that_they_are_in(t: TestEngine) {
        let person = t.participant(&t.tree().await.unit, 1).await;
        t.db.write.close_by_ref().await.unwrap();
        open_session(&t, SessionKind::Participant, person.id, &mut os_rng()).await.unwrap_err();
    }

    async fn kinds_of_sessions_do_not_mix(t: TestEngine) {
        let person = t.participant(&t.tree().await.unit, 1).await;
        t.organiser().await;
        let token = sign_in(&t, &person).await;
        let staff_token = open_session(&t, SessionKind::Staff, 1, &mut os_rng()).await.unwrap();
        assert!(is_in(&t, &token).await && find_staff(&t, &staff_token).await.unwrap().is_some());
        assert!(find_staff(&t, &token).await.unwrap().is_none());
        assert!(!is_in(&t, &staff_token).await);
        close_session(&t, SessionKind::Staff, &token).await.unwrap();
        assert!(is_in(&t, &token).await);
    }

    async fn sessions_expire_in_the_cache_too(t: TestEngine) {
        let person = t.participant(&t.tree().await.unit, 1).await;
        t.organiser().await;
        let token = sign_in(&t, &person).await;
        let staff_token = open_session(&t, SessionKind::Staff, 1, &mut os_rng()).await.unwrap();
        assert!(is_in(&t, &token).await);
        t.advance(Millis::hours(12) - Millis(1));
        assert!(find_staff(&t, &staff_token).await.unwrap().is_some());
        t.advance(Millis(1));
        assert!(find_staff(&t, &staff_token).await.unwrap().is_none());
        t.advance(Millis::days(180) - Millis::hours(12) - Millis(1));
        assert!(is_in(&t, &token).await);
        t.advance(Millis(1));
        assert!(!is_in(&t, &token).await);
    }

    async fn a_closed_session_is_gone_from_the_cache_too(t: TestEngine) {
        let tree = t.tree().await;
        let (an, binh) = (t.participant(&tree.unit, 1).await, t.participant(&tree.unit, 2).await);
        let (desk, phone, other) = (sign_in(&t, &an).await, sign_in(&t, &an).await, sign_in(&t, &binh).await);
        for token in [&desk, &phone, &other] {
            assert!(is_in(&t, token).await);
        }
        close_session(&t, SessionKind::Participant, &desk).await.unwrap();
        assert!(!is_in(&t, &desk).await && is_in(&t, &phone).await);
        assert!(is_in(&t, &other).await);
    }

    async fn a_session_outlives_the_cache(t: TestEngine) {
        let token = sign_in(&t, &t.participant(&t.tree().await.unit, 1).await).await;
        assert!(is_in(&t, &token).await);
        t.cache.forget_all().await.unwrap();
        assert!(is_in(&t, &token).await);
    }

    async fn a_disabled_account_has_no_session(t: TestEngine) {
        let organiser = t.organiser().await;
        let token = open_session(&t, SessionKind::Staff, organiser.staff_id, &mut os_rng()).await.unwrap();
        let row = staff::Entity::find_by_id(organiser.staff_id).one(&t.db.read).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.disabled_at = Set(Some(t.now().0));
        row.update(&t.db.write).await.unwrap();
        assert!(find_staff(&t, &token).await.unwrap().is_none());
    }

    async fn a_viewer_s_session_carries_its_agency(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.department).await;
        assert_eq!(viewer.role, Role::AgencyViewer);
        let scope = viewer.agency.unwrap();
        assert_eq!((scope.agency_id, &scope.path), (tree.department.id, &tree.department.path));
        assert!(scope.holds(&tree.unit.path) && !scope.holds(&tree.sibling.path) && !scope.holds(&tree.province.path));
    }

    async fn expired_sessions_are_pruned(t: TestEngine) {
        let person = t.participant(&t.tree().await.unit, 1).await;
        t.organiser().await;
        sign_in(&t, &person).await;
        t.advance(Millis::hours(12));
        assert_eq!(prune_sessions(&t).await.unwrap(), 1);
        assert_eq!(sessions::Entity::find().count(&t.db.read).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn sessions_work_while_the_cache_does_not_answer() {
    // Nothing listens on port 1.
    let t = TestEngine::sqlite_with(Cache::redis("redis://127.0.0.1:1").unwrap()).await;
    let token = sign_in(&t, &t.participant(&t.tree().await.unit, 1).await).await;
    assert!(is_in(&t, &token).await);
    close_session(&t, SessionKind::Participant, &token).await.unwrap();
    assert!(!is_in(&t, &token).await);
}

#[test]
fn tokens_are_256_bits_and_never_printed() {
    let token = Token::generate(&mut os_rng());
    assert_eq!(token.as_str().len(), 43);
    assert_eq!(format!("{token:?}"), "Token(…)");
    for cookie in ["", "short", &"a".repeat(42), &"a".repeat(44), &"=".repeat(43), &"ạ".repeat(43)] {
        assert_eq!(Token::parse(cookie), None, "{cookie}");
    }
}
