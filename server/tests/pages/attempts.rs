//! Taking a round through the real router: what works, and every way in which it must not.

use crate::common::{Answer, Browser, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use contest::Millis;
use engine::{
    attempts::{AttemptToken, SaveBody, SaveRequest, Sweeper},
    both_engines,
    db::entities::{attempts, journal, results},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

/// Questions on a paper of these tests.
const SIZE: usize = 5;

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
    person: Person,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, SIZE as u16).await;
        let person = t.participant(&tree.department, 1).await;
        Self { app: TestApp::new(t), tree, contest, person }
    }

    fn at(&self, page: &str) -> String {
        format!("/thi/{}{page}", self.contest.round_id)
    }

    /// A browser in which this person is signed in.
    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.app.browser();
        let code = person.code.to_string();
        let fields = [("dien-thoai", person.phone.as_str()), ("ma-du-thi", code.as_str())];
        let answer = browser.post("/dang-nhap", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// The person's browser, with the paper open and its token.
    async fn under_way(&self) -> (Browser<'_>, String) {
        let mut browser = self.signed_in(&self.person).await;
        browser.post(&self.at("/bat-dau"), &[]).await;
        let token = browser.get(&self.at("/bai")).await.input("token").expect("the paper's token");
        (browser, token)
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
    }

    /// The page of more time and more attempts.
    fn reliefs(&self) -> String {
        format!("/ban-to-chuc/vong-thi/{}/su-co", self.contest.round_id)
    }

    async fn journal(&self) -> Vec<(i32, i32, i32)> {
        let rows = journal::Entity::find().all(&self.app.t.db.read).await.unwrap();
        rows.into_iter().map(|row| (row.sequence, row.position, row.value)).collect()
    }

    async fn results(&self) -> Vec<results::Model> {
        results::Entity::find().all(&self.app.t.db.read).await.unwrap()
    }

    /// The round's whole duration and its grace have passed.
    fn time_is_up(&self) {
        self.app.t.advance(Millis::minutes(20) + Millis::seconds(16));
    }
}

fn save(token: &str, answers: &[(u16, u32, i32)]) -> String {
    let answers: Vec<_> = answers
        .iter()
        .map(|(position, sequence, value)| json!({"position": position, "sequence": sequence, "value": value}))
        .collect();
    json!({"token": token, "answers": answers}).to_string()
}

/// The paper as it is read: every stem and choice in its order.
fn questions(paper: &Answer) -> Vec<String> {
    let start = paper.body.find("<div class=\"questions\"").expect("the questions");
    let texts = paper.body[start..].split("<span>").skip(1).map(|text| text.split("</").next().unwrap().to_owned());
    texts.collect()
}

fn assert_refused(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!((answer.status, answer.json()["error"].as_str()), (status, Some(code)), "{}", answer.body);
    assert!(answer.json()["message"].as_str().is_some_and(|message| message.ends_with('.')), "{}", answer.body);
}

