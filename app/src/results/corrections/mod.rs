//! Sửa câu hỏi sau khi thi, for the organiser of a round.

mod choose;
mod made;
mod preview;
mod question;

use std::sync::Arc;

use leptos::prelude::*;

use self::{choose::Choose, made::Made, preview::Preview, question::Ask};
pub use self::{
    choose::{ChooseView, QuestionLine},
    made::{MadeLine, UndoneLine},
    preview::{FirstLine, PreviewView, PrizeLine},
    question::{AnswerLine, AskView, How},
};
use crate::{
    components::{ErrorSummary, Notice, NoticeKind},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The question.
    pub const QUESTION: &str = "cau";
    /// What becomes of it.
    pub const HOW: &str = "cach";
    /// The new key, a choice for each.
    pub const KEY: &str = "dap-an";
    /// The correction that is taken back.
    pub const UNDO: &str = "hoan-lai";
    /// Why.
    pub const WHY: &str = "ly-do";
    /// Words to search for.
    pub const SEARCH: &str = "tim";
    /// The page of what was found.
    pub const PAGE: &str = "trang";
    /// The button that shows what would change.
    pub const SHOW: &str = "xem-truoc";
    /// The button that does it.
    pub const APPLY: &str = "ap-dung";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct CorrectionsView {
    /// This page's address.
    pub href: String,
    /// The page of the round, and its title.
    pub round: (String, String),
    /// What was sent, and why it was refused, if it was.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// What the organiser has to wait for or to do first.
    pub waits: Option<String>,
    /// The step that the page is at.
    pub step: CorrectionStep,
    /// What was decided so far, newest first.
    pub made: Vec<MadeLine>,
}

/// From the question to what becomes of it.
#[derive(Clone, Debug)]
pub enum CorrectionStep {
    /// Nothing can be corrected now.
    Closed,
    /// Which question?
    Choose(ChooseView),
    /// What becomes of it?
    Ask(AskView),
    /// What that would change is being counted; how many papers were looked at, and what to ask for again.
    Counting {
        /// `12.000`.
        papers: String,
        /// The inputs to send again.
        sent: Vec<(&'static str, String)>,
    },
    /// Is this meant?
    Preview(PreviewView),
}

/// Correcting a round's questions.
#[component]
pub fn CorrectionsPage(corrections: CorrectionsView) -> impl IntoView {
    let CorrectionsView { href, round, form, done, waits, step, made } = corrections;
    let back = (!matches!(step, CorrectionStep::Choose(_) | CorrectionStep::Closed))
        .then(|| view! { <p><a href=href.clone()>"Chọn câu hỏi khác"</a></p> });
    let step = match step {
        CorrectionStep::Closed => ().into_any(),
        CorrectionStep::Choose(choose) => view! { <Choose choose href=href.clone()/> }.into_any(),
        CorrectionStep::Ask(ask) => view! { <Ask ask form=form.clone() href=href.clone()/> }.into_any(),
        CorrectionStep::Counting { papers, sent } => view! { <Counting papers sent href=href.clone()/> }.into_any(),
        CorrectionStep::Preview(preview) => view! { <Preview preview form=form.clone() href=href.clone()/> }.into_any(),
    };
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), round.clone()]
            here="Sửa câu hỏi"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Sửa câu hỏi sau khi thi: {}", round.1)}</h1>
                <p class="muted">
                    "Đề của mọi người giữ nguyên; chỉ điểm được chấm lại. Bạn thấy ai thay đổi trước khi áp dụng, và hoàn lại được cho đến khi công bố kết quả."
                </p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {waits.map(|waits| view! { <Notice kind=NoticeKind::Wait><p>{waits}</p></Notice> })}
                {back}
            </div>
            {step}
            <Made made href/>
        </Work>
    }
}

#[component]
fn Counting(papers: String, sent: Vec<(&'static str, String)>, href: String) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="dang-tinh">
            <h2 id="dang-tinh">"Đang tính thay đổi"</h2>
            <form class="card flow" method="post" action=href>
                <p role="status">
                    {format!("Đã xem {papers} bài. Vòng đông người cần vài phút; việc tính vẫn chạy khi bạn rời trang này.")}
                </p>
                <Hidden sent/>
                <p><button class="btn primary" name=fields::ACT value=fields::SHOW>"Xem đã tính xong chưa"</button></p>
            </form>
        </section>
    }
}

/// What is sent along.
#[component]
fn Hidden(sent: Vec<(&'static str, String)>) -> impl IntoView {
    sent.into_iter().map(|(name, value)| view! { <input r#type="hidden" name=name value=value/> }).collect::<Vec<_>>()
}
