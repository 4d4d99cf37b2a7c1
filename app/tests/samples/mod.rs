//! Every page with data as it may be, for the tests and for the gallery.
#![expect(clippy::unwrap_used, reason = "a sample that is wrong is to be mended")]

mod corrections;
mod staff;

use std::sync::Arc;

use app::{
    Assets, NavItem, PageFrame, Prose, Shell, Site, Visitor,
    accounts::{
        AttemptRow, CodePage, CodeView, CorrectPage, CorrectView, MyPage, MyView, RegisterPage, RegisterView,
        SignInPage, SignInView,
    },
    attempts::{
        PaperPage, PaperView, PredictionView, QuestionView, Shown, StartPage, StartState, StartView, StepPage, StepView,
    },
    banks::{AnswerBlock, Entry, HandbookPage, HandbookView, Part, SearchView},
    components::{Change, Fact, NoticeKind, SelectGroup, SelectOption, Stage},
    contests::{
        ContestPage, ContestView, EntryLink, HomePage, HomeView, LeaderRow, OpenRound, PrivacyPage, PrivacyView,
        RoundAction, RoundRow, RulesStep, TrackView,
    },
    errors::{ErrorPage, ErrorView},
    form::{FormState, Problem},
    results::{
        AgencyBoardPage, AgencyBoardView, AgencyRow, AnswerView, AwardRow, AwardTable, BoardPage, BoardView,
        CERTIFICATE_CODE, ComplainPage, ComplainView, ComplaintView, FileSum, MarkedChoiceView, MarkedPage,
        MarkedQuestionView, MarkedView, MyAgency, MyPlace, NextAttempt, PREDICTION_FIELD, PaperCheck, PersonRow,
        PredictionCard, Provisional, PublishedCorrection, PublishedPage, PublishedView, ResultPage, ResultView,
        ScoreView, Standing, TopicRow, Verdict, Verified, VerifyPage, VerifyView, WholeContest, complain_fields,
    },
};
use contest::{
    Millis, Timestamp,
    accounts::{RegistrationForm, SignInForm},
    attempts::{Mark, Seed},
    banks::{ChoiceSet, Kind, Weight},
    contests::{PredictedQuantity, Prediction, PredictionError, Refusal, Rules, TrackKind},
    results::{CertificateCodeError, ComplaintKind, ComplaintOutcome},
    time::LocalDateTime,
};
use leptos::prelude::*;

/// A moment in Vietnam, as `2026-05-14T11:42`.
pub fn at(clock: &str) -> Timestamp {
    clock.parse::<LocalDateTime>().unwrap().to_timestamp()
}

fn now() -> Timestamp {
    at("2026-05-14T11:42")
}

fn closes() -> Timestamp {
    at("2026-05-17T17:00")
}

/// The frame of a page.
pub fn frame(title: &str) -> PageFrame {
    let assets = Assets {
        css: "app.css".into(),
        js: "/pkg/cchc.js?v=1".into(),
        wasm: "/pkg/cchc.wasm?v=1".into(),
        start: "/start.js?v=1".into(),
    };
    let site = Site {
        contest: "Tìm hiểu cải cách hành chính".into(),
        province: "Tỉnh Lào Cai".into(),
        organiser: "Sở Nội vụ tỉnh Lào Cai".into(),
        phone: "0214 000 0123".into(),
        email: "cchc@laocai.example".into(),
    };
    PageFrame::new(title, "bm9uY2U", Arc::new(assets), Arc::new(site))
}

fn signed_in(title: &str, nav: NavItem) -> PageFrame {
    frame(title).seen_by(Visitor::Participant { name: "Vàng Thị Mỷ".into() }).under(nav)
}

