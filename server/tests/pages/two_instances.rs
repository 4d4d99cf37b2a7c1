//! Two instances on one PostgreSQL and one Redis: a proxy may lead anyone to either at any time.

use crate::common::{Browser, TestApp, instance};
use axum::{Router, http::StatusCode};
use contest::{Millis, contests::TrackKind};
use engine::{
    Engine,
    attempts::Sweeper,
    cache::{Cache, Scope},
    contests::{Round, rounds},
    db::entities::{attempts, audit_log, results},
    results::{
        agencies,
        life::{ResultsOf, settle_due},
        page,
    },
    testing::{OpenContest, Person, TestEngine, Tree, test_server},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

const SIZE: usize = 5;

/// The instances A and B, each with a clock, a queue and a memory of its own.
struct Pair {
    a: TestApp,
    b: (Engine, Router),
    tree: Tree,
    contest: OpenContest,
}

impl Pair {
    async fn new() -> Self {
        let cache = Cache::redis_for_test(&test_server("CCHC_TEST_REDIS_URL")).unwrap();
        let t = TestEngine::postgres_with(cache).await;
        let other = t.another().await;
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, SIZE as u16).await;
        Self { a: TestApp::new(t), b: (other.clone(), instance(other)), tree, contest }
    }

    fn path(&self, page: &str) -> String {
        format!("/thi/{}{page}", self.contest.round_id)
    }

    /// Time passes on both machines.
    fn advance(&self, by: Millis) {
        self.a.t.advance(by);
        self.b.0.clock.advance(by);
    }

    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.a.browser();
        let code = person.code.to_string();
        let fields = [("dien-thoai", person.phone.as_str()), ("ma-du-thi", code.as_str())];
        let answer = browser.post("/dang-nhap", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    async fn round(&self, engine: &Engine) -> Round {
        Round::load(&engine.db.read, self.contest.round_id).await.unwrap().unwrap()
    }

    async fn logged(&self, action: &str) -> usize {
        let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
        rows.all(&self.a.t.db.read).await.unwrap().len()
    }
}

#[tokio::test]
async fn one_paper_is_begun_here_saved_there_and_submitted_here() {
    let pair = Pair::new().await;
    let person = pair.a.t.participant(&pair.tree.unit, 1).await;
    let mut here = pair.signed_in(&person).await;
    let begun = here.post(&pair.path("/bat-dau"), &[]).await;
    assert_eq!(begun.location().as_deref(), Some(pair.path("/bai").as_str()), "{}", begun.body);
    // The session that A opened is one for B, which has never seen it; so is the paper.
    let mut there = here.at(&pair.b.1);
    let paper = there.get(&pair.path("/bai")).await;
    let token = paper.input("token").unwrap();
    assert_eq!(here.get(&pair.path("/bai")).await.input("token").as_deref(), Some(token.as_str()), "one paper");

    let answer = json!({"token": token, "answers": [{"position": 2, "sequence": 1, "value": 2}]}).to_string();
    let saved = there.post_json(&pair.path("/luu"), answer.clone()).await;
    assert_eq!((saved.status, saved.json()), (StatusCode::OK, json!({"saved": [1]})));
    // Sent again, to the other one: the same acknowledgement.
    assert_eq!(here.post_json(&pair.path("/luu"), answer).await.json(), json!({"saved": [1]}));
    let fields = [("token", token.as_str()), ("q2", "1"), ("prediction", "7")];
    let submitted = here.post(&pair.path("/nop"), &fields).await;
    let result = submitted.location().unwrap();
    // Submitted again on B: the same result, and B shows it.
    assert_eq!(there.post(&pair.path("/nop"), &fields).await.location().as_deref(), Some(result.as_str()));
    assert_eq!(there.get(&result).await.status, StatusCode::OK);
    let late = json!({"token": token, "answers": [{"position": 0, "sequence": 2, "value": 1}]}).to_string();
    assert_eq!(there.post_json(&pair.path("/luu"), late).await.json()["error"], "submitted");
    assert_eq!(attempts::Entity::find().all(&pair.b.0.db.read).await.unwrap().len(), 1);
    // Signed out on A, signed out on B.
    assert_eq!(here.post("/dang-xuat", &[]).await.status, StatusCode::SEE_OTHER);
    let gone = there.get(&pair.path("/bai")).await;
    assert!(gone.location().is_some_and(|to| to.starts_with("/dang-nhap")), "{gone:?}");
}

#[tokio::test]
async fn what_is_changed_here_is_seen_there_within_its_second() {
    let pair = Pair::new().await;
    let person = pair.a.t.participant(&pair.tree.unit, 1).await;
    let here = pair.signed_in(&person).await;
    let mut there = here.at(&pair.b.1);
    // B has read the round, and remembers it.
    there.get(&pair.path("")).await.assert_says("Bắt đầu làm bài");
    rounds::close(&pair.a.t, &pair.a.t.organiser().await, pair.contest.round_id).await.unwrap();
    pair.advance(Millis::seconds(1));
    let refused = there.post(&pair.path("/bat-dau"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(attempts::Entity::find().all(&pair.a.t.db.read).await.unwrap().is_empty());
    rounds::open(&pair.a.t, &pair.a.t.organiser().await, pair.contest.round_id).await.unwrap();
    pair.advance(Millis::seconds(1));
    assert_eq!(there.post(&pair.path("/bat-dau"), &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn jobs_on_both_do_each_thing_once_and_both_show_the_same_boards() {
    let pair = Pair::new().await;
    for number in 0..12 {
        let agency = if number % 3 == 0 { &pair.tree.sibling } else { &pair.tree.unit };
        let person = pair.a.t.participant(agency, number).await;
        let here = pair.signed_in(&person).await;
        let mut on = if number % 2 == 0 { here } else { here.at(&pair.b.1) };
        on.post(&pair.path("/bat-dau"), &[]).await;
        let token = on.get(&pair.path("/bai")).await.input("token").unwrap();
        pair.advance(Millis::seconds(20 + i64::from(number)));
        let marks: Vec<(String, String)> =
            (0..SIZE).map(|place| (format!("q{place}"), (number as usize % 4).to_string())).collect();
        let mut fields = vec![("token", token.as_str())];
        fields.extend(marks.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        // Four leave their paper to the server.
        if number < 8 {
            assert_eq!(on.post(&pair.path("/nop"), &fields).await.status, StatusCode::SEE_OTHER);
        }
        if number == 5 {
            both_boards_agree(&pair).await;
        }
    }
    both_boards_agree(&pair).await;

    pair.advance(Millis::days(7));
    let (a, b) = (&*pair.a.t, &pair.b.0);
    let closed = tokio::join!(rounds::close_due(a), rounds::close_due(b));
    let closed = [closed.0.unwrap(), closed.1.unwrap()].concat();
    assert_eq!(closed, [pair.contest.round_id]);
    let (mut first, mut second) = (Sweeper::default(), Sweeper::default());
    let swept = tokio::join!(first.sweep(a), second.sweep(b));
    assert!(swept.0.unwrap() + swept.1.unwrap() >= 4);
    let rows = results::Entity::find().all(&a.db.read).await.unwrap();
    assert_eq!((rows.len(), rows.iter().filter(|row| row.submitted_by == "server").count()), (12, 4));
    let settled = tokio::join!(settle_due(a), settle_due(b));
    let settled = [settled.0.unwrap(), settled.1.unwrap()].concat();
    assert_eq!(settled, [ResultsOf::Round(pair.contest.round_id)]);
    for action in ["round.close", "round.seed", "round.provisional"] {
        assert_eq!(pair.logged(action).await, 1, "{action}");
    }
    both_boards_agree(&pair).await;
}

/// The boards that A reads are those that B reads, of everyone and of agencies.
async fn both_boards_agree(pair: &Pair) {
    let (a, b) = (&*pair.a.t, &pair.b.0);
    let (round_a, round_b) = (pair.round(a).await, pair.round(b).await);
    for track in TrackKind::ALL {
        let scope = Scope::Track(track);
        let (on_a, on_b) =
            (page(a, &round_a, scope, 1, 50).await.unwrap(), page(b, &round_b, scope, 1, 50).await.unwrap());
        assert_eq!(on_a, on_b);
        let people = results::Entity::find().all(&a.db.read).await.unwrap().len();
        assert_eq!(on_a.total as usize, if track == TrackKind::Staff { people } else { 0 });
    }
    assert_eq!(agencies(a, &round_a).await.unwrap(), agencies(b, &round_b).await.unwrap());
}
