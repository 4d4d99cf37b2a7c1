//! What people do with their own data, through the real router: coming back after they have withdrawn.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use axum::http::StatusCode;
use common::{Answer, Browser, TestApp};
use engine::{
    both_engines,
    db::entities::{attempts, participants},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, 5).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.app.browser();
        let answer = self.sign_in(&mut browser, person.phone.as_str(), &person.code.to_string()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    async fn sign_in(&self, browser: &mut Browser<'_>, phone: &str, code: &str) -> Answer {
        browser.post("/dang-nhap", &[("dien-thoai", phone), ("ma-du-thi", code)]).await
    }

    /// Takes the open round in this browser; gives the result's address.
    async fn take(&self, browser: &mut Browser<'_>) -> String {
        let round = format!("/thi/{}", self.contest.round_id);
        browser.post(&format!("{round}/bat-dau"), &[]).await;
        let token = browser.get(&format!("{round}/bai")).await.input("token").expect("the paper's token");
        let submitted = browser.post(&format!("{round}/nop"), &[("token", &token), ("prediction", "3")]).await;
        submitted.location().unwrap_or_else(|| panic!("{}", submitted.body))
    }
}

/// Who somebody is, in the track of officials.
fn sound<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("ho-ten", " Vàng Thị  Mỷ "),
        ("ngay", "29"),
        ("thang", "2"),
        ("nam", "1988"),
        ("don-vi", "15-so-tu-phap"),
        ("vi-tri", "leader"),
    ]
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = sound();
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend_from_slice(changes);
    fields
}

both_engines! {
    async fn withdrawing_gives_no_attempts_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        browser.get("/cua-toi").await.assert_says("đăng ký lại bằng số này thì các lượt đã thi vẫn được tính");
        browser.get("/bao-ve-du-lieu").await.assert_says("các lượt đã thi vẫn được tính");
        for _ in 0..3 {
            story.take(&mut browser).await;
        }
        let gone = browser.post("/cua-toi/rut-lui", &[("dong-y", "1")]).await;
        gone.assert_says("các lượt đã thi vẫn được tính");
        let answer = story.sign_in(&mut browser, an.phone.as_str(), &an.code.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.assert_says("Số điện thoại và mã dự thi chưa khớp.");

        let mut registration = with(&[("dien-thoai", an.phone.as_str()), ("dong-y", "1"), ("vi-tri", "citizen")]);
        let fixed = browser.post("/dang-ky", &registration).await;
        assert_eq!(fixed.status, StatusCode::UNPROCESSABLE_ENTITY);
        fixed.assert_says("Đã có lượt thi ở bảng thi khác");
        registration.retain(|(name, _)| *name != "vi-tri");
        registration.push(("vi-tri", "leader"));
        let registered = browser.post("/dang-ky", &registration).await;
        assert_eq!(registered.location().as_deref(), Some("/dang-ky/ma-du-thi"), "{}", registered.body);
        let mine = browser.get("/cua-toi").await;
        mine.assert_says("<h1>Vàng Thị Mỷ</h1>");
        mine.assert_says("Tuần 1 · Lượt 3");
        let round = format!("/thi/{}", story.contest.round_id);
        browser.post(&format!("{round}/bat-dau"), &[]).await;
        let db = &story.app.t.db.read;
        assert_eq!(attempts::Entity::find().count(db).await.unwrap(), 3, "all attempts are used");
        assert_eq!(participants::Entity::find().count(db).await.unwrap(), 1);
        let board = story.app.browser().get("/xep-hang").await;
        assert_eq!(board.body.matches("Vàng Thị M***").count(), 1, "{}", board.body);
    }
}