/// All pages, by the name of a file.
pub fn pages() -> Vec<(&'static str, String)> {
    let public = vec![
        ("home", home()),
        ("contest", contest()),
        ("register", register(FormState::default())),
        ("register-wrong", register(wrong_registration())),
        ("code", code()),
        ("sign-in", sign_in()),
        ("mine", mine()),
        ("correct", correct()),
        ("handbook", handbook()),
        ("start", start("start", StartState::Ready { attempt: 2, allowed: Some(3) })),
        ("start-resume", start("start", StartState::Resume { deadline: at("2026-05-14T11:53") })),
        ("start-refused", start("start", StartState::Refused(Refusal::AttemptsUsed(3)))),
        ("start-signed-out", start("start", StartState::SignedOut)),
        ("paper", paper(None)),
        ("paper-saved", paper(Some((NoticeKind::Ok, "Đã lưu 11 câu.".into())))),
        ("paper-step", step(Shown::Question(3), true)),
        ("paper-step-forward", step(Shown::Question(19), false)),
        ("paper-step-end", step(Shown::End, true)),
        ("paper-step-end-forward", step(Shown::End, false)),
        ("result", result(Some(PredictionCard::Made(Prediction(1_250))))),
        ("result-predicts", result(Some(to_predict()))),
        ("complain", complain()),
        ("marked", marked()),
        ("board", board()),
        ("board-agencies", agency_board()),
        ("published", published()),
        ("verify", verify(None)),
        ("verify-mistyped", verify(Some("V2-14"))),
        ("privacy", privacy()),
        ("not-found", error(ErrorView::NotFound)),
        ("busy", error(ErrorView::Busy(Millis::seconds(5)))),
        ("internal", error(ErrorView::Internal("01JV8K3QW5".into()))),
    ];
    public.into_iter().chain(staff::pages()).collect()
}

fn home() -> String {
    let row = |title: &str, line: &str, state: &str, is_ahead, link: Option<(&str, &str)>| RoundRow {
        title: title.into(),
        line: line.into(),
        state: state.into(),
        is_ahead,
        link: link.map(|(href, label)| (href.into(), label.into())),
    };
    let leader = |place, name: &str, people, headcount| LeaderRow { place, name: name.into(), people, headcount };
    let home = HomeView {
        kicker: "Cuộc thi trực tuyến tỉnh Lào Cai, 2026".into(),
        title: "Tìm hiểu cải cách hành chính".into(),
        lead: "Mỗi tuần một bài thi ngắn 20 câu. Ai ở Lào Cai cũng dự thi được, chỉ cần điện thoại có mạng.".into(),
        now: now(),
        round: Some(OpenRound {
            id: 2,
            title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
            place: "Vòng 2 trong 4".into(),
            action: RoundAction::Enter(closes()),
            facts: "20 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt".into(),
        }),
        whole: None,
        people: 9_846,
        agencies: 114,
        agencies_total: 119,
        rounds: vec![
            row(
                "Tuần 1: Những vấn đề chung về cải cách hành chính",
                "4/5 – 10/5/2026 · 6.218 người dự thi",
                "Đã đóng",
                false,
                Some(("/xep-hang?vong=1", "Xem kết quả tạm thời")),
            ),
            row("Tuần 3: Tổ chức bộ máy và chế độ công vụ", "Mở lúc 8 giờ 00, thứ Hai 18/5/2026", "Sắp mở", true, None),
            row(
                "Tuần 4: Chính quyền số và văn bản của tỉnh",
                "Mở lúc 8 giờ 00, thứ Hai 25/5/2026",
                "Sắp mở",
                true,
                None,
            ),
        ],
        leaders: vec![
            leader(Some(1), "Phường Cam Đường", 412, Some(430)),
            leader(Some(2), "Sở Nội vụ", 118, Some(124)),
            leader(Some(3), "Văn phòng UBND tỉnh", 94, Some(103)),
            leader(Some(4), "Trung tâm Phục vụ hành chính công tỉnh", 38, Some(43)),
            leader(None, "Xã Thượng Bằng La", 81, None),
        ],
        entries: vec![
            EntryLink { number: 21, question: "Thủ tục hành chính là gì?".into() },
            EntryLink {
                number: 27,
                question: "Mô hình Trung tâm Phục vụ hành chính công một cấp là gì và do ai quyết định?".into(),
            },
            EntryLink {
                number: 61,
                question:
                    "Dịch vụ công trực tuyến toàn trình và dịch vụ công trực tuyến một phần khác nhau như thế nào?"
                        .into(),
            },
        ],
        entries_total: 100,
    };
    app::render(frame("Trang chủ"), || view! { <HomePage home/> })
}

