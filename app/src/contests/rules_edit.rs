//! Sửa thể lệ: the form, and what it would change before it is saved.

use std::sync::Arc;

use contest::contests::{RulesField, RulesForm};
use leptos::prelude::*;

use super::rules_fields::RulesFields;
use crate::{
    components::{Change, Changes, ErrorSummary, Notice, NoticeKind, TextArea},
    form::FormState,
    work::{Desk, Work},
};

/// The names of the inputs beside [`RulesField`].
pub mod fields {
    /// The version that is edited.
    pub const VERSION: &str = "phien-ban";
    /// The rules whose changes were shown.
    pub const SEEN: &str = "da-xem";
    /// Why the rules are changed.
    pub const REASON: &str = "ly-do";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The button that shows the changes.
    pub const PREVIEW: &str = "xem";
    /// The button that saves.
    pub const SAVE: &str = "luu";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RulesEditView {
    /// This page's address.
    pub href: String,
    /// The contest's page and title.
    pub contest: (String, String),
    /// What was typed or stands, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The version that is edited.
    pub version: i32,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// What somebody else has changed since the form was shown.
    pub others: Vec<Change>,
    /// What saving would change; none before it was asked.
    pub preview: Option<RulesPreview>,
    /// The rounds that the rules would hold for, in a sentence.
    pub rounds: String,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// What saving would change.
#[derive(Clone, Debug)]
pub struct RulesPreview {
    /// The changes.
    pub changes: Vec<Change>,
    /// Names the rules that they lead to.
    pub seen: String,
}

/// The form for rules.
#[component]
pub fn RulesEditPage(view: RulesEditView) -> impl IntoView {
    let RulesEditView { href, contest, form, version, done, others, preview, rounds, reason_length } = view;
    let is_preview = preview.is_some();
    let seen = preview.as_ref().map(|preview| preview.seen.clone());
    let inputs = view! {
        <RulesFields form=form.clone()/>
        <details class="card" open=form.problem(RulesField::Rest.name()).is_some()>
            <summary>
                "Quy định khác"
                <small>"Giải thưởng, giải tập thể, lịch, đề thi, đăng ký trùng và các mục ít đổi, viết bằng JSON."</small>
            </summary>
            <TextArea
                name=RulesField::Rest.name()
                label=RulesField::Rest.label()
                hint="Tên và giá trị của từng mục: xem tài liệu thể lệ, docs/RULES.md.".to_owned()
                form=form.clone()
                rows=20
                maxlength=Some(RulesForm::MAX_REST as u16)
                code=true
            />
        </details>
    };
    let inputs = if is_preview {
        view! { <details class="card"><summary>"Sửa tiếp"</summary><div class="flow">{inputs}</div></details> }
            .into_any()
    } else {
        view! { <div class="flow">{inputs}</div> }.into_any()
    };
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), contest]
            here="Thể lệ"
        >
            <div class="page-head flow">
                <h1 class="h2">"Sửa thể lệ"</h1>
                <p class="muted">{format!("Đang sửa từ phiên bản {version}. {rounds}")}</p>
            </div>
            <form class="flow" method="post" action=href novalidate>
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {(!others.is_empty())
                    .then(|| view! {
                        <section class="card flow" aria-labelledby="nguoi-khac">
                            <h2 class="h3" id="nguoi-khac">"Người khác vừa đổi"</h2>
                            <Changes changes=others/>
                        </section>
                    })}
                {preview.map(|preview| view! { <Preview preview/> })}
                <input type="hidden" name=fields::VERSION value=version/>
                {seen.map(|seen| view! { <input type="hidden" name=fields::SEEN value=seen/> })}
                {inputs}
                {is_preview
                    .then(|| view! {
                        <TextArea
                            name=fields::REASON
                            label="Lý do thay đổi"
                            hint="Mọi người đọc được lý do này ở trang thể lệ.".to_owned()
                            form=form
                            rows=2
                            maxlength=Some(reason_length)
                        />
                    })}
                <div class="row after">
                    <button class=if is_preview { "btn" } else { "btn primary" } name=fields::ACT value=fields::PREVIEW>
                        "Xem thay đổi"
                    </button>
                    {is_preview
                        .then(|| view! {
                            <button class="btn primary" name=fields::ACT value=fields::SAVE>"Lưu thể lệ mới"</button>
                        })}
                </div>
            </form>
        </Work>
    }
}

#[component]
fn Preview(preview: RulesPreview) -> impl IntoView {
    view! {
        <section class="card flow" aria-labelledby="thay-doi">
            <h2 class="h3" id="thay-doi">"Thể lệ sẽ thay đổi như sau"</h2>
            <Changes changes=preview.changes/>
            <p class="muted">
                "Chưa lưu gì. Lượt thi đã bắt đầu giữ thể lệ của lúc bắt đầu; vòng đã đóng giữ thể lệ của vòng."
            </p>
        </section>
    }
}
