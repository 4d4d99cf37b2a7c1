//! How questions did.

use app::{
    components::Tab,
    results::{ItemChoice, ItemFigure, ItemPage, ItemPageView, ItemRow, ItemSection, ItemsPage, ItemsView, PapersView},
    work::Desk,
};
use leptos::prelude::*;

use super::organiser;

const STEM: &str = "Thời hạn trả kết quả <cấp lại> thẻ căn cước theo 66/NQ-CP là bao nhiêu ngày làm việc?";
const HREF: &str = "/ban-to-chuc/vong-thi/2/phan-tich";

pub fn pages() -> Vec<(&'static str, String)> {
    vec![("items", list(true)), ("items-none", list(false)), ("items-question", question())]
}

fn rounds() -> Vec<(String, String)> {
    vec![("/ban-to-chuc/vong-thi".into(), "Vòng thi".into()), ("/ban-to-chuc/vong-thi/2".into(), "Tuần 2".into())]
}

fn list(is_counted: bool) -> String {
    let row = |number: i64| ItemRow {
        href: format!("/ban-to-chuc/ngan-hang/1/phan-tich/{number}"),
        stem: STEM.into(),
        about: format!("mã {number} · Cải cách thủ tục hành chính · Nhận biết"),
        attempts: "1.204 bài".into(),
        facility: Some(35.1),
        facility_text: "35,1%".into(),
        discrimination: "−0,08".into(),
        efficiency: "−12,4%".into(),
        warnings: vec!["Phân biệt ngược".into(), "B lấn át đáp án".into()],
    };
    let papers = PapersView {
        tracks: vec!["Bảng A".into(), "Bảng B".into()],
        rows: vec![
            ("Số bài", "", vec!["9.846".into(), "1.204".into()]),
            ("Độ tin cậy (alpha của Cronbach)", "từ 0,75 là tốt", vec!["0,81".into(), "–".into()]),
        ],
    };
    let waits = "Câu hỏi được phân tích sau khi vòng đã đóng và được chấm xong.";
    let items = ItemsView {
        desk: Desk::Rounds,
        above: rounds(),
        title: "Phân tích câu hỏi: Tuần 2".into(),
        about: "Tính theo lượt thi hợp lệ đầu tiên của mỗi người trong vòng.".into(),
        waits: (!is_counted).then(|| waits.into()),
        papers: is_counted.then_some(papers),
        orders: vec![
            Tab::new(format!("{HREF}?xep=xem-lai"), "Nên xem lại", true),
            Tab::new(format!("{HREF}?xep=kho"), "Khó nhất", false),
        ],
        doubtful: "240 câu, 12 câu nên xem lại".into(),
        rows: if is_counted { vec![row(7), row(8)] } else { Vec::new() },
        page: 1,
        pages: 12,
        page_href: format!("{HREF}?xep=xem-lai&trang="),
    };
    app::render(organiser("Phân tích câu hỏi"), || view! { <ItemsPage items/> })
}

/// How a question did in all rounds.
pub fn section() -> ItemSection {
    sections("tat-ca-7", "Câu này được làm ra sao, trong mọi vòng", true)
}

fn sections(id: &str, title: &str, has_groups: bool) -> ItemSection {
    let choice = |text: Option<&str>, is_right: bool| ItemChoice {
        text: text.map(str::to_owned),
        is_right,
        all: "1.204 (35,1%)".into(),
        percent: 35.1,
        upper: "61,5%".into(),
        lower: "12%".into(),
    };
    let figure =
        |name: &'static str, meaning: &'static str, value: &str| ItemFigure { name, meaning, value: value.into() };
    ItemSection {
        id: id.into(),
        title: title.into(),
        stem: STEM.into(),
        about: "mã 7 · Cải cách thủ tục hành chính · Nhận biết".into(),
        warnings: vec![("B lấn át đáp án".into(), "Hãy kiểm tra phương án B.".into())],
        note: (!has_groups).then_some("Còn ít bài làm câu này."),
        figures: vec![
            figure("Tỷ lệ làm đúng", "độ khó: điểm trung bình so với điểm tối đa", "35,1%"),
            figure("Độ phân biệt", "tương quan với điểm cả bài", "−0,08"),
        ],
        choices: vec![choice(Some("5 ngày"), false), choice(Some("<b>7</b> ngày"), true), choice(None, false)],
        has_groups,
    }
}

fn question() -> String {
    let item = ItemPageView {
        above: vec![("/ban-to-chuc/ngan-hang".into(), "Câu hỏi".into())],
        number: 7,
        sections: vec![sections("tat-ca-7", "Tất cả các vòng", true), sections("vong-2-7", "Tuần 2", false)],
    };
    app::render(organiser("Phân tích câu hỏi"), || view! { <ItemPage item/> })
}
