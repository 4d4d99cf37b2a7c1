//! The pages of staff, with data as it may be.

use std::sync::Arc;

use app::{
    PageFrame, Shell, Visitor,
    accounts::staff::{
        AlikeView, DuplicatesPage, DuplicatesView, IssuedPage, IssuedView, PeoplePage, PeopleView, PersonPage,
        PersonRow, PersonView, StaffAccountPage, StaffAccountView, StaffSignInPage, StaffSignInView, ViewerRow,
        ViewersPage, ViewersView, duplicates_fields, person_fields, staff_fields,
    },
    agencies::{HeadcountRow, HeadcountsPage, HeadcountsView, PositionField},
    banks::{
        BankLine, BankPage, BankView, BanksPage, BanksView, FILE_FIELD, ImportKind, ImportLine, ImportPage,
        ImportPageView, QuestionView,
    },
    components::{Change, Fact, SelectGroup, SelectOption, Tab},
    contests::{
        ChosenPerson, ContestDeskPage, ContestDeskView, FoundPerson, HoursPage, HoursView, MatrixCell, MatrixRow,
        MatrixView, NewContestPage, NewContestView, NewRoundPage, NewRoundView, PaperMatrix, PapersDone, PapersPage,
        PapersView, PresetLine, PresetsPage, ReliefRow, ReliefsPage, ReliefsView, RoundAct, RoundLine, RoundPage,
        RoundView, RoundsPage, RulesEditPage, RulesEditView, RulesPreview, StepperView, relief_fields,
    },
    form::{FormState, Problem},
    reports::{
        AgencyReportPage, AgencyReportView, CurrentRound, DashboardPage, DashboardView, DayCount, RoundReport, TaskRow,
        UnitFigures, UnitRow, Urgency,
    },
    results::{
        AnswerView, AwardRow, AwardTable, ComplaintPage, ComplaintPageView, ComplaintRow, ComplaintsPage,
        ComplaintsView, DecidePage, DecideView, PassedRow, PassedView, ResultsAct, RoundStands, answer_fields,
        decide_fields,
    },
    work::Desk,
};
use contest::{
    Millis, Timestamp,
    accounts::{Involvement, Position},
    banks::Level,
    contests::{Preset, RoundState, Rules, RulesField, RulesForm, TrackKind, Window},
    results::{ComplaintKind, ComplaintOutcome},
    time::LocalDate,
};
use leptos::prelude::*;

use super::{at, corrections, frame};

const LONG_NAME: &str = "Chi cục Quản lý chất lượng, Chế biến và Phát triển thị trường nông, lâm sản và thủy sản";

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("staff-sign-in", sign_in()),
        ("staff-first-password", account(Desk::FirstPassword)),
        ("staff-account", account(Desk::OrganiserAccount)),
        ("organiser", dashboard(false)),
        ("organiser-new", dashboard(true)),
        ("rounds", rounds()),
        ("contest-desk", contest_desk()),
        ("contest-presets", presets()),
        ("contest-new", new_contest()),
        ("round-papers", papers()),
        ("round-hours", hours(None)),
        ("round-hours-open", hours(Some("8 giờ 00, thứ Hai 11/5/2026"))),
        ("rules-edit", rules_edit(false)),
        ("rules-edit-preview", rules_edit(true)),
        ("new-round", new_round(false)),
        ("new-round-short", new_round(true)),
        ("round-draft", round(RoundState::Draft, RoundAct::Open)),
        ("round-open", round(RoundState::Open, RoundAct::Close)),
        ("results-provisional", results(RoundState::Provisional)),
        ("results-approved", results(RoundState::Approved)),
        ("corrections", corrections::choose()),
        ("corrections-none", corrections::closed()),
        ("corrections-question", corrections::ask(true)),
        ("corrections-question-counting", corrections::ask(false)),
        ("corrections-counting", corrections::counting()),
        ("corrections-preview", corrections::preview()),
        ("reliefs", reliefs(true)),
        ("reliefs-none", reliefs(false)),
        ("complaints", complaints()),
        ("complaint", complaint(false)),
        ("complaint-answered", complaint(true)),
        ("banks", banks()),
        ("bank", bank(FormState::default())),
        ("bank-refused", bank(refused_upload())),
        ("import", import(None)),
        ("import-done", import(Some((now(), 230, 3)))),
        ("people", people(Desk::People, "/ban-to-chuc/nguoi-du-thi", true)),
        ("person", person(false)),
        ("person-refused", person(true)),
        ("duplicates", duplicates(true)),
        ("duplicates-none", duplicates(false)),
        ("people-none", people(Desk::OwnPeople, "/don-vi/nguoi-du-thi", false)),
        ("code-issued", issued()),
        ("viewers", viewers()),
        ("headcounts", headcounts(FormState::default())),
        ("headcounts-wrong", headcounts(wrong_headcount())),
        ("agency", agency(Some(43))),
        ("agency-without-headcount", agency(None)),
    ]
}

pub fn now() -> Timestamp {
    at("2026-05-14T11:42")
}

pub fn organiser(title: &str) -> PageFrame {
    let visitor =
        Visitor::Staff { name: "Phạm Thu Hà".into(), role: "Ban Tổ chức".into(), home: "/ban-to-chuc" };
    frame(title).seen_by(visitor).within(Shell::Work)
}

