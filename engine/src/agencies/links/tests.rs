use contest::{accounts::Registration, agencies::LinkCode};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

use super::{LinkError, LinkLine, MAX_LINKS, create_link, end_link, follow, links_of};
use crate::{
    accounts::{SessionKind, export_me, find_participant, open_session, register},
    agencies::merge_double,
    db::entities::{agencies, audit_log, links, results},
    testing::{TestEngine, both_engines},
};

/// Somebody who came by an address, and their row.
async fn came(t: &TestEngine, agency: &agencies::Model, number: u32, by: &LinkCode) -> i64 {
    let wanted = Registration { link: Some(by.clone()), ..t.registration(agency, number) };
    register(t, &wanted, "1", false, "/", &mut t.rng(u64::from(number))).await.unwrap().participant_id
}

async fn took_part(t: &TestEngine, attempt: i64, person: i64, agency: &agencies::Model, valid: bool) {
    let row = results::ActiveModel {
        attempt_id: Set(attempt),
        round_id: Set(1),
        participant_id: Set(person),
        agency_id: Set(agency.id),
        track_id: Set(1),
        correct: Set(3),
        total: Set(5),
        score: Set(6_000),
        prediction: Set(None),
        started_at: Set(0),
        submitted_at: Set(60_000),
        submitted_by: Set("person".to_owned()),
        valid: Set(valid),
        voided_at: Set(None),
        grading: Set(0),
    };
    row.insert(&t.db.write).await.unwrap();
}

fn counts(lines: &[LinkLine]) -> Vec<(&str, [u64; 3])> {
    lines.iter().map(|line| (line.name.as_str(), [line.openings, line.registered, line.took_part])).collect()
}

both_engines! {
    async fn what_came_through_which_address_is_counted(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.department).await;
        let own = LinkCode::of_agency(&tree.department.code);
        let at_a_glance = links_of(&t, &viewer, tree.department.id).await.unwrap();
        assert_eq!(counts(&at_a_glance), [("Mã của đơn vị", [0, 0, 0])], "there without a row");

        let poster = create_link(&t, &viewer, tree.department.id, " Áp phích  tầng 1", &mut t.rng(1)).await.unwrap();
        for code in [&own, &own, &poster, &own] {
            assert_eq!(follow(&t, code).await.unwrap().as_deref(), Some("15-so-noi-vu"));
        }
        let first = came(&t, &tree.department, 1, &own).await;
        let second = came(&t, &tree.department, 2, &own).await;
        let third = came(&t, &tree.sibling, 3, &poster).await;
        came(&t, &tree.unit, 4, &LinkCode::of_agency("15-so-tu-phap")).await;
        for (attempt, person, valid) in [(1, first, true), (2, first, true), (3, second, false), (4, third, true)] {
            took_part(&t, attempt, person, &tree.department, valid).await;
        }
        let lines = links_of(&t, &viewer, tree.department.id).await.unwrap();
        assert_eq!(counts(&lines), [("Mã của đơn vị", [3, 2, 1]), ("Áp phích tầng 1", [1, 1, 1])]);
        assert!(lines[0].own && !lines[1].own);
        let token = open_session(&t, SessionKind::Participant, third, &mut t.rng(9)).await.unwrap();
        let session = find_participant(&t, &token).await.unwrap().unwrap();
        let kept = export_me(&t, &session).await.unwrap();
        assert_eq!(kept["came_by"], json!({ "code": poster.as_str(), "name": "Áp phích tầng 1" }), "told to whom it is about");
        assert_eq!(links::Entity::find().count(&t.db.read).await.unwrap(), 2, "one row for each");
    }

    async fn an_ended_address_leads_nowhere_and_keeps_its_counts(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.department).await;
        let code = create_link(&t, &viewer, tree.unit.id, "Zalo", &mut t.rng(1)).await.unwrap();
        assert_eq!(follow(&t, &code).await.unwrap().as_deref(), Some("15-luu-tru"));
        end_link(&t, &viewer, &code).await.unwrap();
        assert_eq!(follow(&t, &code).await.unwrap(), None);
        came(&t, &tree.unit, 1, &code).await;
        let lines = links_of(&t, &viewer, tree.unit.id).await.unwrap();
        assert_eq!(counts(&lines)[1], ("Zalo", [1, 0, 0]));
        assert!(lines[1].ended_at.is_some());
        assert!(matches!(end_link(&t, &viewer, &code).await, Err(LinkError::NotFound)), "once is enough");
        let logged: Vec<String> =
            audit_log::Entity::find().all(&t.db.read).await.unwrap().into_iter().map(|row| row.action).collect();
        assert_eq!(logged, ["agency.link", "agency.link_end"]);
        for unknown in ["K7QP2", "khong-co"] {
            assert_eq!(follow(&t, &LinkCode::parse(unknown).unwrap()).await.unwrap(), None);
        }
    }

    async fn a_poster_leads_on_where_its_agency_was_merged(t: TestEngine) {
        let tree = t.tree().await;
        let organiser = t.organiser().await;
        let made = create_link(&t, &organiser, tree.sibling.id, "Zalo", &mut t.rng(1)).await.unwrap();
        let printed = LinkCode::of_agency(&tree.sibling.code);
        merge_double(&t, &organiser, tree.sibling.id, tree.department.id).await.unwrap();
        for code in [&made, &printed] {
            assert_eq!(follow(&t, code).await.unwrap().as_deref(), Some("15-so-noi-vu"), "{code}");
        }
        let lines = links_of(&t, &t.viewer(&tree.department).await, tree.department.id).await.unwrap();
        assert_eq!(counts(&lines), [("Mã của đơn vị", [0, 0, 0]), ("Zalo", [1, 0, 0])]);
    }

    async fn nobody_makes_or_sees_the_addresses_of_other_agencies(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.department).await;
        let organiser = t.organiser().await;
        let theirs = create_link(&t, &organiser, tree.sibling.id, "Zalo", &mut t.rng(1)).await.unwrap();
        let refused = [
            create_link(&t, &viewer, tree.sibling.id, "Zalo", &mut t.rng(2)).await.err(),
            end_link(&t, &viewer, &theirs).await.err(),
            links_of(&t, &viewer, tree.sibling.id).await.err(),
            super::agency_within(&t, &viewer, &tree.sibling.code).await.err(),
        ];
        assert!(refused.iter().all(|error| matches!(error, Some(LinkError::NotFound))), "{refused:?}");
        follow(&t, &LinkCode::of_agency(&tree.unit.code)).await.unwrap();
        let own = LinkCode::of_agency(&tree.unit.code);
        assert!(matches!(end_link(&t, &viewer, &own).await, Err(LinkError::NotFound)), "one's own code stays");
    }

    async fn names_and_numbers_have_an_end(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.unit).await;
        for name in ["", "  ", &"a".repeat(81)] {
            let refused = create_link(&t, &viewer, tree.unit.id, name, &mut t.rng(1)).await;
            assert!(matches!(refused, Err(LinkError::Name)), "{name}");
        }
        for number in 0..MAX_LINKS {
            create_link(&t, &viewer, tree.unit.id, "Zalo", &mut t.rng(number)).await.unwrap();
        }
        let one_more = create_link(&t, &viewer, tree.unit.id, "Zalo", &mut t.rng(99)).await;
        assert!(matches!(one_more, Err(LinkError::TooMany)));
    }
}
