//! Contests, their rules and the list of their rounds.

use std::sync::Arc;

use app::{
    components::{Change, SelectOption},
    contests::{
        ContestDeskPage, ContestDeskView, NewContestPage, NewContestView, PresetLine, PresetsPage, RoundLine,
        RoundsPage, RulesEditPage, RulesEditView, RulesPreview,
    },
    form::{FormState, Problem},
};
use contest::contests::{Preset, RoundState, Rules, RulesField, RulesForm, TrackKind, Window};
use leptos::prelude::*;

use super::{at, now, organiser, rounds::SHORT, window};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("rounds", rounds()),
        ("contest-desk", contest_desk()),
        ("contest-presets", presets()),
        ("contest-new", new_contest()),
        ("rules-edit", rules_edit(false)),
        ("rules-edit-preview", rules_edit(true)),
    ]
}

pub fn round_lines() -> Vec<RoundLine> {
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

fn rounds() -> String {
    app::render(organiser("Vòng thi"), || {
        let contest = Some(("/ban-to-chuc/cuoc-thi/1".to_owned(), "Tìm hiểu cải cách hành chính".to_owned()));
        let whole = Some("/ban-to-chuc/cuoc-thi/1/ket-qua".to_owned());
        view! { <RoundsPage rounds=round_lines() contest whole/> }
    })
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
