//! Sổ tay: its editions, as an organiser keeps them.

use std::sync::Arc;

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use super::MISTAKES_HREF;
use crate::{
    components::{Chip, ChipKind, Empty, ErrorSummary, Fact, Facts, FileField, Icon, IconName, Notice, NoticeKind},
    form::FormState,
    work::{Desk, Work},
};

/// Where an organiser keeps the handbook.
pub const EDITIONS_HREF: &str = "/ban-to-chuc/so-tay";

/// What may be done with an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionAct {
    /// Everybody reads it from now on.
    Publish,
    /// It goes, unread.
    Remove,
}

impl EditionAct {
    /// The name of the buttons.
    pub const FIELD: &'static str = "viec";

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Publish => "cong-khai",
            Self::Remove => "xoa",
        }
    }

    /// Reads what a button sent.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Publish, Self::Remove].into_iter().find(|act| act.code() == code)
    }
}

/// An edition in the list.
#[derive(Clone, Debug)]
pub struct EditionLine {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How many entries it has.
    pub entries: u64,
    /// When it was taken in.
    pub imported_at: Timestamp,
    /// How it stands: whether people read it, and in words.
    pub stands: (bool, String),
}

/// What the list shows.
#[derive(Clone, Debug)]
pub struct EditionsView {
    /// The newest first.
    pub editions: Vec<EditionLine>,
    /// Why the last file was not read, if one was sent.
    pub form: Arc<FormState>,
    /// What was just done.
    pub done: Option<&'static str>,
    /// Largest file, in megabytes.
    pub megabytes: usize,
    /// What readers say is wrong that nobody has looked at.
    pub mistakes: u64,
}

/// The editions of the handbook.
#[component]
pub fn EditionsPage(view: EditionsView) -> impl IntoView {
    let EditionsView { editions, form, done, megabytes, mistakes } = view;
    let nothing = editions.is_empty();
    let lines: Vec<_> = editions.into_iter().map(|line| view! { <Line line/> }).collect();
    view! {
        <Work desk=Desk::Banks above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned())] here="Sổ tay">
            <div class="page-head flow">
                <h1 class="h2">"Sổ tay hỏi – đáp"</h1>
                <p class="muted">"Người dân đọc bản đang công khai. Câu hỏi được đề xuất từ từng bản."</p>
                <p><a href=MISTAKES_HREF>{format!("Báo lỗi của người đọc ({} chờ xử lý)", group(mistakes as i64))}</a></p>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                <Bring form megabytes/>
                {if nothing {
                    view! { <Empty title="Chưa có sổ tay" text="Hãy chọn tệp sổ tay ở trên. Bạn xem lại trước khi công khai."/> }
                        .into_any()
                } else {
                    view! { <ul class="list plain">{lines}</ul> }.into_any()
                }}
            </div>
        </Work>
    }
}

#[component]
fn Line(line: EditionLine) -> impl IntoView {
    let EditionLine { href, title, entries, imported_at, stands } = line;
    let (is_current, stands) = stands;
    let kind = if is_current { ChipKind::Open } else { ChipKind::Plain };
    view! {
        <li>
            <div>
                <h2 class="h3"><a href=href>{title}</a></h2>
                <p class="muted">{format!("{} câu, nhập lúc {}", group(entries as i64), imported_at.long())}</p>
            </div>
            <p><Chip kind label=stands/></p>
        </li>
    }
    .into_any()
}

/// The form that brings a file.
#[component]
fn Bring(form: Arc<FormState>, megabytes: usize) -> impl IntoView {
    let hint = format!(
        "Tệp Word (.docx), PDF có chữ (.pdf), văn bản (.txt) hoặc Markdown (.md), tối đa {megabytes} MB: các phần, “Câu hỏi 1: …”, “Trả lời: …”."
    );
    view! {
        <form class="card flow" method="post" action=EDITIONS_HREF enctype="multipart/form-data">
            <h2 class="h3">"Nhập bản mới từ tệp"</h2>
            <FileField label="Tệp sổ tay" hint accept=".docx,.pdf,.txt,.md,application/pdf,text/plain,text/markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document" form/>
            <p class="row between">
                <span class="muted">"Chưa ai đọc được bản mới cho đến khi bạn bấm công khai."</span>
                <button class="btn primary"><Icon name=IconName::Upload/>"Đọc tệp này"</button>
            </p>
        </form>
    }
}

