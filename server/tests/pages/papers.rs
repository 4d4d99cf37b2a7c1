//! Papers of every shape through the real router: what people see, send, and are told.

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use contest::{
    Millis,
    attempts::Plan,
    banks::Weight,
    contests::{PredictedQuantity, PredictionMoment, Presentation, RoundState, Rules},
};
use engine::{
    attempts::{
        AttemptToken, PREDICTION_POSITION, PredictError, PredictRequest, SaveBody, SaveError, SaveRequest, Sweeper,
    },
    both_engines,
    contests::Round,
    db::entities::{journal, plans, results, rules},
    results::life::{ResultsOf, settle_due},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

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

    /// Makes every question of a plan worth so many hundredths of a point.
    async fn weigh(&self, plan: i64, weight: u16) {
        let row = plans::Entity::find_by_id(plan).one(&self.app.t.db.read).await.unwrap().unwrap();
        let mut body: Plan = serde_json::from_str(&row.body).unwrap();
        body.cells.iter_mut().for_each(|cell| cell.cell.weight = Weight(weight));
        let mut row = row.into_active_model();
        row.body = Set(serde_json::to_string(&body).unwrap());
        row.update(&self.app.t.db.write).await.unwrap();
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
        assert!(settle_due(engine).await.unwrap().is_empty(), "somebody may still predict");

        // The session is a week old by now.
        let mut browser = story.signed_in(&story.person).await;
        let sent = browser.post(&predict, &[("du-doan", "1")]).await;
        assert_eq!(sent.location(), Some(format!("{result}?du-doan=da-luu")), "{}", sent.body);
        engine.advance_to(round.window.closes + Millis::seconds(16));
        assert_eq!(settle_due(engine).await.unwrap(), [ResultsOf::Round(round.id)]);
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

fn shown(presentation: Presentation) -> Rules {
    Rules { presentation, ..Rules::case_4() }
}

/// The questions that a page shows, by their places from 0.
fn places(page: &Answer) -> Vec<usize> {
    let numbers =
        page.body.match_indices("<fieldset class=question id=cau-").map(|(at, text)| &page.body[at + text.len()..]);
    numbers.map(|rest| rest.split('>').next().unwrap().parse::<usize>().unwrap() - 1).collect()
}

/// The stem of the one question that a page shows.
fn stem(page: &Answer) -> String {
    assert_eq!(page.body.matches("Câu hỏi thử số").count(), 1, "one question and no more: {}", page.body);
    let at = page.body.find("Câu hỏi thử số").unwrap();
    page.body[at..].split('?').next().unwrap().to_owned()
}

/// Presses a button of the page that shows the question at `place`, with one choice marked.
async fn press(
    browser: &mut Browser<'_>,
    story: &Story,
    token: &str,
    place: u16,
    choice: Option<u8>,
    to: &str,
) -> Answer {
    let (place, name) = (place.to_string(), format!("q{place}"));
    let choice = choice.map(|choice| choice.to_string());
    let mut fields = vec![("token", token), ("cau", place.as_str()), ("den", to)];
    fields.extend(choice.as_deref().map(|choice| (name.as_str(), choice)));
    browser.post(&story.at("/tiep"), &fields).await
}

fn autosave(token: &str, position: u16, sequence: u32, value: i32) -> String {
    serde_json::json!({"token": token, "answers": [{"position": position, "sequence": sequence, "value": value}]})
        .to_string()
}

async fn rows(story: &Story) -> Vec<(i32, i32)> {
    let rows = story.journal().await.into_iter().filter(|(_, position, _)| *position < i32::from(SIZE));
    rows.map(|(_, position, value)| (position, value)).collect()
}

both_engines! {
    async fn questions_come_one_at_a_time_without_javascript(t: TestEngine) {
        let story = Story::under(t, shown(Presentation::OneByOne)).await;
        story.app.browser().get(&story.at("")).await.assert_says("Câu hỏi hiện lần lượt từng câu");
        let (mut browser, token) = story.begun().await;
        let mut stems = Vec::new();
        for place in 0..SIZE {
            let page = browser.get(&story.at("/bai")).await;
            assert_eq!(places(&page), [usize::from(place)]);
            page.assert_says(&format!("Câu {} trong {SIZE}", place + 1));
            stems.push(stem(&page));
            for beyond in place + 2..=SIZE {
                let page = browser.get(&story.at(&format!("/bai?cau={beyond}"))).await;
                assert_eq!(places(&page), [usize::from(place)], "nothing that was not reached");
            }
            // The third is left without an answer.
            let answer = press(&mut browser, &story, &token, place, (place != 2).then_some(1), "tiep").await;
            let next = if place + 1 == SIZE { "nop".to_owned() } else { (place + 2).to_string() };
            assert_eq!(answer.location(), Some(story.at(&format!("/bai?cau={next}"))), "{}", answer.body);
        }
        assert_eq!(stems.iter().collect::<std::collections::HashSet<_>>().len(), usize::from(SIZE));
        assert_eq!(rows(&story).await, [(0, 0b10), (1, 0b10), (3, 0b10)]);

        let end = browser.get(&story.at("/bai")).await;
        assert_eq!(places(&end), [0_usize; 0]);
        end.assert_says("<b>3/4</b>");
        end.assert_says(">Câu 3</a>");
        assert!(end.input("prediction").is_some(), "the prediction stands before the button that submits");

        let back = browser.get(&story.at("/bai?cau=3")).await;
        assert_eq!((places(&back), stem(&back)), (vec![2], stems[2].clone()));
        let answer = press(&mut browser, &story, &token, 2, Some(0), "truoc").await;
        assert_eq!(answer.location(), Some(story.at("/bai?cau=2")));
        let marked = browser.visit(&answer.location().unwrap()).await;
        assert_eq!((places(&marked), marked.body.matches(" checked").count()), (vec![1], 1));
        let again = browser.get(&story.at("/bai")).await;
        assert_eq!(places(&again), [2], "another device goes on where the last answer was given");

        let saved = browser.post(&story.at("/luu"), &[("token", &token), ("cau", "2"), ("q2", "3")]).await;
        assert_eq!(saved.location(), Some(story.at("/bai?cau=3&da-luu=1")));
        assert_eq!(rows(&story).await.last(), Some(&(2, 0b1000)), "and nothing of the others is taken back");
        let submitted = browser.post(&story.at("/nop"), &[("token", &token), ("prediction", "5")]).await;
        let results = story.results().await;
        assert_eq!(submitted.location(), Some(format!("/ket-qua/{}", results[0].attempt_id)), "{}", submitted.body);
        assert_eq!((results[0].total, results[0].prediction), (4, Some(5)));
        let at = |place: i32| rows_at(&story, place);
        assert_eq!([at(0).await, at(1).await, at(2).await, at(3).await], [0b10, 0b10, 0b1000, 0b10]);
    }

    async fn what_was_passed_stays_where_there_is_no_going_back(t: TestEngine) {
        let story = Story::under(t, shown(Presentation::ForwardOnly)).await;
        let (mut browser, token) = story.begun().await;
        let luu = story.at("/luu");
        // The script may save the question that is shown as often as it likes, and no other.
        assert_eq!(browser.post_json(&luu, autosave(&token, 0, 1, 0b1)).await.status, StatusCode::OK);
        assert_eq!(browser.post_json(&luu, autosave(&token, 0, 2, 0b10)).await.status, StatusCode::OK);
        let ahead = browser.post_json(&luu, autosave(&token, 1, 3, 0b1)).await;
        assert_eq!((ahead.status, ahead.json()["error"].as_str()), (StatusCode::BAD_REQUEST, Some("bad_request")));
        let forged = browser.post_json(&luu, autosave(&token, u16::MAX - 1, 3, 4)).await;
        assert_eq!(forged.status, StatusCode::BAD_REQUEST, "how far it has got is not the page's to say");
        assert_eq!(places(&browser.get(&story.at("/bai")).await), [0], "an answer is not a step");

        let on = press(&mut browser, &story, &token, 0, Some(2), "tiep").await;
        assert_eq!(on.location(), Some(story.at("/bai")));
        let second = browser.get(&story.at("/bai")).await;
        assert_eq!(places(&second), [1]);
        second.assert_says("không quay lại");
        assert!(!second.body.contains("Xem lại sau") && !second.body.contains("value=\"truoc\""));
        for address in ["/bai?cau=1", "/bai?cau=2", "/bai?cau=4"] {
            assert_eq!(places(&browser.get(&story.at(address)).await), [1], "{address}");
        }
        let kept = rows(&story).await;

        // The button was pressed twice: the second press changes nothing and leads to the same question.
        let twice = press(&mut browser, &story, &token, 0, Some(2), "tiep").await;
        assert_eq!(twice.location(), Some(story.at("/bai")));
        // The browser's way back shows the page again; what is changed there does not count, and is told.
        let changed = press(&mut browser, &story, &token, 0, Some(3), "tiep").await;
        assert_eq!((changed.status, places(&changed)), (StatusCode::CONFLICT, vec![1]));
        changed.assert_says("Câu vừa gửi đã qua nên không sửa được nữa");
        let saved = browser.post(&luu, &[("token", &token), ("cau", "0"), ("q0", "3")]).await;
        assert_eq!(saved.status, StatusCode::CONFLICT);
        let late = browser.post_json(&luu, autosave(&token, 0, 9, 0b1000)).await;
        assert_eq!((late.status, late.json()["error"].as_str()), (StatusCode::CONFLICT, Some("passed")));
        let replayed = browser.post_json(&luu, autosave(&token, 0, 9, 0b100)).await;
        assert_eq!(replayed.status, StatusCode::OK, "the same answer may come again");
        let unread = press(&mut browser, &story, &token, 3, Some(0), "tiep").await;
        assert_eq!(unread.status, StatusCode::BAD_REQUEST);
        assert_eq!(rows(&story).await.into_iter().filter(|row| !kept.contains(row)).count(), 0);

        // On another device it goes on at the same question.
        let mut other = story.signed_in(&story.person).await;
        assert_eq!(places(&other.get(&story.at("/bai")).await), [1]);
        assert_eq!(press(&mut browser, &story, &token, 1, Some(0), "tiep").await.status, StatusCode::CONFLICT);

        // What still comes with the submission of an old page does not hold the paper back, nor count.
        let token = other.get(&story.at("/bai")).await.input("token").unwrap();
        let end = other.get(&story.at("/bai?cau=nop")).await;
        end.assert_says("Còn câu chưa xem, làm tiếp");
        let form = [("token", token.as_str()), ("cau", "0"), ("q0", "3"), ("q1", "1"), ("prediction", "")];
        let submitted = other.post(&story.at("/nop"), &form).await;
        assert!(submitted.location().is_some_and(|to| to.starts_with("/ket-qua/")), "{}", submitted.body);
        assert_eq!(rows_at(&story, 0).await, 0b100);
        assert_eq!(rows_at(&story, 1).await, 0);
    }

    async fn time_runs_out_on_a_stepwise_paper_as_on_any_other(t: TestEngine) {
        let story = Story::under(t, shown(Presentation::ForwardOnly)).await;
        let (mut browser, token) = story.begun().await;
        press(&mut browser, &story, &token, 0, Some(2), "tiep").await;
        browser.post_json(&story.at("/luu"), autosave(&token, 1, 9, 0b1)).await;
        story.app.t.advance(Millis::minutes(20) + Millis::seconds(30));
        let late = press(&mut browser, &story, &token, 1, Some(2), "tiep").await;
        assert_eq!(late.location(), Some(story.at("/bai")));
        Sweeper::default().sweep(&story.app.t).await.unwrap();
        let result = &story.results().await[0];
        assert_eq!((result.submitted_by.as_str(), result.total), ("server", 4));
        let over = browser.get(&story.at("/bai")).await;
        assert!(over.location().is_some());
        assert_eq!((rows_at(&story, 0).await, rows_at(&story, 1).await), (0b100, 0b1));
    }

    async fn of_steps_and_answers_that_cross_what_was_passed_first_stands(t: TestEngine) {
        let story = Story::under(t, shown(Presentation::ForwardOnly)).await;
        let (_, token) = story.begun().await;
        let engine = &story.app.t;
        let other = engine.another().await;
        let token = AttemptToken::verify(&engine.secrets, &token).unwrap();
        let sent = (0..60_u16).map(|number| {
            let writer = if number % 2 == 0 { &engine.writer } else { &other.writer };
            let body = SaveBody::Step { position: number / 20, value: 1 << (number % 4) };
            writer.save(SaveRequest { token, body, now: engine.now() })
        });
        let outcomes = futures_util::future::join_all(sent).await;
        let told: std::collections::HashSet<_> = outcomes.iter().map(|outcome| format!("{outcome:?}")).collect();
        assert!(outcomes.iter().all(|outcome| {
            matches!(outcome, Ok(()) | Err(SaveError::Passed | SaveError::Malformed))
        }), "{told:?}");
        let reached = story.journal().await.iter().filter(|(_, position, _)| *position == i32::from(u16::MAX - 1)).count();
        for place in 0..i32::try_from(reached).unwrap() {
            let entries: Vec<_> = rows(&story).await.into_iter().filter(|(position, _)| *position == place).collect();
            assert_eq!(entries.len(), 1, "the first step past a question settles it: {entries:?}");
            let value = entries[0].1;
            let agreeing = (0..60).filter(|number| number / 20 == place && 1 << (number % 4) == value);
            assert!(agreeing.into_iter().any(|number| outcomes[number as usize].is_ok()));
        }
        assert!(reached >= 1);
    }
}

both_engines! {
    async fn a_paper_says_what_its_questions_are_worth_and_the_result_what_was_earned(t: TestEngine) {
        let story = Story::under(t, Rules::case_4()).await;
        story.weigh(story.contest.staff_plan_id, 150).await;
        let (mut browser, token) = story.begun().await;
        let paper = browser.get(&story.at("/bai")).await;
        assert_eq!(paper.body.matches(" · 1,5 điểm</i>").count(), usize::from(SIZE));
        // The first question right by chance or not: points and score say the same.
        let answer = browser.post(&story.at("/nop"), &[("token", &token), ("q0", "0"), ("prediction", "")]).await;
        let result = &story.results().await[0];
        let earned = if result.correct == 1 { "1,5" } else { "0" };
        assert_eq!(result.score, result.correct * 2_500);
        let page = browser.visit(&answer.location().unwrap()).await;
        page.assert_says(&format!("Được <b class=\"nums\">{earned}</b> trên 6 điểm."));
    }
}

/// What stands at a place: the entry with the highest sequence.
async fn rows_at(story: &Story, place: i32) -> i32 {
    let rows = story.journal().await.into_iter().filter(|(_, position, _)| *position == place);
    rows.max().map_or(0, |(_, _, value)| value)
}