fn viewer(title: &str) -> PageFrame {
    let visitor = Visitor::Staff {
        name: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        role: "Đầu mối của cơ quan, đơn vị".into(),
        home: "/don-vi",
    };
    frame(title).seen_by(visitor).within(Shell::Work)
}

fn sign_in() -> String {
    let form = FormState::sent([(staff_fields::USERNAME, "bantochuc")])
        .with_summary("Tên đăng nhập và mật khẩu chưa khớp. Hãy kiểm tra cả hai rồi thử lại.");
    let view =
        StaffSignInView { form: Arc::new(form), next: Some("/ban-to-chuc/vong-thi".into()), username_length: 40 };
    app::render(frame("Đăng nhập").within(Shell::Work), || view! { <StaffSignInPage sign_in=view/> })
}

fn account(desk: Desk) -> String {
    let problem = Problem::new(staff_fields::NEW_PASSWORD, "Mật khẩu mới có 6 ký tự. Hãy dùng ít nhất 12 ký tự.");
    let account = StaffAccountView {
        desk,
        name: "Ban Tổ chức".into(),
        username: "bantochuc".into(),
        form: Arc::new(FormState::default().with_problems([problem])),
        changed: desk == Desk::OrganiserAccount,
    };
    app::render(organiser("Tài khoản của tôi"), || view! { <StaffAccountPage account/> })
}

fn window() -> Window {
    Window { opens: at("2026-05-11T08:00"), closes: at("2026-05-17T17:00") }
}

fn days() -> Vec<DayCount> {
    let counts = [5, 7, 2, 3, 4, 1, 2, 6, 4, 3, 1];
    let first: LocalDate = "2026-05-04".parse().unwrap();
    let day = |(place, count): (usize, u64)| DayCount {
        date: LocalDate::from_days(first.days() + place as i64),
        new_entrants: count,
        attempts: count * 2,
    };
    counts.into_iter().enumerate().map(day).collect()
}

fn round_lines() -> Vec<RoundLine> {
    let line = |number: i64, state, window, entrants, attempts| RoundLine {
        href: format!("/ban-to-chuc/vong-thi/{number}"),
        title: format!("Tuần {number}"),
        state,
        window,
        opens_by_itself: true,
        entrants,
        attempts,
    };
    let next = Window { opens: at("2026-05-18T08:00"), closes: at("2026-05-24T17:00") };
    vec![
        line(3, RoundState::Draft, next, 0, 0),
        line(2, RoundState::Open, window(), 1_284, 2_417),
        line(
            1,
            RoundState::Closed,
            Window { opens: at("2026-05-04T08:00"), closes: at("2026-05-10T17:00") },
            6_218,
            9_846,
        ),
    ]
}

fn dashboard(empty: bool) -> String {
    let task = |urgency, due: &str, title: &str, text: &str, action| TaskRow {
        urgency,
        due: due.into(),
        title: title.into(),
        text: text.into(),
        href: "/ban-to-chuc/vong-thi/3".into(),
        action,
    };
    let tasks = vec![
        task(
            Urgency::Overdue,
            "Quá giờ mở",
            "Tuần 3 chưa mở",
            "Hẹn mở lúc 8 giờ 00, thứ Năm 14/5/2026. Vòng không tự mở: cần một người bấm mở.",
            "Xem và mở vòng",
        ),
        task(
            Urgency::Soon,
            "Trước 17/5/2026",
            "5 đơn vị chưa báo số người",
            "Xã Chế Tạo; Xã Tà Xi Láng; Xã Nậm Có và 2 đơn vị khác. Chưa tính được tỷ lệ dự thi.",
            "Nhập số người",
        ),
        task(
            Urgency::Later,
            "Không gấp",
            "Tệp ngan-hang-tuan-3.xlsx đã đọc, chưa nhập",
            "Tải lên lúc 10 giờ 58, thứ Năm 14/5/2026.",
            "Xem và nhập",
        ),
    ];
    let current = CurrentRound {
        href: "/ban-to-chuc/vong-thi/2".into(),
        title: "Tuần 2".into(),
        stepper: StepperView { state: RoundState::Open, window: window() },
    };
    let dashboard = DashboardView {
        contest: ("/ban-to-chuc/cuoc-thi/1".into(), "Tìm hiểu cải cách hành chính".into()),
        as_of: now(),
        current: (!empty).then_some(current),
        registered: 10_412,
        entrants: 9_846,
        attempts: 14_022,
        live: 172,
        agencies: (114, 119),
        days: if empty { Vec::new() } else { days() },
        tasks: if empty { Vec::new() } else { tasks },
        rounds: if empty { Vec::new() } else { round_lines() },
    };
    app::render(organiser("Tổng quan"), || view! { <DashboardPage dashboard/> })
}

fn rounds() -> String {
    app::render(organiser("Vòng thi"), || {
        let contest = Some(("/ban-to-chuc/cuoc-thi/1".to_owned(), "Tìm hiểu cải cách hành chính".to_owned()));
        let whole = Some("/ban-to-chuc/cuoc-thi/1/ket-qua".to_owned());
        view! { <RoundsPage rounds=round_lines() contest whole/> }
    })
}

const TOPICS: [&str; 4] = [
    "Chỉ đạo, điều hành cải cách hành chính",
    "Cải cách thủ tục hành chính",
    "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    "Thể chế",
];

const SHORT: &str = "Bảng A, Thể chế, vận dụng: cần 9 câu, ngân hàng có 2. Hãy giảm xuống 2 hoặc nhập thêm câu hỏi.";

