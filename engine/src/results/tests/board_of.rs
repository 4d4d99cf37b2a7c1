//! Boards that are laid together, and agencies that race by the rules.

use std::sync::Arc;

use contest::{
    Millis,
    accounts::Position,
    contests::{AgencyKey, CollectivePrizes, Need, Period, Points, Quota, Rules, SizeBand, TrackKind},
    results::{RankKey, field::AgencyExclusion},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use super::Field;
use crate::{
    contests::Round,
    db::entities::{headcounts, position_counts, results, rounds},
    results::{AgencyRace, Among, BoardOf, PlaceOf, board, place_on, publish, race},
    testing::{Person, TestEngine, both_engines},
};

impl Field {
    async fn of(&self, track: Option<TrackKind>, among: Among) -> BoardOf {
        BoardOf::round(self.round().await, track, among)
    }

    /// The board's lines as (rank, tied, participant), read in pages of two.
    async fn all(&self, of: &BoardOf) -> Vec<(u64, bool, i64)> {
        let mut lines = Vec::new();
        for page in 1.. {
            let read = board(&self.t, of, page, 2).await.unwrap();
            if read.lines.is_empty() {
                assert_eq!(read.total, lines.len() as u64);
                break;
            }
            lines.extend(read.lines.iter().map(|line| (line.rank, line.tied, line.participant)));
        }
        for (above, (rank, tied, participant)) in (0..).zip(&lines) {
            let place = place_on(&self.t, of, *participant).await.unwrap();
            let expected = PlaceOf { rank: *rank, tied: *tied, of: lines.len() as u64, above };
            assert_eq!(place, Some(expected), "{participant}");
        }
        lines
    }

    /// A second round of the contest, open now, and somebody's result in it.
    async fn second_round(&self, results_of: &[(&Person, i32, i64)]) -> Arc<Round> {
        let db = &self.t.db.write;
        let first = rounds::Entity::find_by_id(self.open.round_id).one(db).await.unwrap().unwrap();
        let mut second =
            rounds::Model { id: 0, number: 2, title: "Tuần 2".to_owned(), ..first }.into_active_model().reset_all();
        second.id = sea_orm::ActiveValue::NotSet;
        let id = second.insert(db).await.unwrap().id;
        let round = self.t.rounds.get(&self.t.db.read, id, self.t.now()).await.unwrap().unwrap();
        for (person, correct, seconds) in results_of {
            self.result(person, 9, *correct, *seconds).await;
            let row = results::Entity::find_by_id(person.id * 100 + 9).one(db).await.unwrap().unwrap();
            let mut row = row.into_active_model();
            row.round_id = Set(id);
            row.update(db).await.unwrap();
            publish(&self.t.db.read, &self.t.cache, &round, &[person.id]).await.unwrap();
        }
        round
    }

    async fn people(&self, agency: i64, people: i32) {
        let row = headcounts::ActiveModel {
            agency_id: Set(agency),
            people: Set(people),
            valid_from: Set(self.t.now().0),
            set_by: Set(None),
            set_at: Set(self.t.now().0),
            ..Default::default()
        };
        row.insert(&self.t.db.write).await.unwrap();
    }
}

fn prizes(ranking: &[AgencyKey]) -> CollectivePrizes {
    CollectivePrizes {
        name: "Giải tập thể".to_owned(),
        period: Period::Contest,
        blocks: vec![],
        by_block: false,
        track: None,
        size_bands: vec![],
        quotas: vec![],
        individual_winner: false,
        points: Points::default(),
        ranking: ranking.to_vec(),
        classes: vec![],
    }
}

both_engines! {
    async fn an_agency_is_with_everything_below_it_and_a_block_is_all_its_agencies(t: TestEngine) {
        let field = Field::new(t).await;
        let (t, tree) = (&field.t, &field.tree);
        let an = t.participant(&tree.department, 1).await;
        let binh = t.participant(&tree.unit, 2).await;
        let chi = t.participant(&tree.sibling, 3).await;
        let dung = t.participant(&tree.unit, 4).await;
        let em = t.participant_as(&tree.department, 5, Position::Citizen).await;
        for (person, correct) in [(&an, 7), (&binh, 9), (&chi, 8), (&dung, 7), (&em, 10)] {
            field.published(person, 1, correct, 100).await;
        }
        let staff = Some(TrackKind::Staff);
        let below = field.of(staff, Among::Agency(tree.department.id)).await;
        assert_eq!(field.all(&below).await, [(1, false, binh.id), (2, true, an.id), (2, true, dung.id)]);
        assert_eq!(place_on(t, &below, chi.id).await.unwrap(), None);
        let unit = field.of(staff, Among::Agency(tree.unit.id)).await;
        assert_eq!(field.all(&unit).await, [(1, false, binh.id), (2, false, dung.id)]);
        let block = field.of(staff, Among::Block("so-ban-nganh".to_owned())).await;
        assert_eq!(field.all(&block).await, [(1, false, chi.id), (2, false, an.id)]);
        let together = field.of(None, Among::Everybody).await;
        let first: Vec<_> = field.all(&together).await.into_iter().take(2).collect();
        assert_eq!(first, [(1, false, em.id), (2, false, binh.id)]);
        let nobody = field.of(staff, Among::Block("khong-co".to_owned())).await;
        assert_eq!(field.all(&nobody).await, []);

        // What comes in meanwhile is on it some seconds later.
        field.published(&dung, 2, 10, 100).await;
        t.advance(Millis::seconds(60));
        assert_eq!(field.all(&below).await, [(1, false, dung.id), (2, false, binh.id), (3, false, an.id)]);
    }

    async fn in_a_whole_contest_the_best_round_of_each_counts(t: TestEngine) {
        let field = Field::new(t).await;
        let (t, tree) = (&field.t, &field.tree);
        let ranking = vec![RankKey::Correct, RankKey::FewerAttempts];
        t.set_rules(&field.open, &Rules { ranking, ..Rules::case_4() }).await;
        let an = t.participant(&tree.department, 1).await;
        let binh = t.participant(&tree.unit, 2).await;
        let chi = t.participant(&tree.sibling, 3).await;
        field.published(&an, 1, 8, 100).await;
        field.published(&binh, 1, 9, 100).await;
        field.published(&chi, 1, 9, 100).await;
        field.published(&chi, 2, 3, 100).await;
        let second = field.second_round(&[(&an, 9, 50), (&binh, 2, 50)]).await;
        let rounds = vec![field.round().await, second];
        let whole = BoardOf { rounds, track: Some(TrackKind::Staff), among: Among::Everybody };
        // Nine of ten each, in two attempts each of all rounds.
        assert_eq!(field.all(&whole).await, [(1, true, an.id), (1, true, binh.id), (1, true, chi.id)]);
        let lines = board(t, &whole, 1, 50).await.unwrap().lines;
        assert_eq!(lines.iter().map(|line| line.correct).collect::<Vec<_>>(), [9, 9, 9]);
        assert_eq!(lines[0].duration, Millis::seconds(50), "of the round that counts");
    }

    async fn agencies_race_by_the_rules(t: TestEngine) {
        let field = Field::new(t).await;
        let (t, tree) = (&field.t, &field.tree);
        for (number, agency, correct) in [(1, &tree.department, 9), (2, &tree.sibling, 8), (3, &tree.sibling, 8), (4, &tree.commune, 10)] {
            let person = t.participant(agency, number).await;
            field.published(&person, 1, correct, 100).await;
        }
        let leader = t.participant_as(&tree.department, 9, Position::Leader).await;
        field.published(&leader, 1, 9, 100).await;
        field.people(tree.department.id, 10).await;
        field.people(tree.sibling.id, 60).await;
        for (agency, people) in [(&tree.department, 2), (&tree.sibling, 1)] {
            let row = position_counts::ActiveModel {
                agency_id: Set(agency.id),
                position: Set(Position::Leader.code().to_owned()),
                people: Set(people),
                valid_from: Set(t.now().0),
                set_by: Set(None),
                set_at: Set(t.now().0),
                ..Default::default()
            };
            row.insert(&t.db.write).await.unwrap();
        }
        let by_rules = CollectivePrizes {
            size_bands: vec![SizeBand { from: 0, percent: 15 }, SizeBand { from: 50, percent: 10 }],
            quotas: vec![Quota { position: Position::Leader, need: Need::Count(1) }],
            ..prizes(&[AgencyKey::Participation])
        };
        t.set_rules(&field.open, &Rules { collective: vec![by_rules.clone()], ..Rules::case_4() }).await;
        let round = field.round().await;
        let of = |block, size_band| AgencyRace { rounds: vec![Arc::clone(&round)], prizes: &by_rules, block, size_band };
        let all = race(t, &of(None, None)).await.unwrap();
        let lines: Vec<_> = all.lines.iter().map(|line| (line.agency, line.rank, line.lacks.clone())).collect();
        let lacking = vec![AgencyExclusion::Participation(10), AgencyExclusion::Quota(Position::Leader, 0, 1)];
        assert_eq!(
            lines,
            [
                (tree.department.id, Some(1), vec![]),
                (tree.sibling.id, Some(2), lacking),
                (tree.commune.id, None, vec![AgencyExclusion::NoFigures]),
            ]
        );
        assert_eq!((all.lines[0].participation, all.lines[1].below_minimum), (Some(2_000), true));
        let agencies = |board: crate::results::AgencyBoard| board.lines.iter().map(|line| line.agency).collect::<Vec<_>>();
        assert_eq!(agencies(race(t, &of(Some("xa-phuong"), None)).await.unwrap()), [tree.commune.id]);
        assert_eq!(agencies(race(t, &of(None, Some(1))).await.unwrap()), [tree.sibling.id]);
    }

    async fn over_rounds_people_of_an_agency_are_counted_once(t: TestEngine) {
        let field = Field::new(t).await;
        let (t, tree) = (&field.t, &field.tree);
        let an = t.participant(&tree.department, 1).await;
        let binh = t.participant(&tree.department, 2).await;
        field.published(&an, 1, 8, 100).await;
        field.published(&binh, 1, 6, 100).await;
        field.people(tree.department.id, 10).await;
        let second = field.second_round(&[(&an, 10, 50)]).await;
        let prizes = prizes(&[AgencyKey::Entrants, AgencyKey::MeanScore]);
        let race_of = AgencyRace { rounds: vec![field.round().await, second], prizes: &prizes, block: None, size_band: None };
        let board = race(t, &race_of).await.unwrap();
        let line = &board.lines[0];
        assert_eq!((line.rank, line.entrants, line.attempts, line.mean_score, line.perfect), (Some(1), 2, 3, 8_000, 1));
    }
}
