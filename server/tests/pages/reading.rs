//! The pages that people read: what they say to whom, and what they never say.

use crate::common::{Answer, Browser, TestApp};
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use contest::{Millis, accounts::Position, attempts::draw};
use engine::{
    attempts::seed_of,
    banks::handbooks,
    both_engines,
    db::entities::{agencies, attempts, handbooks as handbook_rows, headcounts, participants, results, rounds},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{self, Set},
    EntityTrait as _, IntoActiveModel as _, QueryOrder as _,
};

/// Questions on a paper of these tests.
const SIZE: usize = 5;
const HANDBOOK: &[u8] = include_bytes!("../../../content/so-tay.docx");

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, SIZE as u16).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.app.browser();
        let code = person.code.to_string();
        let fields = [("dien-thoai", person.phone.as_str()), ("ma-du-thi", code.as_str())];
        let answer = browser.post("/dang-nhap", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// Takes the round in this browser with so many right answers; gives the result's address.
    async fn take(&self, browser: &mut Browser<'_>, right: usize, time: Millis) -> String {
        let round = format!("/thi/{}", self.contest.round_id);
        browser.post(&format!("{round}/bat-dau"), &[]).await;
        let token = browser.get(&format!("{round}/bai")).await.input("token").expect("the paper's token");
        let t = &self.app.t;
        let newest = attempts::Entity::find().order_by_desc(attempts::Column::Id).one(&t.db.read).await;
        let attempt = newest.unwrap().expect("the attempt");
        let plan = t.plans.get(&t.db.read, attempt.plan_id).await.unwrap();
        let paper = draw(&plan, seed_of(&attempt).unwrap());
        let mut form = vec![("token".to_owned(), token), ("prediction".to_owned(), "3".to_owned())];
        for (number, item) in paper.items.iter().enumerate() {
            // The author's first choice is the right one of every question.
            let place = item.order.iter().position(|choice| *choice == 0).unwrap();
            let marked = if number < right { place } else { (place + 1) % item.order.len() };
            form.push((format!("q{number}"), marked.to_string()));
        }
        t.advance(time);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let submitted = browser.post(&format!("{round}/nop"), &form).await;
        submitted.location().unwrap_or_else(|| panic!("not submitted: {}", submitted.body))
    }

    /// Somebody with a result, put straight into the database before anybody looks.
    async fn result(
        &self,
        number: u32,
        agency: &agencies::Model,
        position: Position,
        right: i32,
        seconds: i64,
    ) -> Person {
        let t = &self.app.t;
        let person = t.participant_as(agency, number, position).await;
        let is_staff = position.track() == contest::contests::TrackKind::Staff;
        let row = results::Model {
            attempt_id: 1_000 + person.id,
            round_id: self.contest.round_id,
            participant_id: person.id,
            agency_id: agency.id,
            track_id: if is_staff { self.contest.staff_track_id } else { self.contest.citizens_track_id },
            correct: right,
            total: SIZE as i32,
            score: right * 2_000,
            prediction: None,
            started_at: t.now().0 - seconds * 1_000,
            submitted_at: t.now().0,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        row.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
        person
    }

    /// Time enough that everybody's figures are counted again.
    fn later(&self) {
        self.app.t.advance(Millis::seconds(6));
    }

    async fn read(&self, page: &str) -> Answer {
        let answer = self.app.browser().get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
        answer
    }
}

/// The row of a table that holds `text`.
fn row<'a>(answer: &'a Answer, text: &str) -> &'a str {
    let at = answer.body.find(text).unwrap_or_else(|| panic!("no {text:?} in\n{}", answer.body));
    let start = answer.body[..at].rfind("<tr").expect("a row");
    let end = answer.body[at..].find("</tr>").expect("its end");
    &answer.body[start..at + end]
}

#[track_caller]
fn assert_silent(answer: &Answer, text: &str) {
    assert!(!answer.body.contains(text), "the page says {text:?}:\n{}", answer.body);
}

