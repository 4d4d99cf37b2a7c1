//! Chuyển người, gộp đơn vị: choosing who goes where, what it would do, and doing it.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use super::TREE_HREF;
use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager, SelectField, SelectGroup},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod move_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The value of [`ACT`] that shows what moving those chosen would do.
    pub const SHOW: &str = "xem";
    /// The value of [`ACT`] that shows what moving everybody would do.
    pub const SHOW_ALL: &str = "xem-tat-ca";
    /// The value of [`ACT`] that does it.
    pub const DO: &str = "lam";
    /// The row of the agency that they go to.
    pub const INTO: &str = "den";
    /// Somebody who is chosen; sent once for each.
    pub const CHOSEN: &str = "chon";
    /// Set where everybody goes.
    pub const EVERYBODY: &str = "tat-ca";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What a move would do, before it is done.
#[derive(Clone, Debug)]
pub struct MoveShown {
    /// In sentences.
    pub sentences: Vec<String>,
    /// What the form carries: names and values.
    pub carried: Vec<(&'static str, String)>,
    /// `Chuyển 12 người`.
    pub button: String,
}

/// What the page of moving people shows.
#[derive(Clone)]
pub struct MovePeopleView {
    /// This page's address.
    pub href: String,
    /// The agency's page and name.
    pub agency: (String, String),
    /// What is wrong with what was sent, and what was chosen.
    pub form: Arc<FormState>,
    /// Where people may go.
    pub agencies: Vec<SelectGroup>,
    /// What was asked for, before it is done.
    pub shown: Option<MoveShown>,
    /// This page of the people: which, name, when they registered.
    pub people: Vec<(i64, String, String)>,
    /// How many there are.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
}

impl std::fmt::Debug for MovePeopleView {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MovePeopleView(…)")
    }
}

/// Choosing people of an agency, and where they go.
#[component]
pub fn MovePeoplePage(view: MovePeopleView) -> impl IntoView {
    let MovePeopleView { href, agency, form, agencies, shown, people, found, page, pages } = view;
    let above = vec![(TREE_HREF.to_owned(), "Đơn vị".to_owned()), agency];
    let is_shown = shown.is_some();
    let rows: Vec<_> = people
        .into_iter()
        .map(|(id, name, about)| {
            view! {
                <li>
                    <label class="choice">
                        <input r#type="checkbox" name=move_fields::CHOSEN value=id/>
                        <span><b>{name}</b><small class="muted">{format!(" {about}")}</small></span>
                    </label>
                </li>
            }
        })
        .collect();
    view! {
        <Work desk=Desk::Agencies above here="Chuyển người">
            <div class="page-head flow">
                <h1 class="h2">"Chuyển người sang đơn vị khác"</h1>
                <p class="muted">"Lượt thi ở các vòng chưa chốt kết quả chuyển theo. Vòng đã chốt, đã công bố thì giữ nguyên."</p>
            </div>
            <ErrorSummary form=form.clone()/>
            {shown.map(|shown| view! { <Shown href=href.clone() shown/> })}
            {if rows.is_empty() {
                view! { <Empty title="Đơn vị không có ai đăng ký" text="Không có người nào để chuyển."/> }.into_any()
            } else if is_shown {
                ().into_any()
            } else {
                view! {
                    <form class="flow" method="post" action=href.clone() novalidate>
                        <SelectField name=move_fields::INTO label="Chuyển đến" form groups=agencies empty="Chọn đơn vị".to_owned()/>
                        <p class="muted" role="status">{format!("{} người", group(found as i64))}</p>
                        <fieldset>
                            <legend class="vh">"Chọn người"</legend>
                            <ul class="plain flow">{rows}</ul>
                        </fieldset>
                        <p class="row">
                            <button class="btn primary" name=move_fields::ACT value=move_fields::SHOW>"Xem trước: chuyển những người đã chọn"</button>
                            <button class="btn" name=move_fields::ACT value=move_fields::SHOW_ALL>"Xem trước: chuyển tất cả"</button>
                        </p>
                    </form>
                    <Pager page pages href=format!("{href}?{}=", move_fields::PAGE)/>
                }
                    .into_any()
            }}
        </Work>
    }
    .into_any()
}

/// What the page of merging a double shows.
#[derive(Clone, Debug)]
pub struct DoubleView {
    /// This page's address.
    pub href: String,
    /// The agency's page and name.
    pub agency: (String, String),
    /// What is wrong with what was sent.
    pub form: Arc<FormState>,
    /// What it may be a double of.
    pub agencies: Vec<SelectGroup>,
    /// What was asked for, before it is done.
    pub shown: Option<MoveShown>,
}

/// Saying that an agency is another one, which has a row of its own.
#[component]
pub fn DoublePage(view: DoubleView) -> impl IntoView {
    let DoubleView { href, agency, form, agencies, shown } = view;
    let name = agency.1.clone();
    let above = vec![(TREE_HREF.to_owned(), "Đơn vị".to_owned()), agency];
    let is_shown = shown.is_some();
    view! {
        <Work desk=Desk::Agencies above here="Gộp đơn vị bị trùng">
            <div class="page-head flow">
                <h1 class="h2">"Gộp đơn vị bị trùng"</h1>
                <p class="muted">
                    {format!("Khi {name} đã có dưới một tên hoặc mã khác: mọi thứ của mục này chuyển sang mục kia, mục này đóng lại.")}
                </p>
            </div>
            <ErrorSummary form=form.clone()/>
            {shown.map(|shown| view! { <Shown href=href.clone() shown/> })}
            {(!is_shown)
                .then(|| {
                    view! {
                        <form class="card flow" method="post" action=href novalidate>
                            <SelectField name=move_fields::INTO label="Là cùng một đơn vị với" form groups=agencies empty="Chọn đơn vị".to_owned()/>
                            <p><button class="btn primary" name=move_fields::ACT value=move_fields::SHOW>"Xem trước"</button></p>
                        </form>
                    }
                })}
        </Work>
    }
    .into_any()
}

#[component]
fn Shown(href: String, shown: MoveShown) -> impl IntoView {
    let MoveShown { sentences, carried, button } = shown;
    let action = href.clone();
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect();
    let carried: Vec<_> =
        carried.into_iter().map(|(name, value)| view! { <input r#type="hidden" name=name value=value/> }).collect();
    view! {
        <Notice kind=NoticeKind::Wait>{sentences}</Notice>
        <form class="row after-s" method="post" action=action>
            {carried}
            <button class="btn primary" name=move_fields::ACT value=move_fields::DO>{button}</button>
            <a class="btn" href=href>"Thôi, chọn lại"</a>
        </form>
    }
    .into_any()
}
