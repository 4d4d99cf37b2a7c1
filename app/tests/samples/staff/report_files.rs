//! Reports as files: those that were made, and the form that asks for one.

use std::sync::Arc;

use app::{
    components::{SelectGroup, SelectOption},
    form::{FormState, Problem},
    reports::{
        FileRow, JobRow, JobStanding, OrderReportPage, OrderReportView, ReportFilesPage, ReportFilesView, report_fields,
    },
    work::Desk,
};
use contest::time::Cut;
use leptos::prelude::*;

use super::{now, organiser, viewer};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
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
