//! Working on a bank through the real router: who may do what, a question's way, and acts on many.

use crate::common::{Browser, TestApp};
use axum::http::StatusCode;
use engine::{
    accounts::{Role, StaffSession},
    banks::{self, QuestionFilter, work},
    both_engines,
    testing::TestEngine,
};

/// A form's fields.
type Fields<'a> = Vec<(&'a str, &'a str)>;
/// What each role is answered, in the order of the table's roles.
type Answers = [StatusCode; 6];

struct Story {
    app: TestApp,
    bank: i64,
    organiser: StaffSession,
    author: StaffSession,
    reviewer: StaffSession,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let bank = t.bank("thu", 6).await;
        let organiser = t.organiser().await;
        let author = t.staff("soan", Role::QuestionAuthor, None).await;
        let reviewer = t.staff("duyet", Role::QuestionReviewer, None).await;
        for worker in [&author, &reviewer] {
            work::assign(&t, &organiser, worker.staff_id, bank, true).await.unwrap();
        }
        Self { app: TestApp::new(t), bank, organiser, author, reviewer }
    }

    async fn browser(&self, member: &StaffSession) -> Browser<'_> {
        self.app.staff_browser(member).await
    }

    fn at(&self, rest: &str) -> String {
        format!("/ban-to-chuc/ngan-hang/{}{rest}", self.bank)
    }

    async fn numbers(&self) -> Vec<i64> {
        let page = banks::questions(&self.app.t.db.read, self.bank, &QuestionFilter::default(), 1).await.unwrap();
        page.questions.into_iter().map(|found| found.number).collect()
    }

    /// Takes a question a step, by the version that its page carries.
    async fn step(&self, browser: &mut Browser<'_>, page: &str, step: &str, note: &str) -> StatusCode {
        let version = browser.get(page).await.input("phien-ban").unwrap();
        browser.post(page, &[("viec", step), ("gop-y", note), ("phien-ban", &version)]).await.status
    }
}

/// The form of a sound question.
fn form<'a>(stem: &'a str, act: &'a str, version: &'a str) -> Fields<'a> {
    vec![
        ("cau-hoi", stem),
        ("phuong-an", "Một"),
        ("phuong-an", ""),
        ("phuong-an", "Hai <b>"),
        ("dung", "2"),
        ("linh-vuc", "Thể chế"),
        ("muc-do", "apply"),
        ("giai-thich", "Theo nghị định."),
        ("cau-so-tay", "12"),
        ("phien-ban", version),
        ("viec", act),
    ]
}

