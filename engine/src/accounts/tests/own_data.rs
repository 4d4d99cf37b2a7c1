use contest::{
    Millis,
    accounts::{BirthDate, Correction, FullName, Position, Registration},
    contests::DuplicateKey,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::row;
use crate::{
    accounts::{
        OwnDataError, RegisterError, SessionKind, SignInError, WITHDRAWN_NAME, export_me, find_participant, me,
        open_session, register, sign_in, update_me, withdraw,
    },
    attempts::usage,
    clock::os_rng,
    contests::Round,
    db::entities::{agencies, attempts, participants, results},
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

fn correction(agency: &agencies::Model, position: Position) -> Correction {
    Correction {
        name: FullName::parse("Nguyễn Văn Anh").unwrap(),
        birth_date: BirthDate { year: 1988, month: 2, day: 29 },
        id_number: None,
        agency_code: agency.code.clone(),
        position,
        guardian: true,
    }
}

/// A submitted attempt; gives its row.
async fn attempt(t: &TestEngine, open: &OpenContest, tree: &Tree, person: &Person) -> i64 {
    let row = attempts::ActiveModel {
        round_id: Set(open.round_id),
        participant_id: Set(person.id),
        ordinal: Set(1),
        track_id: Set(open.staff_track_id),
        agency_id: Set(tree.unit.id),
        plan_id: Set(open.staff_plan_id),
        seed: Set(vec![7; 16]),
        rules_version: Set(1),
        started_at: Set(t.now().0),
        deadline_at: Set(t.now().0 + 1_200_000),
        accept_until: Set(t.now().0 + 1_215_000),
        lease: Set(1),
        ..Default::default()
    };
    let attempt_id = row.insert(&t.db.write).await.unwrap().id;
    let row = results::ActiveModel {
        attempt_id: Set(attempt_id),
        round_id: Set(open.round_id),
        participant_id: Set(person.id),
        agency_id: Set(tree.unit.id),
        track_id: Set(open.staff_track_id),
        correct: Set(4),
        total: Set(5),
        score: Set(8_000),
        prediction: Set(Some(1_250)),
        started_at: Set(t.now().0),
        submitted_at: Set(t.now().0 + 60_000),
        submitted_by: Set("person".to_owned()),
        valid: Set(true),
        voided_at: Set(None),
        grading: Set(0),
    };
    row.insert(&t.db.write).await.unwrap();
    attempt_id
}

both_engines! {
    async fn somebody_sees_what_is_known_of_them(t: TestEngine) {
        let tree = t.tree().await;
        let person = t.participant(&tree.unit, 1).await;
        let me = me(&t, &t.session_of(&person).await).await.unwrap();
        assert_eq!((me.participant_id, me.name.as_str()), (person.id, person.name.as_str()));
        assert_eq!(me.birth_date, Some(BirthDate { year: 1987, month: 9, day: 2 }));
        assert_eq!(me.phone, Some(person.phone));
        assert_eq!((me.agency_code.as_str(), me.agency.as_str()), ("15-luu-tru", "Trung tâm Lưu trữ lịch sử, Sở Nội vụ"));
        assert_eq!((me.position, me.registered_at, me.consent_at), (Position::CivilServant, t.now(), t.now()));
    }

    async fn a_correction_shows_at_once(t: TestEngine) {
        let tree = t.tree().await;
        let person = t.participant(&tree.unit, 1).await;
        let token = open_session(&t, SessionKind::Participant, person.id, &mut os_rng()).await.unwrap();
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        let wanted = correction(&tree.sibling, Position::Leader);
        update_me(&t, &session, &wanted, &tree.province.path, &mut os_rng()).await.unwrap();
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        assert_eq!((session.name.as_str(), session.agency_id), ("Nguyễn Văn Anh", tree.sibling.id));
        let row = row(&t, person.id).await;
        assert_eq!((row.name_sort, row.name_folded.as_str()), (wanted.name.sort_key(), "nguyen van anh"));
        assert_eq!((row.birth_date.as_str(), row.position.as_str()), ("1988-02-29", "leader"));
        assert!(row.guardian_consent);

        let elsewhere = update_me(&t, &session, &correction(&tree.elsewhere_unit, Position::Leader), &tree.province.path, &mut os_rng()).await;
        assert!(matches!(elsewhere, Err(OwnDataError::AgencyUnknown)));
    }

    async fn the_track_changes_only_before_the_first_attempt(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 10, 5).await;
        let person = t.participant(&tree.unit, 1).await;
        let session = t.session_of(&person).await;
        let root = &tree.province.path;
        update_me(&t, &session, &correction(&tree.unit, Position::Citizen), root, &mut os_rng()).await.unwrap();
        assert_eq!(row(&t, person.id).await.track, "citizens");
        update_me(&t, &session, &correction(&tree.unit, Position::Worker), root, &mut os_rng()).await.unwrap();
        attempt(&t, &open, &tree, &person).await;
        update_me(&t, &session, &correction(&tree.unit, Position::Leader), root, &mut os_rng()).await.unwrap();
        let fixed = update_me(&t, &session, &correction(&tree.unit, Position::Citizen), root, &mut os_rng()).await;
        assert!(matches!(fixed, Err(OwnDataError::TrackFixed)));
    }

    async fn an_export_has_all_of_one_s_own_and_no_key(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 10, 5).await;
        let (an, binh) = (t.participant(&tree.unit, 1).await, t.participant(&tree.unit, 2).await);
        attempt(&t, &open, &tree, &an).await;
        let export = export_me(&t, &t.session_of(&an).await).await.unwrap();
        assert_eq!(export["full_name"], an.name.as_str());
        assert_eq!(export["phone"], an.phone.as_str());
        assert_eq!(export["birth_date"], "1987-09-02");
        assert_eq!(export["agency"]["code"], "15-luu-tru");
        assert_eq!(export["attempts"][0]["result"]["correct"], 4);
        assert_eq!(export["attempts"][0]["result"]["submitted_at"], "2026-11-22T08:01:00+07:00");
        assert_eq!(export["attempts"][0]["plan_version"], open.staff_plan_id, "anyone can draw the paper again");
        assert_eq!(export["attempts"][0]["seed"], "07".repeat(16));
        let text = export.to_string();
        for kept_back in ["code_hash", "Phương án", "Câu hỏi thử", "choices"] {
            assert!(!text.contains(kept_back), "{text}");
        }
        let other = export_me(&t, &t.session_of(&binh).await).await.unwrap();
        assert_eq!(other["attempts"].as_array().unwrap().len(), 0);
    }

    async fn withdrawing_leaves_results_without_a_name(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 10, 5).await;
        let person = t.participant(&tree.unit, 1).await;
        let attempt_id = attempt(&t, &open, &tree, &person).await;
        let token = open_session(&t, SessionKind::Participant, person.id, &mut os_rng()).await.unwrap();
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        let before = row(&t, person.id).await;
        withdraw(&t, &session).await.unwrap();

        let after = row(&t, person.id).await;
        assert_eq!(after.name, WITHDRAWN_NAME);
        let left = [&after.name_folded, &after.name_sort, &after.birth_date, &after.code_hash];
        assert!(left.iter().all(|column| column.is_empty()) && after.phone_sealed.is_empty(), "{after:?}");
        assert_eq!(after.phone_index, before.phone_index, "the number is known again, and not stored");
        assert!(!format!("{after:?}").contains(person.phone.as_str()), "{after:?}");
        assert_eq!((after.agency_id, &after.track), (before.agency_id, &before.track));
        assert!(results::Entity::find_by_id(attempt_id).one(&t.db.read).await.unwrap().is_some());

        assert!(find_participant(&t, &token).await.unwrap().is_none());
        assert!(matches!(sign_in(&t, &person.phone, &person.code).await, Err(SignInError::Wrong)));
        assert!(matches!(me(&t, &session).await, Err(OwnDataError::Gone)));
        assert!(matches!(withdraw(&t, &session).await, Err(OwnDataError::Gone)));
    }

    async fn a_number_that_was_withdrawn_goes_on_with_its_attempts(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 10, 5).await;
        let person = t.participant(&tree.unit, 1).await;
        attempt(&t, &open, &tree, &person).await;
        let left = row(&t, person.id).await;
        withdraw(&t, &t.session_of(&person).await).await.unwrap();
        t.advance(Millis::days(1));

        let wanted = Registration {
            birth_date: BirthDate { year: 1990, month: 1, day: 31 },
            position: Position::Leader,
            ..super::registration(&tree.sibling, "Trần Thị Bình", person.phone.as_str())
        };
        let again = register(&t, &wanted, "2", true, "/", &mut t.rng(5)).await.unwrap();
        assert_eq!(again.participant_id, person.id, "the same row");
        let now = row(&t, person.id).await;
        assert_eq!((now.name.as_str(), now.name_folded.as_str()), ("Trần Thị Bình", "tran thi binh"));
        assert_eq!((now.birth_date.as_str(), now.position.as_str()), ("1990-01-31", "leader"));
        assert_eq!(now.agency_id, tree.sibling.id);
        assert_eq!((now.consent_version.as_str(), now.consent_at, now.guardian_consent), ("2", t.now().0, true));
        assert_eq!(now.registered_at, left.registered_at, "no place on a board changes");
        let me = me(&t, &t.session_of(&person).await).await.unwrap();
        assert_eq!(me.phone, Some(person.phone.clone()), "sealed anew");

        assert_eq!(sign_in(&t, &person.phone, &again.code).await.unwrap(), person.id);
        assert!(matches!(sign_in(&t, &person.phone, &person.code).await, Err(SignInError::Wrong)), "the old code");
        let round = Round::load(&t.db.read, open.round_id).await.unwrap().unwrap();
        assert_eq!(usage(&t.db.read, &round, person.id, tree.unit.id, t.now()).await.unwrap().used, 1);
        assert_eq!(participants::Entity::find().count(&t.db.read).await.unwrap(), 1, "no other entrant");
        let taken = register(&t, &wanted, "2", true, "/", &mut t.rng(6)).await;
        assert!(matches!(taken, Err(RegisterError::Taken(DuplicateKey::Phone))), "{taken:?}");
    }

    async fn a_withdrawn_number_is_taken_up_once_and_in_its_track(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 10, 5).await;
        let person = t.participant(&tree.unit, 1).await;
        let citizen = Registration {
            position: Position::Citizen,
            ..super::registration(&tree.commune, "Trần Thị Bình", person.phone.as_str())
        };
        withdraw(&t, &t.session_of(&person).await).await.unwrap();
        register(&t, &citizen, "1", false, "/", &mut t.rng(5)).await.unwrap();
        assert_eq!(row(&t, person.id).await.track, "citizens", "without an attempt it may change");

        withdraw(&t, &t.session_of(&person).await).await.unwrap();
        let official = super::registration(&tree.unit, "Nguyễn Văn An", person.phone.as_str());
        let (mut one, mut two) = (t.rng(6), t.rng(7));
        let both = tokio::join!(
            register(&t, &official, "1", false, "/", &mut one),
            register(&t, &official, "1", false, "/", &mut two),
        );
        assert!(matches!(both, (Ok(_), Err(RegisterError::Taken(DuplicateKey::Phone))) | (Err(RegisterError::Taken(DuplicateKey::Phone)), Ok(_))), "{both:?}");

        attempt(&t, &open, &tree, &person).await;
        withdraw(&t, &t.session_of(&person).await).await.unwrap();
        let fixed = register(&t, &citizen, "1", false, "/", &mut t.rng(8)).await;
        assert!(matches!(fixed, Err(RegisterError::TrackFixed)), "{fixed:?}");
        let left = row(&t, person.id).await;
        assert_eq!((left.name.as_str(), left.code_hash.as_str()), (WITHDRAWN_NAME, ""), "nothing is half done");
    }
}