fn levels() -> Vec<Option<Level>> {
    Level::ALL.map(Some).to_vec()
}

fn matrix(track: TrackKind, short: bool) -> MatrixView {
    let rows = TOPICS.iter().enumerate().map(|(row, topic)| {
        let cells = (0..3).map(|column| {
            let is_short = short && track == TrackKind::Staff && (row, column) == (3, 2);
            MatrixCell {
                id: format!("{}-{}", track.code(), row * 3 + column),
                name: format!("{}|{}|{topic}", track.code(), Level::ALL[column].code()),
                value: if is_short { "9".into() } else { "1".into() },
                available: 20 - column as u32 * 9,
                problem: is_short.then(|| "chỉ có 2".to_owned()),
            }
        });
        let share = MatrixCell {
            id: format!("ty-le-{}-{row}", track.code()),
            name: format!("ty-le-{}|{topic}", track.code()),
            value: "10".into(),
            ..MatrixCell::default()
        };
        MatrixRow { topic: (*topic).into(), cells: cells.collect(), share: Some(share) }
    });
    MatrixView {
        track,
        banks: vec![
            SelectOption::new("1", "Ngân hàng câu hỏi cải cách hành chính (240 câu dùng được)"),
            SelectOption::new("2", "Câu hỏi bảng người dân (0 câu dùng được)"),
        ],
        bank: "Ngân hàng câu hỏi cải cách hành chính".into(),
        bank_href: "/ban-to-chuc/ngan-hang/1".into(),
        levels: levels(),
        rows: rows.collect(),
        weights: Level::ALL
            .map(|level| MatrixCell {
                id: format!("diem-{}-{}", track.code(), level.code()),
                name: format!("diem-{}-{}", track.code(), level.code()),
                value: if level == Level::Apply { "1,5".into() } else { String::new() },
                ..MatrixCell::default()
            })
            .to_vec(),
        size: MatrixCell {
            id: format!("so-cau-{}", track.code()),
            name: format!("so-cau-{}", track.code()),
            problem: short.then(|| "Bảng A: Ma trận đề cộng lại được 90, cần đúng 100. Hãy sửa cho khớp.".into()),
            ..MatrixCell::default()
        },
        total: 12,
    }
}

fn contest_desk() -> String {
    let contest = ContestDeskView {
        href: "/ban-to-chuc/cuoc-thi/1".into(),
        title: "Tìm hiểu cải cách hành chính".into(),
        done: Some("Đã hẹn tự mở thêm 2 vòng.".into()),
        new_round: "/ban-to-chuc/vong-thi/moi?cuoc-thi=1".into(),
        to_schedule: 2,
        short: vec![("Tuần 3".into(), vec![SHORT.into()])],
        others: vec![("/ban-to-chuc/cuoc-thi/2".into(), "Tìm hiểu Luật Bầu cử 2026".into())],
        rules_href: "/ban-to-chuc/cuoc-thi/1/the-le".into(),
        version: 2,
        made_at: now(),
        rules: Rules::case_4().describe(),
        rounds: round_lines(),
    };
    app::render(organiser("Tìm hiểu cải cách hành chính"), || view! { <ContestDeskPage contest/> })
}

fn presets() -> String {
    let line = |preset: Preset| PresetLine {
        href: format!("/ban-to-chuc/cuoc-thi/moi?mau={}", preset.code),
        title: preset.title,
        note: preset.note,
    };
    let presets: Vec<PresetLine> = Preset::all().into_iter().map(line).collect();
    app::render(organiser("Tạo cuộc thi"), || view! { <PresetsPage presets/> })
}

fn new_contest() -> String {
    let form = FormState::sent([
        ("ngay-dau", "2026-06-01"),
        ("so-vong", "20"),
        ("ngan-hang-a", "1"),
        ("ma-tran", "the-le"),
        ("tu-mo", "1"),
    ])
    .with_problems([Problem::new("ten", "Tên cuộc thi cần từ 1 đến 200 ký tự. Hãy nhập lại tên.")]);
    let when = "10 giờ 00, thứ Hai 1/6/2026 – 9 giờ 00, thứ Hai 8/6/2026";
    let view = NewContestView {
        preset: ("01-vcnet".into(), "Thi trắc nghiệm hằng tuần trên mạng VCNet (2019–2020)".into()),
        rules: Rules::case_4().describe(),
        form: Arc::new(form),
        tracks: TrackKind::ALL.into(),
        banks: vec![SelectOption::new("1", "Ngân hàng câu hỏi cải cách hành chính (240 câu dùng được)")],
        has_calendar: true,
        has_topics: true,
        preview: Some(vec![("Tuần 1".into(), when.into())]),
        title_length: 200,
    };
    app::render(organiser("Tạo cuộc thi"), || view! { <NewContestPage view/> })
}

fn hours(opened: Option<&str>) -> String {
    let form =
        FormState::sent([("ten", "Tuần 3"), ("mo", "2026-05-18T08:00"), ("dong", "2026-05-24T17:00")]).with_problems([
            Problem::new("dong", "Trùng giờ với Tuần 4. Hãy chọn giờ khác; hai vòng có thể nối liền nhau."),
        ]);
    let view = HoursView {
        href: "/ban-to-chuc/vong-thi/3/lich".into(),
        round: ("/ban-to-chuc/vong-thi/3".into(), "Tuần 3".into()),
        form: Arc::new(form),
        opened: opened.map(str::to_owned),
        title_length: 120,
    };
    app::render(organiser("Đổi tên, đổi giờ"), || view! { <HoursPage view/> })
}

