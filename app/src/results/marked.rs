//! A submitted paper with what was marked on it and the right answers.

use contest::{attempts::Mark, banks::letter};
use leptos::prelude::*;

use crate::{
    Prose,
    components::{Chip, ChipKind, Crumbs, Icon, IconName},
};

/// What the page of one's own paper shows.
#[derive(Clone, Debug)]
pub struct MarkedView {
    /// The page of the result, and its title.
    pub result: (String, String),
    /// The questions in the order of the paper.
    pub questions: Vec<MarkedQuestionView>,
}

/// One question.
#[derive(Clone, Debug)]
pub struct MarkedQuestionView {
    /// What was asked.
    pub stem: String,
    /// The choices as they stood on the page.
    pub choices: Vec<MarkedChoiceView>,
    /// What the answer is worth.
    pub mark: Mark,
    /// What the organiser has decided about the question since, after "Ban Tổ chức".
    pub corrected: Option<&'static str>,
}

/// One choice.
#[derive(Clone, Debug)]
pub struct MarkedChoiceView {
    /// What it says.
    pub text: String,
    /// Whether it was marked.
    pub marked: bool,
    /// Whether it is right.
    pub right: bool,
}

/// One's own paper with the right answers.
#[component]
pub fn MarkedPage(marked: MarkedView) -> impl IntoView {
    let MarkedView { result, questions } = marked;
    view! {
        <div class="wrap">
            <Crumbs above=vec![("/cua-toi".to_owned(), "Của tôi".to_owned()), result] here="Bài làm và đáp án"/>
            <div class="page-head flow">
                <h1>"Bài làm và đáp án"</h1>
                <p class="lead">"Các câu theo đúng thứ tự trên đề của bạn."</p>
            </div>
            <MarkedQuestions questions/>
        </div>
    }
}

/// The questions of a paper, first to last.
#[component]
pub(super) fn MarkedQuestions(questions: Vec<MarkedQuestionView>) -> impl IntoView {
    let questions: Vec<_> =
        questions.into_iter().zip(1..).map(|(question, number)| view! { <Question question number/> }).collect();
    view! { <ol class="plain flow">{questions}</ol> }
}

#[component]
fn Question(question: MarkedQuestionView, number: usize) -> impl IntoView {
    let MarkedQuestionView { stem, choices, mark, corrected } = question;
    let blank = choices.iter().all(|choice| !choice.marked);
    let (kind, label) = match (mark, blank) {
        (Mark::Right, _) => (ChipKind::Ok, "Đúng"),
        (Mark::NotCounted, _) => (ChipKind::Plain, "Không tính"),
        (Mark::Wrong, true) => (ChipKind::Plain, "Không trả lời"),
        (Mark::Wrong, false) => (ChipKind::Bad, "Sai"),
    };
    let choices: Vec<_> =
        choices.into_iter().enumerate().map(|(place, choice)| view! { <MarkedChoice choice place/> }).collect();
    view! {
        <li class="card flow">
            <p class="row between"><b>{format!("Câu {number}")}</b><Chip kind label/></p>
            <p inner_html=Prose::from(stem).html()></p>
            <ul class="plain">{choices}</ul>
            {corrected.map(|what| view! { <p class="muted">"Ban Tổ chức " {what} "."</p> })}
        </li>
    }
}

/// A choice with what was marked and what is right.
#[component]
pub(crate) fn MarkedChoice(choice: MarkedChoiceView, place: usize) -> impl IntoView {
    let MarkedChoiceView { text, marked, right } = choice;
    let text = format!("{}. {text}", letter(place));
    let said = match (marked, right) {
        (true, true) => " (đã chọn, đáp án đúng)",
        (true, false) => " (đã chọn)",
        (false, true) => " (đáp án đúng)",
        (false, false) => "",
    };
    let text = if right { view! { <b>{text}</b> }.into_any() } else { text.into_any() };
    let icon = match (marked, right) {
        (_, true) => Some(IconName::Check),
        (true, false) => Some(IconName::Cross),
        (false, false) => None,
    };
    view! {
        <li>
            {text} {(!said.is_empty()).then(|| view! { <span class="muted">{said}</span> })} " "
            {icon.map(|name| view! { <Icon name/> })}
        </li>
    }
}
