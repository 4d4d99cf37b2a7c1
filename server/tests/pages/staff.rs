//! What organisers and viewers do, through the real router: what works, and what must not.

use crate::common::{Answer, Browser, TestApp};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use contest::{Millis, accounts::Position, contests::TrackKind};
use engine::{
    accounts::{NewStaff, Role, create_staff, person_of},
    banks::{self, QuestionFilter},
    both_engines,
    clock::os_rng,
    contests::Round,
    db::entities::{headcounts, questions, results, rounds, staff},
    testing::{OpenContest, TestEngine, Tree},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter as _,
};

const BOUNDARY: &str = "----cchc";

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

    /// The viewer of the department, which has a unit below it.
    async fn viewer(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.viewer(&self.tree.department).await).await
    }

    fn bank(&self) -> String {
        format!("/ban-to-chuc/ngan-hang/{}", self.contest.bank_id)
    }

    fn round(&self) -> String {
        format!("/ban-to-chuc/vong-thi/{}", self.contest.round_id)
    }

    async fn headcounts(&self) -> Vec<(i64, i32)> {
        let rows = headcounts::Entity::find().all(&self.app.t.db.read).await.unwrap();
        let mut rows: Vec<(i64, i32)> = rows.into_iter().map(|row| (row.agency_id, row.people)).collect();
        rows.sort_unstable();
        rows
    }
}

fn repository(path: &str) -> Vec<u8> {
    let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

async fn upload(browser: &mut Browser<'_>, address: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    browser.send(Request::post(address).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

/// The fields of a sound round: five questions for officials, three for citizens.
fn sound<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("ten", "Tuần 2"),
        ("mo", "2026-11-30T08:00"),
        ("dong", "2026-12-06T17:00"),
        ("staff|recall|Thủ tục hành chính", "3"),
        ("staff|apply|Chuyển đổi số", "2"),
        ("citizens|recall|Chuyển đổi số", "3"),
        ("viec", "luu"),
    ]
}

fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = sound();
    match fields.iter_mut().find(|(name, _)| *name == field) {
        Some(found) => found.1 = value,
        None => fields.push((field, value)),
    }
    fields
}

/// What a browser sends of a page's inputs and lists, as they were rendered.
fn controls(page: &Answer) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        Some(tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.replace("&amp;", "&"))
    };
    let tags = |html: &str, tag: &str| -> Vec<String> {
        html.split(&format!("<{tag} "))
            .skip(1)
            .filter_map(|rest| Some(format!(" {}", rest.split_once('>')?.0)))
            .collect()
    };
    let inputs = tags(&page.body, "input")
        .into_iter()
        .filter_map(|tag| Some((attribute(&tag, "name")?, attribute(&tag, "value").unwrap_or_default())));
    let lists = page.body.split("<select ").skip(1).filter_map(|rest| {
        let list = rest.split("</select>").next()?;
        let chosen = tags(list, "option").into_iter().find(|option| option.ends_with(" selected"))?;
        Some((attribute(&format!(" {list}"), "name")?, attribute(&chosen, "value")?))
    });
    inputs.chain(lists).collect()
}

