//! One round: what it draws, when it is on, and help when something went wrong.

use std::sync::Arc;

use app::{
    components::{SelectGroup, SelectOption},
    contests::{
        ChosenPerson, FoundPerson, HoursPage, HoursView, MatrixCell, MatrixRow, MatrixView, NewRoundPage, NewRoundView,
        PaperMatrix, PapersDone, PapersPage, PapersView, ReliefRow, ReliefsPage, ReliefsView, RoundAct, RoundPage,
        RoundView, StepperView, relief_fields,
    },
    form::{FormState, Problem},
};
use contest::{
    banks::Level,
    contests::{RoundState, Rules, TrackKind},
};
use leptos::prelude::*;

use super::{LONG_NAME, TOPICS, at, organiser, window};

pub const SHORT: &str =
    "Bảng A, Thể chế, vận dụng: cần 9 câu, ngân hàng có 2. Hãy giảm xuống 2 hoặc nhập thêm câu hỏi.";

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("round-papers", papers()),
        ("round-hours", hours(None)),
        ("round-hours-open", hours(Some("8 giờ 00, thứ Hai 11/5/2026"))),
        ("new-round", new_round(false)),
        ("new-round-short", new_round(true)),
        ("round-draft", round(RoundState::Draft, RoundAct::Open)),
        ("round-open", round(RoundState::Open, RoundAct::Close)),
        ("reliefs", reliefs(true)),
        ("reliefs-none", reliefs(false)),
    ]
}

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
        items: (state >= RoundState::Provisional).then(|| "/ban-to-chuc/vong-thi/2/phan-tich".into()),
        reliefs: (state != RoundState::Draft).then(|| "/ban-to-chuc/vong-thi/2/su-co".into()),
        hours: Some("/ban-to-chuc/vong-thi/2/lich".into()),
        change_papers: (state == RoundState::Draft).then(|| "/ban-to-chuc/vong-thi/2/de-thi".into()),
        short: if state == RoundState::Draft { vec![SHORT.into()] } else { vec![] },
    };
    app::render(organiser("Tuần 2"), || view! { <RoundPage round/> })
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
