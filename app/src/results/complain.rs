//! Khiếu nại, of the one who files it: the form, and what became of those that were filed.

use std::sync::Arc;

use contest::{
    Timestamp,
    results::{ComplaintKind, ComplaintOutcome, MAX_COMPLAINT},
};
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, ChoiceGroup, Crumbs, ErrorSummary, SelectOption, TextArea},
    form::FormState,
};

/// The inputs' names.
pub mod fields {
    /// What the complaint is about.
    pub const KIND: &str = "ve-viec";
    /// What is said.
    pub const TEXT: &str = "loi-khieu-nai";
}

/// What the form shows.
#[derive(Clone, Debug)]
pub struct ComplainView {
    /// The page of the result, and its title.
    pub result: (String, String),
    /// This page's address.
    pub href: String,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// Until when complaints may come in; `None` when none may.
    pub until: Option<Timestamp>,
    /// How many may still be filed about this attempt.
    pub left: u64,
    /// Those that were filed.
    pub filed: Vec<ComplaintView>,
}

/// A complaint as its writer sees it.
#[derive(Clone, Debug)]
pub struct ComplaintView {
    /// What it is about.
    pub kind: ComplaintKind,
    /// Their words.
    pub text: String,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// What they were answered.
    pub answer: Option<AnswerView>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct AnswerView {
    /// When.
    pub at: Timestamp,
    /// Whether the complaint was right.
    pub outcome: ComplaintOutcome,
    /// The organiser's words.
    pub text: String,
}

/// The form by which somebody complains about an attempt of their own.
#[component]
pub fn ComplainPage(complain: ComplainView) -> impl IntoView {
    let ComplainView { result, href, form, until, left, filed } = complain;
    let (back, summary) = (result.0.clone(), form.clone());
    let asked = match (until, left) {
        (Some(until), 1..) => view! { <ComplainForm href form until left/> }.into_any(),
        (Some(_), 0) => {
            view! { <p>"Lượt thi này đã có đủ số khiếu nại được gửi. Ban Tổ chức trả lời ở trang này."</p> }.into_any()
        }
        (None, _) => {
            view! { <p>"Lúc này không nhận khiếu nại về lượt thi này. Khiếu nại được nhận sau khi có kết quả tạm thời, trong thời hạn ghi ở thể lệ."</p> }
                .into_any()
        }
    };
    view! {
        <div class="wrap">
            <Crumbs above=vec![("/cua-toi".to_owned(), "Của tôi".to_owned()), result] here="Khiếu nại"/>
            <div class="page-head flow">
                <h1>"Khiếu nại kết quả"</h1>
            </div>
            <div class="split">
                <div class="flow"><ErrorSummary form=summary/> {asked}</div>
                <aside class="flow">
                    {(!filed.is_empty()).then(|| view! { <Complaints filed/> })}
                    <p><a href=back>"Về trang kết quả"</a></p>
                </aside>
            </div>
        </div>
    }
}

#[component]
fn ComplainForm(href: String, form: Arc<FormState>, until: Timestamp, left: u64) -> impl IntoView {
    let kinds = ComplaintKind::ALL.map(|kind| SelectOption::new(kind.code(), kind.label())).to_vec();
    view! {
        <form class="flow" method="post" action=href novalidate>
            <p>
                "Gửi trước " <time datetime=until.local().to_string()>{format!("{}.", until.long())}</time>
                {format!(" Với lượt thi này bạn còn gửi được {left} khiếu nại.")}
            </p>
            <ChoiceGroup name=fields::KIND label="Khiếu nại về" form=form.clone() options=kinds/>
            <TextArea
                name=fields::TEXT
                label="Nội dung"
                hint=Some(
                    "Nêu câu hỏi hoặc việc cụ thể và lý do, tối đa 2.000 ký tự. Ban Tổ chức đọc kèm bài làm của bạn."
                        .to_owned(),
                )
                form
                rows=8
                maxlength=Some(MAX_COMPLAINT as u16)
            />
            <p><button class="btn primary">"Gửi khiếu nại"</button></p>
        </form>
    }
}

/// What was filed about an attempt, with the answers.
#[component]
pub(super) fn Complaints(filed: Vec<ComplaintView>) -> impl IntoView {
    let filed: Vec<_> = filed.into_iter().map(|complaint| view! { <Filed complaint/> }).collect();
    view! {
        <section class="card flow" aria-labelledby="da-khieu-nai">
            <h2 class="h3" id="da-khieu-nai">"Khiếu nại của bạn"</h2>
            {filed}
        </section>
    }
}

#[component]
fn Filed(complaint: ComplaintView) -> impl IntoView {
    let ComplaintView { kind, text, filed_at, answer } = complaint;
    let (chip, state) =
        answer.as_ref().map_or((ChipKind::Wait, "Chờ trả lời"), |answer| outcome_chip(answer.outcome));
    view! {
        <article class="flow">
            <p class="row between"><b>{kind.label()}</b><Chip kind=chip label=state/></p>
            <p class="muted small">"Gửi lúc " {filed_at.long()}</p>
            <Paragraphs text/>
            {answer
                .map(|answer| {
                    view! {
                        <p class="muted small">"Ban Tổ chức trả lời lúc " {answer.at.long()} ":"</p>
                        <Paragraphs text=answer.text/>
                    }
                })}
        </article>
    }
}

/// How a list shows what became of a complaint.
pub(super) const fn outcome_chip(outcome: ComplaintOutcome) -> (ChipKind, &'static str) {
    match outcome {
        ComplaintOutcome::Upheld => (ChipKind::Ok, outcome.label()),
        ComplaintOutcome::Dismissed => (ChipKind::Plain, outcome.label()),
    }
}

/// A text as it was written, a paragraph for each line.
#[component]
pub(super) fn Paragraphs(text: String) -> impl IntoView {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect::<Vec<_>>()
}
