//! Question banks and files of questions.

use std::sync::Arc;

use app::{
    banks::{
        BankLine, BankPage, BankView, BanksPage, BanksView, FILE_FIELD, ImportKind, ImportLine, ImportPage,
        ImportPageView, QuestionView,
    },
    components::{SelectOption, Tab},
    form::{FormState, Problem},
};
use contest::{
    Timestamp,
    banks::{Level, RevisionState},
};
use leptos::prelude::*;

use super::{TOPICS, bank_work::found, now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("banks", banks()),
        ("bank", bank(FormState::default())),
        ("bank-refused", bank(refused_upload())),
        ("import", import(None)),
        ("import-done", import(Some((now(), 230, 3)))),
    ]
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
        keeps: true,
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
        live_href: "/ban-to-chuc/ngan-hang/1/tim".into(),
        states: vec![
            ("/ban-to-chuc/ngan-hang/1?trang-thai=in_review".into(), RevisionState::InReview, 12),
            ("/ban-to-chuc/ngan-hang/1?trang-thai=approved".into(), RevisionState::Approved, 228),
        ],
        found: found(),
        total: 240,
        superseded: Some(("/ban-to-chuc/ngan-hang/1?can-cu=da-thay".into(), 3)),
        links: vec![
            ("/ban-to-chuc/ngan-hang/1/cau/moi".into(), "Soạn câu mới".into()),
            ("/ban-to-chuc/ngan-hang/1/de-xuat".into(), "Còn 213 đề xuất từ sổ tay chờ xem".into()),
        ],
        upload: Arc::new(upload),
        megabytes: Some(20),
    };
    app::render(organiser("Ngân hàng câu hỏi").with_live_forms(), || view! { <BankPage bank/> })
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