fn contest() -> String {
    let stage = |when: &str, title: &str, text: Option<&str>, done, current| Stage {
        when: when.into(),
        title: title.into(),
        text: text.map(Into::into),
        done,
        current,
    };
    let contest = ContestView {
        kicker: "Kế hoạch số 00/KH-UBND năm 2026 (số mẫu)".into(),
        title: "Cuộc thi trực tuyến Tìm hiểu cải cách hành chính tỉnh Lào Cai năm 2026".into(),
        lead: "Từ 4/5 đến 31/5/2026, mỗi tuần một vòng thi trên trang này.".into(),
        state: "Đang mở tuần 2".into(),
        is_open: true,
        facts: vec![
            Fact::new("9.846", "người đã dự thi"),
            Fact::new("21.307", "lượt thi hợp lệ"),
            Fact::of("114", 119, "đơn vị có người dự thi"),
            Fact::new("172", "đang làm bài"),
        ],
        counted_at: now(),
        stages: vec![
            stage("4/5 – 10/5 · Đã đóng", "Tuần 1: Những vấn đề chung", Some("6.218 người dự thi."), true, false),
            stage(
                "11/5 – 17/5 · Đang mở",
                "Tuần 2: Thủ tục hành chính và dịch vụ công",
                Some("Đóng lúc 17 giờ 00, Chủ nhật 17/5."),
                false,
                true,
            ),
            stage("18/5 – 24/5", "Tuần 3: Tổ chức bộ máy và chế độ công vụ", None, false, false),
            stage("25/5 – 31/5", "Tuần 4: Chính quyền số và văn bản của tỉnh", None, false, false),
        ],
        rules: Rules::case_4().describe(),
        history: vec![
            RulesStep {
                version: 2,
                made_at: at("2026-05-08T09:00"),
                reason: Some("Theo công văn số 12/SNV, kéo dài thời gian làm bài.".into()),
                changes: vec![Change {
                    before: Some("Thời gian làm mỗi bài là 15 phút.".into()),
                    after: Some("Thời gian làm mỗi bài là 20 phút.".into()),
                }],
                rounds: Some("Áp dụng cho: Tuần 2.".into()),
            },
            RulesStep { version: 1, made_at: at("2026-05-01T09:00"), reason: None, changes: vec![], rounds: None },
        ],
        tracks: TrackKind::ALL.map(|kind| TrackView { kind, note: None }).into(),
        prizes: Vec::new(),
        may_register: true,
    };
    app::render(frame("Thể lệ cuộc thi").under(NavItem::Contest), || view! { <ContestPage contest/> })
}

fn agencies() -> Vec<SelectGroup> {
    let group = |label: &str, names: &[&str]| SelectGroup {
        label: Some(label.into()),
        options: names.iter().enumerate().map(|(n, name)| SelectOption::new(format!("{label}-{n}"), *name)).collect(),
    };
    vec![
        group("Sở, ban, ngành", &["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Văn phòng UBND tỉnh"]),
        group("Đơn vị sự nghiệp", &["Báo và Phát thanh, Truyền hình tỉnh", "Trung tâm Phục vụ hành chính công tỉnh"]),
        group("Xã, phường", &["Phường Cam Đường", "Xã A Mú Sung", "Xã Hợp Thành", "Xã Xuân Hoà", "Xã Y Tý"]),
    ]
}

/// A registration with a phone number that lacks a digit, no consent, and a hostile name.
pub fn wrong_registration() -> FormState {
    let form = RegistrationForm {
        full_name: "Nguyễn <script>alert(1)</script>".into(),
        birth_day: "2".into(),
        birth_month: "9".into(),
        birth_year: "1987".into(),
        phone: "0912 345 67".into(),
        agency: "Đơn vị sự nghiệp-1".into(),
        position: "public_employee".into(),
        ..RegistrationForm::default()
    };
    let problems = form.check(now().local().date, false).unwrap_err();
    FormState::sent([
        ("ho-ten", form.full_name),
        ("ngay", form.birth_day),
        ("thang", form.birth_month),
        ("nam", form.birth_year),
        ("dien-thoai", form.phone),
        ("don-vi", form.agency),
        ("vi-tri", form.position),
    ])
    .with_problems(problems.iter().map(Problem::from))
}

fn register(form: FormState) -> String {
    let register =
        RegisterView { form: Arc::new(form), agencies: agencies(), asks_id: true, shares_phone: true, kept_months: 12 };
    app::render(frame("Đăng ký dự thi").with_islands(), || view! { <RegisterPage register/> })
}

fn code() -> String {
    let code = CodeView { name: "Vàng Thị Mỷ".into(), code: "K7P-2M9-QX4".into(), next: "/thi/2".into() };
    app::render(signed_in("Mã dự thi", NavItem::Mine), || view! { <CodePage code/> })
}

