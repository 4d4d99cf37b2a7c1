use contest::{Millis, Timestamp, accounts::Position};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

use super::Field;
use crate::{
    db::entities::{agencies as agency_rows, headcounts},
    results::agencies,
    testing::{TestEngine, both_engines},
};

impl Field {
    async fn headcount(&self, agency: &agency_rows::Model, people: i32, valid_from: Timestamp) {
        let row = headcounts::ActiveModel {
            agency_id: Set(agency.id),
            people: Set(people),
            valid_from: Set(valid_from.0),
            set_by: Set(None),
            set_at: Set(self.t.now().0),
            ..Default::default()
        };
        row.insert(&self.t.db.write).await.unwrap();
    }

    /// So many officials of the agency, each with a result of so many of ten right.
    async fn entrants(&self, agency: &agency_rows::Model, numbers: std::ops::Range<u32>, correct: i32) {
        for number in numbers {
            let person = self.t.participant(agency, number).await;
            self.published(&person, 1, correct, 100).await;
        }
    }
}

both_engines! {
    async fn agencies_rank_by_participation_and_then_by_mean_score(t: TestEngine) {
        let field = Field::new(t).await;
        let (tree, now) = (&field.tree, field.t.now());
        field.headcount(&tree.department, 4, now).await;
        field.headcount(&tree.unit, 6, now).await;
        field.headcount(&tree.sibling, 10, now).await;
        field.entrants(&tree.department, 0..2, 7).await;
        field.entrants(&tree.unit, 10..13, 9).await;
        field.entrants(&tree.sibling, 20..24, 10).await;
        // No headcount: listed after, without a rank, by entrants.
        field.entrants(&tree.province, 30..31, 10).await;
        field.entrants(&tree.commune, 40..42, 1).await;
        let board = agencies(&field.t, &*field.round().await).await.unwrap();
        let lines: Vec<_> = board.lines.iter().map(|line| (line.agency, line.rank, line.participation)).collect();
        assert_eq!(
            lines,
            [
                (tree.unit.id, Some(1), Some(5_000)),
                (tree.department.id, Some(2), Some(5_000)),
                (tree.sibling.id, Some(3), Some(4_000)),
                (tree.commune.id, None, None),
                (tree.province.id, None, None),
            ]
        );
        assert!(board.provisional);
        assert_eq!(board.minimum_participation_percent, Some(50));
        assert_eq!(board.lines.iter().map(|line| line.below_minimum).collect::<Vec<_>>(), [false, false, true, false, false]);
        let unit = &board.lines[0];
        assert_eq!((unit.name.as_str(), unit.entrants, unit.attempts), ("Trung tâm Lưu trữ lịch sử", 3, 3));
        assert_eq!((unit.headcount, unit.mean_score, unit.perfect), (Some(6), 9_000, 0));
        assert_eq!(board.lines[2].perfect, 4);
    }

    async fn equal_agencies_share_a_rank(t: TestEngine) {
        let field = Field::new(t).await;
        let (tree, now) = (&field.tree, field.t.now());
        field.headcount(&tree.department, 2, now).await;
        field.headcount(&tree.unit, 4, now).await;
        field.headcount(&tree.sibling, 9, now).await;
        field.entrants(&tree.department, 0..1, 7).await;
        field.entrants(&tree.unit, 10..12, 7).await;
        field.entrants(&tree.sibling, 20..21, 10).await;
        let board = agencies(&field.t, &*field.round().await).await.unwrap();
        assert_eq!(board.lines.iter().map(|line| line.rank).collect::<Vec<_>>(), [Some(1), Some(1), Some(3)]);
    }

    async fn the_newest_headcount_in_force_counts_and_only_staff_against_it(t: TestEngine) {
        let field = Field::new(t).await;
        let (tree, now) = (&field.tree, field.t.now());
        field.headcount(&tree.commune, 100, now - Millis::days(2)).await;
        field.headcount(&tree.commune, 8, now - Millis::days(1)).await;
        field.headcount(&tree.commune, 1, now + Millis::days(1)).await;
        field.entrants(&tree.commune, 0..2, 8).await;
        for number in 10..14 {
            let citizen = field.t.participant_as(&tree.commune, number, Position::Citizen).await;
            field.published(&citizen, 1, 5, 100).await;
        }
        let board = agencies(&field.t, &*field.round().await).await.unwrap();
        let commune = &board.lines[0];
        assert_eq!((commune.entrants, commune.staff_entrants), (6, 2));
        assert_eq!((commune.headcount, commune.participation), (Some(8), Some(2_500)));
        assert_eq!(commune.mean_score, 8_000, "citizens of its area are not its own people");
    }

    async fn participation_is_never_more_than_everyone(t: TestEngine) {
        let field = Field::new(t).await;
        field.headcount(&field.tree.unit, 2, field.t.now()).await;
        field.headcount(&field.tree.sibling, 0, field.t.now()).await;
        field.entrants(&field.tree.unit, 0..3, 8).await;
        field.entrants(&field.tree.sibling, 10..11, 8).await;
        let board = agencies(&field.t, &*field.round().await).await.unwrap();
        assert_eq!(board.lines[0].participation, Some(10_000));
        assert_eq!((board.lines[1].rank, board.lines[1].participation), (None, None), "nobody of none");
    }
}