fn rules_edit(preview: bool) -> String {
    let rules = Rules::case_4();
    let changes =
        vec![Change { before: rules.describe().pop(), after: Some("Đáp án không được công bố.".into()) }];
    let wrong = Problem::new(RulesField::Duration.name(), "Thời gian làm bài chưa đúng. Hãy ghi số phút, ví dụ 20.");
    let rest = Problem::new(RulesField::Rest.name(), "Tại “prizes[0]”: thiếu mục “name”. Hãy thêm mục này.");
    let form = FormState::sent(RulesForm::of(&rules).values());
    let form = if preview { form } else { form.with_problems([wrong, rest]) };
    let view = RulesEditView {
        href: "/ban-to-chuc/cuoc-thi/1/the-le".into(),
        contest: ("/ban-to-chuc/cuoc-thi/1".into(), "Tìm hiểu cải cách hành chính".into()),
        form: Arc::new(form),
        version: 2,
        done: None,
        others: if preview { vec![] } else { changes.clone() },
        preview: preview.then(|| RulesPreview { changes, seen: "9f2c".into() }),
        rounds: "Bản mới áp dụng cho: Tuần 3; và các vòng tạo sau này.".into(),
        reason_length: 500,
    };
    app::render(organiser("Sửa thể lệ"), || view! { <RulesEditPage view/> })
}

fn new_round(short: bool) -> String {
    let mut form = FormState::sent([
        ("ten", "Tuần 3"),
        ("mo", "2026-05-18T08:00"),
        ("dong", "2026-05-24T17:00"),
        ("ngan-hang-a", "1"),
        ("ngan-hang-b", "1"),
    ]);
    let matrices: Vec<MatrixView> = TrackKind::ALL.map(|track| matrix(track, short)).into();
    let cells = matrices.iter().flat_map(|matrix| &matrix.rows).flat_map(|row| &row.cells);
    let wrong = cells.filter(|cell| cell.problem.is_some());
    form.problems = wrong.map(|cell| Problem::new(cell.id.clone(), SHORT)).collect();
    let done = (!short).then_some(PapersDone::Checked);
    let view = NewRoundView { contest_id: 1, form: Arc::new(form), matrices, done, title_length: 120 };
    app::render(organiser("Tạo vòng thi"), || view! { <NewRoundPage view/> })
}

fn papers() -> String {
    let view = PapersView {
        href: "/ban-to-chuc/vong-thi/3/de-thi".into(),
        round: ("/ban-to-chuc/vong-thi/3".into(), "Tuần 3".into()),
        form: Arc::new(FormState::sent([("ngan-hang-a", "1"), ("ngan-hang-b", "1")])),
        matrices: TrackKind::ALL.map(|track| matrix(track, false)).into(),
        done: Some(PapersDone::Proposed),
    };
    app::render(organiser("Đổi đề của vòng thi"), || view! { <PapersPage view/> })
}

fn round(state: RoundState, act: RoundAct) -> String {
    let rows = |first: u32| TOPICS.map(|topic| (topic.to_owned(), vec![first, 1, 0])).to_vec();
    let paper = |track, rows| PaperMatrix {
        track,
        bank: "Ngân hàng câu hỏi cải cách hành chính".into(),
        bank_href: "/ban-to-chuc/ngan-hang/1".into(),
        rows,
        notes: vec!["Điểm mỗi câu: nhận biết 1; thông hiểu 1; vận dụng 1,5.".into()],
    };
    let refused = FormState::default()
        .with_summary("Chưa mở được vòng thi: ngân hàng không còn đủ câu. Hãy nhập thêm câu rồi mở lại.")
        .with_problems([Problem::new("ma-tran", "Bảng A, Thể chế, vận dụng: cần 3 câu, ngân hàng có 2.")]);
    let round = RoundView {
        href: "/ban-to-chuc/vong-thi/2".into(),
        title: "Tuần 2: Thủ tục hành chính và dịch vụ công".into(),
        stepper: StepperView { state, window: window() },
        form: Arc::new(if state == RoundState::Draft { refused } else { FormState::default() }),
        done: (state == RoundState::Open).then_some("Đã mở vòng thi. Câu hỏi của vòng đã được chốt."),
        acts: if state == RoundState::Draft { vec![act, RoundAct::Schedule] } else { vec![act] },
        entrants: 1_284,
        attempts: 2_417,
        heads: Level::ALL.map(Level::label).into(),
        papers: vec![paper("Bảng A", rows(3)), paper("Bảng B", rows(2))],
        rules: Rules::case_4().describe(),
        results: (state == RoundState::Closed).then(|| "/ban-to-chuc/vong-thi/2/ket-qua".into()),
        corrections: (state != RoundState::Draft).then(|| "/ban-to-chuc/vong-thi/2/sua-cau".into()),
        reliefs: (state != RoundState::Draft).then(|| "/ban-to-chuc/vong-thi/2/su-co".into()),
        hours: Some("/ban-to-chuc/vong-thi/2/lich".into()),
        change_papers: (state == RoundState::Draft).then(|| "/ban-to-chuc/vong-thi/2/de-thi".into()),
        short: if state == RoundState::Draft { vec![SHORT.into()] } else { vec![] },
    };
    app::render(organiser("Tuần 2"), || view! { <RoundPage round/> })
}

