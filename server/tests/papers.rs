//! Papers of every shape through the real router: what people see, send, and are told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use axum::http::StatusCode;
use common::{Browser, TestApp};
use contest::{
    Millis,
    contests::{PredictedQuantity, PredictionMoment, RoundState, Rules},
};
use engine::{
    attempts::{PREDICTION_POSITION, PredictError, PredictRequest},
    both_engines,
    contests::Round,
    db::entities::{journal, results, rules},
    results::life::settle_due,
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};

/// Questions on a paper of these tests.
const SIZE: u16 = 4;

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
    person: Person,
}

impl Story {
    /// An open round under these rules.
    async fn under(t: TestEngine, rules: Rules) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, SIZE).await;
        let row = rules::ActiveModel {
            contest_id: Set(contest.contest_id),
            version: Set(1),
            body: Set(serde_json::to_string(&rules).unwrap()),
            ..Default::default()
        };
        row.update(&t.db.write).await.unwrap();
        let person = t.participant(&tree.department, 1).await;
        Self { app: TestApp::new(t), tree, contest, person }
    }

    fn at(&self, page: &str) -> String {
        format!("/thi/{}{page}", self.contest.round_id)
    }

    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.app.browser();
        let code = person.code.to_string();
        let fields = [("dien-thoai", person.phone.as_str()), ("ma-du-thi", code.as_str())];
        assert_eq!(browser.post("/dang-nhap", &fields).await.status, StatusCode::SEE_OTHER);
        browser
    }

    /// The person's browser, with the paper begun, and the token of its page.
    async fn begun(&self) -> (Browser<'_>, String) {
        let mut browser = self.signed_in(&self.person).await;
        browser.post(&self.at("/bat-dau"), &[]).await;
        let token = browser.get(&self.at("/bai")).await.input("token").expect("the paper's token");
        (browser, token)
    }

    async fn results(&self) -> Vec<results::Model> {
        results::Entity::find().all(&self.app.t.db.read).await.unwrap()
    }

    /// (sequence, position, value) of every entry.
    async fn journal(&self) -> Vec<(i32, i32, i32)> {
        let rows = journal::Entity::find().all(&self.app.t.db.read).await.unwrap();
        rows.into_iter().map(|row| (row.sequence, row.position, row.value)).collect()
    }
}

fn asked_later() -> Rules {
    Rules {
        prediction: Some(PredictedQuantity::People),
        prediction_asked: PredictionMoment::AfterScore,
        ..Rules::case_4()
    }
}

/// The address of a result, and of its prediction.
async fn submitted(browser: &mut Browser<'_>, story: &Story, token: &str) -> (String, String) {
    let answer = browser.post(&story.at("/nop"), &[("token", token), ("q0", "1"), ("prediction", "77")]).await;
    let result = answer.location().expect("the result");
    let predict = format!("{result}/du-doan");
    (result, predict)
}

const ASKED: &str = "Theo bạn, có bao nhiêu người dự thi?";

