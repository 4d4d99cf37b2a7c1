//! The organiser's dashboard and the report of an agency.

use std::sync::Arc;

use app::{
    components::{SelectOption, Tab},
    contests::StepperView,
    reports::{
        AgencyReportPage, AgencyReportView, Bar, CurrentRound, DashboardPage, DashboardView, DayCount, GroupRow,
        RoundReport, StatisticsPage, StatisticsView, TaskRow, UnitFigures, UnitRow, Urgency,
    },
};
use contest::{contests::RoundState, time::LocalDate};
use leptos::prelude::*;

use super::{LONG_NAME, contests::round_lines, now, organiser, viewer, window};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("organiser", dashboard(false)),
        ("organiser-new", dashboard(true)),
        ("agency", agency(Some(43))),
        ("agency-without-headcount", agency(None)),
        ("statistics", statistics(true)),
        ("statistics-new", statistics(false)),
    ]
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

fn agency(headcount: Option<u64>) -> String {
    let view = AgencyReportView {
        agency: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        report: Some(report(headcount)),
    };
    app::render(viewer("Đơn vị của tôi"), || view! { <AgencyReportPage view/> })
}

fn statistics(begun: bool) -> String {
    let one = |label: &str| vec![SelectOption::new("1", label)];
    let view = StatisticsView {
        filters: Arc::default(),
        rounds: one("Tuần 2"),
        blocks: one("Sở, ban, ngành"),
        kinds: one("Sở, ban, ngành"),
        tracks: one("Bảng A"),
        positions: one("Công chức"),
        report: begun.then(|| RoundReport { rounds: Vec::new(), ..report(Some(43)) }),
    };
    app::render(organiser("Thống kê"), || view! { <StatisticsPage view/> })
}

fn figures(entrants: u64, attempts: u64, headcount: Option<u64>) -> UnitFigures {
    UnitFigures {
        entrants,
        staff_entrants: entrants,
        attempts,
        mean: (entrants > 0).then_some(8_793),
        median: (entrants > 0).then_some(9_000),
        perfect: (entrants / 4, entrants),
        headcount,
    }
}

fn bar(label: &str, value: u64, shown: &str, more: &str) -> Bar {
    Bar { label: label.into(), value, shown: shown.into(), more: more.into() }
}

fn report(headcount: Option<u64>) -> RoundReport {
    let unit = |name: &str, within: Option<&str>, figures| UnitRow {
        name: name.into(),
        within: within.map(Into::into),
        since: Some("1/7/2026".into()),
        figures,
        whole: None,
        before: Some(8),
        quotas: Vec::new(),
    };
    let group = |label: &str, entrants| GroupRow { label: label.into(), figures: figures(entrants, entrants, None) };
    let whole = UnitRow {
        whole: Some(figures(38, 71, headcount)),
        quotas: vec!["Lãnh đạo cơ quan, đơn vị: 1 người dự thi, cần 2, chưa đạt.".into()],
        ..unit("Trung tâm Phục vụ hành chính công tỉnh", None, figures(14, 26, headcount.map(|_| 14)))
    };
    RoundReport {
        round: "Tuần 2".into(),
        rounds: vec![Tab::new("/don-vi?vong=2", "Tuần 2", true), Tab::new("/don-vi?vong=1", "Tuần 1", false)],
        as_of: now(),
        closes: Some(window().closes),
        headcounts: Some("/don-vi/so-nguoi"),
        total: figures(38, 71, headcount),
        today: (1, 2),
        before: Some(figures(31, 80, None)),
        minimum_percent: Some(50),
        days: days(),
        bands: vec![
            bar("100%", 9, "9", "23,7%"),
            bar("từ 80% đến dưới 100%", 21, "21", "55,3%"),
            bar("dưới 80%", 8, "8", "21,1%"),
        ],
        compared: vec![bar("Phòng Hành chính – Tổng hợp", 9_000, "90%", "9/10"), bar(LONG_NAME, 2_500, "25%", "4/16")],
        blocks: Vec::new(),
        tracks: vec![group("Bảng A: cán bộ, công chức, viên chức, người lao động", 30), group("Bảng B: người dân", 8)],
        positions: vec![group("Công chức", 20), group("Viên chức", 10)],
        topics: Some(vec![bar("Thủ tục hành chính", 6_120, "61,2%", "40"), bar("Chuyển đổi số", 8_800, "88%", "35")]),
        units: vec![
            whole,
            unit("Phòng Hành chính – Tổng hợp", None, figures(9, 17, Some(10))),
            unit(LONG_NAME, Some("Phòng Hành chính – Tổng hợp"), figures(4, 9, Some(16))),
            unit("Tổ Công nghệ và Số hóa hồ sơ", None, figures(0, 0, None)),
        ],
        page: 1,
        pages: 1,
        href: "/don-vi?vong=2&trang=".into(),
    }
}