both_engines! {
    async fn the_main_job_without_javascript(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.app.browser();
        let form = [
            ("ho-ten", "Vàng Thị Mỷ"), ("ngay", "2"), ("thang", "9"), ("nam", "1987"), ("dien-thoai", "0987 654 321"),
            ("don-vi", "15-so-noi-vu"), ("vi-tri", "civil_servant"), ("dong-y", "on"), ("tiep", &story.at("")),
        ];
        let registered = browser.post("/dang-ky", &form).await;
        assert_eq!(registered.location().as_deref(), Some("/dang-ky/ma-du-thi"), "{}", registered.body);
        let code = browser.get("/dang-ky/ma-du-thi").await;
        code.assert_says("Vàng Thị Mỷ");
        code.assert_says(&story.at(""));
        browser.get(&story.at("")).await.assert_says("Bắt đầu làm bài");

        let begun = browser.post(&story.at("/bat-dau"), &[]).await;
        assert_eq!(begun.location(), Some(story.at("/bai")));
        let paper = browser.get(&story.at("/bai")).await;
        assert_eq!(paper.body.matches("<fieldset class=question").count(), SIZE);
        let token = paper.input("token").unwrap();

        let saved = browser.post(&story.at("/luu"), &[("token", &token), ("q0", "1"), ("q3", "2"), ("prediction", "")]).await;
        assert_eq!(saved.location(), Some(story.at("/bai?da-luu=1")), "{}", saved.body);
        assert_eq!(story.journal().await, [(1, 0, 0b10), (1, 3, 0b100)]);
        let again = browser.get(&story.at("/bai?da-luu=1")).await;
        again.assert_says("Đã lưu bài");
        again.assert_says("<a href=\"#cau-4\">Làm tiếp từ câu 4</a>");
        assert_eq!(again.body.matches(" checked").count(), 2, "what was saved is marked");

        let form = [("token", token.as_str()), ("q0", "1"), ("q1", "0"), ("q3", "2"), ("prediction", "1.250")];
        let submitted = browser.post(&story.at("/nop"), &form).await;
        let results = story.results().await;
        assert_eq!(submitted.location(), Some(format!("/ket-qua/{}", results[0].attempt_id)), "{}", submitted.body);
        assert_eq!((results.len(), results[0].prediction, results[0].submitted_by.as_str()), (1, Some(1250), "person"));
        browser.visit(&submitted.location().unwrap()).await.assert_says("/5");
    }

    async fn answers_are_acknowledged_and_come_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        let answer = browser.post_json(&story.at("/luu"), save(&token, &[(0, 1, 0b1), (2, 2, 0b100), (65_535, 3, 99)])).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({"saved": [1, 2, 3]})));
        let answer = browser.post_json(&story.at("/luu"), save(&token, &[(0, 4, 0b10)])).await;
        assert_eq!(answer.json(), json!({"saved": [4]}));
        let paper = browser.get(&story.at("/bai")).await;
        assert_eq!(paper.body.matches(" checked").count(), 2);
        assert_eq!(paper.input("prediction").as_deref(), Some("99"));
        paper.assert_says("data-sequence=\"5\"");
    }

    async fn every_bad_save_has_its_own_error_and_loses_nothing(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        let luu = story.at("/luu");
        let kept = [(1, 0, 0b1)];
        browser.post_json(&luu, save(&token, &[(0, 1, 0b1)])).await;

        let mut forged = token.clone();
        forged.replace_range(3..4, if &token[3..4] == "A" { "B" } else { "A" });
        let table: &[(&str, String, StatusCode, &str)] = &[
            ("no JSON", "không phải JSON".to_owned(), StatusCode::BAD_REQUEST, "bad_request"),
            ("wrong type", json!({"token": token, "answers": "A"}).to_string(), StatusCode::BAD_REQUEST, "bad_request"),
            ("no token", json!({"answers": []}).to_string(), StatusCode::BAD_REQUEST, "bad_request"),
            ("too long", save(&token, &vec![(0, 2, 1); 5_000]), StatusCode::BAD_REQUEST, "bad_request"),
            ("too many", save(&token, &vec![(0, 2, 1); 401]), StatusCode::BAD_REQUEST, "bad_request"),
            ("no such question", save(&token, &[(SIZE as u16, 2, 1)]), StatusCode::BAD_REQUEST, "bad_request"),
            ("no such choice", save(&token, &[(0, 2, 1 << 10)]), StatusCode::BAD_REQUEST, "bad_request"),
            ("negative", save(&token, &[(0, 2, -1)]), StatusCode::BAD_REQUEST, "bad_request"),
            ("no such prediction", save(&token, &[(65_535, 2, 10_000_000)]), StatusCode::BAD_REQUEST, "bad_request"),
            ("forged", save(&forged, &[(0, 2, 1)]), StatusCode::FORBIDDEN, "bad_token"),
            ("no real token", save("x", &[(0, 2, 1)]), StatusCode::FORBIDDEN, "bad_token"),
            ("another answer under the same number", save(&token, &[(0, 1, 0b10)]), StatusCode::CONFLICT, "stale"),
        ];
        for (case, body, status, code) in table {
            let answer = browser.post_json(&luu, body.clone()).await;
            assert_eq!((answer.status, answer.json()["error"].as_str()), (*status, Some(*code)), "{case}: {}", answer.body);
            assert_eq!(story.journal().await, kept, "{case}");
        }

        let replayed = browser.post_json(&luu, save(&token, &[(0, 1, 0b1)])).await;
        assert_eq!((replayed.status, story.journal().await), (StatusCode::OK, kept.to_vec()), "the same answer again");

        let other = story.app.t.participant(&story.tree.sibling, 2).await;
        let mut other = story.signed_in(&other).await;
        assert_refused(&other.post_json(&luu, save(&token, &[(0, 2, 1)])).await, StatusCode::FORBIDDEN, "bad_token");
        let mut nobody = story.app.browser();
        assert_refused(&nobody.post_json(&luu, save(&token, &[(0, 2, 1)])).await, StatusCode::FORBIDDEN, "bad_token");
        assert_eq!(story.journal().await, kept);

        let request = Request::post(&luu).header("sec-fetch-site", "cross-site").header("content-type", "application/json");
        let answer = browser.send(request.body(Body::from(save(&token, &[(0, 2, 1)]))).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.assert_says("Trang đã mở quá lâu");
        assert_eq!(story.journal().await, kept, "another site's page");
    }

    async fn opening_elsewhere_takes_over_and_the_older_page_is_told(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut old, old_token) = story.under_way().await;
        old.post_json(&story.at("/luu"), save(&old_token, &[(0, 1, 0b1)])).await;

        let mut new = story.signed_in(&story.person).await;
        new.get(&story.at("")).await.assert_says("Làm bài tiếp ở máy này");
        let paper = new.get(&story.at("/bai")).await;
        let new_token = paper.input("token").unwrap();
        assert_eq!(paper.body.matches(" checked").count(), 1, "the same answers");
        assert_eq!(questions(&paper), questions(&old.get(&story.at("/bai")).await), "in the same order");
        let new_token = new.get(&story.at("/bai")).await.input("token").unwrap_or(new_token);

        let told = old.post_json(&story.at("/luu"), save(&old_token, &[(1, 2, 0b1)])).await;
        assert_refused(&told, StatusCode::CONFLICT, "taken_over");
        let told = old.post(&story.at("/nop"), &[("token", &old_token)]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.assert_says("đã được mở ở máy khác");
        assert_eq!((story.journal().await.len(), story.results().await.len()), (1, 0));

        let answer = new.post_json(&story.at("/luu"), save(&new_token, &[(1, 2, 0b1)])).await;
        assert_eq!(answer.status, StatusCode::OK);
        // Going back to the first device takes the lease back.
        let token = old.get(&story.at("/bai")).await.input("token").unwrap();
        assert_eq!(old.post_json(&story.at("/luu"), save(&token, &[(2, 3, 0b1)])).await.status, StatusCode::OK);
    }

    async fn a_late_answer_is_refused_and_what_was_saved_is_submitted(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        browser.post_json(&story.at("/luu"), save(&token, &[(0, 1, 0b1)])).await;
        story.time_is_up();
        let late = browser.post_json(&story.at("/luu"), save(&token, &[(1, 2, 0b1)])).await;
        assert_refused(&late, StatusCode::CONFLICT, "late");
        let form = [("token", token.as_str()), ("q0", "0"), ("q1", "0"), ("q2", "0")];
        let submitted = browser.post(&story.at("/nop"), &form).await;
        let results = story.results().await;
        assert_eq!(submitted.location(), Some(format!("/ket-qua/{}", results[0].attempt_id)));
        assert_eq!(results[0].submitted_by, "server");
        assert_eq!(results[0].submitted_at - results[0].started_at, Millis::minutes(20).0, "not longer than the round gives");
        assert_eq!(story.journal().await, [(1, 0, 0b1)], "nothing late was taken in");
    }

    async fn an_answer_within_the_grace_still_counts(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        story.app.t.advance(Millis::minutes(20) + Millis::seconds(10));
        assert_eq!(browser.post_json(&story.at("/luu"), save(&token, &[(0, 1, 0b1)])).await.status, StatusCode::OK);
        browser.post(&story.at("/nop"), &[("token", &token), ("q0", "0")]).await;
        let results = story.results().await;
        assert_eq!((results[0].submitted_by.as_str(), results[0].submitted_at - results[0].started_at), ("person", 1_200_000));
    }

    async fn the_server_submits_what_nobody_submitted(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        browser.post_json(&story.at("/luu"), save(&token, &[(0, 1, 0b1)])).await;
        let (engine, mut sweeper) = (&story.app.t, Sweeper::default());
        assert_eq!(sweeper.sweep(engine).await.unwrap(), 0, "there is still time");
        story.time_is_up();
        assert_eq!(sweeper.sweep(engine).await.unwrap(), 0, "the own submission may be waiting somewhere");
        engine.advance(Millis::seconds(10));
        assert_eq!(sweeper.sweep(engine).await.unwrap(), 1);
        assert_eq!(sweeper.sweep(engine).await.unwrap(), 0, "once");
        let results = story.results().await;
        assert_eq!((results.len(), results[0].submitted_by.as_str()), (1, "server"));
        let answer = browser.post_json(&story.at("/luu"), save(&token, &[(1, 2, 0b1)])).await;
        assert_refused(&answer, StatusCode::CONFLICT, "submitted");
        assert_eq!(browser.get(&story.at("/bai")).await.location(), Some(story.at("")), "nothing is under way");
    }

    async fn starting_and_submitting_twice_at_once_happen_once(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut one, mut two) = (story.signed_in(&story.person).await, story.signed_in(&story.person).await);
        let start = story.at("/bat-dau");
        let (first, second) = tokio::join!(one.post(&start, &[]), two.post(&start, &[]));
        assert_eq!((first.location(), second.location()), (Some(story.at("/bai")), Some(story.at("/bai"))));
        assert_eq!(attempts::Entity::find().count(&story.app.t.db.read).await.unwrap(), 1);

        let token = one.get(&story.at("/bai")).await.input("token").unwrap();
        let submit = story.at("/nop");
        let form = [("token", token.as_str()), ("q0", "1")];
        let (mut tab, mut another) = (one.again(), one.again());
        let (first, second) = tokio::join!(tab.post(&submit, &form), another.post(&submit, &form));
        assert_eq!(first.location(), second.location());
        assert_eq!(one.post(&submit, &form).await.location(), first.location(), "and once more");
        assert_eq!(story.results().await.len(), 1);
    }

    async fn attempts_run_out(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.signed_in(&story.person).await;
        for ordinal in 1..=3 {
            browser.get(&story.at("")).await.assert_says(&format!("Lượt {ordinal} trong 3"));
            browser.post(&story.at("/bat-dau"), &[]).await;
            let token = browser.get(&story.at("/bai")).await.input("token").unwrap();
            browser.post(&story.at("/nop"), &[("token", &token)]).await;
        }
        let refused = browser.post(&story.at("/bat-dau"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.assert_says("Bạn đã dùng hết 3 lượt thi");
        assert_eq!(attempts::Entity::find().count(&story.app.t.db.read).await.unwrap(), 3);
    }

    async fn a_round_takes_nobody_before_or_after_its_window(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.signed_in(&story.person).await;
        story.app.t.advance(Millis::days(7));
        let refused = browser.post(&story.at("/bat-dau"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.assert_says("Vòng thi đã đóng");
        story.app.t.advance(Millis::days(-8));
        let refused = browser.post(&story.at("/bat-dau"), &[]).await;
        refused.assert_says("Vòng thi chưa mở. Hãy trở lại lúc");
        assert_eq!(attempts::Entity::find().count(&story.app.t.db.read).await.unwrap(), 0);
        assert_eq!(browser.get("/thi/999999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/thi/abc").await.status, StatusCode::BAD_REQUEST);
    }

    async fn the_page_before_a_paper_says_what_is_asked(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.signed_in(&story.person).await;
        for page in [browser.get(&story.at("")).await, story.app.browser().get(&story.at("")).await] {
            page.assert_says("câu hỏi và 1 câu dự đoán</dt><dd>5");
            page.assert_says("thời gian làm bài</dt><dd>20 phút");
            page.assert_says("lượt thi</dt><dd>3");
        }
    }

    async fn time_that_is_given_reaches_a_page_that_is_open(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        let luu = story.at("/luu");
        assert_eq!(browser.post_json(&luu, save(&token, &[(0, 1, 1)])).await.json(), json!({"saved": [1]}));
        let mut organiser = story.organiser().await;
        let whom = format!("nguoi-{}", story.person.id);
        let given = [("viec", "gia-han"), ("gio-cho", &whom), ("so-phut", "15"), ("ly-do-gio", "Mất điện.")];
        let done = organiser.post(&story.reliefs(), &given).await.location().unwrap();
        let page = organiser.get(&done).await;
        page.assert_says("Đã thêm giờ.");
        page.assert_says("Thêm 15 phút cho Nguyễn Văn Bình");
        page.assert_says("1 bài đang làm lúc đó được thêm giờ ngay.");
        let deadline = (story.app.t.now() + Millis::minutes(35)).0;
        let answer = browser.post_json(&luu, save(&token, &[(1, 2, 1)])).await;
        assert_eq!(answer.json(), json!({"saved": [2], "deadline": deadline}));
        browser.get(&story.at("/bai")).await.assert_says(&format!("data-deadline=\"{deadline}\""));

        // A page that has not heard of it hands the paper in when its own clock has run down.
        story.app.t.advance(Millis::minutes(20));
        let form = [("token", token.as_str()), ("q2", "3"), ("het-gio", "1")];
        let goes_on = browser.post(&story.at("/nop"), &form).await;
        assert_eq!(goes_on.location(), Some(story.at("/bai")));
        assert!(story.results().await.is_empty());
        assert_eq!(story.journal().await.last(), Some(&(3, 2, 0b1000)), "what it held is kept");
        story.app.t.advance(Millis::minutes(15));
        let over = browser.post(&story.at("/nop"), &form).await.location().unwrap();
        assert!(over.starts_with("/ket-qua/"), "{over}");
        assert_eq!(story.results().await[0].submitted_at - story.results().await[0].started_at, Millis::minutes(35).0);
    }

    async fn an_organiser_finds_somebody_and_gives_them_another_attempt(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.signed_in(&story.person).await;
        let mut attempts = Vec::new();
        for _ in 0..3 {
            browser.post(&story.at("/bat-dau"), &[]).await;
            let token = browser.get(&story.at("/bai")).await.input("token").unwrap();
            attempts.push(browser.post(&story.at("/nop"), &[("token", &token)]).await.location().unwrap());
        }
        browser.get(&story.at("")).await.assert_says("Bạn đã dùng hết 3 lượt thi");
        let mut organiser = story.organiser().await;
        organiser.get(&format!("/ban-to-chuc/vong-thi/{}", story.contest.round_id)).await.assert_says(&story.reliefs());
        organiser.get(&format!("{}?tim=khong+co+ai", story.reliefs())).await.assert_says("Không tìm thấy ai.");
        let found = organiser.get(&format!("{}?tim=binh", story.reliefs())).await;
        let address = format!("{}?nguoi={}", story.reliefs(), story.person.id);
        found.assert_says(&format!("href=\"{address}\""));
        let chosen = organiser.get(&address).await;
        let broken = attempts[1].rsplit('/').next().unwrap();
        chosen.assert_says(&format!("Lượt 2, số {broken}:"));
        let whom = format!("nguoi-{}", story.person.id);
        assert_eq!(chosen.input("luot-cho").as_deref(), Some(whom.as_str()));
        let given = [
            ("viec", "them-luot"), ("luot-cho", whom.as_str()), ("so-luot", "1"), ("thay-luot", broken),
            ("ly-do-luot", "Máy chủ lỗi."),
        ];
        let done = organiser.post(&story.reliefs(), &given).await.location().unwrap();
        organiser.get(&done).await.assert_says(&format!("Huỷ kết quả lượt số {broken}."));
        let ready = browser.get(&story.at("")).await;
        ready.assert_says("Bạn được thi thêm 1 lượt trong vòng này.");
        ready.assert_says("Lượt 4 trong 4");
        browser.get(&attempts[1]).await.assert_says("Ban Tổ chức không tính lượt này.");
        assert_eq!(browser.post(&story.at("/bat-dau"), &[]).await.location(), Some(story.at("/bai")));
        let used = organiser.post(&story.reliefs(), &[("viec", "rut-lai"), ("so", "1")]).await;
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
        used.assert_says("đã dùng hết nên không còn gì để rút lại");
        let agency = format!("don-vi-{}", story.tree.department.id);
        let given = [("viec", "gia-han"), ("gio-cho", &agency), ("so-phut", "30"), ("ly-do-gio", "Mất mạng.")];
        organiser.post(&story.reliefs(), &given).await.location().unwrap();
        let other = story.app.t.participant(&story.tree.unit, 7).await;
        story.signed_in(&other).await.get(&story.at("")).await.assert_says("Ban Tổ chức cho bạn thêm giờ: vòng thi đóng với bạn lúc");
        let back = organiser.post(&story.reliefs(), &[("viec", "rut-lai"), ("so", "2")]).await.location().unwrap();
        organiser.get(&back).await.assert_says("rút lại: Ban Tổ chức");
        let none = story.signed_in(&other).await.get(&story.at("")).await;
        assert!(!none.body.contains("thêm giờ"));
    }

    async fn what_an_organiser_cannot_give_is_told_beside_its_field(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let person = format!("nguoi-{}", story.person.id);
        let time = |whom, minutes, why| vec![("viec", "gia-han"), ("gio-cho", whom), ("so-phut", minutes), ("ly-do-gio", why)];
        let more = |whom, attempts, instead, why| {
            vec![("viec", "them-luot"), ("luot-cho", whom), ("so-luot", attempts), ("thay-luot", instead), ("ly-do-luot", why)]
        };
        for (sent, field) in [
            (time("", "5", "Vì thế."), "gio-cho"),
            (time("don-vi-999", "5", "Vì thế."), "gio-cho"),
            (time("moi-nguoi", "0", "Vì thế."), "so-phut"),
            (time("moi-nguoi", "-5", "Vì thế."), "so-phut"),
            (time("moi-nguoi", "99999999999", "Vì thế."), "so-phut"),
            (time("moi-nguoi", "5", "  "), "ly-do-gio"),
            (more("moi-nguoi", "1", "", "Vì thế."), "luot-cho"),
            (more(&person, "21", "", "Vì thế."), "so-luot"),
            (more(&person, "1", "x", "Vì thế."), "thay-luot"),
            (more(&person, "1", "999", "Vì thế."), "thay-luot"),
            (more(&person, "1", "", ""), "ly-do-luot"),
        ] {
            let refused = organiser.post(&story.reliefs(), &sent).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent:?}");
            refused.assert_says(&format!("href=\"#{field}\""));
        }
        let gone = organiser.post(&story.reliefs(), &[("viec", "rut-lai"), ("so", "x")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(organiser.post(&story.reliefs(), &[("viec", "xoa")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(organiser.get("/ban-to-chuc/vong-thi/999/su-co").await.status, StatusCode::NOT_FOUND);
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        assert_eq!(viewer.get(&story.reliefs()).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(&story.reliefs(), &time("moi-nguoi", "5", "Vì thế.")).await.status, StatusCode::FORBIDDEN);
        let mut participant = story.signed_in(&story.person).await;
        assert!(participant.get(&story.reliefs()).await.location().is_some(), "sent away to sign in");
        story.app.t.advance(Millis::days(7));
        let mut organiser = story.organiser().await;
        let past = organiser.post(&story.reliefs(), &time("moi-nguoi", "5", "Vì thế.")).await;
        past.assert_says("đã qua. Hãy nhập nhiều phút hơn.");
    }

    async fn a_paper_needs_its_owner(t: TestEngine) {
        let story = Story::begin(t).await;
        story.under_way().await;
        let mut nobody = story.app.browser();
        let sent_away = nobody.get(&story.at("/bai")).await;
        assert_eq!(sent_away.location(), Some(format!("/dang-nhap?tiep={}", story.at("/bai"))));
        let other = story.app.t.participant(&story.tree.sibling, 2).await;
        let mut other = story.signed_in(&other).await;
        assert_eq!(other.get(&story.at("/bai")).await.location(), Some(story.at("")), "nothing of theirs is under way");
    }

    async fn a_prediction_that_cannot_be_read_is_asked_again_and_the_answers_kept(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut browser, token) = story.under_way().await;
        let form = [("token", token.as_str()), ("q0", "1"), ("prediction", "nhiều lắm")];
        let asked = browser.post(&story.at("/nop"), &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.assert_says("Số dự đoán chưa đúng");
        asked.assert_says("nhiều lắm");
        assert_eq!((story.journal().await, story.results().await.len()), (vec![(1, 0, 0b10)], 0));
    }

    async fn registration_says_what_is_wrong_and_keeps_what_was_typed(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.app.browser();
        let good = [
            ("ho-ten", "Vàng Thị Mỷ"), ("ngay", "2"), ("thang", "9"), ("nam", "1987"), ("dien-thoai", "0987654321"),
            ("don-vi", "15-so-noi-vu"), ("vi-tri", "civil_servant"), ("dong-y", "on"),
        ];
        let with = |field: &str, value: &'static str| good.map(|(name, old)| (name, if name == field { value } else { old }));
        let table: &[(&str, &'static str, &str)] = &[
            ("dong-y", "", "đồng ý"),
            ("ho-ten", "Mỷ", "họ và tên"),
            ("dien-thoai", "091234567", "Số này mới có 9 chữ số"),
            ("dien-thoai", story.person.phone.as_str().to_owned().leak(), "Số này đã đăng ký dự thi"),
            ("don-vi", "12-so-noi-vu", "đơn vị"),
            ("don-vi", "khong-co", "đơn vị"),
            ("vi-tri", "king", "ị trí"),
            ("thang", "13", "áng"),
            ("nam", "2015", "giám hộ"),
        ];
        for (field, value, says) in table {
            let refused = browser.post("/dang-ky", &with(field, value)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            let problems: String =
                refused.body.split("class=\"error\"").skip(1).flat_map(|after| after.chars().take(400)).collect();
            assert!(problems.contains(says), "{field}={value} does not say {says:?}: {problems}");
            if *field != "ho-ten" {
                assert_eq!(refused.input("ho-ten").as_deref(), Some("Vàng Thị Mỷ"), "{field}={value}");
            }
        }
        let taken_in = browser.post("/dang-ky", &good).await;
        assert_eq!(taken_in.location().as_deref(), Some("/dang-ky/ma-du-thi"), "{}", taken_in.body);
    }

    async fn guessing_a_code_is_slowed_down_and_says_nothing(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.app.browser();
        let wrong = story.app.t.participant(&story.tree.sibling, 2).await.code.to_string();
        let known = [("dien-thoai", story.person.phone.as_str()), ("ma-du-thi", wrong.as_str())];
        let unknown = [("dien-thoai", "0999999999"), ("ma-du-thi", wrong.as_str())];
        let (a, b) = (browser.post("/dang-nhap", &known).await, browser.post("/dang-nhap", &unknown).await);
        assert_eq!((a.status, b.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
        a.assert_says("chưa khớp");
        b.assert_says("chưa khớp");
        assert!(!a.body.contains(&wrong), "the code is never shown again");
        for _ in 0..9 {
            browser.post("/dang-nhap", &known).await;
        }
        let slowed = browser.post("/dang-nhap", &known).await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(slowed.headers.contains_key("retry-after"));
        slowed.assert_says("Hãy chờ");
    }
}

/// Requests that wait in a full queue, and the connection that they wait for.
struct Jam {
    waiting: Vec<tokio::task::JoinHandle<()>>,
    held: sea_orm::DatabaseTransaction,
}

impl Jam {
    /// Holds the one connection that writes, and fills the queue behind it.
    async fn of(story: &Story) -> Self {
        let engine = &*story.app.t;
        let held = engine.db.begin().await.unwrap();
        let nobody = AttemptToken {
            attempt: 0,
            participant: 0,
            session: 0,
            session_tag: [0; 8],
            size: 1,
            presentation: contest::contests::Presentation::OnePage,
        };
        let request = SaveRequest { token: nobody, body: SaveBody::Answers(Vec::new()), now: engine.now() };
        let mut waiting = Vec::new();
        while engine.writer.queued() < QUEUE {
            for _ in engine.writer.queued()..QUEUE {
                let (writer, request) = (engine.writer.clone(), request.clone());
                waiting.push(tokio::spawn(async move {
                    let _ = writer.save(request).await;
                }));
            }
            tokio::task::yield_now().await;
        }
        Self { waiting, held }
    }

    async fn end(self) {
        self.held.rollback().await.unwrap();
        for request in self.waiting {
            request.await.unwrap();
        }
    }
}

/// Requests that may wait for the group commit.
const QUEUE: usize = 4_096;

#[tokio::test]
async fn when_the_queue_is_full_everyone_is_told_and_nothing_is_lost() {
    let story = Story::begin(TestEngine::sqlite().await).await;
    let (mut browser, token) = story.under_way().await;
    browser.post_json(&story.at("/luu"), save(&token, &[(0, 1, 0b1)])).await;
    let jam = Jam::of(&story).await;

    let island = browser.post_json(&story.at("/luu"), save(&token, &[(1, 2, 0b1)])).await;
    assert_refused(&island, StatusCode::SERVICE_UNAVAILABLE, "busy");
    assert!(island.headers.contains_key("retry-after"));

    let form = [("token", token.as_str()), ("q0", "0"), ("q1", "2"), ("q2", "1"), ("prediction", "187")];
    for address in ["/luu", "/nop"] {
        let page = browser.post(&story.at(address), &form).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
        assert!(page.headers.contains_key("retry-after"));
        page.assert_says("chưa nhận được bài");
        assert_eq!(page.body.matches(" checked").count(), 3, "{address}: the form comes back as it was sent");
        assert_eq!(page.body.matches("Đã lưu</span>").count(), 1, "{address}: what is not saved is not called so");
        assert_eq!(page.input("prediction").as_deref(), Some("187"), "{address}");
        assert_eq!(page.input("token").as_deref(), Some(token.as_str()), "{address}: it can be sent again");
    }
    jam.end().await;
    assert_eq!(story.journal().await, [(1, 0, 0b1)]);
    let submitted = browser.post(&story.at("/nop"), &form).await;
    assert_eq!(submitted.location(), Some(format!("/ket-qua/{}", story.results().await[0].attempt_id)));
}

#[tokio::test]
async fn a_page_that_saves_without_end_is_slowed_down_and_loses_nothing() {
    let story = Story::begin(TestEngine::sqlite().await).await;
    let (mut browser, token) = story.under_way().await;
    let mut sequence = 0;
    let slowed = loop {
        sequence += 1;
        let answer = browser.post_json(&story.at("/luu"), save(&token, &[(0, sequence, 1)])).await;
        if answer.status != StatusCode::OK || sequence > 1_000 {
            break answer;
        }
    };
    assert_refused(&slowed, StatusCode::TOO_MANY_REQUESTS, "too_many");
    assert!(slowed.headers.contains_key("retry-after"));
    assert_eq!(story.journal().await.len() as u32, sequence - 1);
    story.app.t.advance(Millis::seconds(10));
    let answer = browser.post_json(&story.at("/luu"), save(&token, &[(0, sequence, 1)])).await;
    assert_eq!(answer.json(), json!({"saved": [sequence]}));
}
