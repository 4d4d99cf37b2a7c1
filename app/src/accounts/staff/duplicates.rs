//! Đăng ký trùng: people who are alike, for an organiser to say whether they are one person.

use std::sync::Arc;

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager, Tab, Tabs, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod duplicates_fields {
    /// What people are compared by.
    pub const BY: &str = "theo";
    /// Which group.
    pub const GROUP: &str = "nhom";
    /// Why they are different people.
    pub const REASON: &str = "ly-do";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct DuplicatesView {
    /// Where its forms go: this page's address with what is compared.
    pub action: String,
    /// What the rules compare; empty where they compare nothing.
    pub tabs: Vec<Tab>,
    /// `số điện thoại`: what these have in common.
    pub by: &'static str,
    /// This page of the groups.
    pub groups: Vec<AlikeView>,
    /// How many were found.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub page_href: String,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// Whether a group has just been settled.
    pub done: bool,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// A group of people who are alike.
#[derive(Clone)]
pub struct AlikeView {
    /// Which, for the form.
    pub value: String,
    /// Who: the address of the person's page, name, agency and when they registered.
    pub people: Vec<(String, String, String, Timestamp)>,
}

impl std::fmt::Debug for AlikeView {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AlikeView(…)")
    }
}

const PEOPLE: &str = "/ban-to-chuc/nguoi-du-thi";

/// The groups, and the form by which one is settled.
#[component]
pub fn DuplicatesPage(view: DuplicatesView) -> impl IntoView {
    let DuplicatesView { action, tabs, by, groups, found, page, pages, page_href, form, done, reason_length } = view;
    let compares = !tabs.is_empty();
    let some = !groups.is_empty();
    // A link from the summary of errors lands on the first.
    let rows: Vec<_> =
        groups.into_iter().zip(0..).map(|(group, place)| view! { <Group group first=place == 0/> }).collect();
    view! {
        <Work desk=Desk::People above=vec![(PEOPLE.to_owned(), "Người dự thi".to_owned())] here="Đăng ký trùng">
            <div class="page-head flow">
                <h1 class="h2">"Đăng ký trùng"</h1>
                <p class="muted">
                    "Những người dưới đây có thể là một. Nếu là một người, hãy hủy lượt thi thừa ở trang kết quả của vòng. Nếu là người khác nhau, hãy ghi lý do để không phải xem lại."
                </p>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {done.then(|| view! { <Notice kind=NoticeKind::Ok><p>"Đã ghi nhận là người khác nhau."</p></Notice> })}
                {compares.then(|| view! { <Tabs label="So theo" tabs/> })}
            </div>
            {match (compares, some) {
                (false, _) => view! {
                    <Empty
                        title="Thể lệ không so trùng"
                        text="Thể lệ đang dùng không so số căn cước, số điện thoại hay họ tên và ngày sinh."
                    />
                }
                    .into_any(),
                (true, false) => view! {
                    <div class="after">
                        <Empty title="Không còn nhóm nào cần xem" text=format!("Chưa có ai trùng {by} mà chưa được xem xét.")/>
                    </div>
                }
                    .into_any(),
                (true, true) => view! {
                    <form class="after flow" method="post" action=action novalidate>
                        <p class="muted" role="status">{format!("{} nhóm trùng {by}", group(found as i64))}</p>
                        <ul class="list">{rows}</ul>
                        <div class="card flow">
                            <TextField
                                name=duplicates_fields::REASON
                                label="Vì sao là người khác nhau"
                                hint="Ví dụ: hai mẹ con dùng chung điện thoại, đã gọi xác minh.".to_owned()
                                form
                                maxlength=Some(reason_length)
                            />
                            <button class="btn primary">"Ghi nhận nhóm đã chọn là người khác nhau"</button>
                        </div>
                    </form>
                    <Pager page pages href=page_href/>
                }
                    .into_any(),
            }}
        </Work>
    }
}

#[component]
fn Group(group: AlikeView, first: bool) -> impl IntoView {
    let AlikeView { value, people } = group;
    let label = format!("Chọn nhóm {} người của {}", people.len(), people.first().map_or("", |(_, name, ..)| name));
    let people: Vec<_> = people
        .into_iter()
        .map(|(href, name, agency, registered_at)| {
            view! {
                <li>
                    <a href=href>{name}</a>
                    <small class="muted">{format!(" {agency} · đăng ký {}", registered_at.long())}</small>
                </li>
            }
        })
        .collect();
    view! {
        <li>
            <label class="choice">
                <input
                    r#type="radio"
                    id=first.then_some(duplicates_fields::GROUP)
                    name=duplicates_fields::GROUP
                    value=value
                />
                <span>{label}</span>
            </label>
            <ul>{people}</ul>
        </li>
    }
}