fn sign_in() -> String {
    let sent = SignInForm { phone: "0912345678".into(), code: "K7P".into() };
    let problems = sent.check().unwrap_err();
    let form = FormState::sent([("dien-thoai", sent.phone)]).with_problems(problems.iter().map(Problem::from));
    let sign_in = SignInView { form: Arc::new(form), next: Some("/thi/2".into()), phone: "0214 000 0123".into() };
    app::render(frame("Đăng nhập"), || view! { <SignInPage sign_in/> })
}

fn mine() -> String {
    let attempt = |href: &str, title: &str, line: &str, score: Option<&str>, counts| AttemptRow {
        href: href.into(),
        title: title.into(),
        line: line.into(),
        score: score.map(Into::into),
        counts,
        predicts: counts,
    };
    let mine = MyView {
        name: "Vàng Thị Mỷ".into(),
        certificates: vec![(
            "/cua-toi/giay-chung-nhan/V1-0-0938-NKRK-AQ6X".into(),
            "Giải Nhì, Tuần 1: Những vấn đề chung (PDF)".into(),
        )],
        data: [
            ("Ngày sinh", "2/9/1987"),
            ("Số điện thoại", "091* *** *78"),
            ("Cơ quan, đơn vị", "Trung tâm Phục vụ hành chính công tỉnh"),
            ("Vị trí công tác", "Viên chức"),
        ]
        .map(|(label, value)| (label.into(), value.into()))
        .into(),
        attempts: vec![
            attempt("/thi/2", "Tuần 2 · Lượt 3", "Hết giờ lúc 11 giờ 53", None, false),
            attempt("/ket-qua/7", "Tuần 2 · Lượt 2", "Nộp lúc 11 giờ 51, thứ Năm 14/5/2026", Some("18/20 câu"), true),
            attempt("/ket-qua/5", "Tuần 2 · Lượt 1", "Nộp lúc 20 giờ 10, thứ Ba 12/5/2026", Some("15/20 câu"), false),
        ],
        next: Some(("/thi/2".into(), "Làm bài tiếp".into())),
        withdrawal: Arc::default(),
        corrected: true,
        involved: Some(
            "Từ ngày 4/5/2026, Ban Tổ chức ghi nhận bạn tham gia tổ chức cuộc thi: Nhân viên kỹ thuật. Lý do: vận hành hệ thống. Theo thể lệ, bạn được thi nhưng không xét giải."
                .into(),
        ),
    };
    app::render(signed_in("Của tôi", NavItem::Mine), || view! { <MyPage mine/> })
}

fn correct() -> String {
    let kept = [
        ("ho-ten", "Vàng Thị Mỷ"),
        ("ngay", "2"),
        ("thang", "9"),
        ("nam", "2012"),
        ("don-vi", "Đơn vị sự nghiệp-1"),
        ("vi-tri", "citizen"),
    ];
    let form = FormState::sent(kept).with_problems([Problem::new("giam-ho", "Người dưới 16 tuổi cần cha, mẹ đồng ý.")]);
    let correct = CorrectView {
        form: Arc::new(form),
        agencies: agencies(),
        asks_guardian: true,
        asks_id: true,
        id_ending: Some("234".into()),
        phone: "0214 000 0123".into(),
    };
    let frame = signed_in("Sửa thông tin của bạn", NavItem::Mine).with_islands();
    app::render(frame, || view! { <CorrectPage correct/> })
}

fn handbook() -> String {
    let part = |number: u32, title: &str, entries, current| Part {
        href: format!("/so-tay?phan={number}"),
        title: title.into(),
        entries,
        current,
    };
    let entry = Entry {
        number: 21,
        href: "/so-tay?cau=21#cau-21".into(),
        topic: Some("Thủ tục hành chính".into()),
        question: "Thủ tục hành chính là gì?".into(),
        answer: vec![
            AnswerBlock::Paragraph(
                "Theo khoản 1 Điều 3 Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 về kiểm soát thủ tục hành chính, thủ tục \
                 hành chính được hiểu qua các yếu tố sau:"
                    .into(),
            ),
            AnswerBlock::Bullets(vec![
                "Nội dung: trình tự, cách thức thực hiện, hồ sơ và yêu cầu, điều kiện.".into(),
                "Chủ thể đặt ra: cơ quan hoặc người có thẩm quyền.".into(),
            ]),
            AnswerBlock::Paragraph("Nghị định số 63/2010/NĐ-CP có hiệu lực từ ngày 14/10/2010.".into()),
        ],
        legal_basis: vec!["Nghị định số 63/2010/NĐ-CP".into()],
    };
    let second = Entry { number: 28, href: "/so-tay?cau=28#cau-28".into(), ..entry.clone() };
    let handbook = HandbookView {
        title: "Sổ tay hỏi – đáp".into(),
        total: 100,
        search: Some(SearchView { query: "trung tâm hành chính công".into(), found: 2 }),
        parts: vec![
            part(1, "Phần I. Những vấn đề chung", 13, false),
            part(2, "Phần II. Sáu nội dung cải cách hành chính", 53, true),
            part(3, "Phần III. Các chỉ số đánh giá", 11, false),
        ],
        heading: "Phần II. Sáu nội dung cải cách hành chính".into(),
        entries: vec![entry, second],
        page: 2,
        pages: 6,
        page_href: "/so-tay?phan=2&trang=".into(),
        previous: Some(("/so-tay?phan=1".into(), "Phần trước".into())),
        next: Some(("/so-tay?phan=3".into(), "Phần sau".into())),
    };
    app::render(frame("Sổ tay hỏi – đáp").under(NavItem::Handbook), || view! { <HandbookPage handbook/> })
}

