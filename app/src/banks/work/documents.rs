//! The legal documents that a bank's questions rest on, and which others took their place.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty, ErrorSummary, Pager, TextField, TextKind},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs of a document's form.
pub mod document_fields {
    /// Trích yếu.
    pub const TITLE: &str = "trich-yeu";
    /// Cơ quan ban hành.
    pub const ISSUER: &str = "co-quan";
    /// Ngày ban hành.
    pub const ISSUED: &str = "ngay-ban-hanh";
    /// Ngày có hiệu lực.
    pub const IN_FORCE: &str = "ngay-hieu-luc";
    /// The number of the document that took its place.
    pub const BY: &str = "thay-bang";
    /// Since when.
    pub const SINCE: &str = "thay-tu";
}

/// What the list shows.
#[derive(Clone, Debug)]
pub struct DocumentsView {
    /// This page's address.
    pub href: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// This page of the documents.
    pub documents: Vec<DocumentRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// Questions that rest on a superseded document: the address of their list, and how many.
    pub superseded: (String, u64),
}

/// A document.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Its page.
    pub href: String,
    /// `Nghị định 118/2025/NĐ-CP`.
    pub name: String,
    /// Title, issuer and days, as far as they are known.
    pub about: String,
    /// How many questions rest on it.
    pub questions: u64,
    /// `Đã thay bằng Nghị định 2/2026/NĐ-CP`.
    pub superseded: Option<String>,
}

/// The documents of a bank.
#[component]
pub fn DocumentsPage(view: DocumentsView) -> impl IntoView {
    let DocumentsView { href, bank, documents, page, pages, superseded } = view;
    let (bank_name, bank_href) = bank;
    let (superseded_href, count) = superseded;
    let rows: Vec<_> = documents.into_iter().map(|document| view! { <Row document/> }).collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)]
            here="Văn bản căn cứ"
        >
            <div class="page-head flow">
                <h1 class="h2">"Văn bản căn cứ"</h1>
                <p class="muted">"Văn bản mà câu hỏi dựa vào, lấy từ sổ tay và từ người soạn. Khi có văn bản mới thay thế, hãy ghi ở đây để tìm ra các câu cần sửa."</p>
                {(count > 0)
                    .then(|| view! {
                        <p><a class="btn" href=superseded_href>{format!("{} câu có căn cứ đã bị thay thế", group(count as i64))}</a></p>
                    })}
            </div>
            {if rows.is_empty() {
                view! { <Empty title="Chưa có văn bản nào" text="Văn bản được ghi khi soạn câu hỏi, hoặc lấy từ câu sổ tay của câu hỏi."/> }
                    .into_any()
            } else {
                view! { <ul class="list">{rows}</ul> <Pager page pages href=format!("{href}?trang=")/> }.into_any()
            }}
        </Work>
    }
}

#[component]
fn Row(document: DocumentRow) -> impl IntoView {
    let DocumentRow { href, name, about, questions, superseded } = document;
    view! {
        <li>
            <div>
                {superseded.map(|text| view! { <p class="row"><Chip kind=ChipKind::Bad label=text/></p> })}
                <h2 class="h4">{name.clone()}</h2>
                <p class="muted">{about}</p>
                <p class="muted">{format!("{} câu hỏi", group(questions as i64))}</p>
            </div>
            <p><a class="btn small" href=href>"Ghi thay thế, sửa" <span class="vh">" " {name}</span></a></p>
        </li>
    }
}

/// What the page of a document shows.
#[derive(Clone, Debug)]
pub struct DocumentView {
    /// This page's address.
    pub href: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// `Nghị định 118/2025/NĐ-CP`.
    pub name: String,
    /// The form, as it was sent or is kept.
    pub form: Arc<FormState>,
    /// Whether whoever looks may change it.
    pub writes: bool,
    /// Longest text, in characters.
    pub length: u16,
}

/// A document.
#[component]
pub fn DocumentPage(view: DocumentView) -> impl IntoView {
    let DocumentView { href, bank, name, form, writes, length } = view;
    let (bank_name, bank_href) = bank;
    let above = vec![
        ("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()),
        (bank_href.clone(), bank_name),
        (format!("{bank_href}/van-ban"), "Văn bản căn cứ".to_owned()),
    ];
    let length = Some(length);
    view! {
        <Work desk=Desk::Banks above here=name.clone()>
            <div class="page-head"><h1 class="h2">{name}</h1></div>
            <form class="flow" method="post" action=href novalidate>
                <ErrorSummary form=form.clone()/>
                <TextField name=document_fields::TITLE label="Trích yếu" form=form.clone() maxlength=length/>
                <TextField name=document_fields::ISSUER label="Cơ quan ban hành" form=form.clone() maxlength=length/>
                <TextField name=document_fields::ISSUED label="Ngày ban hành" form=form.clone() kind=TextKind::Date/>
                <TextField name=document_fields::IN_FORCE label="Ngày có hiệu lực" form=form.clone() kind=TextKind::Date/>
                <TextField
                    name=document_fields::BY
                    label="Bị thay thế bằng văn bản số"
                    hint="Ví dụ Nghị định 2/2026/NĐ-CP. Để trống khi văn bản còn dùng.".to_owned()
                    form=form.clone()
                    maxlength=length
                />
                <TextField name=document_fields::SINCE label="Thay thế từ ngày" form kind=TextKind::Date/>
                {writes.then(|| view! { <p><button class="btn primary">"Lưu văn bản"</button></p> })}
            </form>
        </Work>
    }
}