fn results(state: RoundState) -> String {
    let is_provisional = state == RoundState::Provisional;
    let refused = FormState::sent([(decide_fields::ATTEMPT, "12")])
        .with_problems([Problem::new(decide_fields::ATTEMPT, "Vòng này không có lượt thi hợp lệ mang số đó.")]);
    let winner = AwardRow {
        class: "Giải Nhất".into(),
        name: "Nguyễn Thị Hồng Nhung".into(),
        agency: Some(LONG_NAME.into()),
        attempt: Some(10_482),
        worth: Some(("20/20".into(), Millis::seconds(312))),
        taken_back: false,
        certificate: (!is_provisional).then(|| "/ban-to-chuc/giay-chung-nhan/V2-0-0938-NKRK-AQ6X".into()),
    };
    let acts = if is_provisional {
        vec![ResultsAct::Approve, ResultsAct::Refuse, ResultsAct::Void]
    } else {
        vec![ResultsAct::Publish, ResultsAct::Withdraw]
    };
    let results = DecideView {
        href: "/ban-to-chuc/vong-thi/2/ket-qua".into(),
        title: "Tuần 2".into(),
        above: is_provisional.then(|| ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into())),
        rounds: if is_provisional { vec![] } else { vec![rounds_stand()] },
        state,
        unsubmitted: 0,
        form: Arc::new(if is_provisional { refused } else { FormState::default() }),
        done: (!is_provisional).then_some("Đã duyệt kết quả. Bạn có thể công bố."),
        acts,
        facts: vec![Fact::new("6.218", "người dự thi"), Fact::new("13.402", "lượt thi hợp lệ")],
        counted_at: Some(now()),
        complaints_until: Some(now()),
        tables: vec![AwardTable { title: "Giải tuần, Bảng A".into(), individual: true, rows: vec![winner] }],
        winners: vec![SelectOption::new("nguoi-12", "Giải Nhất: Nguyễn Thị Hồng Nhung")],
        certificates: vec!["/ban-to-chuc/vong-thi/2/giay-chung-nhan.pdf?phan=1".into()],
        refused: vec![("Vàng Thị Mỷ".into(), "Khai sai đơn vị.".into())],
        passed: PassedView {
            rows: vec![PassedRow {
                race: "Giải tuần, Bảng A".into(),
                name: "Vàng Thị Mỷ".into(),
                below: format!("{LONG_NAME} · xếp thứ 1 · lượt thi số 9317"),
                why: "Không được trao giải: Khai sai đơn vị.".into(),
            }],
            count: 51,
            page: (2, 2),
            href: "/ban-to-chuc/vong-thi/2/ket-qua?trang=".into(),
        },
        public: None,
        complaints: is_provisional.then(|| ("/ban-to-chuc/vong-thi/2/khieu-nai".into(), 3)),
        reason_length: 500,
    };
    app::render(organiser("Kết quả vòng thi"), || view! { <DecidePage results/> })
}

fn rounds_stand() -> RoundStands {
    RoundStands {
        href: "/ban-to-chuc/vong-thi/2/ket-qua".into(), title: "Tuần 2".into(), state: RoundState::Published
    }
}

/// With somebody chosen and a form that was refused; or as it is at first.
fn reliefs(chosen: bool) -> String {
    let row = |id, title: &str, in_force| ReliefRow {
        id,
        title: title.into(),
        reason: "Mất điện từ 16:40 đến 17:05.".into(),
        effect: "37 bài đang làm lúc đó được thêm giờ ngay.".into(),
        log: "Phạm Thu Hà, 17 giờ 05, Chủ Nhật 17/5/2026".into(),
        in_force,
        can_be_taken_back: in_force,
    };
    let agencies = SelectGroup {
        label: Some("Sở, ban, ngành".into()),
        options: vec![SelectOption::new("don-vi-3", LONG_NAME)],
    };
    let everyone =
        SelectGroup { label: None, options: vec![SelectOption::new("moi-nguoi", "Mọi người trong vòng")] };
    let problem = Problem::new(relief_fields::MINUTES, "Số phút chưa đúng. Hãy nhập một số từ 1 đến 10080.");
    let person = ChosenPerson {
        code: "nguoi-12".into(),
        name: "Vàng Thị Mỷ".into(),
        about: format!("{LONG_NAME} · *** *** *678"),
        attempts: vec!["Lượt 1, số 10482: bắt đầu lúc 16 giờ 31, Chủ Nhật 17/5/2026, đúng 4/20 câu.".into()],
    };
    let found = FoundPerson {
        href: "/ban-to-chuc/vong-thi/2/su-co?nguoi=12".into(),
        name: "Vàng Thị Mỷ".into(),
        about: "Sở Nội vụ · *** *** *678".into(),
    };
    let view = ReliefsView {
        href: "/ban-to-chuc/vong-thi/2/su-co".into(),
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        state: RoundState::Open,
        closes: at("2026-05-17T17:00"),
        stopped: None,
        form: Arc::new(if chosen {
            FormState::sent([(relief_fields::MINUTES, "x")]).with_problems([problem])
        } else {
            FormState::default()
        }),
        done: (!chosen).then_some("Đã rút lại."),
        time_for: vec![everyone, agencies.clone()],
        attempts_for: Some(vec![agencies]),
        search: if chosen { String::new() } else { "my".into() },
        found: if chosen { vec![] } else { vec![found] },
        person: chosen.then_some(person),
        reliefs: if chosen {
            vec![row(2, "Thêm 15 phút cho Vàng Thị Mỷ", true), row(1, "Thêm 5 phút cho mọi người trong vòng", false)]
        } else {
            vec![]
        },
        reason_length: 500,
    };
    app::render(organiser("Sự cố"), || view! { <ReliefsPage view/> })
}

