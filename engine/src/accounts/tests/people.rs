use super::{acts, registration};
use crate::{
    accounts::{
        MAX_PAGE, Page, PeopleFilter, ReissueError, Role, SessionKind, SignInError, StaffSession, find_participant,
        open_session, people_of, person_of, register, reissue_code, sign_in, withdraw,
    },
    clock::os_rng,
    testing::{TestEngine, both_engines},
};

const ALL: Page = Page { number: 0, size: MAX_PAGE };

fn by(search: &str) -> PeopleFilter<'_> {
    PeopleFilter { search, involved: false }
}

async fn names(t: &TestEngine, actor: &StaffSession, search: &str, page: Page) -> Vec<String> {
    people_of(t, actor, by(search), page).await.unwrap().lines.into_iter().map(|line| line.name).collect()
}

both_engines! {
    async fn staff_see_and_help_only_whom_they_may(t: TestEngine) {
        let tree = t.tree().await;
        let agencies =
            [&tree.province, &tree.department, &tree.unit, &tree.sibling, &tree.commune, &tree.elsewhere_unit];
        let mut people = Vec::new();
        for (number, agency) in (1..).zip(agencies) {
            people.push(t.participant(agency, number).await);
        }
        let author = t.staff("author", Role::QuestionAuthor, Some(tree.department.id)).await;
        let unbound = t.staff("unbound", Role::AgencyViewer, None).await;
        let cases = [
            (t.organiser().await, [true, true, true, true, true, true]),
            (t.viewer(&tree.province).await, [true, true, true, true, true, false]),
            (t.viewer(&tree.department).await, [false, true, true, false, false, false]),
            (t.viewer(&tree.unit).await, [false, false, true, false, false, false]),
            (t.viewer(&tree.sibling).await, [false, false, false, true, false, false]),
            (t.viewer(&tree.elsewhere).await, [false, false, false, false, false, true]),
            (author, [false; 6]),
            (unbound, [false; 6]),
        ];
        for (actor, may) in cases {
            let seen = people_of(&t, &actor, by(""), ALL).await.unwrap();
            assert_eq!(seen.total, may.iter().filter(|may| **may).count() as u64, "{}", actor.username);
            for (person, may) in people.iter().zip(may) {
                let who = format!("{} and {}", actor.username, person.id);
                assert_eq!(seen.lines.iter().any(|line| line.participant_id == person.id), may, "{who}");
                let alone = person_of(&t, &actor, person.id).await.unwrap();
                assert_eq!(alone.map(|line| line.name), may.then(|| person.name.as_str().to_owned()), "{who}");
                let by_phone = people_of(&t, &actor, by(person.phone.as_str()), ALL).await.unwrap();
                assert_eq!(by_phone.total, u64::from(may), "{who}");
                let code = reissue_code(&t, &actor, person.id, &mut os_rng()).await;
                assert_eq!(code.is_ok(), may, "{who}: {code:?}");
                assert!(may || matches!(code, Err(ReissueError::NotFound)), "{who}: {code:?}");
            }
        }
    }

    async fn a_new_code_ends_the_old_one_and_its_sessions(t: TestEngine) {
        let tree = t.tree().await;
        let (an, binh) = (t.participant(&tree.unit, 1).await, t.participant(&tree.unit, 2).await);
        let viewer = t.viewer(&tree.department).await;
        let token = open_session(&t, SessionKind::Participant, an.id, &mut os_rng()).await.unwrap();
        let other = open_session(&t, SessionKind::Participant, binh.id, &mut os_rng()).await.unwrap();
        assert!(find_participant(&t, &token).await.unwrap().is_some());
        let code = reissue_code(&t, &viewer, an.id, &mut os_rng()).await.unwrap();
        assert!(matches!(sign_in(&t, &an.phone, &an.code).await, Err(SignInError::Wrong)));
        assert_eq!(sign_in(&t, &an.phone, &code).await.unwrap(), an.id);
        assert!(find_participant(&t, &token).await.unwrap().is_none());
        assert!(find_participant(&t, &other).await.unwrap().is_some());
        let subject = Some(format!("participant:{}", an.id));
        assert_eq!(acts(&t).await, [(Some(viewer.staff_id), "participant.code".to_owned(), subject)]);
        let nobody = reissue_code(&t, &viewer, 999, &mut os_rng()).await;
        assert!(matches!(nobody, Err(ReissueError::NotFound)));
    }

    async fn people_are_searched_without_accents_and_listed_by_given_name(t: TestEngine) {
        let tree = t.tree().await;
        let sorted = ["Trần Văn An", "Lê Thị Ánh", "Nguyễn Hoà Bình", "Đỗ Thị Đào", "Bùi Văn Út", "Hoàng Văn Ước"];
        for (number, name) in [3, 1, 5, 0, 4, 2].into_iter().zip(sorted) {
            let wanted = registration(&tree.unit, name, &format!("091234567{number}"));
            register(&t, &wanted, "1", false, "/", &mut t.rng(number)).await.unwrap();
        }
        let actor = t.viewer(&tree.unit).await;
        assert_eq!(names(&t, &actor, "", ALL).await, sorted);
        assert_eq!(names(&t, &actor, "", Page { number: 1, size: 4 }).await, sorted[4..]);
        assert_eq!(names(&t, &actor, "", Page { number: 2, size: 0 }).await, sorted[2..3]);
        assert_eq!(names(&t, &actor, "", Page { number: u64::MAX, size: u64::MAX }).await, [""; 0]);
        assert_eq!(people_of(&t, &actor, by(""), Page { number: 1, size: 4 }).await.unwrap().total, 6);
        let cases: [(&str, &[&str]); 8] = [
            ("hòa binh", &["Nguyễn Hoà Bình"]),
            ("BINH  hoa", &["Nguyễn Hoà Bình"]),
            ("đào", &["Đỗ Thị Đào"]),
            ("thi", &["Lê Thị Ánh", "Đỗ Thị Đào"]),
            ("%", &[]),
            ("_n", &[]),
            ("\\", &[]),
            ("an'; --", &[]),
        ];
        for (search, found) in cases {
            assert_eq!(names(&t, &actor, search, ALL).await, found, "{search}");
        }
        let found = people_of(&t, &actor, by("+84 912.345.673"), ALL).await.unwrap();
        assert_eq!(found.lines[0].name, "Trần Văn An");
        assert_eq!(found.lines[0].masked_phone, "*** *** *673");
        assert_eq!(found.lines[0].agency, "Trung tâm Lưu trữ lịch sử, Sở Nội vụ");
    }

    async fn those_who_have_withdrawn_are_not_listed(t: TestEngine) {
        let tree = t.tree().await;
        let (an, binh) = (t.participant(&tree.unit, 8).await, t.participant(&tree.unit, 1).await);
        withdraw(&t, &t.session_of(&an).await).await.unwrap();
        let organiser = t.organiser().await;
        assert_eq!(names(&t, &organiser, "", ALL).await, [binh.name.as_str()]);
        assert_eq!(names(&t, &organiser, an.phone.as_str(), ALL).await, [""; 0], "nor found by the number");
        assert_eq!(person_of(&t, &organiser, an.id).await.unwrap(), None);
        let code = reissue_code(&t, &organiser, an.id, &mut os_rng()).await;
        assert!(matches!(code, Err(ReissueError::NotFound)));
    }
}
