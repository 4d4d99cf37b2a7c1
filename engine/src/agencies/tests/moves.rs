//! Moving people with their results, and merging doubles.

use contest::{agencies::AgencyKind, contests::RoundState};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::{
    accounts::{Page, Role},
    agencies::{
        Moved, Movers, TreeError, TreeRefusal, merge_double, move_people, people_to_move, preview_double, preview_move,
        set_headcount, tree,
    },
    contests::Round,
    db::entities::{agencies, attempts, headcounts, participants, recounts, results, rounds, staff},
    results::{agencies as agency_board, ensure},
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

/// Two rounds: one that is open, one that is approved. People of the unit have an attempt with a result in each.
struct Field {
    t: TestEngine,
    tree: Tree,
    open: OpenContest,
    approved: i64,
}

impl Field {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 10).await;
        let row = rounds::Entity::find_by_id(open.round_id).one(&t.db.read).await.unwrap().unwrap();
        let mut second = row.into_active_model();
        second.id = sea_orm::ActiveValue::NotSet;
        let mut second = second.reset_all();
        second.id = sea_orm::ActiveValue::NotSet;
        (second.number, second.state) = (Set(2), Set(RoundState::Approved.code().to_owned()));
        let approved = second.insert(&t.db.write).await.unwrap().id;
        Self { t, tree, open, approved }
    }

    async fn sat(&self, agency: &agencies::Model, number: u32) -> Person {
        let person = self.t.participant(agency, number).await;
        for round in [self.open.round_id, self.approved] {
            let attempt = attempts::ActiveModel {
                round_id: Set(round),
                participant_id: Set(person.id),
                ordinal: Set(1),
                track_id: Set(self.open.staff_track_id),
                agency_id: Set(agency.id),
                plan_id: Set(self.open.staff_plan_id),
                seed: Set(vec![0; 16]),
                rules_version: Set(1),
                started_at: Set(self.t.now().0),
                deadline_at: Set(self.t.now().0),
                accept_until: Set(self.t.now().0),
                lease: Set(0),
                ..Default::default()
            };
            let attempt = attempt.insert(&self.t.db.write).await.unwrap();
            let result = results::Model {
                attempt_id: attempt.id,
                round_id: round,
                participant_id: person.id,
                agency_id: agency.id,
                track_id: self.open.staff_track_id,
                correct: 7,
                total: 10,
                score: 7_000,
                prediction: None,
                started_at: self.t.now().0,
                submitted_at: self.t.now().0 + 60_000,
                submitted_by: "person".to_owned(),
                valid: true,
                voided_at: None,
                grading: 0,
            };
            result.into_active_model().reset_all().insert(&self.t.db.write).await.unwrap();
        }
        person
    }

    /// How many results of the round belong to the agency, by the results and by their attempts.
    async fn held(&self, round: i64, agency: i64) -> (usize, usize) {
        let found = results::Entity::find()
            .filter(results::Column::RoundId.eq(round))
            .filter(results::Column::AgencyId.eq(agency));
        let begun = attempts::Entity::find()
            .filter(attempts::Column::RoundId.eq(round))
            .filter(attempts::Column::AgencyId.eq(agency));
        (found.all(&self.t.db.read).await.unwrap().len(), begun.all(&self.t.db.read).await.unwrap().len())
    }

    async fn people_of(&self, agency: i64) -> usize {
        let found = participants::Entity::find().filter(participants::Column::AgencyId.eq(agency));
        found.all(&self.t.db.read).await.unwrap().len()
    }

    /// The entrants of each agency as the board of the open round has them.
    async fn on_board(&self) -> Vec<(i64, u64)> {
        self.t.rounds.forget(self.open.round_id);
        let round = Round::load(&self.t.db.read, self.open.round_id).await.unwrap().unwrap();
        ensure(&self.t, &round).await.unwrap();
        let board = agency_board(&self.t, &round).await.unwrap();
        board.lines.iter().map(|line| (line.agency, line.entrants)).collect()
    }
}