fn complaint_row(outcome: Option<ComplaintOutcome>) -> ComplaintRow {
    ComplaintRow {
        href: "/ban-to-chuc/vong-thi/2/khieu-nai/4".into(),
        name: "Vàng Thị Mỷ".into(),
        agency: LONG_NAME.into(),
        kind: ComplaintKind::Score,
        attempt: 10_482,
        filed_at: now(),
        outcome,
    }
}

fn complaints() -> String {
    let complaints = ComplaintsView {
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        until: Some(now()),
        unanswered: 1,
        rows: vec![complaint_row(None), complaint_row(Some(ComplaintOutcome::Upheld))],
        page: 1,
        pages: 2,
        href: "/ban-to-chuc/vong-thi/2/khieu-nai?trang=".into(),
    };
    app::render(organiser("Khiếu nại"), || view! { <ComplaintsPage complaints/> })
}

fn complaint(answered: bool) -> String {
    let undecided = FormState::sent([(answer_fields::ANSWER, "Đã xem lại.")])
        .with_problems([Problem::new(answer_fields::OUTCOME, "Chưa chọn kết luận.")]);
    let answer = AnswerView { at: now(), outcome: ComplaintOutcome::Upheld, text: "Đã xem lại.".into() };
    let complaint = ComplaintPageView {
        round: ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into()),
        list: "/ban-to-chuc/vong-thi/2/khieu-nai".into(),
        row: complaint_row(answered.then_some(ComplaintOutcome::Upheld)),
        text: "Tôi chọn 30% mà bị chấm sai.\nXin xem lại.".into(),
        correct: (18, 20),
        duration: Millis::seconds(751),
        valid: !answered,
        paper: super::marked_questions(),
        answer: answered.then(|| (answer, "Phạm Thu Hà".into())),
        form: Arc::new(if answered { FormState::default() } else { undecided }),
        acts: vec![("/ban-to-chuc/vong-thi/2/ket-qua".into(), "Huỷ kết quả một lượt thi, hoặc không trao một giải")],
    };
    app::render(organiser("Khiếu nại"), || view! { <ComplaintPage complaint/> })
}

fn banks() -> String {
    let bank = |id: i64, name: &str, code: &str, questions| BankLine {
        href: format!("/ban-to-chuc/ngan-hang/{id}"),
        name: name.into(),
        code: code.into(),
        questions,
        created_at: now(),
    };
    let view = BanksView {
        banks: vec![
            bank(1, "Ngân hàng câu hỏi cải cách hành chính", "cchc", 240),
            bank(2, "Câu hỏi bảng người dân", "nguoi-dan", 0),
        ],
        form: Arc::new(
            FormState::sent([("ten", "Câu hỏi tuần 3"), ("ma", "cchc")])
                .with_problems([Problem::new("ma", "Mã này đã có ngân hàng khác dùng. Hãy chọn mã khác.")]),
        ),
        name_length: 200,
        code_length: 40,
    };
    app::render(organiser("Ngân hàng câu hỏi"), || view! { <BanksPage view/> })
}

fn question() -> QuestionView {
    QuestionView {
        stem: "Năm 2025, Nghị quyết số 66/NQ-CP đặt mục tiêu bãi bỏ ít nhất bao nhiêu phần trăm điều kiện đầu tư \
               kinh doanh không cần thiết?"
            .into(),
        choices: vec![("20%".into(), false), ("25%".into(), false), ("30%".into(), true), ("<b>50%</b>".into(), false)],
        about: vec!["Thể chế".into(), "Nhận biết".into(), "Một đáp án".into(), "sổ tay câu 21".into()],
        explanation: Some("Theo 66/NQ-CP: bãi bỏ ít nhất 30%.".into()),
    }
}

fn refused_upload() -> FormState {
    let message = "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi tải lên lại.";
    FormState::default().with_problems([Problem::new(FILE_FIELD, message)])
}

fn bank(upload: FormState) -> String {
    let bank = BankView {
        href: "/ban-to-chuc/ngan-hang/1".into(),
        name: "Ngân hàng câu hỏi cải cách hành chính".into(),
        heads: Level::ALL.map(Level::label).into(),
        rows: TOPICS.map(|topic| (topic.to_owned(), vec![20, 8, 0])).to_vec(),
        filters: Arc::new(FormState::sent([("tim", "điều kiện"), ("muc-do", "recall")])),
        topics: TOPICS.map(|topic| SelectOption::new(topic, topic)).into(),
        questions: vec![question(), question()],
        found: 112,
        total: 240,
        page: 1,
        pages: 3,
        search_href: "/ban-to-chuc/ngan-hang/1?tim=x&trang=".into(),
        upload: Arc::new(upload),
        megabytes: 20,
    };
    app::render(organiser("Ngân hàng câu hỏi"), || view! { <BankPage bank/> })
}

