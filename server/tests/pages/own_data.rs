//! What people do with their own data, through the real router: mending it, and coming back after
//! they have withdrawn.

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use engine::{
    both_engines,
    db::entities::{attempts, participants},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

const FORM: &str = "/cua-toi/sua";

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

    async fn row(&self, id: i64) -> participants::Model {
        participants::Entity::find_by_id(id).one(&self.app.t.db.read).await.unwrap().unwrap()
    }
}

/// A form that mends everything; it keeps the track of officials.
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

/// A field with another value than the sound one.
type Change<'a> = (&'a str, &'a str);

fn with<'a>(changes: &[Change<'a>]) -> Vec<(&'a str, &'a str)> {
    let mut fields = sound();
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend_from_slice(changes);
    fields
}

both_engines! {
    async fn people_mend_their_own_data_without_javascript(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        browser.get("/cua-toi").await.assert_says("href=\"/cua-toi/sua\"");
        let form = browser.get(FORM).await;
        let kept = ["ho-ten", "ngay", "thang", "nam"].map(|name| form.input(name).unwrap());
        assert_eq!(kept, [an.name.as_str(), "2", "9", "1987"]);
        form.assert_says("<option value=\"15-so-noi-vu\" selected");
        form.assert_says("value=\"civil_servant\" checked");
        form.assert_says("<form method=\"post\" action=\"/cua-toi/sua\"");
        form.assert_says("Cần đổi số, hãy hỏi Ban Tổ chức");
        assert!(form.input("dien-thoai").is_none() && !form.body.contains(an.phone.as_str()), "{}", form.body);

        let saved = browser.post(FORM, &sound()).await;
        let back = saved.location().unwrap_or_else(|| panic!("{}", saved.body));
        assert_eq!((saved.status, back.as_str()), (StatusCode::SEE_OTHER, "/cua-toi?da-sua=1"));
        let mine = browser.get(&back).await;
        for text in ["Đã lưu thông tin của bạn.", "<h1>Vàng Thị Mỷ</h1>", "29/2/1988", "Sở Tư pháp", "Lãnh đạo"] {
            mine.assert_says(text);
        }
        assert!(!browser.get("/cua-toi").await.body.contains("Đã lưu thông tin của bạn."));
        let again = browser.get(FORM).await;
        assert_eq!(again.input("ho-ten").as_deref(), Some("Vàng Thị Mỷ"));
        assert_eq!(story.row(an.id).await.name_folded, "vang thi my");
    }

    async fn a_correction_that_cannot_be_says_what_to_mend(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        story.take(&mut browser).await;
        let before = story.row(an.id).await;
        let long = "x".repeat(101);
        let rows: [(&[Change], &str, &str); 9] = [
            (&[("ho-ten", "")], "ho-ten", "Bạn chưa nhập họ và tên."),
            (&[("ho-ten", "Mỷ")], "ho-ten", "Họ và tên mới có một từ."),
            (&[("nam", "")], "nam", "Bạn chưa nhập đủ ngày, tháng, năm sinh."),
            (&[("ngay", "30")], "ngay", "Lịch không có ngày 30/2/1988."),
            (&[("don-vi", "")], "don-vi", "Bạn chưa chọn cơ quan, đơn vị."),
            (&[("don-vi", "12-so-noi-vu")], "don-vi", "Chưa tìm thấy cơ quan, đơn vị này."),
            (&[("don-vi", &long)], "don-vi", "Chưa tìm thấy cơ quan, đơn vị này."),
            (&[("vi-tri", "admin")], "vi-tri", "Vị trí công tác này không có trong danh sách."),
            (&[("vi-tri", "citizen")], "vi-tri", "Đã có lượt thi ở bảng thi khác nên không đổi bảng được nữa."),
        ];
        for (changes, field, says) in rows {
            let answer = browser.post(FORM, &with(changes)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
            answer.assert_says(&format!("href=\"#{field}\""));
            answer.assert_says(&format!("id=\"{field}\""));
            if changes.iter().all(|(name, _)| *name != "ho-ten") {
                assert_eq!(answer.input("ho-ten").as_deref(), Some(" Vàng Thị  Mỷ "), "what was typed is there again");
            }
        }
        let empty = browser.post(FORM, &[]).await;
        empty.assert_says("Còn 4 chỗ cần sửa");
        assert_eq!(story.row(an.id).await, before);
    }

    async fn whoever_turns_out_to_be_young_brings_a_guardian(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        let young = [("nam", "2012")];
        let refused = browser.post(FORM, &with(&young)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý.");
        let saved = browser.post(FORM, &with(&[young[0], ("giam-ho", "1")])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(story.row(an.id).await.guardian_consent);
        assert!(!browser.get(FORM).await.body.contains("name=\"giam-ho\""), "asked once");
        let later = browser.post(FORM, &with(&young)).await;
        assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.body);
    }

    async fn nobody_mends_another_s_data(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let binh = story.app.t.participant(&story.tree.commune, 1).await;
        let before = story.row(binh.id).await;
        let mut stranger = story.app.browser();
        assert_eq!(stranger.get(FORM).await.location().as_deref(), Some("/dang-nhap?tiep=/cua-toi/sua"));
        assert_eq!(stranger.post(FORM, &sound()).await.status, StatusCode::SEE_OTHER);

        let mut browser = story.signed_in(&an).await;
        let other = binh.id.to_string();
        for name in ["id", "nguoi", "participant_id"] {
            let address = format!("{FORM}?{name}={other}");
            let form = browser.get(&address).await;
            assert_eq!(form.input("ho-ten").as_deref(), Some(story.row(an.id).await.name.as_str()));
            let phone = ("dien-thoai", binh.phone.as_str());
            let saved = browser.post(&address, &with(&[(name, &other), phone])).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        }
        assert_eq!(browser.get(&format!("{FORM}/{other}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(story.row(binh.id).await, before);
        let mine = story.row(an.id).await;
        assert_eq!(mine.name, "Vàng Thị Mỷ");
        let answer = story.sign_in(&mut story.app.browser(), an.phone.as_str(), &an.code.to_string()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "the number is the one it was");
    }

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