both_engines! {
    async fn a_question_is_written_returned_mended_and_approved(t: TestEngine) {
        let story = Story::begin(t).await;
        let (mut author, mut reviewer) = (story.browser(&story.author).await, story.browser(&story.reviewer).await);
        author.visit("/ban-to-chuc/ngan-hang").await.assert_says("Ngân hàng thu");
        let new = story.at("/cau/moi");
        author.get(&new).await.assert_says("Soạn câu mới");
        let looked = author.post(&new, &form("Ai ký?", "xem", "0")).await;
        assert_eq!(looked.status, StatusCode::OK);
        looked.assert_says("<span>Hai &lt;b&gt;</span>");
        looked.assert_says("Đáp án: B");
        let more = author.post(&new, &form("Ai ký?", "them", "0")).await;
        assert_eq!(more.body.matches("name=\"phuong-an\"").count(), 5);
        let refused = author.post(&new, &form("  ", "luu", "0")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Câu hỏi đang trống.");
        refused.assert_says("href=\"#noi-dung\"");
        refused.assert_says("Hai &lt;b&gt;");

        let page = author.post(&new, &form("Ai ký?", "gui", "0")).await.location().unwrap();
        author.get(&page).await.assert_says("Chờ duyệt");
        author.get(&page).await.assert_says("Câu này do bạn soạn nên phải do người khác duyệt.");
        let seen = reviewer.get(&page).await;
        seen.assert_says("Duyệt câu này");
        seen.assert_says("sổ tay câu 12");
        assert!(!seen.body.contains("Sửa câu này"), "a reviewer does not write");
        assert_eq!(story.step(&mut reviewer, &page, "return", "").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(story.step(&mut reviewer, &page, "return", "Ghi rõ <văn bản>.").await, StatusCode::SEE_OTHER);
        author.get(&page).await.assert_says("Ghi rõ &lt;văn bản&gt;.");

        let version = author.get(&page).await.input("phien-ban").unwrap();
        let edited = author.post(&format!("{page}/sua"), &form("Ai ký nghị định?", "gui", &version)).await;
        assert_eq!(edited.location().unwrap(), page);
        let seen = reviewer.get(&page).await;
        seen.assert_says("<ins>ký nghị định?</ins>");
        seen.assert_says("<del>ký?</del>");
        assert_eq!(story.step(&mut reviewer, &page, "approve", "").await, StatusCode::SEE_OTHER);
        let seen = reviewer.get(&page).await;
        seen.assert_says("Đã duyệt");
        seen.assert_says("duyệt, bản 2");
        reviewer.get(&story.at("?trang-thai=approved&tim=ky+nghi+dinh")).await.assert_says("Ai ký nghị định?");
    }

    async fn a_choice_keeps_its_place_from_the_form_to_the_history(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut author = story.browser(&story.author).await;
        let typed = |act, version, anchored: &'static [&'static str]| -> Fields<'_> {
            let choices = ["Một", "", "Hai", "Ba", "Bốn"].map(|text| ("phuong-an", text));
            let beside = [("cau-hoi", "Đứng thứ mấy?"), ("dung", "0"), ("phien-ban", version), ("viec", act)];
            choices.into_iter().chain(beside).chain(anchored.iter().map(|place| ("giu-vi-tri", *place))).collect()
        };
        let new = story.at("/cau/moi");
        author.post(&new, &typed("xem", "0", &["2"])).await.assert_says("phương án B giữ vị trí");
        let page = author.post(&new, &typed("luu", "0", &["2"])).await.location().unwrap();
        author.get(&page).await.assert_says("phương án B giữ vị trí");

        let form = author.get(&format!("{page}/sua")).await;
        form.assert_says("Giữ vị trí B khi trộn");
        let ticks: Vec<bool> = form.body.split("name=\"giu-vi-tri\"").skip(1).map(|rest| rest[..rest.find('>').unwrap()].contains("checked")).collect();
        assert_eq!(ticks, [false, true, false, false]);
        let version = form.input("phien-ban").unwrap();
        let submitted = author.post(&format!("{page}/sua"), &typed("gui", &version, &["2", "3"])).await;
        assert_eq!(submitted.location().unwrap(), page);
        author.get(&page).await.assert_says("phương án B, C giữ vị trí");
        let version = author.get(&page).await.input("phien-ban").unwrap();
        let freed = author.post(&format!("{page}/sua"), &typed("luu", &version, &[])).await;
        assert_eq!(freed.status, StatusCode::SEE_OTHER);
        let seen = author.get(&page).await;
        seen.assert_says("<del>B, C</del>");
        assert!(!seen.body.contains("phương án B, C giữ vị trí"), "nothing is kept in place any more");
    }

    async fn the_second_of_two_editors_is_told_and_keeps_what_they_typed(t: TestEngine) {
        let story = Story::begin(t).await;
        let page = story.at(&format!("/cau/{}", story.numbers().await[0]));
        let sua = format!("{page}/sua");
        let (mut first, mut second) = (story.browser(&story.author).await, story.browser(&story.organiser).await);
        let version = second.get(&sua).await.input("phien-ban").unwrap();
        assert_eq!(first.post(&sua, &form("Bản của người trước?", "luu", &version)).await.status, StatusCode::SEE_OTHER);
        let told = second.post(&sua, &form("Bản của người sau?", "luu", &version)).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        told.assert_says("Câu này vừa có người khác thay đổi");
        told.assert_says("(soan), sửa nội dung");
        told.assert_says("Bản của người sau?");
        told.assert_says("<ins>sau?</ins>");
        let version = told.input("phien-ban").unwrap();
        assert_eq!(second.post(&sua, &form("Bản của người sau?", "luu", &version)).await.status, StatusCode::SEE_OTHER);
        let stale = second.post(&page, &[("viec", "submit"), ("phien-ban", "0")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        stale.assert_says("Câu này vừa có người khác thay đổi.");
    }

    async fn every_role_may_do_its_part_and_no_more(t: TestEngine) {
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.province).await;
        let stranger = t.staff("noi-khac", Role::QuestionAuthor, None).await;
        let admin = t.staff("quan-tri", Role::Admin, None).await;
        let story = Story::begin(t).await;
        let question = story.numbers().await[0].to_string();
        let page = story.at(&format!("/cau/{question}"));
        let (sua, moi) = (format!("{page}/sua"), story.at("/cau/moi"));
        let (ok, no, none) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        let roles = [
            ("admin", &admin), ("organiser", &story.organiser), ("author", &story.author), ("reviewer", &story.reviewer),
            ("stranger", &stranger), ("viewer", &viewer),
        ];
        // In the order of the roles above.
        let looks: [(&str, Answers); 8] = [
            (&story.at(""), [ok, ok, ok, ok, none, no]),
            (&story.at("/tim?tim=cau"), [ok, ok, ok, ok, none, no]),
            (&page, [ok, ok, ok, ok, none, no]),
            (&sua, [ok, ok, ok, no, none, no]),
            (&moi, [ok, ok, ok, no, none, no]),
            ("/ban-to-chuc/ngan-hang", [ok, ok, ok, ok, ok, no]),
            ("/ban-to-chuc/ngan-hang/nguoi-lam", [ok, ok, no, no, no, no]),
            ("/ban-to-chuc/vong-thi", [ok, ok, no, no, no, no]),
        ];
        for (address, expected) in looks {
            for ((role, member), expected) in roles.iter().zip(expected) {
                assert_eq!(story.browser(member).await.get(address).await.status, expected, "{role} GET {address}");
            }
        }
        let (bulk, preview) = (story.at("/hang-loat"), story.at("/xem-truoc"));
        let workers = "/ban-to-chuc/ngan-hang/nguoi-lam";
        let redirect = StatusCode::SEE_OTHER;
        let refused = StatusCode::UNPROCESSABLE_ENTITY;
        let topic = vec![("viec", "topic"), ("cau", question.as_str())];
        let acts: [(&str, Fields<'_>, Answers); 6] = [
            (&preview, form("Ai?", "", "0"), [ok, ok, ok, no, none, no]),
            (&moi, form("", "luu", "0"), [refused, refused, refused, no, none, no]),
            (&sua, form("", "luu", "0"), [refused, refused, refused, no, none, no]),
            (&page, vec![("viec", "comment"), ("gop-y", "Này")], [redirect, redirect, redirect, redirect, none, no]),
            (&bulk, topic, [redirect, redirect, redirect, no, none, no]),
            (workers, vec![("ten", "")], [refused, refused, no, no, no, no]),
        ];
        for (address, fields, expected) in acts {
            for ((role, member), expected) in roles.iter().zip(expected) {
                let answer = story.browser(member).await.post(address, &fields).await;
                assert_eq!(answer.status, expected, "{role} POST {address}: {}", answer.body);
            }
        }
    }

    async fn many_are_acted_on_at_once_and_it_is_taken_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let numbers = story.numbers().await;
        let mut organiser = story.browser(&story.organiser).await;
        let bulk = story.at("/hang-loat");
        let nothing = organiser.post(&bulk, &[("viec", "retire")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.assert_says("Bạn chưa chọn câu nào.");
        assert_eq!(organiser.post(&bulk, &[("viec", "return"), ("cau", "1")]).await.status, StatusCode::BAD_REQUEST);
        let (one, two) = (numbers[0].to_string(), numbers[1].to_string());
        let ticked = [("viec", "retire"), ("pham-vi", "chon"), ("cau", &one), ("cau", &two), ("cau", "99999"), ("cau", "x")];
        let done = organiser.post(&bulk, &ticked).await.location().unwrap();
        organiser.get(&done).await.assert_says("Đã làm với 2 câu.");
        organiser.get(&story.at("?trang-thai=retired")).await.assert_says("2 câu");
        assert_eq!(organiser.post(&done, &[]).await.location().unwrap(), done);
        organiser.get(&done).await.assert_says("Đã hoàn tác lúc");
        organiser.get(&story.at("?trang-thai=retired")).await.assert_says("Không tìm thấy câu nào");
        let found = [("viec", "level"), ("muc-do-moi", "apply"), ("pham-vi", "tat-ca"), ("muc-do", "recall")];
        let done = organiser.post(&bulk, &found).await.location().unwrap();
        let page = organiser.get(&done).await;
        page.assert_says("Đổi mức độ thành “Vận dụng”");
        page.assert_says("Đã làm với 2 câu.");
        organiser.get(&story.at("")).await.assert_says(&done);
    }

    async fn the_list_is_found_as_one_types(t: TestEngine) {
        let story = Story::begin(t).await;
        banks::handbooks::import(&story.app.t, "so-tay.docx", {
            let path = format!("{}/../content/so-tay.docx", env!("CARGO_MANIFEST_DIR"));
            std::fs::read(path).unwrap()
        })
        .await
        .unwrap();
        let mut reviewer = story.browser(&story.reviewer).await;
        let page = reviewer.get(&story.at("")).await;
        page.assert_says(&format!("data-live=\"{}\"", story.at("/tim")));
        let found = reviewer.get(&story.at("/tim?tim=cau+hoi+thu+so+3")).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(!found.body.contains("<html"), "a part of the page: {}", found.body);
        found.assert_says("Câu hỏi thử số 3?");
        assert!(!found.body.contains("Câu hỏi thử số 4?"));
        reviewer.get(&story.at("/tim?tim=mot+cua")).await.assert_says("Trong sổ tay");
        let none = reviewer.get(&story.at("/tim?tim=khongcochunao")).await;
        none.assert_says("Không tìm thấy câu nào");
        assert!(!none.body.contains("Trong sổ tay"));
    }

    async fn questions_whose_document_was_superseded_are_listed(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut author = story.browser(&story.author).await;
        let mut fields = form("Ai ký?", "luu", "0");
        fields.push(("can-cu", "không có số"));
        let refused = author.post(&story.at("/cau/moi"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Dòng “không có số” chưa có số văn bản");
        fields.pop();
        fields.push(("can-cu", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"));
        let page = author.post(&story.at("/cau/moi"), &fields).await.location().unwrap();
        author.get(&page).await.assert_says("Nghị định 30/2020/NĐ-CP, Chính phủ, ban hành 5/3/2020");
        author.get(&format!("{page}/sua")).await.assert_says("Nghị định 30/2020/NĐ-CP");
        let list = author.get(&story.at("/van-ban")).await;
        list.assert_says("1 câu hỏi");
        let href = list.body.split_once(&story.at("/van-ban/")).unwrap().1.split('"').next().unwrap().to_owned();
        let document = story.at(&format!("/van-ban/{href}"));
        let wrong = author.post(&document, &[("ngay-hieu-luc", "2026-02-31")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.assert_says("Ngày này không có.");
        let itself = author.post(&document, &[("thay-bang", "30/2020/NĐ-CP")]).await;
        itself.assert_says("Văn bản không tự thay thế mình.");
        let mut reviewer = story.browser(&story.reviewer).await;
        let by = [("thay-bang", "Nghị định 2/2026/NĐ-CP"), ("thay-tu", "2026-03-01"), ("ngay-hieu-luc", "2020-03-05")];
        assert_eq!(reviewer.post(&document, &by).await.status, StatusCode::FORBIDDEN);
        assert_eq!(author.post(&document, &by).await.location().unwrap(), story.at("/van-ban"));
        author.get(&story.at("/van-ban")).await.assert_says("Đã thay bằng Nghị định 2/2026/NĐ-CP 1/3/2026");
        author.get(&page).await.assert_says("Đã thay bằng Nghị định 2/2026/NĐ-CP");
        reviewer.get(&story.at("")).await.assert_says("Căn cứ đã bị thay thế: 1 câu");
        let found = reviewer.get(&story.at("?can-cu=da-thay")).await;
        found.assert_says("Ai ký?");
        assert!(!found.body.contains("Câu hỏi thử số 1?"));
    }

    async fn an_organiser_makes_a_reviewer_who_works_on_what_is_given(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.browser(&story.organiser).await;
        let address = "/ban-to-chuc/ngan-hang/nguoi-lam";
        let bank = story.bank.to_string();
        let fields = [("ten", "Lò Thị Mai"), ("ten-dang-nhap", "lo.mai"), ("vai-tro", "question_reviewer"), ("ngan-hang", &bank)];
        let refused = organiser.post(address, &fields[..3]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Bạn chưa chọn ngân hàng.");
        refused.assert_says("value=\"Lò Thị Mai\"");
        let made = organiser.post(address, &fields).await;
        assert_eq!(made.status, StatusCode::OK);
        let secret = made.body.split_once("entry-code issued\">").unwrap().1.split('<').next().unwrap().to_owned();
        let mut mai = story.app.browser();
        let signed_in = mai.post("/ban-to-chuc/dang-nhap", &[("tai-khoan", "lo.mai"), ("mat-khau", &secret)]).await;
        assert_eq!(signed_in.location().unwrap(), "/ban-to-chuc/mat-khau");
        let changed = [
            ("mat-khau", secret.as_str()),
            ("mat-khau-moi", "con trâu đi trước cái cày"),
            ("nhap-lai", "con trâu đi trước cái cày"),
        ];
        let changed = mai.post("/ban-to-chuc/mat-khau", &changed).await;
        assert!(changed.status.is_redirection() || changed.status.is_success(), "{}", changed.body);
        let list = organiser.get(address).await;
        list.assert_says("lo.mai · Người thẩm định câu hỏi");
        let id = work::workers(&story.app.t, &story.organiser).await.unwrap();
        let id = id.iter().find(|worker| worker.username == "lo.mai").unwrap().staff_id.to_string();
        let taken = organiser.post(address, &[("tai-khoan", &id), ("viec", "thoi"), ("ngan-hang", &bank)]).await;
        assert_eq!(taken.location().unwrap(), address);
        let given = work::workers(&story.app.t, &story.organiser).await.unwrap();
        assert!(given.iter().find(|worker| worker.username == "lo.mai").unwrap().banks.is_empty());
        assert_eq!(organiser.post(address, &[("tai-khoan", "x")]).await.status, StatusCode::NOT_FOUND);
    }
}
