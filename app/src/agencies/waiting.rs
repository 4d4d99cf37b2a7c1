//! Số người chờ xác nhận: what agencies said of their own numbers, for an organiser to confirm or refuse.

use std::sync::Arc;

use leptos::prelude::*;

use super::HEADCOUNTS_HREF;
use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager, Tab, Tabs, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// Where the list stands.
pub const WAITING_HREF: &str = "/ban-to-chuc/don-vi/cho-xac-nhan";

/// The inputs' names.
pub mod waiting_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The value of [`ACT`] that confirms.
    pub const CONFIRM: &str = "xac-nhan";
    /// The value of [`ACT`] that refuses.
    pub const REFUSE: &str = "khong-xac-nhan";
    /// A number that is chosen; sent once for each.
    pub const CHOSEN: &str = "chon";
    /// Why it is refused.
    pub const REASON: &str = "ly-do";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct WaitingView {
    /// The pages about agencies.
    pub tabs: Vec<Tab>,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// What is wrong with what was sent.
    pub form: Arc<FormState>,
    /// This page of the numbers, the oldest first.
    pub lines: Vec<WaitingRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// A number that waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// Which, for the form.
    pub id: i64,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The agency, with the one above it, and its page.
    pub agency: (String, String),
    /// `43 người từ 1/7/2025` or `Lãnh đạo: 3 người từ 1/7/2025`.
    pub said: String,
    /// `đang tính 40 người từ 1/1/2025`.
    pub known: String,
    /// Who said so, and when.
    pub by: String,
}

/// The numbers that wait.
#[component]
pub fn WaitingPage(view: WaitingView) -> impl IntoView {
    let WaitingView { tabs, done, form, lines, page, pages, reason_length } = view;
    let rows: Vec<_> = lines.into_iter().map(|line| view! { <Row line/> }).collect();
    view! {
        <Work desk=Desk::Agencies>
            <div class="page-head flow">
                <h1 class="h2">"Số người chờ xác nhận"</h1>
                <p class="muted">"Số do đơn vị tự báo. Tỷ lệ dự thi chỉ tính trên số đã xác nhận."</p>
            </div>
            <Tabs label="Việc về đơn vị" tabs/>
            <div class="flow after-s">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
            </div>
            {if rows.is_empty() {
                view! {
                    <Empty
                        title="Không có số nào chờ xác nhận"
                        text="Khi đơn vị báo số người, số đó hiện ở đây."
                        action=Some((HEADCOUNTS_HREF.to_owned(), "Xem số người của các đơn vị".to_owned()))
                    />
                }
                    .into_any()
            } else {
                view! {
                    <form class="flow" method="post" action=WAITING_HREF novalidate>
                        <fieldset>
                            <legend class="vh">"Chọn các số để xác nhận hoặc không xác nhận"</legend>
                            <ul class="plain flow">{rows}</ul>
                        </fieldset>
                        <p>
                            <button class="btn primary" name=waiting_fields::ACT value=waiting_fields::CONFIRM>
                                "Xác nhận các số đã chọn"
                            </button>
                        </p>
                        <div class="card flow">
                            <TextField
                                name=waiting_fields::REASON
                                label="Lý do không xác nhận"
                                hint="Đơn vị đọc được lý do này ở trang Số người.".to_owned()
                                form
                                maxlength=Some(reason_length)
                            />
                            <p>
                                <button class="btn" name=waiting_fields::ACT value=waiting_fields::REFUSE>
                                    "Không xác nhận các số đã chọn"
                                </button>
                            </p>
                        </div>
                    </form>
                    <Pager page pages href=format!("{WAITING_HREF}?{}=", waiting_fields::PAGE)/>
                }
                    .into_any()
            }}
        </Work>
    }
}

#[component]
fn Row(line: WaitingRow) -> impl IntoView {
    let WaitingRow { id, chosen, agency: (agency, href), said, known, by } = line;
    view! {
        <li>
            <label class="choice">
                <input r#type="checkbox" name=waiting_fields::CHOSEN value=id checked=chosen/>
                <span><b>{agency}</b>": "{said}<small class="muted">{format!(" {known} · {by}")}</small></span>
            </label>
            <a class="small" href=href>"Xem đơn vị"</a>
        </li>
    }
    .into_any()
}