fn import(committed: Option<(Timestamp, u32, u32)>) -> String {
    let line = |place: &str, kind| ImportLine { place: place.into(), kind };
    let href = "/ban-to-chuc/ngan-hang/nhap/7";
    let import = ImportPageView {
        href: href.into(),
        file: "ngan-hang.xlsx".into(),
        bank: ("Ngân hàng câu hỏi cải cách hành chính".into(), "/ban-to-chuc/ngan-hang/1".into()),
        read_at: now(),
        rows: 240,
        fresh: 233,
        already_there: 3,
        refused: 4,
        notes: vec!["Trang tính “Ghi chú”: không có câu hỏi nên được bỏ qua.".into()],
        committed,
        tabs: vec![
            Tab::new(format!("{href}?xem=can-xem"), "Cần xem (7)", true),
            Tab::new(format!("{href}?xem=moi"), "Câu mới (233)", false),
            Tab::new(format!("{href}?xem=da-co"), "Đã có (3)", false),
            Tab::new(format!("{href}?xem=tat-ca"), "Tất cả (240)", false),
        ],
        shown: vec![
            line(
                "Hàng 17",
                ImportKind::Refused(
                    "Nghị định số 118/2025/NĐ-CP có hiệu lực thi hành từ ngày nào?".into(),
                    vec!["Đáp án E không có trong 4 phương án của câu này.".into()],
                ),
            ),
            line(
                "Hàng 88",
                ImportKind::Refused(String::new(), vec!["Câu hỏi đang trống. Hãy nhập nội dung câu hỏi.".into()]),
            ),
            line(
                "Hàng 131",
                ImportKind::Doubtful(
                    question(),
                    vec!["Mức độ “Rất khó” không có trong danh sách nên được bỏ trống.".into()],
                ),
            ),
            line("Hàng 140", ImportKind::AlreadyThere("Cải cách hành chính gồm mấy nội dung?".into())),
            line("Hàng 141", ImportKind::New(question())),
        ],
        page: 1,
        pages: 5,
        page_href: format!("{href}?xem=can-xem&trang="),
    };
    app::render(organiser("Rà soát tệp câu hỏi"), || view! { <ImportPage import/> })
}

fn people(desk: Desk, href: &'static str, some: bool) -> String {
    let person = |id, name: &str, agency: &str| PersonRow {
        id,
        name: name.into(),
        masked_phone: "*** *** *678".into(),
        agency: agency.into(),
        about: vec!["Chuyên viên".into(), "Bảng A".into(), "đăng ký 4/5/2026".into()],
        page: (desk == Desk::People).then(|| format!("{href}/{id}")),
        involved: (id == 1).then(|| Involvement::Technical.label()),
    };
    let lines = vec![
        person(1, "Vàng Thị Mỷ", "Xã Bảo Thắng"),
        person(2, "Trần Nguyễn Hoàng Bảo Khánh Linh Phương Thảo", LONG_NAME),
    ];
    let view = PeopleView {
        desk,
        href,
        tabs: vec![Tab::new(href, "Tất cả", true), Tab::new(format!("{href}?xem=to-chuc"), "Tham gia tổ chức", false)],
        search: "linh".into(),
        form: Arc::default(),
        people: if some { lines } else { Vec::new() },
        found: 72,
        page: 1,
        pages: 2,
        search_href: format!("{href}?tim=linh&trang="),
    };
    app::render(organiser("Người dự thi"), || view! { <PeoplePage view/> })
}

fn person(refused: bool) -> String {
    let form = FormState::sent([(person_fields::PART, "technical")]);
    let problem = Problem::new(person_fields::REASON, "Chưa có lý do, hoặc lý do dài quá 500 ký tự. Hãy ghi ngắn gọn.");
    let facts = [("Cơ quan, đơn vị", LONG_NAME), ("Vị trí công tác", "Viên chức"), ("Số điện thoại", "*** *** *678")];
    let person = PersonView {
        href: "/ban-to-chuc/nguoi-du-thi/1".into(),
        name: "Vàng Thị Mỷ".into(),
        facts: facts.map(|(label, value)| (label.into(), value.into())).into(),
        involved: (!refused).then(|| "Nhân viên kỹ thuật, từ ngày 4/5/2026. Lý do: vận hành hệ thống.".into()),
        consequence: "Theo thể lệ đang dùng, những người này không dự thi.",
        alike: vec![SelectOption::new("phone", "số điện thoại")],
        form: Arc::new(if refused { form.with_problems([problem]) } else { FormState::default() }),
        done: (!refused).then_some("Đã ghi nhận."),
        reason_length: 500,
    };
    app::render(organiser("Người dự thi"), || view! { <PersonPage person/> })
}

fn duplicates(some: bool) -> String {
    let person =
        |id: i64, name: &str| (format!("/ban-to-chuc/nguoi-du-thi/{id}"), name.to_owned(), LONG_NAME.to_owned(), now());
    let group =
        AlikeView { value: "ab12".into(), people: vec![person(1, "Vàng Thị Mỷ"), person(2, "Vàng A Páo")] };
    let problem = Problem::new(duplicates_fields::REASON, "Chưa có lý do, hoặc lý do dài quá 500 ký tự.");
    let view = DuplicatesView {
        action: "/ban-to-chuc/nguoi-du-thi/trung?theo=phone".into(),
        tabs: vec![Tab::new("/ban-to-chuc/nguoi-du-thi/trung?theo=phone", "Số điện thoại", true)],
        by: "số điện thoại",
        groups: if some { vec![group] } else { Vec::new() },
        found: u64::from(some),
        page: 1,
        pages: 1,
        page_href: "/ban-to-chuc/nguoi-du-thi/trung?theo=phone&trang=".into(),
        form: Arc::new(if some { FormState::default().with_problems([problem]) } else { FormState::default() }),
        done: !some,
        reason_length: 500,
    };
    app::render(organiser("Đăng ký trùng"), || view! { <DuplicatesPage view/> })
}

