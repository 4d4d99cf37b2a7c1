//! Files of questions from the upload to the bank, through the real router: what is asked, what is
//! contested, what is refused.

use crate::common::{Answer, Browser, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use contest::banks::Step;
use engine::{
    accounts::Role,
    banks::{
        approved,
        work::{WorkError, decide},
    },
    both_engines,
    db::entities::{import_files, imports, questions},
    testing::{OpenContest, TestEngine, Tree},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

const BOUNDARY: &str = "----cchc";
/// The one hostile file that is read: its words without its macro.
const WITH_MACRO: &str = "06-co-macro.docx";
/// Western letters as an old font shows them.
const TCVN3: &str = "C©u hái;Ph\u{AD}¬ng ¸n A;Ph\u{AD}¬ng ¸n B;§¸p ¸n ®óng\r\n\
    NghÞ quyÕt nµy cã mÊy néi dung c¶i c¸ch?;Bèn;S¸u;B\r\nC¸n bé cã trùc ngµy nghØ kh«ng?;Cã;Kh«ng;A\r\n";

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 24, 5).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
    }

    fn bank(&self) -> String {
        format!("/ban-to-chuc/ngan-hang/{}", self.contest.bank_id)
    }

    /// Rows of files that were read, and files that wait for a word.
    /// Somebody else approves all that waits.
    async fn approve_all(&self) {
        let t = &self.app.t;
        let other = t.staff("tham-dinh", Role::Organiser, None).await;
        for question in questions::Entity::find().all(&t.db.read).await.unwrap() {
            let which = (self.contest.bank_id, question.id, question.version);
            match decide(t, &other, which, Step::Approve, "").await {
                Ok(_) | Err(WorkError::NotDone(_)) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    async fn stored(&self) -> (u64, u64) {
        let db = &self.app.t.db.read;
        (imports::Entity::find().count(db).await.unwrap(), import_files::Entity::find().count(db).await.unwrap())
    }
}

async fn upload(browser: &mut Browser<'_>, address: &str, name: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    browser.send(Request::post(address).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

fn western(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// Fields as a browser sends them back: for one sheet, its columns in order.
fn columns(codes: &[&str], first_row: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = [("viec", "cot"), ("trang-0", "1"), ("ten-0", ""), ("hang-0", first_row)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    fields.extend(codes.iter().enumerate().map(|(at, code)| (format!("cot-0-{at}"), (*code).to_owned())));
    fields
}

async fn post(browser: &mut Browser<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

both_engines! {
    async fn a_file_in_tcvn3_is_looked_at_before_its_letters_are_trusted(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let answer = upload(&mut browser, &story.bank(), "de-2009.csv", &western(TCVN3)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let asked = answer.location().unwrap();
        assert!(asked.starts_with("/ban-to-chuc/ngan-hang/tep/"), "{asked}");
        assert_eq!(story.stored().await, (0, 1));
        let page = browser.get(&asked).await;
        page.assert_says("Đọc tệp de-2009.csv");
        page.assert_says("Nghị quyết này có mấy nội dung cải cách?;Bốn;Sáu;B");
        page.assert_says("Chưa ghi gì vào ngân hàng câu hỏi.");
        let checked = page.body.split("<input").find(|input| input.contains("checked")).unwrap();
        assert!(checked.contains("value=\"tcvn3\""), "{checked}");

        let nothing = browser.post(&asked, &[("viec", "bang-ma")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.assert_says("Bạn chưa chọn bảng mã.");
        let read = browser.post(&asked, &[("viec", "bang-ma"), ("bang-ma", "tcvn3")]).await;
        let import = read.location().unwrap();
        assert!(import.starts_with("/ban-to-chuc/ngan-hang/nhap/"), "{import}");
        let preview = browser.get(&import).await;
        preview.assert_says("Cán bộ có trực ngày nghỉ không?");
        preview.assert_says("Nhập 2 câu");
        preview.assert_says("TCVN3");
        assert_eq!(story.stored().await, (1, 0), "the bytes are gone once read");
        assert_eq!(browser.get(&asked).await.status, StatusCode::NOT_FOUND);
        browser.post(&import, &[("viec", "nhap"), ("so", "2+0")]).await;
        browser.get(&import).await.assert_says("Đã nhập 2 câu");
    }

    async fn a_pdf_is_read_with_a_word_of_care(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        browser.get(&story.bank()).await.assert_says("PDF có chữ (.pdf)");
        let file = include_bytes!("../../../bank/tests/fixtures/pdf/11-dau-trang.pdf");
        let answer = upload(&mut browser, &story.bank(), "de-thi.pdf", file).await;
        let import = answer.location().unwrap_or_else(|| panic!("{}", answer.body));
        let preview = browser.get(&import).await;
        preview.assert_says("Nhập 16 câu");
        preview.assert_says("Hãy đối chiếu từng câu với tệp trước khi nhập.");
        preview.assert_says("Cổng Dịch vụ công quốc gia được khai trương ngày nào?");
        let cut = upload(&mut browser, &story.bank(), "de-thi.pdf", &file[..2_000]).await;
        assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
        cut.assert_says("Tệp bị hỏng hoặc chưa tải đủ.");
    }

    async fn columns_without_names_are_named_by_a_person(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let file = "m1,m2,m3,m4\nCơ quan nào chủ trì việc kiểm soát thủ tục?,Văn phòng,Sở,A\nAi ký ban hành?,Một,Hai,B\n";
        let answer = upload(&mut browser, &story.bank(), "la.csv", file.as_bytes()).await;
        let asked = answer.location().unwrap_or_else(|| panic!("{}", answer.body));
        let page = browser.get(&asked).await;
        page.assert_says("Chưa tìm thấy hàng tên cột.");
        page.assert_says("Cơ quan nào chủ trì việc kiểm soát thủ tục?");
        page.assert_says("Cột D");

        let twice = post(&mut browser, &asked, &columns(&["cau-hoi", "phuong-an-a", "phuong-an-a", "dap-an"], "2")).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.assert_says("Cột B và cột C cùng là “Phương án A”. Hãy chỉ giữ một cột.");
        let kept = twice.body.matches("value=\"phuong-an-a\" selected").count();
        assert_eq!(kept, 2, "what was chosen is still there");
        let no_row = post(&mut browser, &asked, &columns(&["cau-hoi", "phuong-an-a", "phuong-an-b", "dap-an"], "hai")).await;
        no_row.assert_says("Hàng của câu hỏi đầu tiên phải là số.");
        let beyond = post(&mut browser, &asked, &columns(&["cau-hoi", "phuong-an-a", "phuong-an-b", "dap-an"], "99")).await;
        assert_eq!(beyond.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = browser.post(&asked, &[("viec", "cot")]).await;
        none.assert_says("Chưa chọn trang tính nào để đọc.");

        let read = post(&mut browser, &asked, &columns(&["cau-hoi", "phuong-an-a", "phuong-an-b", "dap-an"], "2")).await;
        let import = read.location().unwrap_or_else(|| panic!("{}", read.body));
        browser.get(&import).await.assert_says("Nhập 2 câu");
        browser.post(&import, &[]).await;
        browser.get(&import).await.assert_says("Đã nhập 2 câu");
        assert_eq!(story.stored().await.1, 0);
    }

    async fn a_file_can_be_dropped_and_is_nobody_elses(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let asked = upload(&mut browser, &story.bank(), "cu.csv", &western(TCVN3)).await.location().unwrap();
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.province).await).await;
        assert_ne!(viewer.get(&asked).await.status, StatusCode::OK);
        assert_ne!(story.app.browser().get(&asked).await.status, StatusCode::OK);
        assert_eq!(browser.get("/ban-to-chuc/ngan-hang/tep/9999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post("/ban-to-chuc/ngan-hang/tep/x", &[]).await.status, StatusCode::NOT_FOUND);
        let dropped = browser.post(&asked, &[("viec", "bo")]).await;
        assert_eq!(dropped.location().unwrap(), story.bank());
        assert_eq!(story.stored().await, (0, 0));
    }

    async fn another_key_is_shown_beside_the_banks_and_nothing_is_replaced_silently(t: TestEngine) {
        let story = Story::begin(t).await;
        let (bank, mut browser) = (story.bank(), story.organiser().await);
        let db = story.app.t.db.read.clone();
        let file = |key: &str| {
            let other = if key == "B" { "Ai ký quyết định công bố thủ tục?" } else { "Hồ sơ trực tuyến nộp vào lúc nào?" };
            format!("Câu hỏi,A,B,C,Đáp án\nNghị quyết số 999/NQ-CP xác định mấy nội dung?,Bốn,Sáu,Tám,{key}\n{other},Một,Hai,Ba,A\n")
        };
        let first = upload(&mut browser, &bank, "a.csv", file("B").as_bytes()).await.location().unwrap();
        browser.post(&first, &[]).await;
        story.approve_all().await;
        let before = approved(&db, story.contest.bank_id).await.unwrap();

        let second = upload(&mut browser, &bank, "b.csv", file("C").as_bytes()).await.location().unwrap();
        let page = browser.get(&second).await;
        page.assert_says("Đã có, khác đáp án");
        page.assert_says("Trong tệp");
        page.assert_says("Giữ câu đã có");
        let rows = page.body.matches("name=\"d-0\"").count();
        assert_eq!(rows, 2, "to keep or to replace: one stem stands once in a bank");
        let said = page.input("so").unwrap();

        // Chosen and committed at once: the number has changed, so the page says the new one first.
        let other = browser.post(&second, &[("viec", "nhap"), ("so", &said), ("d-0", "thay")]).await;
        let again = browser.get(&other.location().unwrap()).await;
        again.assert_says("Đã lưu lựa chọn của bạn.");
        assert_eq!(approved(&db, story.contest.bank_id).await.unwrap(), before);
        let said = again.input("so").unwrap();
        browser.post(&second, &[("viec", "nhap"), ("so", &said), ("d-0", "thay")]).await;
        let done = browser.get(&second).await;
        done.assert_says("1 câu đã có được thay.");
        assert_eq!(approved(&db, story.contest.bank_id).await.unwrap(), before, "somebody else has to approve it");
        story.approve_all().await;
        let after = approved(&db, story.contest.bank_id).await.unwrap();
        let key = |questions: &[(i64, contest::banks::Question)]| {
            let found = questions.iter().find(|(_, question)| question.stem.contains("999/NQ-CP")).unwrap();
            (found.0, found.1.correct.iter().collect::<Vec<_>>())
        };
        assert_eq!((key(&before).1, key(&after).1), (vec![1], vec![2]));
        assert_ne!(key(&before).0, key(&after).0, "a new revision, so that a frozen one stays");

        let third = upload(&mut browser, &bank, "c.csv", file("B").as_bytes()).await.location().unwrap();
        let saved = browser.post(&format!("{third}?xem=can-xem&trang=1"), &[("viec", "chon"), ("d-0", "thay")]).await;
        assert_eq!(saved.location().unwrap(), format!("{third}?xem=can-xem&trang=1"));
        let page = browser.get(&third).await;
        let chosen = page.body.split("<input").find(|input| input.contains("name=\"d-0\"") && input.contains("checked"));
        assert!(chosen.unwrap().contains("value=\"thay\""), "what was chosen is kept");
    }

    async fn hostile_files_each_get_their_sentence_and_leave_nothing(t: TestEngine) {
        let story = Story::begin(t).await;
        let (bank, mut browser) = (story.bank(), story.organiser().await);
        let before = story.stored().await;
        let folder = format!("{}/../bank/tests/fixtures/hostile", env!("CARGO_MANIFEST_DIR"));
        let mut files = 0;
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if matches!(name, "README.md" | "expected.json") {
                continue;
            }
            files += 1;
            let answer = upload(&mut browser, &bank, name, &std::fs::read(&path).unwrap()).await;
            if name == WITH_MACRO {
                browser.get(&answer.location().unwrap()).await.assert_says("Tệp có macro. Chỉ phần chữ được đọc");
                continue;
            }
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
            answer.assert_says("href=\"#tep\"");
            answer.assert_says("Hãy");
        }
        assert!(files > 20, "{files}");
        assert_eq!(story.stored().await, (before.0 + 1, before.1), "what the document with a macro says, without its bytes");
    }

    async fn the_template_is_read_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        browser.get(&story.bank()).await.assert_says("href=\"/ban-to-chuc/ngan-hang/mau.xlsx\"");
        let request = Request::get("/ban-to-chuc/ngan-hang/mau.xlsx").body(Body::empty()).unwrap();
        let answer = browser.send(request).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("mau-cau-hoi.xlsx"));
        assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().contains("spreadsheetml"));
        assert_ne!(story.app.browser().get("/ban-to-chuc/ngan-hang/mau.xlsx").await.status, StatusCode::OK);
    }
}
