//! Rà soát tệp: what a file of questions holds, row by row, before and after it is taken in.

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use super::{QuestionView, question_card::QuestionCard};
use crate::{
    components::{Empty, Fact, Facts, Notice, NoticeKind, Pager, Tab, Tabs, Verdict, VerdictKind},
    work::{Desk, Work},
};

/// What the page of an import shows.
#[derive(Clone, Debug)]
pub struct ImportPageView {
    /// This page's address.
    pub href: String,
    /// `ngan-hang.xlsx`.
    pub file: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// When the file was read.
    pub read_at: Timestamp,
    /// Rows that were read.
    pub rows: usize,
    /// Questions that the bank did not have.
    pub fresh: usize,
    /// Questions that the bank had.
    pub already_there: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
    /// What is worth knowing of the file as a whole.
    pub notes: Vec<String>,
    /// When it was taken in, and how many questions were added and were there already.
    pub committed: Option<(Timestamp, u32, u32)>,
    /// Which rows to see.
    pub tabs: Vec<Tab>,
    /// This page of those rows.
    pub shown: Vec<ImportLine>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of these rows without the page.
    pub page_href: String,
}

/// One row of the file.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// `Hàng 14`.
    pub place: String,
    /// What became of it.
    pub kind: ImportKind,
}

/// What became of a row.
#[derive(Clone, Debug)]
pub enum ImportKind {
    /// A new question.
    New(QuestionView),
    /// A new question of which something was left out, with what.
    Doubtful(QuestionView, Vec<String>),
    /// A question that the bank has.
    AlreadyThere(String),
    /// Refused: what the row says, and why.
    Refused(String, Vec<String>),
}

/// A file of questions, row by row.
#[component]
pub fn ImportPage(import: ImportPageView) -> impl IntoView {
    let ImportPageView { href, file, bank, read_at, rows, fresh, already_there, refused, .. } = import.clone();
    let (bank_name, bank_href) = bank;
    let state = if import.committed.is_some() {
        "Đã nhập vào ngân hàng."
    } else {
        "Chưa ghi gì vào ngân hàng câu hỏi."
    };
    let facts = vec![
        Fact::new(group(fresh as i64), "câu mới"),
        Fact::new(group(refused as i64), "dòng bị từ chối"),
        Fact::new(group(already_there as i64), "câu đã có"),
    ];
    let notes: Vec<_> = import.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href.clone(), bank_name.clone())]
            here="Nhập từ tệp"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Rà soát tệp {file}")}</h1>
                <p class="muted">{format!("{} dòng, đọc lúc {}. {state}", group(rows as i64), read_at.long())}</p>
            </div>
            {import.committed.map(|committed| view! { <Done committed refused bank=(bank_name, bank_href)/> })}
            <Facts facts class="card after"/>
            {(!notes.is_empty())
                .then(|| view! { <div class="after"><Notice><ul class="plain">{notes}</ul></Notice></div> })}
            {import.committed.is_none().then(|| view! { <Commit href fresh refused already_there/> })}
            <Rows import/>
        </Work>
    }
}

/// What taking it in did.
#[component]
fn Done(committed: (Timestamp, u32, u32), refused: usize, bank: (String, String)) -> impl IntoView {
    let (at, added, known) = committed;
    let (name, href) = bank;
    let known = (known > 0).then(|| format!(" {} câu đã có từ trước nên không nhập lại.", group(i64::from(known))));
    let rest = (refused > 0)
        .then(|| format!(" {} dòng bị từ chối: hãy sửa trong tệp rồi tải lên lại.", group(refused as i64)));
    view! {
        <Notice kind=NoticeKind::Ok>
            <p>
                <b>{format!("Đã nhập {} câu", group(i64::from(added)))}</b>
                " vào " <a href=href>{name}</a> {format!(" lúc {}.", at.long())}
                " Các câu này chờ người khác duyệt rồi mới dùng được trong đề thi." {known} {rest}
            </p>
        </Notice>
    }
}

/// The one decision.
#[component]
fn Commit(href: String, fresh: usize, refused: usize, already_there: usize) -> impl IntoView {
    if fresh == 0 {
        return view! {
            <p class="card after">
                <b>"Không có câu mới để nhập."</b>
                " Hãy sửa các dòng bị từ chối trong tệp rồi tải lên lại."
            </p>
        }
        .into_any();
    }
    let label = format!("Nhập {} câu", group(fresh as i64));
    let rest = match refused + already_there {
        0 => "Mọi dòng của tệp đều được nhập.".to_owned(),
        rest => format!("{} dòng còn lại không được nhập. Sửa xong, bạn tải tệp lên lại.", group(rest as i64)),
    };
    view! {
        <form class="card row between after" method="post" action=href>
            <p><b>{label.clone()}</b><br/><span class="muted">{rest}</span></p>
            <button class="btn primary">{label}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Rows(import: ImportPageView) -> impl IntoView {
    let ImportPageView { tabs, shown, page, pages, page_href, .. } = import;
    let empty = shown.is_empty();
    let lines: Vec<_> = shown.into_iter().map(|line| view! { <Line line/> }).collect();
    view! {
        <div class="after"><Tabs label="Lọc dòng" tabs/></div>
        <div class="flow after">
            {if empty {
                view! { <Empty title="Không có dòng nào ở mục này" text="Hãy xem các mục khác ở trên."/> }.into_any()
            } else {
                view! { {lines} <Pager page pages href=page_href/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Line(line: ImportLine) -> impl IntoView {
    let ImportLine { place, kind } = line;
    match kind {
        ImportKind::New(question) => view! {
            <section class="flow">
                <h2 class="h4">{place}</h2>
                <QuestionCard question/>
            </section>
        }
        .into_any(),
        ImportKind::Doubtful(question, warnings) => {
            let text = question.stem;
            view! { <Verdict kind=VerdictKind::Doubtful place text reasons=warnings/> }.into_any()
        }
        ImportKind::AlreadyThere(text) => {
            let reasons = vec!["Ngân hàng đã có câu này nên không nhập lại.".to_owned()];
            view! { <Verdict kind=VerdictKind::Known place text reasons/> }.into_any()
        }
        ImportKind::Refused(stem, reasons) => {
            let text = if stem.is_empty() { "Dòng chưa có nội dung câu hỏi".to_owned() } else { stem };
            view! { <Verdict kind=VerdictKind::Refused place text reasons/> }.into_any()
        }
    }
}