both_engines! {
    async fn the_front_page_leads_into_the_round(t: TestEngine) {
        let story = Story::begin(t).await;
        let enter = format!("href=\"/thi/{}\"", story.contest.round_id);
        let home = story.read("/").await;
        for text in ["Tìm hiểu cải cách hành chính", "tỉnh Lào Cai", &enter, "Vào thi", "Chưa có đơn vị nào", "Mỗi vòng một bài thi ngắn 5 câu", "5 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt"] {
            home.assert_says(text);
        }

        let person = story.app.t.participant(&story.tree.department, 1).await;
        let mut browser = story.signed_in(&person).await;
        browser.post(&format!("/thi/{}/bat-dau", story.contest.round_id), &[]).await;
        let home = browser.get("/").await;
        home.assert_says(person.name.as_str());
        home.assert_says("Làm bài tiếp");
        story.read("/").await.assert_says("Vào thi");

        story.take(&mut browser, 5, Millis::minutes(2)).await;
        story.later();
        let home = story.read("/").await;
        assert!(row(&home, "Sở Nội vụ").contains("Chưa báo số người"), "{}", home.body);
        assert!(row(&home, "Sở Nội vụ").contains("1 người"), "{}", home.body);
        home.assert_says("/ 4");
    }

    async fn each_of_the_open_rounds_can_be_entered_from_the_front_page(t: TestEngine) {
        let story = Story::begin(t).await;
        let t = &story.app.t;
        let first = rounds::Entity::find_by_id(story.contest.round_id).one(&t.db.read).await.unwrap().unwrap();
        let mut second = first.into_active_model().reset_all();
        (second.id, second.number) = (ActiveValue::NotSet, Set(2));
        let second = second.insert(&t.db.write).await.unwrap();
        let home = story.read("/").await;
        for round in [story.contest.round_id, second.id] {
            home.assert_says(&format!("href=\"/thi/{round}\""));
        }
    }

    async fn a_round_ahead_says_when_and_a_closed_one_leads_to_its_board(t: TestEngine) {
        let story = Story::begin(t).await;
        story.app.t.advance(Millis::days(7));
        let home = story.read("/").await;
        assert_silent(&home, "Vào thi");
        home.assert_says("Đã đóng");
        home.assert_says("href=\"/xep-hang?vong=1\"");
        story.read("/cuoc-thi").await.assert_says("Không có vòng nào đang mở");
    }

    async fn the_rules_are_there_for_everybody(t: TestEngine) {
        let story = Story::begin(t).await;
        let page = story.read("/cuoc-thi").await;
        for text in ["Mỗi người được thi tối đa 3 lượt trong vòng", "Bảng A: cán bộ", "Bảng B: người dân", "Đang mở tuần 1", "Đăng ký dự thi", "người đã đăng ký"] {
            page.assert_says(text);
        }
        let person = story.app.t.participant(&story.tree.department, 1).await;
        let page = story.signed_in(&person).await.get("/cuoc-thi").await;
        assert_silent(&page, "Đăng ký dự thi");
        story.read("/bao-ve-du-lieu").await.assert_says("12 tháng kể từ ngày công bố kết quả");
    }

    async fn the_handbook_is_read_by_part_by_entry_and_by_words(t: TestEngine) {
        let story = Story::begin(t).await;
        story.read("/so-tay").await.assert_says("Phần này chưa có câu nào");
        handbooks::import(&story.app.t, "so-tay.docx", HANDBOOK.to_vec()).await.unwrap();
        story.later();

        let first = story.read("/so-tay").await;
        first.assert_says("id=\"cau-1\"");
        first.assert_says("100 câu hỏi");
        first.assert_says("Hỏi – đáp kiến thức cơ bản về công tác cải cách hành chính");
        assert_silent(&first, "id=\"cau-14\"");
        let second = story.read("/so-tay?phan=2").await;
        second.assert_says("id=\"cau-14\"");
        second.assert_says("rel=\"prev\"");
        for odd in ["phan=0", "phan=99", "phan=x", "cau=0", "cau=5000", "tim=", "tim=%20", "x=1&x=2"] {
            story.read(&format!("/so-tay?{odd}")).await.assert_says("id=\"cau-1\"");
        }
        let at_entry = story.read("/so-tay?cau=21&trang=5").await;
        at_entry.assert_says("id=\"cau-21\"");
        at_entry.assert_says("href=\"/so-tay/cau/21\"");
        at_entry.assert_says("Trang 1 trong 6 trang");
        story.read("/so-tay?cau=66").await.assert_says("Trang 6 trong 6 trang");
        // Part II is of 53 entries: each on one page, and its neighbours beside its ends.
        let mut seen = Vec::new();
        for page in 1..=6 {
            let answer = story.read(&format!("/so-tay?phan=2&trang={page}")).await;
            let shown = (1..=100).filter(|number| answer.body.contains(&format!("id=\"cau-{number}\"")));
            seen.extend(shown.collect::<Vec<u32>>());
            assert_eq!(answer.body.matches("<article").count(), if page == 6 { 3 } else { 10 });
            assert_eq!(answer.body.contains("rel=\"prev\""), page == 1);
            assert_eq!(answer.body.contains("href=\"/so-tay?phan=3\" rel=\"next\""), page == 6);
        }
        assert_eq!(seen, (14..=66).collect::<Vec<u32>>());
        for beyond in ["7", "4294967295"] {
            story.read(&format!("/so-tay?phan=2&trang={beyond}")).await.assert_says("id=\"cau-66\"");
        }
        assert_eq!(story.read("/").await.body.matches("/so-tay/cau/").count(), 3);

        let found = story.read("/so-tay?tim=MOT%20CUA").await;
        found.assert_says("câu khớp với");
        found.assert_says("<mark>Một cửa</mark>");
        found.assert_says("href=\"/so-tay?tim=MOT+CUA&amp;trang=2\"");
        let total = found.body.split_once(" câu khớp").unwrap().0.rsplit_once("Có ").unwrap().1.parse::<usize>().unwrap();
        let mut seen = 0;
        for page in 1..=total.div_ceil(10) {
            let answer = story.read(&format!("/so-tay?tim=MOT%20CUA&trang={page}")).await;
            answer.assert_says(&format!("Có {total} câu khớp"));
            assert_eq!(answer.input("tim").as_deref(), Some("MOT CUA"));
            seen += answer.body.matches("<article").count();
        }
        assert_eq!((seen, total > 10), (total, true));
        let last = story.read("/so-tay?tim=MOT%20CUA&trang=99").await;
        last.assert_says(&format!("Trang {0} trong {0} trang", total.div_ceil(10)));
        assert!(last.body.contains("<article"));
        story.read("/so-tay?tim=qwertyuiop").await.assert_says("Không tìm thấy");
        let hostile = story.read("/so-tay?tim=%3Cscript%3Ealert(1)%3C/script%3E%25_").await;
        assert_silent(&hostile, "<script>alert");
        story.read(&format!("/so-tay?tim={}", "a".repeat(5_000))).await.assert_says("Không tìm thấy");
    }

    async fn every_entry_has_an_address_that_lasts(t: TestEngine) {
        let story = Story::begin(t).await;
        handbooks::import(&story.app.t, "so-tay.docx", HANDBOOK.to_vec()).await.unwrap();
        story.later();
        for number in [1, 21, 100] {
            let entry = story.read(&format!("/so-tay/cau/{number}")).await;
            entry.assert_says(&format!("id=\"cau-{number}\""));
            assert_eq!(entry.body.matches("<article").count(), 1);
            for (beside, rel) in [(number - 1, "prev"), (number + 1, "next")] {
                let link = format!("href=\"/so-tay/cau/{beside}\" rel=\"{rel}\"");
                assert_eq!(entry.body.contains(&link), (1..=100).contains(&beside), "{link}");
            }
        }
        // A document that others name leads to all that name it.
        let entry = story.read("/so-tay/cau/27").await;
        let href = entry.body.split("href=\"/so-tay?can-cu=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let naming = story.read(&format!("/so-tay?can-cu={href}")).await;
        naming.assert_says("Các câu dẫn");
        naming.assert_says("id=\"cau-27\"");
        assert!(naming.body.matches("<article").count() > 1);
        entry.assert_says("Cùng căn cứ pháp lý");
        for missing in ["0", "101", "x", "9999999999"] {
            let answer = story.app.browser().get(&format!("/so-tay/cau/{missing}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
            answer.assert_says(&format!("Sổ tay hiện hành không có câu {missing}"));
            answer.assert_says("role=\"search\"");
        }
        let whole = story.read("/so-tay?phan=2&ca-phan=1").await;
        assert_eq!(whole.body.matches("<article").count(), 53);
        story.read("/so-tay?phan=2").await.assert_says("href=\"/so-tay?phan=2&amp;ca-phan=1\"");
    }

    async fn what_was_read_of_the_handbook_is_not_sent_again(t: TestEngine) {
        let story = Story::begin(t).await;
        handbooks::import(&story.app.t, "so-tay.docx", HANDBOOK.to_vec()).await.unwrap();
        story.later();
        let person = story.app.t.participant(&story.tree.department, 1).await;
        let mut signed_in = story.signed_in(&person).await;
        let mut tags = Vec::new();
        for address in ["/so-tay", "/so-tay?phan=2", "/so-tay?tim=mot+cua", "/so-tay/cau/21"] {
            for browser in [&mut story.app.browser(), &mut signed_in] {
                let first = browser.get(address).await;
                let tag = first.headers[header::ETAG].clone();
                assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
                let again = |tag: &HeaderValue| Request::get(address).header(header::IF_NONE_MATCH, tag).body(Body::empty());
                let kept = browser.send(again(&tag).unwrap()).await;
                assert_eq!((kept.status, kept.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{address}");
                assert_eq!(kept.headers[header::ETAG], tag);
                // A new policy would not let the scripts run that carry the nonce of the first.
                assert!(!kept.headers.contains_key(header::CONTENT_SECURITY_POLICY));
                assert!(!tags.contains(&tag), "of every page and person their own");
                tags.push(tag);
            }
        }
        // Another edition, another page.
        let mut edition = handbook_rows::Entity::find().one(&story.app.t.db.read).await.unwrap().unwrap().into_active_model();
        edition.title = Set("Sổ tay, bản khác".to_owned());
        edition.id = ActiveValue::NotSet;
        edition.file_sha256 = Set("khac".to_owned());
        edition.public_since = Set(Some(story.app.t.now().0));
        edition.reset_all().insert(&story.app.t.db.write).await.unwrap();
        story.later();
        let request = Request::get("/so-tay").header(header::IF_NONE_MATCH, &tags[0]).body(Body::empty());
        let changed = story.app.browser().send(request.unwrap()).await;
        assert_eq!(changed.status, StatusCode::OK);
        changed.assert_says("Sổ tay, bản khác");
        let missing = story.app.browser().get("/so-tay/cau/5000").await;
        assert!(!missing.headers.contains_key(header::ETAG));
    }

    async fn readers_say_what_is_wrong_and_organisers_hear_it(t: TestEngine) {
        let story = Story::begin(t).await;
        handbooks::import(&story.app.t, "so-tay.docx", HANDBOOK.to_vec()).await.unwrap();
        story.later();
        let (mut reader, entry) = (story.app.browser(), "/so-tay/cau/21");
        reader.get(entry).await.assert_says("Báo lỗi ở câu này");
        for (text, says) in [(" \r\n".to_owned(), "Chưa có nội dung"), ("ệ".repeat(1_001), "Nội dung có 1001 ký tự")] {
            let refused = reader.post(entry, &[("loi", &text)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.assert_says(says);
            refused.assert_says("<details open class=\"card\"");
        }
        let sent = reader.post(entry, &[("loi", "Số <b>63</b> sai.")]).await;
        assert_eq!((sent.status, sent.location().as_deref()), (StatusCode::SEE_OTHER, Some("/so-tay/cau/21?da-bao=1#bao-loi")));
        reader.get("/so-tay/cau/21?da-bao=1").await.assert_says("Đã gửi báo lỗi");
        assert_eq!(reader.post("/so-tay/cau/5000", &[("loi", "Sai.")]).await.status, StatusCode::NOT_FOUND);

        let mut organiser = story.app.staff_browser(&story.app.t.organiser().await).await;
        organiser.get("/ban-to-chuc").await.assert_says("1 báo lỗi sổ tay chờ xử lý");
        organiser.get("/ban-to-chuc/so-tay").await.assert_says("Báo lỗi của người đọc (1 chờ xử lý)");
        let address = "/ban-to-chuc/so-tay/bao-loi";
        let list = organiser.get(address).await;
        list.assert_says("Câu 21. ");
        list.assert_says("Số &lt;b&gt;63&lt;/b&gt; sai.");
        list.assert_says("href=\"/so-tay/cau/21\"");
        let id = list.input("ma").unwrap();
        let long = organiser.post(address, &[("ma", &id), ("ghi-chu", &"a".repeat(1_001))]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = [("ma", id.as_str()), ("ghi-chu", "Sửa ở bản mới.")];
        assert_eq!(organiser.post(address, &done).await.status, StatusCode::SEE_OTHER);
        organiser.get(address).await.assert_says("Không có báo lỗi nào ở đây");
        organiser.get(&format!("{address}?xem=da-xu-ly")).await.assert_says("Sửa ở bản mới.");
        organiser.get(&format!("{address}?xem=da-xu-ly&ban=99")).await.assert_says("Không có báo lỗi nào ở đây");
        organiser.post(address, &done).await.assert_says("Người khác vừa xử lý báo lỗi này");
        assert!(!organiser.get("/ban-to-chuc").await.body.contains("báo lỗi sổ tay"));
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.unit).await).await;
        assert_eq!(viewer.get(address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(address, &done).await.status, StatusCode::FORBIDDEN);
    }

    async fn what_is_said_to_be_wrong_has_its_bounds(t: TestEngine) {
        let story = Story::begin(t).await;
        handbooks::import(&story.app.t, "so-tay.docx", HANDBOOK.to_vec()).await.unwrap();
        story.later();
        let mut reader = story.app.browser();
        for _ in 0..20 {
            assert_eq!(reader.post("/so-tay/cau/1", &[("loi", "Sai.")]).await.status, StatusCode::SEE_OTHER);
        }
        let more = reader.post("/so-tay/cau/1", &[("loi", "Sai nữa.")]).await;
        assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
        more.assert_says("đã có nhiều báo lỗi đang chờ");
        for number in 21..60 {
            let sent = reader.post(&format!("/so-tay/cau/{number}"), &[("loi", "Sai.")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        let last = reader.post("/so-tay/cau/60", &[("loi", "Sai.")]).await;
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn practice_explains_each_question_and_keeps_nothing(t: TestEngine) {
        let story = Story::begin(t).await;
        story.read("/luyen-tap").await.assert_says("Chưa có câu luyện tập");
        assert!(!story.read("/").await.body.contains("href=\"/luyen-tap\""));
        let bank = story.app.t.bank("luyen-tap", 12).await;
        let mut organiser = story.app.staff_browser(&story.app.t.organiser().await).await;
        let address = format!("/ban-to-chuc/ngan-hang/{bank}/luyen-tap");
        let kept = organiser.post(&address, &[("viec", "ty-le"), ("phan-tram", "50")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let kept = organiser.get(&kept.location().unwrap()).await;
        kept.assert_says("Đã đổi 6 câu.");
        kept.assert_says("Để luyện tập");
        story.app.t.advance(Millis::minutes(1));
        story.read("/").await.assert_says("href=\"/luyen-tap\"");
        story.read("/luyen-tap").await.assert_says("Có 6 câu luyện tập");

        let mut browser = story.app.browser();
        let mut asked = browser.post("/luyen-tap", &[("viec", "bat-dau"), ("so-cau", "20")]).await;
        for number in 1..=6 {
            asked.assert_says(&format!("Câu {number} trong 6"));
            assert!(!asked.body.contains("đáp án đúng"), "no key before the answer");
            let token = asked.input("bai").unwrap();
            let nothing = browser.post("/luyen-tap", &[("viec", "tra-loi"), ("bai", &token)]).await;
            assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
            nothing.assert_says("Chưa chọn phương án nào");
            // The first choice is the right one of every question.
            let choice = if number % 2 == 0 { "0" } else { "1" };
            let fields = [("viec", "tra-loi"), ("bai", token.as_str()), ("chon", choice)];
            let answered = browser.post("/luyen-tap", &fields).await;
            answered.assert_says(if number % 2 == 0 { "<b>Đúng</b>" } else { "<b>Chưa đúng</b>" });
            answered.assert_says("đáp án đúng");
            assert!(answered.headers.get(header::SET_COOKIE).is_none());
            answered.assert_says(if number == 6 { "Xem tổng kết" } else { "Câu tiếp" });
            let token = answered.input("bai").unwrap();
            asked = browser.post("/luyen-tap", &[("viec", "tiep"), ("bai", &token)]).await;
        }
        asked.assert_says("Bạn trả lời đúng 3 trong 6 câu.");
        asked.assert_says("/luyen-tap?linh-vuc=Chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91");

        for token in ["", "AAAA", "%00"] {
            let lost = browser.post("/luyen-tap", &[("viec", "tiep"), ("bai", token)]).await;
            assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
            lost.assert_says("Hãy bắt đầu bài mới");
        }
        let none = browser.post("/luyen-tap", &[("viec", "bat-dau"), ("linh-vuc", "Thiên văn")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.assert_says("Hãy chọn rộng hơn");
    }

    async fn a_question_that_was_taken_back_is_not_asked_any_more(t: TestEngine) {
        let story = Story::begin(t).await;
        let bank = story.app.t.bank("luyen-tap", 12).await;
        let mut organiser = story.app.staff_browser(&story.app.t.organiser().await).await;
        let address = format!("/ban-to-chuc/ngan-hang/{bank}/luyen-tap");
        organiser.post(&address, &[("viec", "ty-le"), ("phan-tram", "50")]).await;
        let mut browser = story.app.browser();
        let asked = browser.post("/luyen-tap", &[("viec", "bat-dau")]).await;
        asked.assert_says("Câu 1 trong 6");
        organiser.post(&address, &[("viec", "ty-le"), ("phan-tram", "0")]).await;
        story.app.t.advance(Millis::minutes(1));
        let token = asked.input("bai").unwrap();
        let gone = browser.post("/luyen-tap", &[("viec", "tra-loi"), ("bai", &token), ("chon", "0")]).await;
        gone.assert_says("Bạn trả lời đúng 0 trong 0 câu.");
        assert!(!gone.body.contains("đáp án đúng"));
    }

    async fn only_organisers_say_what_is_for_practice_and_never_what_a_round_asks(t: TestEngine) {
        let story = Story::begin(t).await;
        let address = format!("/ban-to-chuc/ngan-hang/{}/luyen-tap", story.contest.bank_id);
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.unit).await).await;
        let fields = [("viec", "ma-cau"), ("cac-cau", "1, 2 99999"), ("de-lam-gi", "practice")];
        assert_eq!(viewer.get(&address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(&address, &fields).await.status, StatusCode::FORBIDDEN);
        let mut organiser = story.app.staff_browser(&story.app.t.organiser().await).await;
        let kept = organiser.post(&address, &fields).await;
        let kept = organiser.get(&kept.location().unwrap()).await;
        kept.assert_says("Không câu nào phải đổi.");
        kept.assert_says("2 câu đang nằm trong đề của vòng chưa công bố");
        kept.assert_says("1 mã không có trong ngân hàng này");
        for wrong in [[("viec", "ma-cau"), ("cac-cau", "mười"), ("de-lam-gi", "practice")], [("viec", "ty-le"), ("phan-tram", "33"), ("linh-vuc", "")]] {
            let refused = organiser.post(&address, &wrong).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(organiser.get("/ban-to-chuc/ngan-hang/999/luyen-tap").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_board_masks_names_and_equals_share_a_place(t: TestEngine) {
        let story = Story::begin(t).await;
        let (department, sibling) = (&story.tree.department, &story.tree.sibling);
        // An, Bình, Chi, Dũng by their numbers.
        story.result(8, department, Position::CivilServant, 5, 100).await;
        let binh = story.result(9, department, Position::CivilServant, 4, 90).await;
        story.result(10, sibling, Position::CivilServant, 4, 90).await;
        story.result(11, sibling, Position::CivilServant, 3, 60).await;
        story.result(12, &story.tree.commune, Position::Citizen, 2, 30).await;

        let board = story.read("/xep-hang").await;
        board.assert_says("Kết quả tạm thời");
        board.assert_says("Nguyễn Văn A***");
        for name in ["Nguyễn Văn An", "Nguyễn Văn Bình", "Nguyễn Văn Dũng"] {
            assert_silent(&board, name);
        }
        assert!(row(&board, "Nguyễn Văn B***").contains(">2</span>"));
        assert!(row(&board, "Nguyễn Văn C***").contains(">2</span>"));
        assert!(row(&board, "Nguyễn Văn C***").contains("đồng hạng"));
        assert!(row(&board, "Nguyễn Văn D***").contains(">4</span>"), "the next place skips");
        assert!(row(&board, "Nguyễn Văn A***").contains("5/5"));
        assert!(row(&board, "Nguyễn Văn A***").contains("1:40"));
        assert_silent(&board, "(bạn)");

        let citizens = story.read("/xep-hang?bang=B").await;
        citizens.assert_says("Xã Bảo Thắng");
        assert_silent(&citizens, "Nguyễn Văn A***");
        let agency = story.read("/xep-hang?don-vi=15-so-tu-phap").await;
        assert!(row(&agency, "Nguyễn Văn C***").contains(">1</span>"));
        assert_silent(&agency, "Nguyễn Văn A***");
        story.read("/xep-hang?don-vi=15-so-tu-phap&bang=B").await.assert_says("Chưa có ai trên bảng này");
        for odd in ["trang=9", "trang=0", "trang=4294967295", "vong=7", "bang=Z", "don-vi=12-so-noi-vu", "don-vi=%00", "vong=1&vong=2"] {
            story.read(&format!("/xep-hang?{odd}")).await.assert_says("Nguyễn Văn A***");
        }

        let mut browser = story.signed_in(&binh).await;
        let board = browser.get("/xep-hang").await;
        board.assert_says("Vị trí của tôi");
        assert!(row(&board, "(bạn)").contains("class=\"me\""));
        assert_eq!(board.body.matches("(bạn)").count(), 1);
        board.assert_says("toàn tỉnh, Bảng A");
        let others = browser.get("/xep-hang?bang=B").await;
        others.assert_says("href=\"/xep-hang?vong=1&amp;bang=A&amp;trang=1#dong-cua-toi\"");
        assert_silent(&others, "(bạn)");
    }

    async fn a_long_board_has_pages_and_shows_my_line_on_each(t: TestEngine) {
        let story = Story::begin(t).await;
        for number in 0..52 {
            story.result(number, &story.tree.department, Position::CivilServant, 4, 60 + i64::from(number)).await;
        }
        // Two who are equal, with the same number of right answers in the same time.
        let me = story.result(60, &story.tree.department, Position::CivilServant, 4, 60 + 51).await;
        let mut browser = story.signed_in(&me).await;
        let first = browser.get("/xep-hang").await;
        assert_eq!(first.body.matches("(bạn)").count(), 1, "below the first page");
        first.assert_says("trang=2");
        assert!(row(&first, "(bạn)").contains("đồng hạng"));
        let last = browser.get("/xep-hang?trang=77").await;
        assert!(row(&last, "(bạn)").contains(">52</span>"), "{}", last.body);
        assert_eq!(last.body.matches("(bạn)").count(), 1);
        assert_eq!(story.read("/xep-hang").await.body.matches("<tr").count(), 51);
    }

    async fn agencies_are_ranked_by_share_and_shown_without_one(t: TestEngine) {
        let story = Story::begin(t).await;
        story.read("/xep-hang/don-vi").await.assert_says("Chưa có đơn vị nào trên bảng này");
        story.app.t.cache.forget_all().await.unwrap();
        story.result(1, &story.tree.department, Position::CivilServant, 5, 60).await;
        story.result(2, &story.tree.sibling, Position::CivilServant, 4, 60).await;
        story.result(3, &story.tree.sibling, Position::CivilServant, 3, 60).await;
        story.result(4, &story.tree.commune, Position::Citizen, 2, 60).await;
        story.later();
        let board = story.read("/xep-hang/don-vi").await;
        assert!(row(&board, "Sở Tư pháp").contains("2 người dự thi"), "{}", board.body);
        assert!(row(&board, "Sở Tư pháp").contains("3,5/5"));
        assert!(row(&board, "Xã Bảo Thắng").contains("1 người dự thi"));
        board.assert_says("3 đơn vị chưa báo số người");

        let headcount = headcounts::ActiveModel {
            agency_id: Set(story.tree.department.id),
            people: Set(3),
            valid_from: Set(0),
            set_at: Set(0),
            ..Default::default()
        };
        headcount.insert(&story.app.t.db.write).await.unwrap();
        story.later();
        let board = story.read("/xep-hang/don-vi").await;
        assert!(row(&board, "Sở Nội vụ").contains("33,3%"), "{}", board.body);
        assert!(row(&board, "Sở Nội vụ").contains(">1</span>"));
        assert!(row(&board, "Sở Tư pháp").contains("<td>–</td>"));
        let communes = story.read("/xep-hang/don-vi?khoi=xa-phuong&trang=5").await;
        communes.assert_says("Xã Bảo Thắng");
        assert_silent(&communes, "<th scope=\"row\">Sở Nội vụ");
        story.read("/xep-hang/don-vi?khoi=x&vong=y").await.assert_says("Sở Tư pháp");

        let person = story.app.t.participant(&story.tree.department, 7).await;
        let board = story.signed_in(&person).await.get("/xep-hang/don-vi").await;
        board.assert_says("Đơn vị của tôi");
        board.assert_says("Còn 2 người chưa dự thi.");
        assert!(row(&board, "33,3%").contains("class=\"me\""));
    }

    async fn a_result_is_its_owner_s_alone_and_holds_no_key(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        let first = story.take(&mut browser, 2, Millis::minutes(3)).await;
        let second = story.take(&mut browser, 4, Millis::minutes(2)).await;
        let result = browser.get(&second).await;
        for text in ["Tuần 1 · Lượt 2 trong 3", "Đúng 4 trên 5 câu", "Nhiều hơn lượt trước 2 câu", "2 phút", "Lượt này đang được tính", "hạng tại đơn vị", "Bạn còn 1 lượt", "tạm thời", "Thủ tục hành chính", "/xep-hang?vong=1&amp;bang=A"] {
            result.assert_says(text);
        }
        let other = browser.get(&first).await;
        other.assert_says("Lượt khác của bạn đang được tính");
        for answer in [&result, &other] {
            assert_silent(answer, "Phương án");
            assert_silent(answer, "Câu hỏi thử");
        }

        let binh = story.app.t.participant(&story.tree.department, 9).await;
        let mut stranger = story.signed_in(&binh).await;
        for address in [second.as_str(), "/ket-qua/999999", "/ket-qua/x", "/ket-qua/-1", "/ket-qua/99999999999999999999"] {
            let answer = stranger.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            answer.assert_says("Không có trang này");
        }
        let nobody = story.app.browser().get(&second).await;
        assert_eq!(nobody.location(), Some(format!("/dang-nhap?tiep={second}")));

        story.take(&mut browser, 1, Millis::minutes(1)).await;
        browser.get(&second).await.assert_says("Bạn đã dùng hết lượt");
        story.app.t.advance(Millis::days(7));
        browser.get(&second).await.assert_says("Vòng thi đã đóng");
    }

    async fn mine_are_my_attempts_and_my_data(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        assert_eq!(story.app.browser().get("/cua-toi").await.location().as_deref(), Some("/dang-nhap?tiep=/cua-toi"));
        let mut browser = story.signed_in(&an).await;
        let empty = browser.get("/cua-toi").await;
        for text in ["Bạn chưa thi lượt nào", "Vào thi Tuần 1", "2/9/1987", "Sở Nội vụ", "*** *** *"] {
            empty.assert_says(text);
        }
        assert_silent(&empty, an.phone.as_str());

        let address = story.take(&mut browser, 3, Millis::minutes(3)).await;
        let mine = browser.get("/cua-toi").await;
        for text in [address.as_str(), "Tuần 1 · Lượt 1", "3/5 câu", "Lượt được tính"] {
            mine.assert_says(text);
        }
        browser.post(&format!("/thi/{}/bat-dau", story.contest.round_id), &[]).await;
        browser.get("/cua-toi").await.assert_says("Làm bài tiếp");

        let export = browser.get("/cua-toi/du-lieu.json").await;
        assert_eq!(export.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"du-lieu-cua-toi.json\"");
        assert_eq!(export.headers[header::CACHE_CONTROL], "no-store");
        let data = export.json();
        assert_eq!((data["full_name"].as_str(), data["phone"].as_str()), (Some(an.name.as_str()), Some(an.phone.as_str())));
        assert_eq!(data["attempts"].as_array().map(Vec::len), Some(2));
        assert_silent(&export, "correct_choices");
        assert_eq!(story.app.browser().get("/cua-toi/du-lieu.json").await.status, StatusCode::SEE_OTHER);
    }

    async fn withdrawing_takes_a_tick_and_leaves_no_name(t: TestEngine) {
        let story = Story::begin(t).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut browser = story.signed_in(&an).await;
        story.take(&mut browser, 3, Millis::minutes(3)).await;
        for form in [&[][..], &[("dong-y", "")][..], &[("dong-y", "0")][..]] {
            let refused = browser.post("/cua-toi/rut-lui", form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.assert_says("Chưa có gì bị xóa");
        }
        let gone = browser.post("/cua-toi/rut-lui", &[("dong-y", "1")]).await;
        gone.assert_says("Bạn đã rút khỏi cuộc thi");
        assert_silent(&gone, an.name.as_str());
        assert_eq!(browser.get("/cua-toi").await.status, StatusCode::SEE_OTHER, "signed out");
        let row = participants::Entity::find_by_id(an.id).one(&story.app.t.db.read).await.unwrap().unwrap();
        assert!(!row.name.contains("Nguyễn") && row.phone_sealed.is_empty() && row.birth_date.is_empty());
        let board = story.read("/xep-hang").await;
        board.assert_says("Người dự thi đã rút");
        assert_silent(&board, "Nguyễn Văn A***");
    }

    async fn pages_for_everybody_hold_no_question_and_stand_the_cache_s_loss(t: TestEngine) {
        let story = Story::begin(t).await;
        story.result(8, &story.tree.department, Position::CivilServant, 5, 100).await;
        for page in ["/", "/cuoc-thi", "/bao-ve-du-lieu", "/so-tay", "/xep-hang", "/xep-hang/don-vi"] {
            let before = story.read(page).await;
            assert_silent(&before, "Phương án");
            assert_silent(&before, "Câu hỏi thử");
            story.app.t.cache.forget_all().await.unwrap();
            story.later();
            assert_eq!(story.read(page).await.status, StatusCode::OK, "{page}");
        }
    }
}

#[tokio::test]
async fn without_a_contest_pages_say_so() {
    let app = TestApp::new(TestEngine::sqlite().await);
    for page in ["/", "/cuoc-thi", "/so-tay", "/xep-hang", "/xep-hang/don-vi"] {
        assert_eq!(app.browser().get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(app.browser().get("/bao-ve-du-lieu").await.status, StatusCode::OK);
}
