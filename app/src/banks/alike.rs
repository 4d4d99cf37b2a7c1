//! Câu gần giống: pairs of questions of a bank, side by side.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use super::compare::{Compared, ComparedView};
use crate::{
    components::{Empty, ErrorSummary, Notice, NoticeKind, Pager},
    form::FormState,
    work::{Desk, Work},
};

/// The names of what is sent.
pub mod alike_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// Both are kept.
    pub const KEEP: &str = "giu-ca-hai";
    /// The first one goes.
    pub const DROP_ONE: &str = "bo-cau-dau";
    /// The second one goes.
    pub const DROP_OTHER: &str = "bo-cau-sau";
    /// The pair.
    pub const PAIR: &str = "cap";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct AlikePageView {
    /// Where its forms are sent.
    pub action: String,
    /// The bank: address and name.
    pub bank: (String, String),
    /// How many questions were compared.
    pub compared: u64,
    /// Whether the bank has more than are compared.
    pub is_bounded: bool,
    /// How many pairs stay both, as somebody said.
    pub kept: u64,
    /// Why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What was just done.
    pub done: Option<&'static str>,
    /// This page of pairs.
    pub pairs: Vec<AlikeView>,
    /// How many there are.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub page_href: String,
}

/// A pair.
#[derive(Clone, Debug)]
pub struct AlikeView {
    /// What its buttons send; with `cap-` before it the card's id.
    pub code: String,
    /// In percent.
    pub likeness: u8,
    /// The one that was there first.
    pub one: ComparedView,
    /// The other.
    pub other: ComparedView,
}

/// Pairs of questions that are alike.
#[component]
pub fn AlikePage(view: AlikePageView) -> impl IntoView {
    let AlikePageView { action, bank, compared, is_bounded, kept, form, done, pairs, found, page, pages, page_href } =
        view;
    let (bank_href, bank_name) = bank;
    let mut lead = format!("Đã so {} câu của ngân hàng.", group(compared as i64));
    if is_bounded {
        lead.push_str(" Ngân hàng có nhiều câu hơn: chỉ các câu mới nhất được so.");
    }
    if kept > 0 {
        lead.extend([" ", &group(kept as i64), " cặp đã được giữ cả hai nên không hiện nữa."]);
    }
    let nothing = pairs.is_empty();
    let cards: Vec<_> = pairs
        .into_iter()
        .map(|pair| view! { <Pair problem=form.problem(&format!("cap-{}", pair.code)) pair action=action.clone()/> })
        .collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)]
            here="Câu gần giống"
        >
            <div class="page-head flow">
                <h1 class="h2">"Câu gần giống nhau"</h1>
                <p class="muted">{lead}</p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {if nothing {
                    view! {
                        <Empty title="Không có cặp nào gần giống" text="Các câu của ngân hàng hỏi những điều khác nhau."/>
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="muted" role="status">{format!("{} cặp", group(found as i64))}</p>
                        {cards}
                        <Pager page pages href=page_href/>
                    }
                        .into_any()
                }}
            </div>
        </Work>
    }
}

#[component]
fn Pair(pair: AlikeView, problem: Option<String>, action: String) -> impl IntoView {
    let AlikeView { code, likeness, one, other } = pair;
    let (drop_one, drop_other) = (format!("Bỏ {}", lower(&one.title)), format!("Bỏ {}", lower(&other.title)));
    let has_problem = problem.is_some();
    let id = format!("cap-{code}");
    view! {
        <section class="card flow" id=id tabindex=has_problem.then_some("-1")>
            <h2 class="h3">{format!("Giống {likeness}%")}</h2>
            <div class="grid"><Compared question=one/><Compared question=other/></div>
            {problem.map(|problem| view! { <p class="error">{problem}</p> })}
            <form class="row" method="post" action=action>
                <input r#type="hidden" name=alike_fields::PAIR value=code/>
                <button class="btn primary" name=alike_fields::ACT value=alike_fields::KEEP>"Giữ cả hai"</button>
                <button class="btn" name=alike_fields::ACT value=alike_fields::DROP_ONE>{drop_one}</button>
                <button class="btn" name=alike_fields::ACT value=alike_fields::DROP_OTHER>{drop_other}</button>
            </form>
        </section>
    }
    .into_any()
}

/// `Câu 12` within a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
