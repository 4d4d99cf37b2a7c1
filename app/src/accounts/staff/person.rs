//! One who takes part, as an organiser sees them: whether they helped to make the contest.

use std::sync::Arc;

use contest::accounts::Involvement;
use leptos::prelude::*;

use crate::{
    components::{ChoiceGroup, ErrorSummary, Notice, NoticeKind, SelectOption, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod person_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The value of [`ACT`] that marks somebody.
    pub const MARK: &str = "ghi-nhan";
    /// The value of [`ACT`] that takes the mark back.
    pub const UNMARK: &str = "bo-ghi-nhan";
    /// What they have to do with making the contest.
    pub const PART: &str = "viec-to-chuc";
    /// Why they are marked.
    pub const REASON: &str = "ly-do";
    /// The value of [`ACT`] that lets one more register who is like them.
    pub const LET_IN: &str = "cho-trung";
    /// In what the other is like them.
    pub const ALIKE: &str = "trung";
    /// Why the other may register.
    pub const WHY_ALIKE: &str = "ly-do-trung";
}

/// What the page shows.
#[derive(Clone)]
pub struct PersonView {
    /// This page's address.
    pub href: String,
    /// Họ và tên.
    pub name: String,
    /// What is known of them: label and value, the phone number masked.
    pub facts: Vec<(String, String)>,
    /// What they have to do with making the contest, since when and why, if they are marked.
    pub involved: Option<String>,
    /// What the rules do to those who are marked.
    pub consequence: &'static str,
    /// What the rules let only so many have in common.
    pub alike: Vec<SelectOption>,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

impl std::fmt::Debug for PersonView {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonView(…)")
    }
}

/// A person, with what an organiser can do about them.
#[component]
pub fn PersonPage(person: PersonView) -> impl IntoView {
    let PersonView { href, name, facts, involved, consequence, alike, form, done, reason_length } = person;
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(label, value)| view! { <tr><th scope="row">{label}<small>{value}</small></th></tr> })
        .collect();
    view! {
        <Work
            desk=Desk::People
            above=vec![("/ban-to-chuc/nguoi-du-thi".to_owned(), "Người dự thi".to_owned())]
            here=name.clone()
        >
            <div class="page-head flow">
                <h1 class="h2">{name}</h1>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                <table class="table">
                    <caption class="vh">"Thông tin đăng ký"</caption>
                    <tbody>{facts}</tbody>
                </table>
            </div>
            <section class="section flow" aria-labelledby="to-chuc">
                <h2 id="to-chuc">"Tham gia tổ chức cuộc thi"</h2>
                <p class="muted">
                    {consequence} " Ghi nhận có tác dụng với lượt thi mới và các vòng chưa chốt kết quả; với vòng đã chốt, hãy dùng mục “không trao giải” của vòng đó."
                </p>
                {involved.map(|involved| view! { <Involved involved href=href.clone()/> })}
                <Mark form=form.clone() href=href.clone() reason_length/>
            </section>
            {(!alike.is_empty()).then(|| view! { <LetIn form href alike reason_length/> })}
        </Work>
    }
}

#[component]
fn Involved(involved: String, href: String) -> impl IntoView {
    view! {
        <form class="card flow" method="post" action=href>
            <p><b>{involved}</b></p>
            <button class="btn" name=person_fields::ACT value=person_fields::UNMARK>"Bỏ ghi nhận, dự thi như mọi người"</button>
        </form>
    }
}

#[component]
fn Mark(form: Arc<FormState>, href: String, reason_length: u16) -> impl IntoView {
    let parts = Involvement::ALL.map(|part| SelectOption::new(part.code(), part.label())).into();
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <ChoiceGroup name=person_fields::PART label="Việc người này làm" form=form.clone() options=parts/>
            <TextField
                name=person_fields::REASON
                label="Lý do"
                hint="Người này đọc được lý do ở trang Của tôi. Ví dụ: thành viên Tổ giúp việc theo Quyết định số 12.".to_owned()
                form
                maxlength=Some(reason_length)
            />
            <button class="btn primary" name=person_fields::ACT value=person_fields::MARK>"Ghi nhận người này"</button>
        </form>
    }
}

#[component]
fn LetIn(form: Arc<FormState>, href: String, alike: Vec<SelectOption>, reason_length: u16) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="cho-trung">
            <h2 id="cho-trung">"Cho phép đăng ký trùng"</h2>
            <p class="muted">
                "Khi một người khác gọi đến vì trùng với người này nên không đăng ký được: cho phép thêm một người, ai đăng ký trước thì dùng."
            </p>
            <form class="card flow" method="post" action=href novalidate>
                <ChoiceGroup name=person_fields::ALIKE label="Được trùng" form=form.clone() options=alike/>
                <TextField name=person_fields::WHY_ALIKE label="Lý do" form maxlength=Some(reason_length)/>
                <button class="btn" name=person_fields::ACT value=person_fields::LET_IN>"Cho phép thêm một người"</button>
            </form>
        </section>
    }
}
