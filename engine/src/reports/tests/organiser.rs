//! What an organiser sees at a glance.

use contest::Millis;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

use super::*;
use crate::{both_engines, db::entities::attempts, reports::organiser};

both_engines! {
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
