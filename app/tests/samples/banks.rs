//! The handbook.

use std::sync::Arc;

use app::{
    NavItem,
    banks::{
        AnswerBlock, Entry, HandbookEntryPage, HandbookEntryView, HandbookPage, HandbookView, LegalDocument,
        MissingEntryPage, MistakeView, Part, SearchView,
    },
    form::{FormState, Problem},
};
use leptos::prelude::*;

use super::frame;

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("handbook", handbook()),
        ("handbook-entry", handbook_entry(FormState::default(), false)),
        ("handbook-entry-thanks", handbook_entry(FormState::default(), true)),
        ("handbook-entry-refused", handbook_entry(refused(), false)),
        ("handbook-missing", handbook_missing()),
    ]
}

fn refused() -> FormState {
    FormState::default().with_problems([Problem::new("loi", "Chưa có nội dung. Hãy viết chỗ nào chưa đúng.")])
}

fn entry(found_by: &str) -> Entry {
    Entry {
        number: 21,
        href: "/so-tay/cau/21".into(),
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
        legal_basis: vec![LegalDocument {
            label: "Nghị định số 63/2010/NĐ-CP".into(),
            href: Some("/so-tay?can-cu=63%2F2010%2FN%C4%90-CP".into()),
        }],
        found_by: found_by.into(),
    }
}

fn handbook_entry(form: FormState, is_sent: bool) -> String {
    let view = HandbookEntryView {
        entry: entry(""),
        part: ("/so-tay?phan=2".into(), "Phần II. Sáu nội dung cải cách hành chính".into()),
        previous: Some(("/so-tay/cau/20".into(), 20)),
        next: Some(("/so-tay/cau/22".into(), 22)),
        related: vec![("/so-tay/cau/28".into(), "Một cửa liên thông là gì?".into())],
        mistake: MistakeView { href: "/so-tay/cau/21".into(), form: Arc::new(form), is_sent },
    };
    app::render(frame("Thủ tục hành chính là gì?").under(NavItem::Handbook), || view! { <HandbookEntryPage view/> })
}

fn handbook_missing() -> String {
    app::render(frame("Không tìm thấy câu này").under(NavItem::Handbook), || view! { <MissingEntryPage number="120"/> })
}

fn handbook() -> String {
    let part = |number: u32, title: &str, entries, current| Part {
        href: format!("/so-tay?phan={number}"),
        title: title.into(),
        entries,
        current,
    };
    let second = Entry { number: 28, href: "/so-tay/cau/28".into(), ..entry("thu tuc") };
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
        entries: vec![entry("thủ tục hành chính"), second],
        page: 2,
        pages: 6,
        page_href: "/so-tay?phan=2&trang=".into(),
        previous: Some(("/so-tay?phan=1".into(), "Phần trước".into())),
        next: Some(("/so-tay?phan=3".into(), "Phần sau".into())),
        whole: Some("/so-tay?phan=2&ca-phan=1".into()),
    };
    app::render(frame("Sổ tay hỏi – đáp").under(NavItem::Handbook), || view! { <HandbookPage handbook/> })
}