/// What the page of an edition shows.
#[derive(Clone, Debug)]
pub struct EditionView {
    /// This page's address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// When it was taken in.
    pub imported_at: Timestamp,
    /// How it stands: whether people read it, and in words.
    pub stands: (bool, String),
    /// Whether it may be removed.
    pub removable: bool,
    /// Why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What was just done.
    pub done: Option<&'static str>,
    /// Parts, entries, documents.
    pub facts: Vec<Fact>,
    /// What was left out of its file, with the place, and why.
    pub problems: Vec<String>,
    /// Its parts: title, and each entry with its number, what it asks and the documents that it names.
    pub parts: Vec<(String, Vec<EditionEntry>)>,
}

/// An entry of an edition.
#[derive(Clone, Debug)]
pub struct EditionEntry {
    /// Its number.
    pub number: u32,
    /// What it asks.
    pub question: String,
    /// The documents that its answer names.
    pub legal_basis: Vec<String>,
}

/// One edition: what was read, what was not, and whether people read it.
#[component]
pub fn EditionPage(view: EditionView) -> impl IntoView {
    let EditionView { href, title, imported_at, stands, removable, form, done, facts, problems, parts } = view;
    let (is_current, stands) = stands;
    let problems: Vec<_> = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect();
    let parts: Vec<_> = parts.into_iter().map(|(title, entries)| view! { <Part title entries/> }).collect();
    let problem = form.problem(EditionAct::FIELD);
    view! {
        <Work
            desk=Desk::Banks
            above=vec![
                ("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()),
                (EDITIONS_HREF.to_owned(), "Sổ tay".to_owned()),
            ]
            here=title.clone()
        >
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="muted">{format!("Nhập lúc {}. {stands}.", imported_at.long())}</p>
            </div>
            <div class="flow">
                {problem.map(|problem| view! { <Notice kind=NoticeKind::Bad><p>{problem}</p></Notice> })}
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                <Facts facts class="card"/>
                {(!is_current).then(|| view! { <Acts href removable/> })}
                {if problems.is_empty() {
                    view! { <p class="muted">"Không có gì trong tệp bị bỏ qua."</p> }.into_any()
                } else {
                    view! {
                        <section class="card flow" aria-labelledby="can-xem">
                            <h2 class="h3" id="can-xem">"Chỗ bị bỏ qua khi đọc tệp"</h2>
                            <ul class="prose">{problems}</ul>
                        </section>
                    }
                        .into_any()
                }}
                {parts}
            </div>
        </Work>
    }
}

/// The one decision.
#[component]
fn Acts(href: String, removable: bool) -> impl IntoView {
    view! {
        <form class="card row between" method="post" action=href>
            <p>"Công khai thì mọi người đọc bản này thay bản đang công khai; các câu hỏi đã có vẫn giữ nguyên."</p>
            <p class="row">
                <button class="btn primary" name=EditionAct::FIELD value=EditionAct::Publish.code()>
                    "Công khai bản này"
                </button>
                {removable
                    .then(|| {
                        view! {
                            <button class="btn" name=EditionAct::FIELD value=EditionAct::Remove.code()>"Xóa bản này"</button>
                        }
                    })}
            </p>
        </form>
    }
}

#[component]
fn Part(title: String, entries: Vec<EditionEntry>) -> impl IntoView {
    let count = entries.len();
    let entries: Vec<_> = entries
        .into_iter()
        .map(|EditionEntry { number, question, legal_basis }| {
            let basis = (!legal_basis.is_empty())
                .then(|| view! { <small class="muted">{format!("Căn cứ: {}", legal_basis.join("; "))}</small> });
            view! { <li><p><b>{format!("Câu {number}. ")}</b>{question}</p>{basis}</li> }
        })
        .collect();
    view! {
        <details class="card">
            <summary>{title} " " <small class="muted">{format!("{count} câu")}</small></summary>
            <ul class="plain flow after-s">{entries}</ul>
        </details>
    }
    .into_any()
}
