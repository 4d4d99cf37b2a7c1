//! Luyện tập: questions without a clock and without a score, one at a time, each explained at once. What somebody has
//! answered is in the page alone.

mod ask;
mod choose;
mod keep;
mod summary;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    ask::{Answered, Ask},
    choose::Choose,
    summary::Summary,
};
pub use self::{
    ask::{AnsweredView, PracticeAsk},
    choose::PracticeChooser,
    keep::{KeepPage, KeepView, fields as keep_fields},
    summary::{PracticeSummary, PracticeTopic, PracticeWrong},
};
use crate::{
    components::{Crumbs, Empty, ErrorSummary},
    form::FormState,
};

/// Where it is.
pub const PRACTICE: &str = "/luyen-tap";

/// The inputs' names.
pub mod practice_fields {
    /// Lĩnh vực.
    pub const TOPIC: &str = "linh-vuc";
    /// Mức độ.
    pub const LEVEL: &str = "muc-do";
    /// How many questions.
    pub const COUNT: &str = "so-cau";
    /// How far one is, signed.
    pub const TOKEN: &str = "bai";
    /// What is marked, a choice for each.
    pub const CHOICE: &str = "chon";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The button that begins.
    pub const BEGIN: &str = "bat-dau";
    /// The button that answers.
    pub const ANSWER: &str = "tra-loi";
    /// The button that goes on.
    pub const NEXT: &str = "tiep";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct PracticeView {
    /// What was sent, and why it was refused.
    pub form: Arc<FormState>,
    /// The step that the page is at.
    pub step: PracticeStep,
}

/// From the choice to what came of it.
#[derive(Clone, Debug)]
pub enum PracticeStep {
    /// No question is kept for practice.
    Nothing,
    /// About what, and how many?
    Choose(PracticeChooser),
    /// A question.
    Ask(PracticeAsk),
    /// How it was answered.
    Answered(AnsweredView),
    /// What came of it.
    Summary(PracticeSummary),
}

/// Practice.
#[component]
pub fn PracticePage(practice: PracticeView) -> impl IntoView {
    let PracticeView { form, step } = practice;
    let body = match step {
        PracticeStep::Nothing => {
            let action = ("/so-tay".to_owned(), "Đọc sổ tay".to_owned());
            let text = "Ban Tổ chức chưa chọn câu nào để luyện tập. Hãy đọc sổ tay trước.";
            view! { <Empty title="Chưa có câu luyện tập" text action=action/> }.into_any()
        }
        PracticeStep::Choose(choose) => view! { <Choose choose form=form.clone()/> }.into_any(),
        PracticeStep::Ask(ask) => view! { <Ask ask form=form.clone()/> }.into_any(),
        PracticeStep::Answered(answered) => view! { <Answered answered/> }.into_any(),
        PracticeStep::Summary(summary) => view! { <Summary summary/> }.into_any(),
    };
    view! {
        <div class="wrap">
            <Crumbs above=vec![("/so-tay".to_owned(), "Sổ tay".to_owned())] here="Luyện tập"/>
            <div class="page-head flow">
                <h1>"Luyện tập"</h1>
                <p class="lead">"Không tính giờ, không tính điểm. Làm xong mỗi câu là biết đúng sai và vì sao."</p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {body}
            </div>
        </div>
    }
}
