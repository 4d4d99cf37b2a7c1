use contest::accounts::Password;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::acts;
use crate::{
    accounts::{
        ChangePasswordError, NewStaff, NewStaffError, OneTimePassword, Role, SessionKind, StaffSession,
        StaffSignInError, ViewerError, change_password, create_staff, create_viewer, find_staff, first_organiser,
        list_viewers, open_session, reset_viewer, staff_sign_in,
    },
    clock::os_rng,
    db::entities::staff,
    testing::{TestEngine, both_engines},
};

async fn first(t: &TestEngine) -> OneTimePassword {
    first_organiser(t, &mut os_rng()).await.unwrap().unwrap().password
}

async fn enter(t: &TestEngine, username: &str, password: &str) -> Option<StaffSession> {
    match staff_sign_in(t, username, password).await {
        Ok(id) => {
            let token = open_session(t, SessionKind::Staff, id, &mut os_rng()).await.unwrap();
            find_staff(t, &token).await.unwrap()
        }
        Err(StaffSignInError::Wrong) => None,
        Err(error) => panic!("{error}"),
    }
}

both_engines! {
    async fn a_fresh_installation_gets_one_organiser(t: TestEngine) {
        let first = first_organiser(&t, &mut os_rng()).await.unwrap().unwrap();
        assert_eq!(first_organiser(&t, &mut os_rng()).await.unwrap(), None);
        let session = enter(&t, first.username, first.password.as_str()).await.unwrap();
        assert_eq!((session.role, session.must_change_password), (Role::Organiser, true));
        assert_eq!(acts(&t).await, [(None, "staff.create".to_owned(), Some(format!("staff:{}", session.staff_id)))]);
    }

    async fn wrong_names_and_passwords_do_not_enter(t: TestEngine) {
        let password = first(&t).await;
        let right = password.as_str();
        assert!(enter(&t, " BanToChuc ", right).await.is_some(), "case and spaces of the name do not matter");
        for (username, password) in [
            ("bantochuc", "k7px-2m9q-x4tr-b8wz"),
            ("bantochuc", ""),
            ("bantochuc", &right.to_uppercase()),
            ("bantochuc", &format!("{right} ")),
            ("bantochuc", &"x".repeat(100_000)),
            ("nobody", right),
            ("", ""),
        ] {
            assert!(enter(&t, username, password).await.is_none(), "{username}");
        }
        let row = staff::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        assert!(row.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", row.password_hash);
        let mut row = row.into_active_model();
        row.disabled_at = Set(Some(t.now().0));
        row.update(&t.db.write).await.unwrap();
        assert!(enter(&t, "bantochuc", right).await.is_none(), "a disabled account");
    }

    async fn changing_the_password_signs_the_other_browsers_out(t: TestEngine) {
        let old = first(&t).await;
        let other = enter(&t, "bantochuc", old.as_str()).await.unwrap();
        let token = open_session(&t, SessionKind::Staff, other.staff_id, &mut os_rng()).await.unwrap();
        let session = find_staff(&t, &token).await.unwrap().unwrap();
        let new = Password::parse("mưa rơi trên sông Đà").unwrap();

        let wrong = change_password(&t, &session, "mưa rơi trên sông Đà", &new, &mut os_rng()).await;
        assert!(matches!(wrong, Err(ChangePasswordError::WrongCurrent)));
        let same = Password::parse(old.as_str()).unwrap();
        let unchanged = change_password(&t, &session, old.as_str(), &same, &mut os_rng()).await;
        assert!(matches!(unchanged, Err(ChangePasswordError::Unchanged)));

        let here = change_password(&t, &session, old.as_str(), &new, &mut os_rng()).await.unwrap();
        assert!(!find_staff(&t, &here).await.unwrap().unwrap().must_change_password);
        assert!(find_staff(&t, &token).await.unwrap().is_none());
        assert!(enter(&t, "bantochuc", old.as_str()).await.is_none());
        // Another keyboard composes the letters otherwise.
        assert!(enter(&t, "bantochuc", "mu\u{31b}a ro\u{31b}i tre\u{302}n so\u{302}ng \u{110}a\u{300}").await.is_some());
        assert_eq!(acts(&t).await.last().unwrap().1, "staff.password");
    }

    async fn user_names_are_plain_and_unique(t: TestEngine) {
        let organiser = t.organiser().await;
        let new = |username| NewStaff { username, display_name: "Tổ đề", role: Role::QuestionAuthor, agency_id: None };
        let long = "a".repeat(41);
        for bad in ["", "ab", "Hoa", "hoa mai", "hoà", "a/b", &long] {
            let made = create_staff(&t, Some(&organiser), &new(bad), &mut os_rng()).await;
            assert!(matches!(made, Err(NewStaffError::BadUsername)), "{bad}");
        }
        create_staff(&t, Some(&organiser), &new("to-de.1_a"), &mut os_rng()).await.unwrap();
        let again = create_staff(&t, Some(&organiser), &new("to-de.1_a"), &mut os_rng()).await;
        assert!(matches!(again, Err(NewStaffError::UsernameTaken)));
    }

    async fn only_organisers_make_accounts(t: TestEngine) {
        let tree = t.tree().await;
        for role in Role::ALL {
            let actor = t.staff(&format!("actor-{}", role.code()), role, Some(tree.department.id)).await;
            let may = role.organises();
            let username = format!("new-{}", role.code());
            let new = NewStaff { username: &username, display_name: "Mới", role: Role::Admin, agency_id: None };
            assert_eq!(create_staff(&t, Some(&actor), &new, &mut os_rng()).await.is_ok(), may, "{role:?}");
            let username = format!("viewer-of-{}", role.code());
            let made = create_viewer(&t, &actor, tree.unit.id, &username, &mut os_rng()).await;
            assert_eq!(made.is_ok(), may, "{role:?}");
            assert_eq!(list_viewers(&t, &actor).await.is_ok(), may, "{role:?}");
            let viewer = t.viewer(&tree.sibling).await;
            let reset = reset_viewer(&t, &actor, viewer.staff_id, &mut os_rng()).await;
            assert_eq!(reset.is_ok(), may, "{role:?}");
        }
    }

    async fn a_viewer_s_account_belongs_to_its_agency(t: TestEngine) {
        let (tree, organiser) = (t.tree().await, t.organiser().await);
        let made = create_viewer(&t, &organiser, tree.unit.id, "luu-tru", &mut os_rng()).await.unwrap();
        let viewer = enter(&t, "luu-tru", made.as_str()).await.unwrap();
        assert_eq!(viewer.agency.as_ref().unwrap().agency_id, tree.unit.id);
        let listed = list_viewers(&t, &organiser).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].agency, "Trung tâm Lưu trữ lịch sử, Sở Nội vụ");
        assert!(listed[0].unused && !listed[0].disabled);

        let token = open_session(&t, SessionKind::Staff, viewer.staff_id, &mut os_rng()).await.unwrap();
        let reset = reset_viewer(&t, &organiser, viewer.staff_id, &mut os_rng()).await.unwrap();
        assert!(find_staff(&t, &token).await.unwrap().is_none());
        assert!(enter(&t, "luu-tru", made.as_str()).await.is_none());
        assert!(enter(&t, "luu-tru", reset.as_str()).await.unwrap().must_change_password);

        let nowhere = create_viewer(&t, &organiser, 999, "nowhere", &mut os_rng()).await;
        assert!(matches!(nowhere, Err(NewStaffError::AgencyUnknown)));
        let not_a_viewer = reset_viewer(&t, &organiser, organiser.staff_id, &mut os_rng()).await;
        assert!(matches!(not_a_viewer, Err(ViewerError::NotFound)));
        let subject = Some(format!("staff:{}", viewer.staff_id));
        let by = Some(organiser.staff_id);
        let expected = [(by, "staff.create".to_owned(), subject.clone()), (by, "staff.reset".to_owned(), subject)];
        assert_eq!(acts(&t).await, expected);
    }
}

#[test]
fn roles_have_codes() {
    for role in Role::ALL {
        assert_eq!(Role::parse(role.code()), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.code());
    }
    assert_eq!(Role::parse("root"), None);
}

#[test]
fn one_time_passwords_are_readable_and_never_printed() {
    let password = OneTimePassword::generate(&mut os_rng());
    let groups: Vec<&str> = password.as_str().split('-').collect();
    assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 4), "{groups:?}");
    assert!(!password.as_str().contains(['0', '1', 'l', 'o']));
    assert_eq!(format!("{password:?}"), "OneTimePassword(…)");
    assert!(Password::parse(password.as_str()).is_ok());
}