both_engines! {
    async fn a_prediction_is_asked_once_the_score_is_shown(t: TestEngine) {
        let story = Story::under(t, asked_later()).await;
        let mut browser = story.signed_in(&story.person).await;
        let start = browser.get(&story.at("")).await;
        start.assert_says("Nộp bài xong, bạn xem điểm rồi gửi số dự đoán");
        assert!(!start.body.contains("1 câu dự đoán"), "the paper has none");
        let (mut browser, token) = story.begun().await;
        let paper = browser.get(&story.at("/bai")).await;
        assert!(!paper.body.contains(ASKED) && paper.input("prediction").is_none());

        let (result, predict) = submitted(&mut browser, &story, &token).await;
        assert_eq!(story.results().await[0].prediction, None, "what a page sends before it is asked does not count");
        browser.get(&result).await.assert_says(ASKED);
        browser.get(&story.at("")).await.assert_says("chưa gửi số dự đoán");
        browser.get("/cua-toi").await.assert_says("Chưa dự đoán");
        let before = story.journal().await;

        for (typed, told) in [("", "Bạn chưa nhập số dự đoán"), ("nhiều", "Hãy chỉ nhập chữ số"), ("99999999", "lớn quá")] {
            let refused = browser.post(&predict, &[("du-doan", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            refused.assert_says(told);
            assert_eq!(refused.input("du-doan").as_deref(), Some(typed));
        }
        assert_eq!(story.results().await[0].prediction, None);

        let sent = browser.post(&predict, &[("du-doan", " 1.250 ")]).await;
        assert_eq!(sent.location(), Some(format!("{result}?du-doan=da-luu")), "{}", sent.body);
        let shown = browser.visit(&sent.location().unwrap()).await;
        shown.assert_says("Đã lưu số dự đoán");
        shown.assert_says("1.250");
        assert!(!shown.body.contains(ASKED));
        let new: Vec<_> = story.journal().await.into_iter().filter(|entry| !before.contains(entry)).collect();
        assert!(matches!(new[..], [(_, position, 1250)] if position == i32::from(PREDICTION_POSITION)), "{new:?}");

        let again = browser.post(&predict, &[("du-doan", "9")]).await;
        browser.visit(&again.location().unwrap()).await.assert_says("Số gửi trước được giữ");
        let resent = browser.post(&predict, &[("du-doan", "1250")]).await;
        browser.visit(&resent.location().unwrap()).await.assert_says("Đã lưu số dự đoán");
        assert_eq!(story.results().await[0].prediction, Some(1_250));
        assert!(!browser.get("/cua-toi").await.body.contains("Chưa dự đoán"));
    }

    async fn only_the_owner_predicts_and_only_where_it_is_asked(t: TestEngine) {
        let story = Story::under(t, asked_later()).await;
        let (mut browser, token) = story.begun().await;
        let other = story.app.t.participant(&story.tree.sibling, 2).await;
        let mut other = story.signed_in(&other).await;
        let (_, predict) = submitted(&mut browser, &story, &token).await;
        assert_eq!(other.post(&predict, &[("du-doan", "5")]).await.status, StatusCode::NOT_FOUND);
        let nobody = story.app.browser().post(&predict, &[("du-doan", "5")]).await;
        assert!(nobody.location().is_some_and(|to| to.starts_with("/dang-nhap")), "{}", nobody.body);
        let unknown = browser.post("/ket-qua/999999/du-doan", &[("du-doan", "5")]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(story.results().await[0].prediction, None);
    }

    async fn with_the_paper_there_is_nothing_to_predict_afterwards(t: TestEngine) {
        let story = Story::under(t, Rules::case_4()).await;
        let (mut browser, token) = story.begun().await;
        let answer = browser.post(&story.at("/nop"), &[("token", &token), ("prediction", "")]).await;
        let result = answer.location().unwrap();
        let sent = browser.post(&format!("{result}/du-doan"), &[("du-doan", "5")]).await;
        assert_eq!((sent.status, story.results().await[0].prediction), (StatusCode::NOT_FOUND, None));
    }

    async fn predictions_end_with_the_round_and_its_grace_and_are_counted(t: TestEngine) {
        let story = Story::under(t, asked_later()).await;
        let (mut browser, token) = story.begun().await;
        let (result, predict) = submitted(&mut browser, &story, &token).await;
        let engine = &story.app.t;
        let round = Round::load(&engine.db.read, story.contest.round_id).await.unwrap().unwrap();
        engine.advance_to(round.window.closes + Millis::seconds(5));
        engine::contests::rounds::close_due(engine).await.unwrap();
        assert_eq!(settle_due(engine).await.unwrap(), [0_i64; 0], "somebody may still predict");

        // The session is a week old by now.
        let mut browser = story.signed_in(&story.person).await;
        let sent = browser.post(&predict, &[("du-doan", "1")]).await;
        assert_eq!(sent.location(), Some(format!("{result}?du-doan=da-luu")), "{}", sent.body);
        engine.advance_to(round.window.closes + Millis::seconds(16));
        assert_eq!(settle_due(engine).await.unwrap(), [round.id]);
        let counted = Round::load(&engine.db.read, round.id).await.unwrap().unwrap();
        assert_eq!((counted.state, counted.quantity), (RoundState::Provisional, Some(1)));
        let late = browser.post(&predict, &[("du-doan", "2")]).await;
        browser.visit(&late.location().unwrap()).await.assert_says("Số gửi trước được giữ");
        assert_eq!(story.results().await[0].prediction, Some(1));
    }

    async fn a_prediction_that_comes_late_is_told_so(t: TestEngine) {
        let story = Story::under(t, asked_later()).await;
        let (mut browser, token) = story.begun().await;
        let (result, predict) = submitted(&mut browser, &story, &token).await;
        let round = Round::load(&story.app.t.db.read, story.contest.round_id).await.unwrap().unwrap();
        story.app.t.advance_to(round.window.closes + Millis::seconds(15) + Millis(1));
        let mut browser = story.signed_in(&story.person).await;
        let page = browser.get(&result).await;
        assert!(!page.body.contains(ASKED));
        let late = browser.post(&predict, &[("du-doan", "2")]).await;
        browser.visit(&late.location().unwrap()).await.assert_says("không nhận số dự đoán nữa");
        assert_eq!(story.results().await[0].prediction, None);
    }

    async fn of_many_predictions_at_once_one_stands_and_all_are_told_which(t: TestEngine) {
        let story = Story::under(t, asked_later()).await;
        let (mut browser, token) = story.begun().await;
        submitted(&mut browser, &story, &token).await;
        let engine = &story.app.t;
        let attempt = story.results().await[0].attempt_id;
        // On PostgreSQL from two instances.
        let other = engine.another().await;
        let request = |number: u32| PredictRequest {
            attempt,
            round: story.contest.round_id,
            participant: story.person.id,
            prediction: contest::contests::Prediction(number),
            now: engine.now(),
        };
        let sent = (0..40).map(|number| {
            let writer = if number % 2 == 0 { &engine.writer } else { &other.writer };
            writer.predict(request(number))
        });
        let outcomes: Vec<_> = futures_util::future::join_all(sent).await.into_iter().map(Result::unwrap).collect();
        let stands = story.results().await[0].prediction;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.first).count(), 1);
        assert!(outcomes.iter().all(|outcome| i32::try_from(outcome.prediction.0).ok() == stands));
        let others = PredictRequest { participant: story.person.id + 1, ..request(7) };
        assert_eq!(engine.writer.predict(others).await, Err(PredictError::NotFound));
    }
}