fn start(title: &str, state: StartState) -> String {
    let start = StartView {
        round_id: 2,
        title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        now: now(),
        closes: closes(),
        facts: vec![Fact::new("20", "câu hỏi và 1 câu dự đoán"), Fact::new("20", "phút"), Fact::of("2", 3, "lượt")],
        rules: Rules::case_4().describe(),
        given: vec!["Bạn được thi thêm 1 lượt trong vòng này.".into()],
        predicts_later: false,
        to_predict: matches!(state, StartState::Refused(_)).then_some(7),
        state,
    };
    app::render(signed_in(title, NavItem::None), || view! { <StartPage start/> })
}

/// The questions of `paper.txt`: kind, stem and choices, a line each.
pub fn questions() -> Vec<QuestionView> {
    let blocks = include_str!("paper.txt").trim().split("\n\n");
    let question = |(place, block): (usize, &str)| {
        let mut lines = block.lines();
        let kind = match lines.next() {
            Some("multiple") => Kind::Multiple,
            Some("true_false") => Kind::TrueFalse,
            _ => Kind::Single,
        };
        let stem = Prose::from(lines.next().unwrap());
        let choices = lines.map(Prose::from).collect();
        let marked = if place < 10 { ChoiceSet::EMPTY.with(place % 2) } else { ChoiceSet::EMPTY };
        QuestionView {
            kind,
            stem,
            choices,
            marked,
            saved: true,
            weight: (place % 5 == 4).then_some(Weight(150)),
            letters: kind != Kind::TrueFalse,
        }
    };
    blocks.enumerate().map(question).collect()
}

/// A paper half done.
pub fn paper_view() -> PaperView {
    PaperView {
        round_id: 2,
        attempt_id: 7,
        round_title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        attempt_line: "Lượt 2 trong 3 · Bảng A · Vàng Thị Mỷ, Trung tâm Phục vụ hành chính công tỉnh".into(),
        token: "dGhpcyBpcyBub3QgYSBzZWNyZXQ".into(),
        deadline_ms: at("2026-05-14T11:53:48").0,
        now_ms: now().0,
        questions: questions(),
        prediction: Some(PredictionView {
            label: PredictedQuantity::PeopleAllCorrect.question().into(),
            hint: "Nhập một số từ 0 đến 9.999.999.".into(),
            value: "187".into(),
            problem: None,
            saved: true,
        }),
        next_sequence: 12,
        last: Some(11),
        notice: None,
    }
}

/// The frame of a paper.
pub fn paper_frame() -> PageFrame {
    frame("Bài thi tuần 2").within(Shell::Bare).with_islands()
}

fn paper(notice: Option<(NoticeKind, String)>) -> String {
    let paper = PaperView { notice, ..paper_view() };
    app::render(paper_frame(), || view! { <PaperPage paper/> })
}

fn step(shown: Shown, goes_back: bool) -> String {
    let mut paper = paper_view();
    let places = paper.questions.iter().enumerate().map(|(place, question)| {
        let seen = place < 4 && (goes_back || place == 3);
        (question.is_answered(), seen.then(|| format!("/thi/2/bai?cau={}", place + 1)))
    });
    let places = places.collect();
    match shown {
        Shown::Question(place) => {
            paper.questions = paper.questions.get(place).cloned().into_iter().collect();
            paper.prediction = None;
        }
        Shown::End => paper.questions.clear(),
    }
    let step = StepView { paper, shown, places, goes_back, go_on: goes_back.then(|| "/thi/2/bai?cau=4".into()) };
    app::render(paper_frame(), || view! { <StepPage step/> })
}

