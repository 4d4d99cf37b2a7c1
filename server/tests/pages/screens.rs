//! Big screens through the real router: what they show, what they hear, how many there may be, and how they end.

use std::{sync::Arc, time::Duration};

use crate::common::TestApp;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use contest::Millis;
use engine::{
    both_engines,
    db::entities::{participants, results},
    results::publish,
    testing::{OpenContest, Person, TestEngine, Tree},
};
use http_body_util::BodyExt as _;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use tokio::time::timeout;

struct Lobby {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

/// One event of a feed.
struct Heard {
    id: String,
    data: String,
}

/// A connected screen.
struct Feed {
    body: Body,
    text: String,
}

impl Feed {
    /// The next event; `None` when the feed has ended.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let lines = event.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
                };
                let heard = Heard { id: field("id"), data: field("data") };
                let rest = rest.to_owned();
                self.text = rest;
                if heard.data.is_empty() {
                    continue;
                }
                return Some(heard);
            }
            let frame = timeout(Duration::from_secs(60), self.body.frame()).await.expect("the feed is silent");
            self.text += std::str::from_utf8(&frame?.unwrap().into_data().unwrap()).unwrap();
        }
    }
}

impl Lobby {
    async fn open(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 20, 10).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    fn address(&self, rest: &str) -> String {
        format!("/man-hinh/{}{rest}", self.contest.round_id)
    }

    /// A screen that has seen `last` before.
    async fn watch(&self, rest: &str, last: Option<&str>) -> Feed {
        let mut request = Request::get(self.address(rest)).header(header::ACCEPT_ENCODING, "gzip, br");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = self.app.open(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        let headers = response.headers();
        assert_eq!(headers[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(headers["x-accel-buffering"], "no");
        assert!(!headers.contains_key(header::CONTENT_ENCODING));
        Feed { body: response.into_body(), text: String::new() }
    }

    /// What a submission leaves behind; then enough time for a screen to be told.
    async fn submit(&self, person: &Person, correct: i32) {
        let t = &self.app.t;
        let row = participants::Entity::find_by_id(person.id).one(&t.db.read).await.unwrap().unwrap();
        let result = results::Model {
            attempt_id: person.id,
            round_id: self.contest.round_id,
            participant_id: person.id,
            agency_id: row.agency_id,
            track_id: self.contest.staff_track_id,
            correct,
            total: 10,
            score: correct * 1_000,
            prediction: None,
            started_at: t.now().0,
            submitted_at: t.now().0,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        result.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
        let round = t.rounds.get(&t.db.read, self.contest.round_id, t.now()).await.unwrap();
        let round: Arc<_> = round.unwrap();
        publish(&t.db.read, &t.cache, &round, &[person.id]).await.unwrap();
        t.advance(Millis::seconds(61));
    }
}

both_engines! {
    async fn a_screen_hears_of_a_submission_and_nobody_is_named(t: TestEngine) {
        let lobby = Lobby::open(t).await;
        let (t, tree) = (&lobby.app.t, &lobby.tree);
        let an = t.participant(&tree.department, 1).await;
        let binh = t.participant(&tree.unit, 2).await;
        let mut screen = lobby.watch("/dong", None).await;
        let first = screen.next().await.unwrap();
        assert!(first.data.contains("Bảng có số liệu ngay khi"), "{}", first.data);
        assert!(first.data.contains("Tuần 1"));

        lobby.submit(&an, 9).await;
        let second = screen.next().await.unwrap();
        assert_ne!(second.id, first.id);
        assert!(second.data.contains("Sở Nội vụ"), "{}", second.data);
        assert!(!second.data.contains(an.name.as_str()));

        // A screen that comes back with what it shows is told only of what is new.
        let mut back = lobby.watch("/dong", Some(&second.id)).await;
        lobby.submit(&binh, 8).await;
        let third = back.next().await.unwrap();
        assert_ne!(third.id, second.id);
        assert!(third.data.contains("Trung tâm Lưu trữ lịch sử"));
        // One that comes back with what no instance knows is shown what there is.
        let strange = lobby.watch("/dong", Some("khong-biet")).await.next().await.unwrap();
        assert_eq!(strange.id, third.id);

        let block = lobby.watch("/dong?khoi=don-vi-su-nghiep", None).await.next().await.unwrap();
        assert!(block.data.contains("Trung tâm Lưu trữ lịch sử"));
        assert_eq!(block.data.matches("<th scope=\"row\">").count(), 1);
    }

    async fn the_page_works_without_its_script(t: TestEngine) {
        let lobby = Lobby::open(t).await;
        let page = lobby.app.browser().get(&lobby.address("?khoi=so-ban-nganh")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.assert_says("data-feed=\"/man-hinh/");
        page.assert_says("/dong?khoi=so-ban-nganh\"");
        page.assert_says("<noscript><meta http-equiv=\"refresh\" content=\"30\"");
        page.assert_says("src=\"/screen.js");
        page.assert_says("Còn lại");
        for address in ["/man-hinh/x", "/man-hinh/999", "/man-hinh/999/dong"] {
            assert_eq!(lobby.app.browser().get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
    }
}

#[tokio::test]
async fn screens_of_one_address_are_bounded_and_a_seat_is_given_back() {
    let lobby = Lobby::open(TestEngine::sqlite().await).await;
    let mut screens = Vec::new();
    for _ in 0..40 {
        screens.push(lobby.watch("/dong", None).await);
    }
    let refused = lobby.app.browser().get(&lobby.address("/dong")).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    screens.pop();
    lobby.watch("/dong", None).await.next().await.unwrap();
}

#[tokio::test]
async fn screens_end_when_the_server_is_to_stop() {
    let lobby = Lobby::open(TestEngine::sqlite().await).await;
    let mut screen = lobby.watch("/dong", None).await;
    screen.next().await.unwrap();
    lobby.app.state.screens.close();
    assert!(screen.next().await.is_none());
    assert!(lobby.watch("/dong", None).await.next().await.is_none());
}