both_engines! {
    async fn chosen_people_move_with_the_results_of_rounds_that_are_not_counted(t: TestEngine) {
        let field = Field::new(t).await;
        let (unit, sibling) = (field.tree.unit.id, field.tree.sibling.id);
        let mut people = Vec::new();
        for number in 0..3 {
            people.push(field.sat(&field.tree.unit, number).await);
        }
        let stranger = field.sat(&field.tree.commune, 9).await;
        assert_eq!(field.on_board().await, [(unit, 3), (field.tree.commune.id, 1)]);
        let session = field.t.session_of(&people[0]).await;
        assert_eq!(session.agency_id, unit);
        let organiser = field.t.organiser().await;
        let movers = Movers::People(vec![people[0].id, people[1].id, stranger.id]);
        let preview = preview_move(&field.t, &organiser, unit, &movers).await.unwrap();
        let counts = |rounds: &[(String, u64)]| rounds.iter().map(|(_, count)| *count).collect::<Vec<_>>();
        assert_eq!((preview.people, counts(&preview.moving), counts(&preview.staying)), (2, vec![2], vec![2]));
        let moved = move_people(&field.t, &organiser, unit, sibling, &movers).await.unwrap();
        assert_eq!(moved, Moved { people: 2, attempts: 2 });
        assert_eq!((field.people_of(unit).await, field.people_of(sibling).await), (1, 2), "only those of the agency");
        assert_eq!((field.held(field.open.round_id, unit).await, field.held(field.open.round_id, sibling).await), ((1, 1), (2, 2)));
        assert_eq!((field.held(field.approved, unit).await, field.held(field.approved, sibling).await), ((3, 3), (0, 0)), "what was approved stays");
        let mut board = field.on_board().await;
        board.sort_unstable();
        assert_eq!(board, [(unit, 1), (sibling, 2), (field.tree.commune.id, 1)]);
        let counted_anew = recounts::Entity::find().all(&field.t.db.read).await.unwrap();
        let counted_anew: Vec<i64> = counted_anew.iter().map(|row| row.round_id).collect();
        assert_eq!(counted_anew, [field.open.round_id], "statistics follow");
        let again = move_people(&field.t, &organiser, unit, sibling, &movers).await.unwrap();
        assert_eq!(again, Moved::default(), "what has moved is not found any more");
        assert_eq!(field.t.session_of(&people[0]).await.agency_id, sibling);
        let (names, total) = people_to_move(&field.t, &organiser, unit, Page { number: 0, size: 10 }).await.unwrap();
        assert_eq!((names.len(), total, names[0].0), (1, 1, people[2].id));
    }

    async fn a_double_gives_everything_to_the_agency_that_it_is(t: TestEngine) {
        let field = Field::new(t).await;
        let t = &field.t;
        let double = t.agency("15-noi-vu-2", "Sở Nội Vụ", AgencyKind::Department, Some(&field.tree.province)).await;
        let unit = t.agency("15-phong", "Phòng Văn thư", AgencyKind::PublicUnit, Some(&double)).await;
        for number in 0..9 {
            if number < 2 { field.sat(&double, number).await; } else { t.participant(&double, number).await; }
        }
        let (organiser, viewer) = (t.organiser().await, t.viewer(&double).await);
        set_headcount(t, &organiser, double.id, 40, t.now()).await.unwrap();
        set_headcount(t, &viewer, double.id, 41, t.now()).await.unwrap();
        t.advance(contest::Millis::days(1));
        let into = field.tree.department.id;
        let preview = preview_double(t, &organiser, double.id, into).await.unwrap();
        assert_eq!((preview.people.people, preview.viewers, preview.units, preview.headcounts), (9, 1, 1, 1));
        assert_eq!(field.on_board().await, [(double.id, 2)]);
        let moved = merge_double(t, &organiser, double.id, into).await.unwrap();
        assert_eq!(moved, Moved { people: 9, attempts: 2 }, "in portions");
        assert_eq!((field.people_of(double.id).await, field.people_of(into).await), (0, 9));
        assert_eq!((field.held(field.open.round_id, into).await, field.held(field.approved, double.id).await), ((2, 2), (2, 2)));
        assert_eq!(field.on_board().await, [(into, 2)]);
        let counted = headcounts::Entity::find().filter(headcounts::Column::AgencyId.eq(into)).all(&t.db.read).await.unwrap();
        assert_eq!(counted.iter().map(|row| row.people).collect::<Vec<_>>(), [40]);
        let account = staff::Entity::find_by_id(viewer.staff_id).one(&t.db.read).await.unwrap().unwrap();
        assert_eq!(account.agency_id, Some(into));
        let all = tree(t).await.unwrap();
        assert_eq!(all.get(unit.id).unwrap().parent_id, Some(into));
        assert!(all.get(double.id).unwrap().is_dissolved(t.now()));
        let refused = merge_double(t, &organiser, double.id, into).await;
        assert!(matches!(refused, Err(TreeError::Refused(TreeRefusal::Dissolved))), "{refused:?}");
    }

    async fn only_organisers_move_and_only_to_agencies_that_stand(t: TestEngine) {
        let made = t.tree().await;
        let (from, into) = (made.unit.id, made.sibling.id);
        for other in [t.viewer(&made.province).await, t.staff("author", Role::QuestionAuthor, None).await] {
            let outcomes = [
                move_people(&t, &other, from, into, &Movers::All).await.map(|_| ()),
                merge_double(&t, &other, from, into).await.map(|_| ()),
                preview_move(&t, &other, from, &Movers::All).await.map(|_| ()),
                preview_double(&t, &other, from, into).await.map(|_| ()),
                people_to_move(&t, &other, from, Page { number: 0, size: 10 }).await.map(|_| ()),
            ];
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(TreeError::NotAllowed))), "{outcomes:?}");
        }
        let organiser = t.organiser().await;
        for nowhere in [from, 999] {
            let refused = move_people(&t, &organiser, from, nowhere, &Movers::All).await;
            assert!(matches!(refused, Err(TreeError::Refused(TreeRefusal::NoSuccessor))), "{refused:?}");
        }
        let refused = merge_double(&t, &organiser, made.department.id, from).await;
        assert!(matches!(refused, Err(TreeError::Refused(TreeRefusal::NoSuccessor))), "into its own unit: {refused:?}");
    }
}
