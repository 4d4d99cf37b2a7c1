//! Số người: how many people each agency has, entered by an organiser or by the agency's viewer.

use std::sync::Arc;

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager, SearchForm, Tab, Tabs},
    form::FormState,
    work::{Desk, Work},
};

/// Where an organiser fills them in.
pub const HEADCOUNTS_HREF: &str = "/ban-to-chuc/don-vi/so-nguoi";

/// The inputs' names.
pub mod headcount_fields {
    /// Words of a name.
    pub const SEARCH: &str = "tim";
    /// Which agencies: all, or those that have not said.
    pub const SHOW: &str = "xem";
    /// The value of [`SHOW`] for those that have not said.
    pub const MISSING: &str = "chua-bao";
    /// The page.
    pub const PAGE: &str = "trang";
    /// Before the number of an agency.
    pub const PEOPLE: &str = "so-";
    /// Before the number of an agency, a dash and the code of a position.
    pub const POSITION: &str = "vi-tri-";
}

/// What the page of headcounts shows.
#[derive(Clone, Debug)]
pub struct HeadcountsView {
    /// Whose page it is.
    pub desk: Desk,
    /// This page's address.
    pub href: String,
    /// This page's address with what is searched for; where the form goes.
    pub action: String,
    /// What is searched for.
    pub search: String,
    /// The pages about agencies; none for a viewer.
    pub leaves: Vec<Tab>,
    /// All, or those that have not said.
    pub tabs: Vec<Tab>,
    /// What is wrong with what was typed.
    pub form: Arc<FormState>,
    /// How many were changed just now.
    pub saved: Option<u32>,
    /// Whether quotas ask how many hold some positions.
    pub has_quotas: bool,
    /// This page of those found.
    pub agencies: Vec<HeadcountRow>,
    /// How many were found.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub page_href: String,
}

/// One agency.
#[derive(Clone, Debug)]
pub struct HeadcountRow {
    /// The input's name and id.
    pub field: String,
    /// The agency, with the one above it.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// How many people, as typed, as said or as known.
    pub value: String,
    /// The confirmed number that is counted by, and since when.
    pub counted: Option<(u32, Timestamp)>,
    /// What waits for an organiser, or was refused, in sentences.
    pub notes: Vec<String>,
    /// How many hold each position that has a quota.
    pub positions: Vec<PositionField>,
}

/// How many people of an agency hold a position.
#[derive(Clone, Debug)]
pub struct PositionField {
    /// The input's name and id.
    pub field: String,
    /// Vị trí công tác.
    pub label: &'static str,
    /// How many, as typed or as known.
    pub value: String,
}

/// Agencies with their numbers to fill in.
#[component]
pub fn HeadcountsPage(view: HeadcountsView) -> impl IntoView {
    let HeadcountsView {
        desk,
        href,
        action,
        search,
        leaves,
        tabs,
        form,
        saved,
        has_quotas,
        agencies,
        found,
        page,
        pages,
        page_href,
    } = view;
    let waits = desk == Desk::OwnHeadcounts;
    let rows: Vec<_> = agencies.into_iter().map(|agency| view! { <Row agency form=form.clone()/> }).collect();
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">"Số người của đơn vị"</h1>
                <p class="muted">
                    "Tỷ lệ dự thi được tính trên số này. Chỉ ghi số người của chính đơn vị, không gồm đơn vị trực thuộc."
                </p>
                {has_quotas
                    .then(|| {
                        view! {
                            <p class="muted">
                                "Thể lệ yêu cầu số người dự thi theo vị trí công tác: hãy ghi đủ các vị trí, ghi 0 nếu không có ai. Đơn vị chưa ghi đủ thì chưa xét giải tập thể."
                            </p>
                        }
                    })}
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {saved.map(|saved| view! { <Notice kind=NoticeKind::Ok><p>{saved_in_words(saved, waits)}</p></Notice> })}
            </div>
            {(!leaves.is_empty()).then(|| view! { <Tabs label="Việc về đơn vị" tabs=leaves/> })}
            <Search href=href.clone() search/>
            <div class="after-s"><Tabs label="Lọc đơn vị" tabs/></div>
            {if rows.is_empty() {
                view! {
                    <div class="after">
                        <Empty
                            title="Không có đơn vị nào ở đây"
                            text="Hãy thử ít từ hơn, hoặc xem tất cả đơn vị."
                            action=Some((href, "Xem tất cả đơn vị".to_owned()))
                        />
                    </div>
                }
                    .into_any()
            } else {
                view! {
                    <form class="after" method="post" action=action novalidate>
                        <p class="muted" role="status">{format!("{} đơn vị", group(found as i64))}</p>
                        <ul class="list headcounts">{rows}</ul>
                        <p class="row between after">
                            <span class="muted">"Ô để trống thì giữ như cũ."</span>
                            <button class="btn primary">"Lưu số người"</button>
                        </p>
                    </form>
                    <Pager page pages href=page_href/>
                }
                    .into_any()
            }}
        </Work>
    }
}

fn saved_in_words(saved: u32, waits: bool) -> String {
    match saved {
        0 => "Không có số nào thay đổi.".to_owned(),
        saved if waits => {
            format!("Đã lưu số người của {saved} đơn vị. Tỷ lệ dự thi tính theo số mới khi Ban Tổ chức xác nhận.")
        }
        saved => format!("Đã lưu số người của {saved} đơn vị. Tỷ lệ dự thi tính theo số mới."),
    }
}

#[component]
fn Search(href: String, search: String) -> impl IntoView {
    view! {
        <div class="after"><SearchForm href name=headcount_fields::SEARCH label="Tên đơn vị" search/></div>
    }
}

#[component]
fn Row(agency: HeadcountRow, form: Arc<FormState>) -> impl IntoView {
    let HeadcountRow { field, name, kind, value, counted, notes, positions } = agency;
    let counted = match counted {
        Some((people, since)) => {
            format!("{kind} · đang tính {} người từ ngày {}", group(people.into()), since.short_date())
        }
        None => format!("{kind} · chưa có số được xác nhận"),
    };
    let notes: Vec<_> = notes.into_iter().map(|note| view! { <small>{note}</small> }).collect();
    let positions: Vec<_> = positions
        .into_iter()
        .map(|PositionField { field, label, value }| {
            view! {
                <label r#for=field.clone()><span class="vh">{format!("{name}: ")}</span>{label}</label>
                <Number field value form=form.clone()/>
            }
        })
        .collect();
    view! {
        <li>
            <label r#for=field.clone()>
                <b>{name.clone()}</b>
                <small class="muted">{counted}</small>
                {notes}
            </label>
            <Number field value form=form.clone()/>
            {positions}
        </li>
    }
}

#[component]
fn Number(field: String, value: String, form: Arc<FormState>) -> impl IntoView {
    let problem = form.problem(&field);
    let error_id = format!("{field}-loi");
    let described = problem.as_ref().map(|_| error_id.clone());
    let invalid = problem.is_some().then_some("true");
    view! {
        <input
            class="input nums"
            id=field.clone()
            name=field
            inputmode="numeric"
            autocomplete="off"
            maxlength="9"
            aria-describedby=described
            aria-invalid=invalid
            value=value
        />
        {problem.map(|problem| view! { <p class="error small" id=error_id>{problem}</p> })}
    }
}
