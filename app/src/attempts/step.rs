//! Bài thi one question at a time: the question that is shown, and the way on.
//!
//! Nothing of a question that was not reached is in the page. The form works by itself: its buttons save
//! and lead on. [`PaperKeeper`] saves each answer as it is given, as on a whole paper.

use leptos::prelude::*;

use super::{
    PaperKeeper, PaperView,
    paper::{Clock, Drawings, Saving},
    question::question_html,
    step_end::End,
};
use crate::components::Notice;

/// The name of the buttons that lead on, and what each says.
pub mod step_fields {
    /// The buttons' name.
    pub const TO: &str = "den";
    /// The place of the question on the page, from 0.
    pub const POSITION: &str = "cau";
    /// On to the next question.
    pub const NEXT: &str = "tiep";
    /// Back to the one before.
    pub const BACK: &str = "truoc";
    /// To the page that submits.
    pub const END: &str = "nop";
}

/// A paper of which one question is shown.
#[derive(Clone, Debug)]
pub struct StepView {
    /// The paper, with nothing of its questions but the one that is shown, and with the prediction on
    /// the page that submits only.
    pub paper: PaperView,
    /// What is shown.
    pub shown: Shown,
    /// Each question: whether it is answered, and the address of it where it may be seen.
    pub places: Vec<(bool, Option<String>)>,
    /// Whether what was passed may be gone back to.
    pub goes_back: bool,
    /// Where to go on from the page that submits; `None` when all was seen.
    pub go_on: Option<String>,
}

/// What of a paper is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The question at this place, from 0.
    Question(usize),
    /// The page that submits.
    End,
}

impl StepView {
    pub(super) fn answered(&self) -> usize {
        self.places.iter().filter(|(answered, _)| *answered).count()
    }
}

/// The paper. It brings its own header, so its frame is `Shell::Bare`, with islands.
#[component]
pub fn StepPage(step: StepView) -> impl IntoView {
    let &PaperView { round_id, attempt_id, deadline_ms, now_ms, next_sequence, .. } = &step.paper;
    let size = step.places.len();
    let (place, action, skip) = match step.shown {
        Shown::Question(place) => (Some(place), "tiep", format!("#cau-{}", place + 1)),
        Shown::End => (None, "nop", "#nop-bai".to_owned()),
    };
    let token = step.paper.token.clone();
    let title = step.paper.round_title.clone();
    let line = step.paper.attempt_line.clone();
    let notice = step.paper.notice.clone().map(|(kind, text)| view! { <Notice kind><p>{text}</p></Notice> });
    let list = view! { <Places places=step.places.clone() here=place/> };
    let forward = !step.goes_back;
    let body = match place {
        Some(place) => view! { <Question step place/> }.into_any(),
        None => view! { <End step/> }.into_any(),
    };
    view! {
        <a class="skip" href=skip>"Chuyển đến nội dung"</a>
        <Drawings/>
        <Bar place size deadline_ms save=format!("/thi/{round_id}/luu")/>
        <main id="noi-dung" class="wrap split">
            <form
                id="bai-thi"
                method="post"
                action=format!("/thi/{round_id}/{action}")
                autocomplete="off"
                data-round=round_id
                data-attempt=attempt_id
                data-deadline=deadline_ms
                data-now=now_ms
                data-sequence=next_sequence
                data-step=place.map(|place| place.to_string())
                data-forward=forward.then_some("1")
            >
                <input r#type="hidden" name="token" value=token/>
                {place.map(|place| view! { <input r#type="hidden" name=step_fields::POSITION value=place/> })}
                <div class="paper-head flow">
                    <h1 class="h2">{title}</h1>
                    <p class="muted">{line}</p>
                    {notice}
                    <div id="thong-bao" role="status"></div>
                </div>
                {body}
            </form>
            {list}
        </main>
        <p class="vh" role="status" id="nhac-gio"></p>
        <PaperKeeper/>
    }
}

#[component]
fn Bar(place: Option<usize>, size: usize, deadline_ms: i64, save: String) -> impl IntoView {
    let number = place.map_or(size, |place| place + 1);
    let count = match place {
        Some(_) => view! { <p class="count">"Câu " <b>{number}</b> "/" {size}</p> }.into_any(),
        None => view! { <p class="count"><b>"Nộp bài"</b></p> }.into_any(),
    };
    view! {
        <header class="paper-bar" id="thanh-thi">
            <div class="wrap"><Clock deadline_ms/>{count}<Saving save/></div>
            <progress max=size value=number aria-label=format!("Câu {number} trong {size}")></progress>
        </header>
    }
}

/// The question and the buttons beneath it.
#[component]
fn Question(step: StepView, place: usize) -> impl IntoView {
    let (is_last, goes_back) = (place + 1 == step.places.len(), step.goes_back);
    let html = step.paper.questions.first().map(|question| question_html(place, question, goes_back));
    let next = if is_last { "Xong câu cuối, đến trang nộp bài" } else { "Câu tiếp theo" };
    let to_end = (!is_last).then(
        || view! { <button class="btn block" name=step_fields::TO value=step_fields::END>"Đến trang nộp bài"</button> },
    );
    let back = (goes_back && place > 0)
        .then(|| view! { <button class="btn block" name=step_fields::TO value=step_fields::BACK>"Câu trước"</button> });
    view! {
        <div class="questions" inner_html=html.unwrap_or_default()></div>
        <div class="flow">
            {(!goes_back)
                .then(|| view! { <p class="muted">"Sang câu sau rồi thì không quay lại, không sửa câu này được."</p> })}
            <button class="btn primary block" name=step_fields::TO value=step_fields::NEXT>{next}</button>
            {back}
            {to_end}
        </div>
    }
}

/// All questions by number; those that may be seen as links.
#[component]
fn Places(places: Vec<(bool, Option<String>)>, here: Option<usize>) -> impl IntoView {
    let items: Vec<_> = places
        .into_iter()
        .enumerate()
        .map(|(place, (answered, href))| {
            let number = place + 1;
            let state = if answered { "đã trả lời" } else { "chưa trả lời" };
            let label = format!("Câu {number}, {state}");
            let class = answered.then_some("done");
            let current = (here == Some(place)).then_some("true");
            match href {
                Some(href) => {
                    view! { <li><a href=href class=class aria-label=label aria-current=current>{number}</a></li> }
                        .into_any()
                }
                None => view! {
                    <li>
                        <span class=class aria-current=current>
                            <span aria-hidden="true">{number}</span>
                            <span class="vh">{label}</span>
                        </span>
                    </li>
                }
                .into_any(),
            }
        })
        .collect();
    view! {
        <aside class="qnav" aria-label="Danh sách câu hỏi">
            <div class="row">
                <details class="unfold">
                    <summary>"Danh sách câu"</summary>
                    <ol class="plain">{items}</ol>
                    <p class="small muted"><i class="k done"></i>" đã trả lời "<i class="k"></i>" chưa trả lời"</p>
                </details>
            </div>
        </aside>
    }
}