fn result(prediction: Option<PredictionCard>) -> String {
    let topic = |topic: &str, correct, total| TopicRow {
        topic: topic.into(),
        correct,
        total,
        handbook: Some("/so-tay".into()),
    };
    let result = ResultView {
        certificate: Some("/cua-toi/giay-chung-nhan/D10482-0938-NKRK-AQ6X".into()),
        kicker: "Tuần 2 · Lượt 2 trong 3".into(),
        submitted_at: at("2026-05-14T11:51"),
        by_deadline: false,
        score: ScoreView {
            correct: 18,
            total: 20,
            points: Some((2_650, 3_000)),
            duration: Millis::seconds(751),
            counts: true,
            valid: true,
            change: Some(3),
        },
        standings: vec![
            Standing { label: "hạng tại đơn vị".into(), place: 4, of: 38 },
            Standing { label: "hạng toàn tỉnh, Bảng A".into(), place: 312, of: 5_140 },
        ],
        prediction,
        predicted: None,
        provisional: Some("Còn thay đổi đến khi tuần 2 đóng và hết hạn khiếu nại.".into()),
        topics: vec![topic("Thủ tục hành chính", 11, 12), topic("Chính quyền số", 5, 5), topic("Tài chính công", 1, 3)],
        next: NextAttempt::Left { round_id: 2, left: Some(1), until: closes() },
        board: "/xep-hang?bang=A".into(),
        check: PaperCheck { plan: 12, seed: Seed([0x5a; 16]) },
        corrections: vec![
            "Câu 7 trong đề của bạn: Ban Tổ chức tính đúng câu này cho mọi bài có câu này. Lý do: Có hai đáp án đúng."
                .into(),
            "Kết quả trước khi điều chỉnh là 17/20 câu, nay là 18/20 câu.".into(),
        ],
        paper: Some("/ket-qua/7/bai-lam".into()),
        complain: Some(("/ket-qua/7/khieu-nai".into(), closes())),
        complaints: vec![complaint(true), complaint(false)],
        done: Some("Đã gửi khiếu nại. Ban Tổ chức trả lời ở trang này."),
    };
    app::render(signed_in("Kết quả tuần 2", NavItem::Mine), || view! { <ResultPage result/> })
}

fn complaint(answered: bool) -> ComplaintView {
    ComplaintView {
        kind: ComplaintKind::Question,
        text: "Câu 4 có hai đáp án đúng.\n\nTheo 66/NQ-CP thì <b>cả hai</b> đều được.".into(),
        filed_at: now(),
        answer: answered.then(|| AnswerView {
            at: closes(),
            outcome: ComplaintOutcome::Dismissed,
            text: "Ban Tổ chức đã xem lại: chỉ một đáp án đúng.".into(),
        }),
    }
}

fn complain() -> String {
    let problem = Problem::new(complain_fields::TEXT, "Nội dung có 2001 ký tự. Hãy viết gọn lại trong 2.000 ký tự.");
    let complain = ComplainView {
        result: ("/ket-qua/7".into(), "Kết quả tuần 2".into()),
        href: "/ket-qua/7/khieu-nai".into(),
        form: Arc::new(FormState::sent([(complain_fields::KIND, "score")]).with_problems([problem])),
        until: Some(closes()),
        left: 2,
        filed: vec![complaint(false)],
    };
    app::render(signed_in("Khiếu nại kết quả", NavItem::Mine), || view! { <ComplainPage complain/> })
}

/// A question answered wrong, one answered right and one left blank.
pub fn marked_questions() -> Vec<MarkedQuestionView> {
    let question = |marked: Option<usize>| {
        let choice = |(place, text): (usize, &str)| MarkedChoiceView {
            text: text.into(),
            marked: marked == Some(place),
            right: place == 2,
        };
        let choices = ["20%", "25%", "30%", "<b>50%</b>"];
        MarkedQuestionView {
            stem: "Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất bao nhiêu điều kiện kinh doanh?".into(),
            choices: choices.into_iter().enumerate().map(choice).collect(),
            mark: if marked == Some(2) { Mark::Right } else { Mark::Wrong },
            corrected: marked.is_none().then_some("không tính câu này cho bất kỳ ai"),
        }
    };
    [Some(0), Some(2), None].map(question).to_vec()
}

