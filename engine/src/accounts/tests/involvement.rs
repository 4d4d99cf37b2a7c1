use contest::accounts::Involvement;

use super::{acts, row};
use crate::{
    accounts::{
        InvolvementError, MAX_PAGE, Page, PeopleFilter, Role, SessionKind, export_me, find_participant, mark_involved,
        me, open_session, people_of, person_of, unmark_involved, withdraw,
    },
    clock::os_rng,
    db::entities::participants,
    testing::{TestEngine, both_engines},
};

const ALL: Page = Page { number: 0, size: MAX_PAGE };
const ONLY: PeopleFilter<'_> = PeopleFilter { search: "", involved: true };

async fn marked(t: &TestEngine) -> Vec<i64> {
    let found = people_of(t, &t.organiser().await, ONLY, ALL).await.unwrap();
    found.lines.into_iter().map(|line| line.participant_id).collect()
}

fn mark(row: &participants::Model) -> (Option<&str>, Option<&str>, Option<i64>, Option<i64>) {
    let (part, why) = (row.involvement.as_deref(), row.involvement_reason.as_deref());
    (part, why, row.involvement_since, row.involvement_by)
}

both_engines! {
    async fn a_mark_is_seen_at_once_by_the_person_and_the_organiser_and_taken_back(t: TestEngine) {
        let tree = t.tree().await;
        let (an, binh) = (t.participant(&tree.unit, 8).await, t.participant(&tree.unit, 1).await);
        let organiser = t.organiser().await;
        let token = open_session(&t, SessionKind::Participant, an.id, &mut os_rng()).await.unwrap();
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        assert!(!session.barred && session.birth_date.is_some());
        mark_involved(&t, &organiser, an.id, Involvement::QuestionWriter, "  Tổ biên  soạn ").await.unwrap();

        let now = t.now().0;
        let kept = (Some("question_writer"), Some("Tổ biên soạn"), Some(now), Some(organiser.staff_id));
        assert_eq!(mark(&row(&t, an.id).await), kept);
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        assert!(session.barred && session.entrant().barred, "the browser that is signed in knows");
        assert_eq!(me(&t, &session).await.unwrap().involved.unwrap().reason, "Tổ biên soạn");
        assert_eq!(export_me(&t, &session).await.unwrap()["involvement"]["reason"], "Tổ biên soạn");
        let line = person_of(&t, &organiser, an.id).await.unwrap().unwrap();
        assert_eq!(line.involved.unwrap().involvement, Involvement::QuestionWriter);
        assert_eq!(marked(&t).await, [an.id]);

        mark_involved(&t, &organiser, an.id, Involvement::Technical, "Kỹ thuật").await.unwrap();
        unmark_involved(&t, &organiser, an.id).await.unwrap();
        assert_eq!(mark(&row(&t, an.id).await), (None, None, None, None));
        assert!(!find_participant(&t, &token).await.unwrap().unwrap().barred);
        assert_eq!(marked(&t).await, [0; 0]);
        let again = unmark_involved(&t, &organiser, binh.id).await;
        assert!(matches!(again, Err(InvolvementError::NotFound)), "{again:?}");
        let subject = format!("participant:{}", an.id);
        let act = |action: &str| (Some(organiser.staff_id), action.to_owned(), Some(subject.clone()));
        let expected =
            [act("participant.involve"), act("participant.involve"), act("participant.uninvolve")];
        assert_eq!(acts(&t).await, expected);
    }

    async fn only_organisers_mark_and_only_with_a_reason(t: TestEngine) {
        let tree = t.tree().await;
        let an = t.participant(&tree.unit, 8).await;
        let organiser = t.organiser().await;
        for actor in [t.viewer(&tree.province).await, t.staff("author", Role::QuestionAuthor, None).await] {
            let marked = mark_involved(&t, &actor, an.id, Involvement::Organiser, "Ban Tổ chức").await;
            assert!(matches!(marked, Err(InvolvementError::NotAllowed)), "{marked:?}");
            let unmarked = unmark_involved(&t, &actor, an.id).await;
            assert!(matches!(unmarked, Err(InvolvementError::NotAllowed)), "{unmarked:?}");
        }
        for why in ["", "  ", &"x".repeat(501)] {
            let marked = mark_involved(&t, &organiser, an.id, Involvement::Organiser, why).await;
            assert!(matches!(marked, Err(InvolvementError::Reason)), "{marked:?}");
        }
        let nobody = mark_involved(&t, &organiser, 999, Involvement::Organiser, "Ban Tổ chức").await;
        assert!(matches!(nobody, Err(InvolvementError::NotFound)), "{nobody:?}");
        assert!(acts(&t).await.is_empty());
    }

    async fn withdrawing_and_registering_again_does_not_shake_it_off(t: TestEngine) {
        let tree = t.tree().await;
        let an = t.participant(&tree.unit, 8).await;
        let organiser = t.organiser().await;
        mark_involved(&t, &organiser, an.id, Involvement::Technical, "Vận hành").await.unwrap();
        withdraw(&t, &t.session_of(&an).await).await.unwrap();
        assert_eq!(marked(&t).await, [0; 0], "who has withdrawn is not listed");
        let again = t.participant(&tree.sibling, 8).await;
        assert_eq!((again.id, marked(&t).await), (an.id, vec![an.id]));
        assert!(t.session_of(&again).await.barred);
    }
}
