//! The organiser's dashboard and the report of an agency.

use std::sync::Arc;

use app::{
    components::{SelectGroup, SelectOption, Tab},
    contests::StepperView,
    form::{FormState, Problem},
    reports::{
        AgencyReportPage, AgencyReportView, CurrentRound, DashboardPage, DashboardView, DayCount, FileRow, JobRow,
        JobStanding, OrderReportPage, OrderReportView, ReportFilesPage, ReportFilesView, RoundReport, TaskRow,
        UnitFigures, UnitRow, Urgency, report_fields,
    },
    work::Desk,
};
use contest::{
    contests::RoundState,
    time::{Cut, LocalDate},
};
use leptos::prelude::*;

use super::{LONG_NAME, contests::round_lines, now, organiser, viewer, window};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("organiser", dashboard(false)),
        ("organiser-new", dashboard(true)),
        ("agency", agency(Some(43))),
        ("agency-without-headcount", agency(None)),
        ("report-files", report_files(false)),
        ("report-files-none", report_files(true)),
        ("report-order", order_report(false)),
        ("report-order-wrong", order_report(true)),
    ]
}

fn report_files(empty: bool) -> String {
    let job = |title: &str, standing| JobRow { title: title.into(), standing, created_at: now(), files: Vec::new() };
    let file = |format: &str, label: &str| FileRow {
        href: format!("/ban-to-chuc/bao-cao/7/{format}"),
        label: label.into(),
        size: "36 KB".into(),
        sum: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
    };
    let jobs = vec![
        job("Quý II năm 2026 (từ ngày 01/4/2026 đến ngày 30/6/2026)", JobStanding::UnderWay(60)),
        job("Tuần 3: Thủ tục hành chính và dịch vụ công", JobStanding::UnderWay(0)),
        JobRow {
            files: vec![file("xlsx", "Excel (.xlsx)"), file("docx", "Word (.docx)"), file("pdf", "PDF")],
            ..job("Quý I năm 2026 (từ ngày 15/12/2025 đến ngày 14/3/2026)", JobStanding::Done(now()))
        },
        job("Tuần 1", JobStanding::Failed),
    ];
    let view = ReportFilesView {
        desk: Desk::Reports,
        order: "/ban-to-chuc/bao-cao/moi".into(),
        jobs: if empty { Vec::new() } else { jobs },
    };
    app::render(organiser("Báo cáo"), || view! { <ReportFilesPage view/> })
}

fn order_report(wrong: bool) -> String {
    let form = FormState::sent([
        (report_fields::ABOUT, "2026-q1"),
        (report_fields::ISSUER, "Trung tâm Phục vụ hành chính công tỉnh"),
        (report_fields::DATE, "2026-05-17"),
        (report_fields::RECIPIENTS, "UBND tỉnh (để báo cáo)\nCác sở, ban, ngành"),
    ]);
    let problem = || Problem::new(report_fields::FORMAT, "Bạn chưa chọn định dạng tệp. Hãy chọn ít nhất một.");
    let form = if wrong { form.with_problems([problem()]) } else { form };
    let group = |label: &str, options: &[(&str, &str)]| SelectGroup {
        label: Some(label.into()),
        options: options.iter().map(|(value, label)| SelectOption::new(*value, *label)).collect(),
    };
    let view = OrderReportView {
        desk: Desk::OwnReports,
        list: "/don-vi/bao-cao".into(),
        action: "/don-vi/bao-cao/moi".into(),
        form: Arc::new(form),
        about: vec![
            group("Vòng thi", &[("vong-3", "Tuần 3: Thủ tục hành chính và dịch vụ công")]),
            group("Quý, 6 tháng, 9 tháng, năm", &[("2026-q1", "Quý I năm 2026"), ("2026", "Năm 2026")]),
        ],
        cuts: Cut::ALL.map(|cut| SelectOption::new(cut.code(), cut.label())).to_vec(),
        formats: vec![
            (SelectOption::new("xlsx", "Excel (.xlsx)"), !wrong),
            (SelectOption::new("docx", "Word (.docx)"), !wrong),
            (SelectOption::new("json", "JSON"), false),
        ],
        line: 200,
    };
    app::render(viewer("Lập báo cáo"), || view! { <OrderReportPage view/> })
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