fn marked() -> String {
    let result = ("/ket-qua/7".into(), "Kết quả tuần 2".into());
    let marked = MarkedView { result, questions: marked_questions() };
    app::render(signed_in("Bài làm và đáp án", NavItem::Mine), || view! { <MarkedPage marked/> })
}

fn to_predict() -> PredictionCard {
    let form = FormState::sent([(PREDICTION_FIELD, "nhiều")])
        .with_problems([Problem::new(PREDICTION_FIELD, PredictionError::NotNumber.to_string())]);
    PredictionCard::Asked {
        action: "/ket-qua/7/du-doan".into(),
        question: PredictedQuantity::People.question(),
        until: closes(),
        form: Arc::new(form),
    }
}

fn provisional() -> Provisional {
    Provisional {
        counted_at: now(), until: "Kết quả chính thức công bố ngày 19/6 sau khi xử lý khiếu nại.".into()
    }
}

fn board() -> String {
    let row = |place, name: &str, agency: &str, tied, correct: &str, seconds, is_me| PersonRow {
        place,
        name: name.into(),
        agency: agency.into(),
        tied,
        correct: correct.into(),
        duration: Millis::seconds(seconds),
        is_me,
    };
    let board = BoardView {
        scope: "tuần 2, Bảng A".into(),
        provisional: Some(provisional()),
        mine: Some(MyPlace {
            facts: vec![MyPlace::fact(312, 5_140, "toàn tỉnh, Bảng A"), MyPlace::fact(4, 38, "tại đơn vị")],
            hint: Some("Thêm 1 câu đúng nữa, bạn vào nhóm 100 người dẫn đầu.".into()),
            href: "/xep-hang?bang=A&trang=32#toi".into(),
            row: Some(row(312, "Vàng Thị Mỷ", "Trung tâm Phục vụ hành chính công tỉnh", false, "18/20", 751, true)),
        }),
        filters: Arc::new(FormState::sent([("vong", "2"), ("bang", "A")])),
        rounds: vec![SelectOption::new("2", "Tuần 2"), SelectOption::new("1", "Tuần 1")],
        tracks: vec![SelectOption::new("A", "Bảng A"), SelectOption::new("B", "Bảng B")],
        agencies: agencies(),
        rows: vec![
            row(1, "Lý Láo L***", "Phường Sa Pa", false, "20/20", 494, false),
            row(2, "Nguyễn Thị Hồng N***", "Sở Nội vụ", true, "20/20", 527, false),
            row(2, "Tẩn Mẩy P***", "Xã Tả Phìn", true, "20/20", 527, false),
            row(
                4,
                "Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Thị Thiên H***",
                "Trung tâm Phục vụ hành chính công tỉnh",
                false,
                "20/20",
                545,
                false,
            ),
            row(5, "Giàng A P***", "Xã Púng Luông", false, "19/20", 571, false),
        ],
        page: 1,
        pages: 514,
        href: "/xep-hang?bang=A&trang=".into(),
    };
    app::render(signed_in("Bảng xếp hạng cá nhân", NavItem::Boards), || view! { <BoardPage board/> })
}

fn published() -> String {
    let worth = |correct: &str, seconds| Some((correct.to_owned(), Millis::seconds(seconds)));
    let person = |class: &str, name: &str, attempt, worth| AwardRow {
        class: class.into(),
        name: name.into(),
        agency: Some("Trung tâm Phục vụ hành chính công tỉnh".into()),
        attempt: Some(attempt),
        worth,
        taken_back: attempt == 9_317,
        certificate: None,
    };
    let agency = AwardRow {
        class: "Giải A".into(),
        name: "Phường Cam Đường".into(),
        agency: None,
        attempt: None,
        worth: None,
        taken_back: false,
        certificate: None,
    };
    let file = |name, meaning, href: Option<&str>| FileSum {
        name,
        meaning,
        href: href.map(Into::into),
        sum: "c1eec51646a4434cf58ba5c224490a136794a59191cf263031a1d73825e6c409".into(),
    };
    let results = PublishedView {
        title: "Tuần 1: Những vấn đề chung về cải cách hành chính".into(),
        published_at: now(),
        facts: vec![Fact::new("6.218", "người dự thi"), Fact::new("13.402", "lượt thi hợp lệ")],
        tables: vec![
            AwardTable {
                title: "Giải tuần, Bảng A".into(),
                individual: true,
                rows: vec![
                    person("Giải Nhất", "Nguyễn Thị Hồng N***", 10_482, worth("20/20", 312)),
                    person("Giải Nhì", "Vàng Thị M***", 9_317, worth("20/20", 358)),
                ],
            },
            AwardTable { title: "Giải xã, phường".into(), individual: false, rows: vec![agency] },
        ],
        board: Some("/xep-hang?vong=1".into()),
        rounds: vec![],
        whole: Some(WholeContest { href: "/cong-bo/cuoc-thi/1".into(), replaces_prizes: true }),
        rules_version: 2,
        lots_seed: "000102030405060708090a0b0c0d0e0f".into(),
        files: vec![
            file("the-le.json", "Thể lệ và số liệu đã chốt", Some("/cong-bo/1/the-le.json")),
            file("luot-thi.csv", "Các lượt thi", Some("/cong-bo/1/luot-thi.csv")),
            file("thu-hang.csv", "Thứ hạng và giải, do cchc rank ghi ra", None),
        ],
        corrections: vec![PublishedCorrection {
            stem: "Thời hạn giải quyết thủ tục <cấp lại> là bao lâu?".into(),
            what: "Ban Tổ chức không tính câu này cho bất kỳ ai. Lý do: Văn bản đã hết hiệu lực.".into(),
            at: now(),
        }],
    };
    app::render(signed_in("Kết quả: Tuần 1", NavItem::Boards), || view! { <PublishedPage results/> })
}

