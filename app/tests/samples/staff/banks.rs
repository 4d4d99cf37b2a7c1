//! Question banks and files of questions.

use std::sync::Arc;

use app::{
    banks::{
        AskedKind, AskedPage, AskedView, BankLine, BankPage, BankView, BanksPage, BanksView, ColumnView, ColumnsView,
        ContestedView, EncodingsView, ImportDone, ImportKind, ImportLine, ImportPage, ImportPageView, QuestionView,
        SheetView,
    },
    components::{FILE_FIELD, SelectOption, Tab},
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
        (
            "import-done",
            import(Some((
                now(),
                ImportDone { added: 230, already_there: 3, replaced: 1, overtaken: 1, for_practice: true },
            ))),
        ),
        ("import-encoding", asked(encodings(), FormState::default())),
        ("import-columns", asked(columns(), no_key())),
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
        file_kinds: "Tệp Excel (.xlsx), LibreOffice (.ods) hoặc CSV",
        accept: ".xlsx,.ods,.csv",
        megabytes: Some(20),
    };
    app::render(organiser("Ngân hàng câu hỏi").with_live_forms(), || view! { <BankPage bank/> })
}

fn import(committed: Option<(Timestamp, ImportDone)>) -> String {
    let line = |place: &str, kind| ImportLine { place: place.into(), kind };
    let href = "/ban-to-chuc/ngan-hang/nhap/7";
    let import = ImportPageView {
        href: href.into(),
        file: "ngan-hang.xlsx".into(),
        bank: ("Ngân hàng câu hỏi cải cách hành chính".into(), "/ban-to-chuc/ngan-hang/1".into()),
        read_at: now(),
        rows: 240,
        fresh: 232,
        replacing: 1,
        contested: 2,
        already_there: 3,
        refused: 4,
        notes: vec!["Trang tính “Ghi chú”: không có câu hỏi nên được bỏ qua.".into()],
        recounted: committed.is_none(),
        may_practise: true,
        for_practice: true,
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
            line("Hàng 132", ImportKind::Contested(Box::new(contested(Some(92))))),
            line("Hàng 133", ImportKind::Contested(Box::new(contested(None)))),
            line("Hàng 140", ImportKind::AlreadyThere("Cải cách hành chính gồm mấy nội dung?".into())),
            line("Hàng 141", ImportKind::New(question())),
        ],
        page: 1,
        pages: 5,
        page_href: format!("{href}?xem=can-xem&trang="),
    };
    app::render(organiser("Rà soát tệp câu hỏi"), || view! { <ImportPage import/> })
}

fn contested(likeness: Option<u8>) -> ContestedView {
    let choice = |code: &str, label: &str| (SelectOption::new(code, label), code == "giu");
    let mut rival = question();
    rival.about.insert(0, "mã 51".into());
    let mut choices = vec![choice("giu", "Giữ câu đã có"), choice("thay", "Thay bằng câu trong tệp")];
    if likeness.is_some() {
        choices.push(choice("ca-hai", "Giữ cả hai"));
    }
    ContestedView { at: 130, question: question(), warnings: Vec::new(), rival, likeness, choices }
}

fn asked(asked: AskedKind, form: FormState) -> String {
    let view = AskedView {
        href: "/ban-to-chuc/ngan-hang/tep/3".into(),
        file: "de-thi-2009.csv".into(),
        bank: ("Ngân hàng câu hỏi cải cách hành chính".into(), "/ban-to-chuc/ngan-hang/1".into()),
        received_at: now(),
        asked,
        form: Arc::new(form),
    };
    app::render(organiser("Đọc tệp câu hỏi"), || view! { <AskedPage view/> })
}

fn encodings() -> AskedKind {
    let lines =
        |question: &str| vec![question.to_owned(), "1;Nghị quyết số 76/NQ-CP có mấy nội dung?;Bốn;Sáu;Tám".into()];
    AskedKind::Encodings(EncodingsView {
        encodings: vec![
            (SelectOption::new("tcvn3", "TCVN3 (ABC, phông .VnTime)"), true, lines("STT;Câu hỏi;Phương án A")),
            (SelectOption::new("vni", "VNI (phông VNI-Times)"), false, lines("STT;C©u hái;Ph-¬ng ¸n A")),
            (SelectOption::new("windows-1258", "Windows-1258"), false, lines("STT;C©u hái;Ph-¬ng án A")),
        ],
    })
}

fn no_key() -> FormState {
    FormState::default().with_summary("Cả tệp: Chưa có cột nào là “Đáp án đúng”. Hãy chọn cột đó.")
}

fn columns() -> AskedKind {
    let column = |name: &str, field: &str| ColumnView { name: name.into(), field: field.into() };
    let stem = "Luật Thực hiện dân chủ ở cơ sở năm 2022 quy định cụ thể mấy quyền và mấy nghĩa vụ của công dân?";
    let sheet = |name: &str, read| SheetView {
        name: name.into(),
        read,
        first_row: "2".into(),
        rows: vec![
            (1, ["Mục", "Hỏi", "Một", "Hai", "Key"].map(str::to_owned).into()),
            (2, ["1", stem, "4 quyền, 5 nghĩa vụ", "5 quyền, 4 nghĩa vụ", "A"].map(str::to_owned).into()),
        ],
        columns: vec![
            column("A", "so"),
            column("B", "cau-hoi"),
            column("C", "phuong-an-a"),
            column("D", "phuong-an-b"),
            column("E", ""),
        ],
    };
    AskedKind::Columns(ColumnsView {
        why: "Chưa tìm thấy hàng tên cột. Hãy thêm một hàng có các cột “Câu hỏi”, “Phương án A”, “Đáp án đúng”.".into(),
        sheets: vec![sheet("Đề số 1", true), sheet("Ghi chú của tổ ra đề năm 2025", false)],
        fields: vec![
            SelectOption::new("so", "STT"),
            SelectOption::new("cau-hoi", "Câu hỏi"),
            SelectOption::new("phuong-an-a", "Phương án A"),
            SelectOption::new("phuong-an-b", "Phương án B"),
            SelectOption::new("dap-an", "Đáp án đúng"),
        ],
        encoding: Some("TCVN3 (ABC, phông .VnTime)".into()),
    })
}