both_engines! {
    async fn a_one_time_password_is_changed_before_anything_else(t: TestEngine) {
        let story = Story::begin(t).await;
        let new = NewStaff { username: "thu-ha", display_name: "Phạm Thu Hà", role: Role::Organiser, agency_id: None };
        let password = create_staff(&story.app.t, None, &new, &mut os_rng()).await.unwrap();
        let mut browser = story.app.browser();
        assert_eq!(
            browser.get("/ban-to-chuc/vong-thi").await.location().unwrap(),
            "/ban-to-chuc/dang-nhap?tiep=/ban-to-chuc/vong-thi"
        );
        let fields = [("tai-khoan", " Thu-Ha "), ("mat-khau", password.as_str()), ("tiep", "/ban-to-chuc/vong-thi")];
        let answer = browser.post("/ban-to-chuc/dang-nhap", &fields).await;
        assert_eq!(answer.location().unwrap(), "/ban-to-chuc/mat-khau", "{}", answer.body);
        for page in ["/ban-to-chuc", "/ban-to-chuc/ngan-hang", "/ban-to-chuc/tai-khoan"] {
            assert_eq!(browser.get(page).await.location().unwrap(), "/ban-to-chuc/mat-khau", "{page}");
        }
        browser.get("/ban-to-chuc/mat-khau").await.assert_says("Đặt mật khẩu của bạn");

        let mine = "con trâu đi trước cái cày";
        let change = |current: &str, new: &str, again: &str| {
            [("mat-khau", current.to_owned()), ("mat-khau-moi", new.to_owned()), ("nhap-lai", again.to_owned())]
        };
        for (current, new, again, says) in [
            ("sai mật khẩu rồi", mine, mine, "Mật khẩu đang dùng chưa đúng"),
            (password.as_str(), "ngắn", "ngắn", "Mật khẩu mới có 4 ký tự"),
            (password.as_str(), mine, "con trâu đi sau cái cày", "chưa giống nhau"),
            (password.as_str(), password.as_str(), password.as_str(), "giống mật khẩu đang dùng"),
        ] {
            let sent = change(current, new, again);
            let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.post("/ban-to-chuc/mat-khau", &sent).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
            assert!(!answer.body.contains(password.as_str()), "a password is never shown again");
        }
        let sent = [("mat-khau", password.as_str()), ("mat-khau-moi", mine), ("nhap-lai", mine)];
        let answer = browser.post("/ban-to-chuc/mat-khau", &sent).await;
        assert_eq!(answer.location().unwrap(), "/ban-to-chuc", "{}", answer.body);
        browser.visit("/ban-to-chuc").await.assert_says("Việc cần người xử lý");

        browser.post("/ban-to-chuc/dang-xuat", &[]).await;
        assert!(browser.get("/ban-to-chuc").await.location().unwrap().starts_with("/ban-to-chuc/dang-nhap"));
        let fields = [("tai-khoan", "thu-ha"), ("mat-khau", mine), ("tiep", "//evil.example")];
        assert_eq!(browser.post("/ban-to-chuc/dang-nhap", &fields).await.location().unwrap(), "/ban-to-chuc");
    }

    async fn signing_in_tells_nothing_and_is_limited(t: TestEngine) {
        let story = Story::begin(t).await;
        let new = NewStaff { username: "thu-ha", display_name: "Phạm Thu Hà", role: Role::Organiser, agency_id: None };
        create_staff(&story.app.t, None, &new, &mut os_rng()).await.unwrap();
        let mut browser = story.app.browser();
        let mut bodies = Vec::new();
        for username in ["thu-ha", "nobody-here"] {
            let answer =
                browser.post("/ban-to-chuc/dang-nhap", &[("tai-khoan", username), ("mat-khau", "con trâu đi trước")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.assert_says("Tên đăng nhập và mật khẩu chưa khớp");
            assert!(!answer.body.contains("con trâu"));
            let nonce_free: String = answer.body.replace(username, "…");
            bodies.push(nonce_free);
        }
        assert_eq!(bodies[0], bodies[1], "which of the two is wrong is not told");
        let missing = browser.post("/ban-to-chuc/dang-nhap", &[]).await;
        missing.assert_says("Bạn chưa nhập tên đăng nhập.");
        missing.assert_says("Bạn chưa nhập mật khẩu.");
        let mut last = missing;
        for _ in 0..10 {
            last = browser.post("/ban-to-chuc/dang-nhap", &[("tai-khoan", "thu-ha"), ("mat-khau", "x")]).await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.headers.contains_key(header::RETRY_AFTER));
    }

    async fn a_question_set_is_looked_at_and_then_taken_in_once(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let made = browser.post("/ban-to-chuc/ngan-hang", &[("ten", "Câu hỏi tuần 2"), ("ma", "tuan-2")]).await;
        let bank = made.location().unwrap();
        browser.get(&bank).await.assert_says("Ngân hàng chưa có câu hỏi");

        let answer = upload(&mut browser, &bank, "C:\\Hà\\ngan-hang.xlsx", &repository("content/ngan-hang.xlsx")).await;
        let import = answer.location().unwrap_or_else(|| panic!("{}", answer.body));
        let preview = browser.get(&import).await;
        preview.assert_says("Rà soát tệp ngan-hang.xlsx");
        preview.assert_says("Nhập 240 câu");
        preview.assert_says("Giữ các câu mới này để luyện tập");
        browser.get(&bank).await.assert_says("Ngân hàng chưa có câu hỏi");
        browser.get("/ban-to-chuc").await.assert_says("Tệp ngan-hang.xlsx đã đọc, chưa nhập");

        assert_eq!(browser.post(&import, &[]).await.location().unwrap(), import);
        let done = browser.get(&import).await;
        done.assert_says("Đã nhập 240 câu");
        assert!(!done.body.contains("<button class=\"btn primary\""), "there is nothing left to decide");
        browser.post(&import, &[]).await;
        browser.get(&import).await.assert_says("Đã nhập 240 câu");
        browser.get(&bank).await.assert_says("240 câu hỏi");
        let found = browser.get(&format!("{bank}?tim=nghi+quyet&muc-do=recall")).await;
        assert_eq!(found.status, StatusCode::OK);
        assert_eq!(browser.get(&format!("{bank}?trang=999")).await.status, StatusCode::OK);
        browser.get(&format!("{bank}?tim=khongcochunao")).await.assert_says("Không tìm thấy câu nào");

        let again = upload(&mut browser, &bank, "ngan-hang.xlsx", &repository("content/ngan-hang.xlsx")).await;
        browser.get(&again.location().unwrap()).await.assert_says("Không có câu mới để nhập.");
    }

    async fn a_question_set_is_taken_in_for_practice(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let made = browser.post("/ban-to-chuc/ngan-hang", &[("ten", "Luyện tập"), ("ma", "luyen-tap")]).await;
        let bank = made.location().unwrap();
        let answer = upload(&mut browser, &bank, "ngan-hang.xlsx", &repository("content/ngan-hang.xlsx")).await;
        let import = answer.location().unwrap_or_else(|| panic!("{}", answer.body));
        let recounted = browser.post(&import, &[("viec", "nhap"), ("so", "1+0"), ("luyen-tap", "1")]).await;
        let recounted = browser.get(&recounted.location().unwrap()).await;
        recounted.assert_says("Đã lưu lựa chọn của bạn");
        assert!(recounted.body.contains("name=\"luyen-tap\" value=\"1\" checked"), "{}", recounted.body);
        browser.post(&import, &[("viec", "nhap"), ("so", "240+0"), ("luyen-tap", "1")]).await;
        browser.get(&import).await.assert_says("mới dùng để luyện tập");
        let kept = questions::Entity::find().filter(questions::Column::KeptFor.eq("practice"));
        assert_eq!(kept.count(&story.app.t.db.read).await.unwrap(), 240);
    }

    async fn refused_rows_say_why_and_the_rest_can_be_taken(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let bytes = repository("bank/tests/fixtures/xlsx/05-co-loi.xlsx");
        let answer = upload(&mut browser, &story.bank(), "05-co-loi.xlsx", &bytes).await;
        let import = answer.location().unwrap_or_else(|| panic!("{}", answer.body));
        let preview = browser.get(&import).await;
        preview.assert_says("Bị từ chối");
        preview.assert_says("Cần xem (");
        let all = browser.get(&format!("{import}?xem=tat-ca")).await;
        all.assert_says("aria-current=\"page\">Tất cả (");
    }

    async fn every_bad_file_gets_its_own_clear_error(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let bank = story.bank();
        let before = banks::list(&story.app.t.db.read).await.unwrap();
        let large = vec![b'a'; (20 << 20) + 1];
        let rows: [(&str, Vec<u8>, &str); 7] = [
            ("", Vec::new(), "Bạn chưa chọn tệp."),
            ("trong.xlsx", Vec::new(), "Tệp đang trống."),
            ("lon.csv", large, "Tệp nặng quá 20 MB."),
            ("lon-hon.csv", vec![b'a'; 21 << 20], "Tệp nặng quá 20 MB."),
            ("anh.png", vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10], "Hãy"),
            ("so-tay.docx", repository("content/so-tay.docx"), "Hãy"),
            ("hong.xlsx", repository("bank/tests/fixtures/hostile/10-ngau-nhien.xlsx"), "Hãy"),
        ];
        for (name, bytes, says) in rows {
            let answer = upload(&mut browser, &bank, name, &bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
            answer.assert_says("href=\"#tep\"");
            answer.assert_says(says);
        }
        let not_multipart = browser.post(&bank, &[("tep", "x")]).await;
        assert_eq!(not_multipart.status, StatusCode::BAD_REQUEST);
        assert_eq!(upload(&mut browser, "/ban-to-chuc/ngan-hang/9999", "a.csv", b"a").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/ban-to-chuc/ngan-hang/nhap/9999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post("/ban-to-chuc/ngan-hang/nhap/9999", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(banks::list(&story.app.t.db.read).await.unwrap(), before);
    }

    async fn a_round_is_made_opened_and_closed(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let proposed = browser.get("/ban-to-chuc/vong-thi/moi").await;
        assert_eq!(proposed.input("ten").unwrap(), "Tuần 2");
        proposed.assert_says("Tổng số câu của một đề");

        let checked = browser.post("/ban-to-chuc/vong-thi/moi", &with("viec", "kiem-tra")).await;
        assert_eq!(checked.status, StatusCode::OK);
        checked.assert_says("Ngân hàng đủ câu cho mọi ô.");
        let t = &story.app.t;
        assert_eq!(rounds::Entity::find().count(&t.db.read).await.unwrap(), 1, "checking saves nothing");

        let made = browser.post("/ban-to-chuc/vong-thi/moi", &sound()).await;
        let round = made.location().unwrap_or_else(|| panic!("{}", made.body));
        browser.get(&round).await.assert_says("Đang chuẩn bị");
        let opened = browser.post(&round, &[("viec", "mo")]).await;
        browser.get(&opened.location().unwrap()).await.assert_says("Đã mở vòng thi.");
        // Five questions for officials, three for citizens: a stranger may become either.
        let before = story.app.browser().get(&round.replace("/ban-to-chuc/vong-thi/", "/thi/")).await;
        before.assert_says("câu hỏi, tùy bảng thi, và 1 câu dự đoán</dt><dd>3 – 5");
        let twice = browser.post(&round, &[("viec", "mo")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.assert_says("đang ở trạng thái “Đang mở” nên không mở được");
        let closed = browser.post(&round, &[("viec", "dong")]).await;
        browser.get(&closed.location().unwrap()).await.assert_says("Đã đóng vòng thi.");
        browser.get(&round).await.assert_says("Mở lại vòng thi");
        t.advance(Millis::days(30));
        let late = browser.post(&round, &[("viec", "mo")]).await;
        // The session of twelve hours is over by then.
        assert_eq!(late.status, StatusCode::SEE_OTHER);
        let late = story.organiser().await.post(&round, &[("viec", "mo")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.assert_says("Giờ đóng của vòng đã qua");
    }

    async fn a_paper_has_weights_and_questions_that_stand_on_every_one(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let (t, page) = (&story.app.t, "/ban-to-chuc/vong-thi/moi");
        let listed = banks::questions(&t.db.read, story.contest.bank_id, &QuestionFilter::default(), 1).await.unwrap();
        let numbers: Vec<i64> = listed.questions.iter().map(|question| question.number).collect();
        browser.get(&story.bank()).await.assert_says(&format!("mã {}", numbers[0]));
        let fixed = format!("{}, {} {}", numbers[0], numbers[1], numbers[0]);

        let more = [("diem-staff-recall", "1"), ("diem-staff-understand", "1,5"), ("diem-staff-apply", "2"), ("co-dinh-a", &fixed)];
        let asked: Vec<(&str, &str)> = sound().into_iter().chain(more).collect();
        let made = browser.post(page, &asked).await;
        let round = made.location().unwrap_or_else(|| panic!("{}", made.body));
        let shown = browser.get(&round).await;
        shown.assert_says("Điểm mỗi câu: nhận biết 1; vận dụng 2.");
        shown.assert_says(&format!("Câu cố định, có trong mọi đề: mã {}, {}.", numbers[0], numbers[1]));
        browser.post(&round, &[("viec", "mo")]).await;
        let id = round.rsplit('/').next().unwrap().parse().unwrap();
        let opened = Round::load(&t.db.read, id).await.unwrap().unwrap();
        let plan = |track| opened.track(track).unwrap().plan_id.unwrap();
        let staff = t.plans.get(&t.db.read, plan(TrackKind::Staff)).await.unwrap();
        // Three to recall, two to apply, and of the fixed ones the first to recall, the second to understand.
        assert_eq!((staff.paper_size(), staff.points()), (7, 300 + 400 + 100 + 150));
        let citizens = t.plans.get(&t.db.read, plan(TrackKind::Citizens)).await.unwrap();
        assert_eq!((citizens.paper_size(), citizens.points()), (3, 300));

        let table = [
            ("co-dinh-a", "12, mười", "Bảng A, câu cố định: “mười” không phải mã câu hỏi."),
            ("co-dinh-b", "999999", "Bảng B, câu cố định: ngân hàng không có câu đã duyệt mang mã 999999."),
            ("diem-staff-apply", "11", "Bảng A: Điểm mỗi câu phải từ 0,25 đến 10"),
            ("diem-citizens-recall", "một", "Bảng B: Điểm mỗi câu phải từ 0,25 đến 10"),
        ];
        for (field, typed, told) in table {
            let refused = browser.post(page, &with(field, typed)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            refused.assert_says(told);
            refused.assert_says(&format!("href=\"#{field}\""));
            assert_eq!(refused.input(field).as_deref(), Some(typed), "what was typed is there again");
        }
        // Four questions to recall of this topic there are; with one of them fixed, three are left.
        let mut much = with("staff|recall|Thủ tục hành chính", "4");
        let first = numbers[0].to_string();
        much.push(("co-dinh-a", &first));
        browser.post(page, &much).await.assert_says("cần 4 câu, ngân hàng có 3");
    }

    async fn a_paper_is_proposed_by_shares(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let shares = [
            ("so-cau-staff", "10"), ("ty-le-staff|Thủ tục hành chính", "70"), ("ty-le-staff|Chuyển đổi số", "30"),
            ("viec", "de-xuat"),
        ];
        let proposed = browser.post("/ban-to-chuc/vong-thi/moi", &shares).await;
        assert_eq!(proposed.status, StatusCode::OK, "{}", proposed.body);
        let sum = |topic: &str| -> u32 {
            let cells = controls(&proposed).into_iter().filter(|(name, _)| {
                name.starts_with("staff|") && name.ends_with(topic)
            });
            cells.map(|(_, value)| value.parse::<u32>().unwrap_or(0)).sum()
        };
        assert_eq!((sum("Thủ tục hành chính"), sum("Chuyển đổi số")), (7, 3));
        assert_eq!(proposed.input("so-cau-staff").as_deref(), Some("10"));
        let short = [("ty-le-staff|Thủ tục hành chính", "60"), ("viec", "de-xuat")];
        let refused = browser.post("/ban-to-chuc/vong-thi/moi", &short).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Ma trận đề cộng lại được 60, cần đúng 100.");
    }

    async fn a_round_is_made_from_a_bank_that_the_organiser_has_filled(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let made = browser.post("/ban-to-chuc/ngan-hang", &[("ten", "Câu hỏi tuần 2"), ("ma", "tuan-2")]).await;
        let bank = made.location().unwrap();
        let number = bank.rsplit('/').next().unwrap().to_owned();
        let form = "/ban-to-chuc/vong-thi/moi";
        let empty = browser.post(form, &with("ngan-hang-a", &number)).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.assert_says("Bảng A: ngân hàng này chưa có câu hỏi.");
        empty.assert_says("href=\"#ngan-hang-a\"");
        let import = upload(&mut browser, &bank, "ngan-hang.xlsx", &repository("content/ngan-hang.xlsx")).await;
        browser.post(&import.location().unwrap(), &[]).await;
        // What one has brought is not theirs to approve.
        let all = [("viec", "approve"), ("pham-vi", "tat-ca")];
        let own = browser.post(&format!("{bank}/hang-loat"), &all).await.location().unwrap();
        browser.get(&own).await.assert_says("240 câu: Câu này do bạn soạn nên phải do người khác duyệt.");
        let other = story.app.t.staff("nguoi-khac", Role::Organiser, None).await;
        let mut other = story.app.staff_browser(&other).await;
        let done = other.post(&format!("{bank}/hang-loat"), &all).await.location().unwrap();
        other.get(&done).await.assert_says("Đã làm với 240 câu.");

        let shown = browser.get(form).await;
        shown.assert_says("Câu hỏi tuần 2 (240 câu dùng được)");
        shown.assert_says("(24 câu dùng được)");
        // Cells of the bank before are held against the bank chosen now.
        let mut fields = with("viec", "kiem-tra");
        fields.extend([("ngan-hang-a", number.as_str()), ("staff|recall|Lĩnh vực lạ", "2")]);
        let short = browser.post(form, &fields).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        short.assert_says("Bảng A, Lĩnh vực lạ, nhận biết: cần 2 câu, ngân hàng có 0.");
        assert!(!short.body.contains("Bảng B, "), "the other track keeps its bank");
        short.assert_says(&format!("value=\"{number}\" selected"));
        short.assert_says(&format!("Câu hỏi lấy từ <a href=\"{bank}\">Câu hỏi tuần 2</a>"));

        let mut fields = with("viec", "de-xuat");
        fields.push(("ngan-hang-a", &number));
        let proposed = browser.post(form, &fields).await;
        assert_eq!(proposed.status, StatusCode::OK, "{}", proposed.body);
        proposed.assert_says("Đã đề xuất ma trận theo ngân hàng bạn chọn.");
        assert_eq!(rounds::Entity::find().count(&story.app.t.db.read).await.unwrap(), 1, "nothing is saved");
        // What the page proposes is sent as a browser sends it.
        let sent = controls(&proposed);
        assert!(sent.contains(&("ngan-hang-b".to_owned(), story.contest.bank_id.to_string())));
        let mut sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        sent.push(("viec", "luu"));
        let made = browser.post(form, &sent).await;
        let round = made.location().unwrap_or_else(|| panic!("{}", made.body));
        let page = browser.get(&round).await;
        page.assert_says(&format!(" lấy câu hỏi từ <a href=\"{bank}\">Câu hỏi tuần 2</a>"));
        page.assert_says(&format!(" lấy câu hỏi từ <a href=\"{}\">", story.bank()));
        let opened = browser.post(&round, &[("viec", "mo")]).await;
        browser.get(&opened.location().unwrap()).await.assert_says("Đã mở vòng thi.");
    }

    async fn a_round_that_cannot_be_says_what_to_mend(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut browser = story.organiser().await;
        let long = "ă".repeat(121);
        let rows = [
            (with("ten", " "), "Tên vòng thi cần từ 1 đến 120 ký tự"),
            (with("ten", &long), "Tên vòng thi cần từ 1 đến 120 ký tự"),
            (with("mo", ""), "Bạn chưa chọn giờ mở."),
            (with("dong", "mai"), "Ngày giờ này chưa đọc được."),
            (with("dong", "2026-11-30T08:00"), "Giờ đóng phải sau giờ mở."),
            (
                with("mo", "2026-11-01T08:00")
                    .into_iter()
                    .map(|f| if f.0 == "dong" { ("dong", "2026-11-02T08:00") } else { f })
                    .collect(),
                "Giờ đóng đã qua.",
            ),
            (with("dong", "2028-11-30T08:00"), "Vòng thi dài quá 366 ngày."),
            (with("ngan-hang-a", "9999"), "Bảng A: không có ngân hàng này. Hãy chọn lại một ngân hàng trong danh sách."),
            (with("ngan-hang-b", "x' OR 1=1"), "Bảng B: không có ngân hàng này."),
            (with("citizens|recall|Chuyển đổi số", ""), "Bảng B: đề chưa có câu nào."),
            (with("citizens|recall|Chuyển đổi số", "ba"), "Bảng B, Chuyển đổi số, nhận biết: hãy ghi một số từ 0 đến 100."),
            (
                with("staff|recall|Thủ tục hành chính", "50"),
                "Bảng A, Thủ tục hành chính, nhận biết: cần 50 câu, ngân hàng có 4.",
            ),
            (with("staff|apply|Lĩnh vực lạ", "1"), "Bảng A, Lĩnh vực lạ, vận dụng: cần 1 câu, ngân hàng có 0."),
        ];
        for (fields, says) in rows {
            let answer = browser.post("/ban-to-chuc/vong-thi/moi", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
            answer.assert_says("aria-invalid=\"true\"");
        }
        assert_eq!(rounds::Entity::find().count(&story.app.t.db.read).await.unwrap(), 1);
        for page in ["/ban-to-chuc/vong-thi/9999", "/ban-to-chuc/vong-thi/x"] {
            assert_eq!(browser.get(page).await.status, StatusCode::NOT_FOUND);
            assert_eq!(browser.post(page, &[("viec", "mo")]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(browser.post(&story.round(), &[("viec", "no")]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_viewer_sees_the_own_agency_and_nothing_of_others(t: TestEngine) {
        let story = Story::begin(t).await;
        let t = &story.app.t;
        for (agency, number) in
            [(&story.tree.department, 1), (&story.tree.unit, 2), (&story.tree.sibling, 3), (&story.tree.commune, 4)]
        {
            t.participant(agency, number).await;
        }
        let others = [&story.tree.sibling, &story.tree.commune, &story.tree.province, &story.tree.elsewhere_unit];
        let mut browser = story.viewer().await;
        let mut pages = vec!["/don-vi".to_owned(), "/don-vi/nguoi-du-thi".to_owned(), "/don-vi/so-nguoi".to_owned()];
        for other in others {
            for parameter in ["don-vi", "agency", "agency_id", "id", "pham-vi", "path"] {
                for value in [other.id.to_string(), other.code.clone(), other.path.clone()] {
                    let query = format!("{parameter}={}", value.replace('/', "%2F"));
                    pages.extend(["", "/nguoi-du-thi", "/so-nguoi"].map(|page| format!("/don-vi{page}?{query}")));
                }
            }
            pages.push(format!("/don-vi/so-nguoi?tim={}", other.code));
        }
        for page in pages {
            let answer = browser.get(&page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            for name in ["Sở Tư pháp", "Xã Bảo Thắng", "Tỉnh Lai Châu"] {
                assert!(!answer.body.contains(name), "{page} shows {name}");
            }
        }
        let overview = browser.get("/don-vi").await;
        overview.assert_says("Sở Nội vụ");
        overview.assert_says("Trung tâm Lưu trữ lịch sử");
        let people = browser.get("/don-vi/nguoi-du-thi").await;
        people.assert_says("2 người");
        assert!(!people.body.contains("/don-vi/nguoi-du-thi?don-vi"));
    }

    async fn statistics_are_of_the_province_and_of_what_is_chosen(t: TestEngine) {
        let story = Story::begin(t).await;
        let (t, tree) = (&story.app.t, &story.tree);
        let leader = t.participant_as(&tree.department, 1, Position::Leader).await.id;
        let official = t.participant(&tree.unit, 2).await.id;
        let citizen = t.participant_as(&tree.commune, 3, Position::Citizen).await.id;
        let made = [
            (1, leader, tree.department.id, story.contest.staff_track_id, 5),
            (2, leader, tree.department.id, story.contest.staff_track_id, 4),
            (3, official, tree.unit.id, story.contest.staff_track_id, 3),
            (4, citizen, tree.commune.id, story.contest.citizens_track_id, 2),
        ];
        for (attempt, person, agency, track, correct) in made {
            let row = results::Model {
                attempt_id: attempt,
                round_id: story.contest.round_id,
                participant_id: person,
                agency_id: agency,
                track_id: track,
                correct,
                total: 5,
                score: correct * 2_000,
                prediction: None,
                started_at: t.now().0 - 60_000,
                submitted_at: t.now().0,
                submitted_by: "person".to_owned(),
                valid: true,
                voided_at: None,
                grading: 0,
            };
            row.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
        }
        let mut organiser = story.organiser().await;
        // The text of each fact, up to the first mark of anything else.
        let facts = |answer: &Answer| -> Vec<String> {
            let facts = answer.body.split("<dd>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
            facts.take(5).collect()
        };
        let all = organiser.get("/ban-to-chuc/thong-ke").await;
        assert_eq!(facts(&all), ["3", "4", "66,7", "60", "33,3%"], "people, attempts, mean, median, all correct");
        for said in ["Thống kê", "Tỉnh Lào Cai", "Xã Bảo Thắng", "Bảng B: người dân", "từ 65% đến dưới 80%"] {
            all.assert_says(said);
        }
        assert!(!all.body.contains("Lai Châu"));
        let staff = organiser.get("/ban-to-chuc/thong-ke?bang=A").await;
        assert_eq!(facts(&staff), ["2", "3", "80", "80", "50%"]);
        let leaders = organiser.get("/ban-to-chuc/thong-ke?vi-tri=leader&vong=1").await;
        assert_eq!(facts(&leaders), ["1", "2", "100", "100", "100%"]);
        leaders.assert_says("value=\"leader\" selected");
        let communes = organiser.get("/ban-to-chuc/thong-ke?khoi=xa-phuong").await;
        assert_eq!(facts(&communes), ["1", "1", "40", "40", "0%"]);
        assert!(!communes.body.contains("Trung tâm Lưu trữ"));
        let whole = organiser.get("/ban-to-chuc/thong-ke?vong=tat-ca").await;
        assert_eq!(facts(&whole), ["3", "4", "66,7", "60", "33,3%"]);
        let nothing = organiser.get("/ban-to-chuc/thong-ke?khoi=khong-co&vong=99&bang=Z&loai=x").await;
        assert_eq!(nothing.status, StatusCode::OK);
        assert_eq!(facts(&nothing), ["0", "0", "–", "–", "–"]);
        // The department sees itself and its unit.
        let own = story.viewer().await.get("/don-vi").await;
        assert_eq!(facts(&own), ["2", "3", "80", "80", "50%"]);
    }

    async fn work_areas_are_for_their_own_people(t: TestEngine) {
        let story = Story::begin(t).await;
        let organisers = [
            "/ban-to-chuc".to_owned(),
            "/ban-to-chuc/thong-ke".to_owned(),
            "/ban-to-chuc/vong-thi".to_owned(),
            "/ban-to-chuc/vong-thi/moi".to_owned(),
            story.round(),
            "/ban-to-chuc/ngan-hang".to_owned(),
            story.bank(),
            "/ban-to-chuc/ngan-hang/nhap/1".to_owned(),
            "/ban-to-chuc/tai-khoan".to_owned(),
            "/ban-to-chuc/nguoi-du-thi".to_owned(),
            "/ban-to-chuc/don-vi".to_owned(),
            "/ban-to-chuc/don-vi/moi".to_owned(),
            "/ban-to-chuc/don-vi/so-nguoi".to_owned(),
            "/ban-to-chuc/don-vi/cho-xac-nhan".to_owned(),
            format!("/ban-to-chuc/don-vi/{}", story.tree.unit.id),
        ];
        let viewers = ["/don-vi", "/don-vi/nguoi-du-thi", "/don-vi/so-nguoi"].map(str::to_owned);
        let (mut organiser, mut viewer, mut nobody) = (story.organiser().await, story.viewer().await, story.app.browser());
        for page in organisers.iter().chain(&viewers) {
            let answer = nobody.get(page).await;
            assert_eq!(answer.location().unwrap(), format!("/ban-to-chuc/dang-nhap?tiep={page}"));
            // A page that takes no form is no page to a form.
            let posted = nobody.post(page, &[]).await.status;
            assert!(matches!(posted, StatusCode::SEE_OTHER | StatusCode::NOT_FOUND), "{page}: {posted}");
        }
        for page in &organisers {
            assert_eq!(viewer.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        for page in &viewers {
            assert_eq!(organiser.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        for (page, fields) in [
            (story.round(), vec![("viec", "dong")]),
            ("/ban-to-chuc/ngan-hang".to_owned(), vec![("ten", "x"), ("ma", "x")]),
            ("/ban-to-chuc/tai-khoan".to_owned(), vec![("don-vi", "15-so-tu-phap"), ("ten-dang-nhap", "toi")]),
            ("/ban-to-chuc/nguoi-du-thi".to_owned(), vec![("nguoi", "1")]),
            ("/ban-to-chuc/vong-thi/moi".to_owned(), sound()),
        ] {
            assert_eq!(viewer.post(&page, &fields).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        let round = Round::load(&story.app.t.db.read, story.contest.round_id).await.unwrap().unwrap();
        assert!(round.is_open(story.app.t.now()));
        let foreign = Request::post(story.round())
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("viec=dong"))
            .unwrap();
        assert_eq!(organiser.send(foreign).await.status, StatusCode::FORBIDDEN, "a form of another site");
    }

    async fn a_new_code_is_issued_to_people_within_reach_only(t: TestEngine) {
        let story = Story::begin(t).await;
        let t = &story.app.t;
        let own = t.participant(&story.tree.unit, 1).await;
        let other = t.participant(&story.tree.sibling, 2).await;
        let mut viewer = story.viewer().await;
        for nobody in [other.id.to_string(), "9999".to_owned(), "x".to_owned(), String::new()] {
            let answer = viewer.post("/don-vi/nguoi-du-thi", &[("nguoi", nobody.as_str())]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nobody}");
        }
        let answer = viewer.post("/don-vi/nguoi-du-thi", &[("nguoi", &own.id.to_string())]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        let code = answer.body.split_once("entry-code issued\">").unwrap().1.split('<').next().unwrap().to_owned();
        let sign_in = async |code: &str, phone: &str| {
            let fields = [("dien-thoai", phone), ("ma-du-thi", code)];
            story.app.browser().post("/dang-nhap", &fields).await.status
        };
        assert_eq!(sign_in(&own.code.to_string(), own.phone.as_str()).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(sign_in(&code, own.phone.as_str()).await, StatusCode::SEE_OTHER);
        assert_eq!(sign_in(&other.code.to_string(), other.phone.as_str()).await, StatusCode::SEE_OTHER, "untouched");

        let mut organiser = story.organiser().await;
        let answer = organiser.post("/ban-to-chuc/nguoi-du-thi", &[("nguoi", &other.id.to_string())]).await;
        let name = person_of(t, &t.organiser().await, other.id).await.unwrap().unwrap().name;
        answer.assert_says(&name);
    }

    async fn people_are_found_with_and_without_accents(t: TestEngine) {
        let story = Story::begin(t).await;
        let t = &story.app.t;
        let registered = t.participant(&story.tree.department, 1).await;
        let person = person_of(t, &t.organiser().await, registered.id).await.unwrap().unwrap();
        let mut browser = story.organiser().await;
        let folded = contest::text::fold(&person.name);
        let query = serde_urlencoded::to_string([("tim", folded.as_str())]).unwrap();
        let found = browser.get(&format!("/ban-to-chuc/nguoi-du-thi?{query}")).await;
        found.assert_says(&person.name);
        found.assert_says(&person.masked_phone);
        browser.get("/ban-to-chuc/nguoi-du-thi?tim=khongcoai").await.assert_says("Không tìm thấy ai");
    }

    async fn headcounts_are_set_within_reach_only(t: TestEngine) {
        let story = Story::begin(t).await;
        let (unit, sibling) = (story.tree.unit.id, story.tree.sibling.id);
        let mut viewer = story.viewer().await;
        viewer.get("/don-vi").await.assert_says("Chưa tính được tỷ lệ");
        let field = |agency: i64| format!("so-{agency}");
        let refused = viewer.post("/don-vi/so-nguoi", &[(&field(unit), "nhiều")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Trung tâm Lưu trữ lịch sử, Sở Nội vụ: hãy ghi một số từ 1 đến 1.000.000");
        refused.assert_says("value=\"nhiều\"");
        let elsewhere = viewer.post("/don-vi/so-nguoi", &[(&field(sibling), "9")]).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        assert_eq!(story.headcounts().await, []);

        let set = viewer.post("/don-vi/so-nguoi", &[(&field(unit), "1.250")]).await;
        viewer.get(&set.location().unwrap()).await.assert_says("Đã lưu số người của 1 đơn vị.");
        let again = viewer.post("/don-vi/so-nguoi", &[(&field(unit), "1250")]).await;
        viewer.get(&again.location().unwrap()).await.assert_says("Không có số nào thay đổi.");
        assert_eq!(story.headcounts().await, [], "it waits");
        let mut organiser = story.organiser().await;
        organiser.post("/ban-to-chuc/don-vi/cho-xac-nhan", &[("viec", "xac-nhan"), ("chon", "1")]).await;
        assert_eq!(story.headcounts().await, [(unit, 1_250)]);
        let report = viewer.get("/don-vi").await;
        report.assert_says("0 trong 1.250 người làm việc tại đơn vị");

        // A list that was taken in at noon is mended in the afternoon.
        story.app.t.advance(Millis::hours(4));
        let list = "code,name,kind,parent_code,block,headcount\n15,Tỉnh Lào Cai,province,,so-ban-nganh,\n\
            15-xa-bao-thang,Xã Bảo Thắng,commune,15,xa-phuong,20\n";
        engine::agencies::import(&story.app.t, list.as_bytes()).await.unwrap();
        let commune = field(story.tree.commune.id);
        organiser.post("/ban-to-chuc/don-vi/so-nguoi", &[(&commune, "25")]).await;
        let page = organiser.get("/ban-to-chuc/don-vi/so-nguoi").await;
        assert_eq!(page.input(&commune).as_deref(), Some("25"));
        organiser.post("/ban-to-chuc/don-vi/so-nguoi", &[(&field(unit), "40"), (&field(sibling), "60")]).await;
        let expected = [(unit, 40), (sibling, 60), (story.tree.commune.id, 25)];
        assert_eq!(story.headcounts().await, expected, "mended on the same day");
        let silent = organiser.get("/ban-to-chuc/don-vi/so-nguoi?xem=chua-bao").await;
        silent.assert_says("Sở Nội vụ");
        assert!(!silent.body.contains("Sở Tư pháp") && !silent.body.contains("Lai Châu"));
    }

    async fn an_agency_gets_an_account_of_its_own(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let create = [("don-vi", "15-so-tu-phap"), ("ten-dang-nhap", "So-Tu-Phap")];
        let answer = organiser.post("/ban-to-chuc/tai-khoan", &create).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        let password = answer.body.split_once("entry-code issued\">").unwrap().1.split('<').next().unwrap().to_owned();
        assert!(!organiser.get("/ban-to-chuc/tai-khoan").await.body.contains(&password), "shown once");

        let mut viewer = story.app.browser();
        let fields = [("tai-khoan", "so-tu-phap"), ("mat-khau", password.as_str())];
        assert_eq!(viewer.post("/ban-to-chuc/dang-nhap", &fields).await.location().unwrap(), "/ban-to-chuc/mat-khau");
        assert_eq!(viewer.get("/don-vi").await.location().unwrap(), "/ban-to-chuc/mat-khau");
        let mine = "con trâu đi trước cái cày";
        let change = [("mat-khau", password.as_str()), ("mat-khau-moi", mine), ("nhap-lai", mine)];
        assert_eq!(viewer.post("/ban-to-chuc/mat-khau", &change).await.location().unwrap(), "/don-vi");
        viewer.get("/don-vi").await.assert_says("Sở Tư pháp");

        for (fields, says) in [
            ([("don-vi", "15-so-tu-phap"), ("ten-dang-nhap", "so-tu-phap")], "Tên đăng nhập này đã có."),
            ([("don-vi", "15-so-tu-phap"), ("ten-dang-nhap", "Sở Tư pháp")], "Tên đăng nhập cần từ 3 đến 40 ký tự"),
            ([("don-vi", "khong-co"), ("ten-dang-nhap", "khong-co")], "Bạn chưa chọn cơ quan, đơn vị."),
        ] {
            let answer = organiser.post("/ban-to-chuc/tai-khoan", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
        }
        let account = staff::Entity::find()
            .all(&story.app.t.db.read)
            .await
            .unwrap()
            .into_iter()
            .find(|row| row.username == "so-tu-phap")
            .unwrap();
        let reset = organiser.post("/ban-to-chuc/tai-khoan", &[("tai-khoan", &account.id.to_string())]).await;
        reset.assert_says("Mật khẩu lần đầu");
        assert!(viewer.get("/don-vi").await.location().is_some(), "signed out everywhere");
    }
}