fn verify(typed: Option<&str>) -> String {
    let problem = || Problem::new(CERTIFICATE_CODE, CertificateCodeError.to_string());
    let refused = |typed| FormState::sent([(CERTIFICATE_CODE, typed)]).with_problems([problem()]);
    let form = typed.map_or_else(FormState::default, refused);
    let rows = vec![
        ("Họ và tên", "Nguyễn Thị Hồng N***".to_owned()),
        ("Cơ quan, đơn vị", "Trung tâm Phục vụ hành chính công tỉnh".to_owned()),
        ("Giải", "Giải Nhất (Giải tuần, Bảng A)".to_owned()),
        ("Cuộc thi", "Tìm hiểu cải cách hành chính".to_owned()),
    ];
    let good = || Verified { code: "V1-0-0938-NKRK-AQ6X".into(), verdict: Verdict::Good, rows };
    let found = typed.is_none().then(good);
    let view = VerifyView { form: Arc::new(form), found };
    app::render(frame("Xác nhận giấy chứng nhận"), || view! { <VerifyPage view/> })
}

fn agency_board() -> String {
    let row = |place, name: &str, people, headcount, mean: &str, is_mine| AgencyRow {
        place,
        name: name.into(),
        people,
        headcount,
        mean: mean.into(),
        is_mine,
    };
    let board = AgencyBoardView {
        scope: "tuần 2".into(),
        provisional: Some(provisional()),
        mine: Some(MyAgency {
            name: "Trung tâm Phục vụ hành chính công tỉnh".into(),
            place: Some((4, 119)),
            people: 38,
            missing: Some(5),
        }),
        filters: Arc::new(FormState::sent([("vong", "2")])),
        rounds: vec![SelectOption::new("2", "Tuần 2")],
        blocks: vec![SelectOption::new("xa-phuong", "Xã, phường")],
        rows: vec![
            row(Some(1), "Phường Cam Đường", 412, Some(430), "17,3/20", false),
            row(Some(2), "Sở Nội vụ", 118, Some(124), "18,2/20", false),
            row(Some(4), "Trung tâm Phục vụ hành chính công tỉnh", 38, Some(43), "17,6/20", true),
            row(Some(10), "Xã Tà Xi Láng", 22, Some(58), "15,6/20", false),
            row(None, "Xã Thượng Bằng La", 81, None, "16,1/20", false),
        ],
        page: 2,
        pages: 12,
        href: "/xep-hang/don-vi?trang=".into(),
        without_headcount: 5,
        minimum_percent: Some(50),
    };
    app::render(signed_in("Bảng xếp hạng đơn vị", NavItem::Boards), || view! { <AgencyBoardPage board/> })
}

fn privacy() -> String {
    let privacy = PrivacyView {
        organiser: "Sở Nội vụ tỉnh Lào Cai".into(),
        phone: "0214 000 0123".into(),
        email: "cchc@laocai.example".into(),
        kept_months: 12,
    };
    app::render(frame("Bảo vệ dữ liệu cá nhân"), || view! { <PrivacyPage privacy/> })
}

fn error(error: ErrorView) -> String {
    app::render(frame(error.title()), || view! { <ErrorPage error/> })
}
