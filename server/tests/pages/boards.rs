//! Public boards through the real router: blocks, agencies with what is below them, one's own line, and histories.

use crate::common::{Answer, TestApp};
use axum::http::StatusCode;
use contest::{
    Millis,
    contests::{IndividualPrizes, Period, PrizeClass, RoundState, Rules},
};
use engine::{
    both_engines,
    db::entities::{agencies, participants, results, rounds},
    results::publish,
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _,
};

struct Field {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Field {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 20, 10).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn person(&self, agency: &agencies::Model, number: u32, correct: i32) -> Person {
        let person = self.app.t.participant(agency, number).await;
        self.result(&person, self.contest.round_id, correct).await;
        person
    }

    async fn result(&self, person: &Person, round: i64, correct: i32) {
        let t = &self.app.t;
        let row = participants::Entity::find_by_id(person.id).one(&t.db.read).await.unwrap().unwrap();
        let result = results::Model {
            attempt_id: round * 100_000 + person.id,
            round_id: round,
            participant_id: person.id,
            agency_id: row.agency_id,
            track_id: self.contest.staff_track_id,
            correct,
            total: 10,
            score: correct * 1_000,
            prediction: None,
            started_at: t.now().0,
            submitted_at: t.now().0 + 60_000,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        result.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
        let round = t.rounds.get(&t.db.read, round, t.now()).await.unwrap().unwrap();
        publish(&t.db.read, &t.cache, &round, &[person.id]).await.unwrap();
    }

    /// A second round, and both counted if wanted.
    async fn second_round(&self) -> i64 {
        let db = &self.app.t.db.write;
        let first = rounds::Entity::find_by_id(self.contest.round_id).one(db).await.unwrap().unwrap();
        let second = rounds::Model { number: 2, title: "Tuần 2".to_owned(), ..first };
        let mut second = second.into_active_model().reset_all();
        second.id = NotSet;
        second.insert(db).await.unwrap().id
    }

    async fn count(&self, round: i64) {
        let row = rounds::ActiveModel {
            id: Set(round),
            state: Set(RoundState::Provisional.code().to_owned()),
            ..Default::default()
        };
        row.update(&self.app.t.db.write).await.unwrap();
        self.app.t.rounds.forget(round);
    }

    async fn get(&self, address: &str) -> Answer {
        let answer = self.app.browser().get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        answer
    }
}

/// How many lines the board shows.
fn lines(answer: &Answer) -> usize {
    answer.body.matches("<th scope=\"row\"").count()
}

both_engines! {
    async fn a_block_and_an_agency_with_its_units_have_boards(t: TestEngine) {
        let field = Field::begin(t).await;
        let tree = field.tree.clone();
        for (number, agency) in [(1, &tree.department), (2, &tree.unit), (3, &tree.unit), (4, &tree.sibling), (5, &tree.commune)] {
            field.person(agency, number, 5).await;
        }
        let shown = [
            ("/xep-hang", 5),
            ("/xep-hang?don-vi=15-so-noi-vu", 3),
            ("/xep-hang?don-vi=15-luu-tru", 2),
            ("/xep-hang?khoi=so-ban-nganh", 2),
            ("/xep-hang?khoi=xa-phuong&bang=A", 1),
            ("/xep-hang?bang=B", 0),
            ("/xep-hang?don-vi=12-so-noi-vu", 5),
            ("/xep-hang?vong=ca-cuoc-thi", 5),
        ];
        for (address, expected) in shown {
            assert_eq!(lines(&field.get(address).await), expected, "{address}");
        }
        assert_eq!(lines(&field.get("/xep-hang/don-vi?khoi=so-ban-nganh").await), 2);
    }

    async fn the_way_to_ones_own_line_leads_there_through_ties(t: TestEngine) {
        let field = Field::begin(t).await;
        let unit = field.tree.unit.clone();
        let mut last = None;
        for number in 0..60 {
            last = Some(field.person(&unit, number, 7).await);
        }
        let last = last.unwrap();
        for board in ["/xep-hang?vong=1&bang=A", "/xep-hang?vong=1&bang=A&don-vi=15-so-noi-vu"] {
            let mut me = field.app.participant_browser(last.id).await;
            let first = me.get(board).await;
            let link = format!("{}&amp;trang=2#dong-cua-toi", board.replace('&', "&amp;"));
            first.assert_says(&format!("href=\"{link}\""));
            assert_eq!(lines(&first), 51, "the page, and one's own line below it");
            let there = me.get(&format!("{board}&trang=2")).await;
            assert_eq!(lines(&there), 10);
            assert_eq!(there.body.matches("id=\"dong-cua-toi\"").count(), 1);
            let row = there.body.split("id=\"dong-cua-toi\"").nth(1).unwrap();
            assert!(row.split("</tr>").next().unwrap().contains("(bạn)"));
        }
    }

    async fn the_whole_contest_has_a_board_where_the_rules_have_a_prize_for_it(t: TestEngine) {
        let field = Field::begin(t).await;
        let tree = field.tree.clone();
        let an = field.person(&tree.department, 1, 4).await;
        field.person(&tree.unit, 2, 6).await;
        let second = field.second_round().await;
        field.result(&an, second, 9).await;
        assert!(!field.get("/xep-hang").await.body.contains("Cả cuộc thi"));

        let whole = IndividualPrizes {
            name: "Giải chung cuộc".to_owned(),
            period: Period::Contest,
            apart: contest::contests::Apart::Track,
            tracks: vec![],
            blocks: vec![],
            classes: vec![PrizeClass { name: "Giải Nhất".to_owned(), count: 1, value: 0, points: 0 }],
            most_per_agency: None,
        };
        field.app.t.set_rules(&field.contest, &Rules { prizes: vec![whole], ..Rules::case_4() }).await;
        field.app.t.rounds.forget(second);
        field.app.t.advance(Millis::seconds(61));
        let board = field.get("/xep-hang?vong=ca-cuoc-thi").await;
        board.assert_says("Cả cuộc thi");
        assert_eq!(lines(&board), 2);
        let (nine, six) = (board.body.find("9/10").unwrap(), board.body.find("6/10").unwrap());
        assert!(nine < six && !board.body.contains("4/10"), "everybody with the best of their rounds");
    }

    async fn places_are_told_from_round_to_round(t: TestEngine) {
        let field = Field::begin(t).await;
        let tree = field.tree.clone();
        let an = field.person(&tree.department, 1, 4).await;
        let binh = field.person(&tree.sibling, 2, 6).await;
        let second = field.second_round().await;
        field.result(&an, second, 9).await;
        field.result(&binh, second, 3).await;
        let history = "/xep-hang/don-vi/15-so-noi-vu";
        field.get(history).await.assert_says("Chưa có vòng nào được tổng hợp");
        for round in [field.contest.round_id, second] {
            field.count(round).await;
        }
        field.app.t.advance(Millis::seconds(61));
        let page = field.get(history).await;
        page.assert_says("Sở Nội vụ");
        assert_eq!(lines(&page), 2);
        let missing = field.app.browser().get("/xep-hang/don-vi/12-so-noi-vu").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}
