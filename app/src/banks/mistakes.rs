//! Báo lỗi sổ tay, of the organiser: what readers say is wrong, and being done with it.

use std::sync::Arc;

use contest::{Timestamp, banks::MAX_MISTAKE};
use leptos::prelude::*;

use super::EDITIONS_HREF;
use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager, Tab, Tabs, TextArea},
    form::FormState,
    work::{Desk, Work},
};

/// The list's address.
pub const MISTAKES_HREF: &str = "/ban-to-chuc/so-tay/bao-loi";

/// The names of inputs and of an address's values.
pub mod mistake_fields {
    /// Which is done.
    pub const ID: &str = "ma";
    /// What was done about it.
    pub const NOTE: &str = "ghi-chu";
    /// Which are shown.
    pub const SHOW: &str = "xem";
    /// Those that are done.
    pub const SETTLED: &str = "da-xu-ly";
    /// Of which edition.
    pub const EDITION: &str = "ban";
}

/// What the list shows.
#[derive(Clone, Debug)]
pub struct MistakesView {
    /// This page, where the forms are sent.
    pub action: String,
    /// Those that wait, and those that are done.
    pub tabs: Vec<Tab>,
    /// The title of the edition that alone is shown, and the address of all.
    pub edition: Option<(String, String)>,
    /// This page of them, the newest first.
    pub rows: Vec<MistakeRow>,
    /// What was typed as a note, and what is wrong with it; and of which row.
    pub form: (i64, Arc<FormState>),
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub page_href: String,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct MistakeRow {
    /// Its row.
    pub id: i64,
    /// The entry: address and what it asks.
    pub entry: (String, String),
    /// The edition: address of the list of its own, and title.
    pub edition: (String, String),
    /// What is wrong.
    pub text: String,
    /// When it was said.
    pub reported_at: Timestamp,
    /// When an organiser was done with it, who, and what they noted.
    pub settled: Option<(Timestamp, String, Option<String>)>,
}

/// What readers say is wrong.
#[component]
pub fn MistakesPage(view: MistakesView) -> impl IntoView {
    let MistakesView { action, tabs, edition, rows, form, page, pages, page_href } = view;
    let (refused, form) = form;
    let nothing = rows.is_empty();
    let summary = form.clone();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let form = if row.id == refused { form.clone() } else { Arc::default() };
            view! { <Row row action=action.clone() form/> }
        })
        .collect();
    let banks = ("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned());
    view! {
        <Work desk=Desk::Banks above=vec![banks, (EDITIONS_HREF.to_owned(), "Sổ tay".to_owned())] here="Báo lỗi">
            <div class="page-head flow">
                <h1 class="h2">"Báo lỗi sổ tay"</h1>
                <p class="muted">"Người đọc gửi từ trang của từng câu; không lưu ai gửi. Sửa trong tệp sổ tay rồi nhập bản mới."</p>
            </div>
            <ErrorSummary form=summary/>
            <Tabs label="Lọc báo lỗi" tabs/>
            <div class="flow after">
                {edition
                    .map(|(title, all)| {
                        view! { <Notice><p>"Chỉ bản " <b>{title}</b> ". " <a href=all>"Xem mọi bản"</a></p></Notice> }
                    })}
                {if nothing {
                    view! { <Empty title="Không có báo lỗi nào ở đây" text="Người đọc báo lỗi ở cuối trang của mỗi câu trong sổ tay."/> }
                        .into_any()
                } else {
                    rows.into_any()
                }}
                <Pager page pages href=page_href/>
            </div>
        </Work>
    }
}

#[component]
fn Row(row: MistakeRow, action: String, form: Arc<FormState>) -> impl IntoView {
    let MistakeRow { id, entry, edition, text, reported_at, settled } = row;
    let lines: Vec<_> = text.split("\n\n").map(|line| view! { <p>{line.to_owned()}</p> }).collect();
    let end = match settled {
        Some((at, by, note)) => {
            let note = note.map_or_else(String::new, |note| format!(": {note}"));
            view! { <Notice kind=NoticeKind::Ok><p>{format!("{by} đã xử lý, {}{note}", at.long())}</p></Notice> }
                .into_any()
        }
        None => view! { <Settle id action form/> }.into_any(),
    };
    view! {
        <article class="card flow">
            <h2 class="h3"><a href=entry.0>{entry.1}</a></h2>
            <p class="muted small">{format!("Gửi lúc {} · ", reported_at.long())} <a href=edition.0>{edition.1}</a></p>
            {lines}
            {end}
        </article>
    }
}

/// Being done with one. The forms of a page are many: what they show again has an id in one of them alone.
#[component]
fn Settle(id: i64, action: String, form: Arc<FormState>) -> impl IntoView {
    let refused = form.is_refused();
    let note = if refused {
        view! { <TextArea name=mistake_fields::NOTE label="Ghi chú" form rows=3 maxlength=Some(MAX_MISTAKE as u16)/> }
            .into_any()
    } else {
        let label = format!("{}-{id}", mistake_fields::NOTE);
        let of = label.clone();
        view! {
            <div class="field">
                <label r#for=of>"Ghi chú (không bắt buộc)"</label>
                <input class="input" id=label name=mistake_fields::NOTE maxlength=MAX_MISTAKE/>
            </div>
        }
        .into_any()
    };
    view! {
        <form class="flow" method="post" action=action novalidate>
            <input r#type="hidden" name=mistake_fields::ID value=id/>
            {note}
            <p><button class="btn">"Đã xử lý"</button></p>
        </form>
    }
}