fn issued() -> String {
    let issued = IssuedView {
        desk: Desk::Viewers,
        title: "Mật khẩu lần đầu",
        owner: LONG_NAME.into(),
        secret: "k7px-2m9q-x4tr-b8wz".into(),
        advice: "Tên đăng nhập: chi-cuc.cl. Lần đầu đăng nhập, đơn vị phải đặt mật khẩu riêng.".into(),
        back: ("/ban-to-chuc/tai-khoan", "Tôi đã giao mật khẩu, về danh sách"),
    };
    app::render(organiser("Mật khẩu lần đầu"), || view! { <IssuedPage issued/> })
}

fn viewers() -> String {
    let row = |id, username: &str, agency: &str, unused, disabled| ViewerRow {
        id,
        username: username.into(),
        agency: agency.into(),
        unused,
        disabled,
        created_at: now(),
    };
    let view = ViewersView {
        viewers: vec![
            row(1, "xa.bao-thang", "Xã Bảo Thắng", false, false),
            row(2, "chi-cuc.cl", LONG_NAME, true, false),
            row(3, "so-cu", "Sở Giao thông vận tải", false, true),
        ],
        page: 1,
        pages: 1,
        form: Arc::new(FormState::sent([("ten-dang-nhap", "Xã A")]).with_problems([Problem::new(
            "ten-dang-nhap",
            "Tên đăng nhập cần từ 3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm hoặc gạch.",
        )])),
        agencies: vec![SelectGroup {
            label: Some("Sở, ban, ngành".into()),
            options: vec![SelectOption::new("15-noi-vu", "Sở Nội vụ"), SelectOption::new("15-cl", LONG_NAME)],
        }],
        username_length: 40,
    };
    app::render(organiser("Tài khoản đơn vị"), || view! { <ViewersPage view/> })
}

fn wrong_headcount() -> FormState {
    FormState::sent([("so-2", "nhiều")]).with_problems([Problem::new(
        "so-2",
        "Chi cục Quản lý chất lượng: hãy ghi một số từ 1 đến 1.000.000, hoặc để trống nếu chưa biết.",
    )])
}

fn headcounts(form: FormState) -> String {
    let row = |id: i64, name: &str, value: &str| HeadcountRow {
        field: format!("so-{id}"),
        name: name.into(),
        kind: "Xã",
        value: value.into(),
        since: (!value.is_empty()).then(now),
        positions: [Position::Leader, Position::OneStopStaff]
            .map(|position| PositionField {
                field: format!("vi-tri-{id}-{}", position.code()),
                label: position.label(),
                value: if value.is_empty() { String::new() } else { "3".into() },
            })
            .into(),
    };
    let view = HeadcountsView {
        desk: Desk::Agencies,
        href: "/ban-to-chuc/don-vi".into(),
        action: "/ban-to-chuc/don-vi?trang=1".into(),
        search: String::new(),
        tabs: vec![
            Tab::new("/ban-to-chuc/don-vi", "Tất cả", true),
            Tab::new("/ban-to-chuc/don-vi?xem=chua-bao", "Chưa báo số người", false),
        ],
        saved: (!form.is_refused()).then_some(2),
        form: Arc::new(form),
        has_quotas: true,
        agencies: vec![row(1, "Xã Bảo Thắng", "43"), row(2, LONG_NAME, ""), row(3, "Xã Chế Tạo", "31")],
        found: 119,
        page: 1,
        pages: 3,
        page_href: "/ban-to-chuc/don-vi?trang=".into(),
    };
    app::render(organiser("Số người của đơn vị"), || view! { <HeadcountsPage view/> })
}

fn agency(headcount: Option<u64>) -> String {
    let figures = |entrants, attempts, headcount| UnitFigures {
        entrants,
        staff_entrants: entrants,
        attempts,
        mean: (entrants > 0).then_some(8_793),
        headcount,
    };
    let unit = |name: &str, within: Option<&str>, figures| UnitRow {
        name: name.into(),
        within: within.map(Into::into),
        figures,
    };
    let report = RoundReport {
        round: "Tuần 2".into(),
        rounds: vec![Tab::new("/don-vi?vong=2", "Tuần 2", true), Tab::new("/don-vi?vong=1", "Tuần 1", false)],
        as_of: now(),
        closes: Some(window().closes),
        total: figures(38, 71, headcount),
        today: (1, 2),
        minimum_percent: Some(50),
        days: days(),
        units: vec![
            unit("Trung tâm Phục vụ hành chính công tỉnh", None, figures(14, 26, headcount.map(|_| 14))),
            unit("Phòng Hành chính – Tổng hợp", None, figures(9, 17, Some(10))),
            unit(LONG_NAME, Some("Phòng Hành chính – Tổng hợp"), figures(4, 9, Some(16))),
            unit("Tổ Công nghệ và Số hóa hồ sơ", None, figures(0, 0, None)),
        ],
        page: 1,
        pages: 1,
        href: "/don-vi?vong=2&trang=".into(),
    };
    let view =
        AgencyReportView { agency: "Trung tâm Phục vụ hành chính công tỉnh".into(), report: Some(report) };
    app::render(viewer("Đơn vị của tôi"), || view! { <AgencyReportPage view/> })
}
