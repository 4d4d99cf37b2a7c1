//! A question as the paper shows it, while it is being written.

use contest::banks::{ChoiceSet, Kind, letter};
use leptos::prelude::*;

use crate::{
    Prose,
    attempts::{self, question_html},
};

/// What is shown of a question that is being written.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// How it is answered.
    pub kind: Kind,
    /// What is asked; may be empty.
    pub stem: String,
    /// The choices that have text.
    pub choices: Vec<String>,
    /// The right ones.
    pub correct: ChoiceSet,
    /// Which choices keep their place, in words.
    pub order: Option<String>,
    /// What still keeps it from being saved.
    pub problem: Option<String>,
}

/// The question as someone taking the paper sees it, then its key, then what is missing.
#[component]
pub fn Preview(view: PreviewView) -> impl IntoView {
    let PreviewView { kind, stem, choices, correct, order, problem } = view;
    let key: Vec<String> = correct.iter().map(|at| letter(at).to_string()).collect();
    let shown = attempts::QuestionView {
        kind,
        stem: Prose::from(if stem.is_empty() { "…".to_owned() } else { stem }),
        choices: choices.into_iter().map(Prose::from).collect(),
        marked: ChoiceSet::EMPTY,
        saved: false,
        weight: None,
        letters: kind != Kind::TrueFalse,
    };
    view! {
        <div inner_html=question_html(0, &shown, false)></div>
        <p>{if key.is_empty() { "Chưa có đáp án đúng.".to_owned() } else { format!("Đáp án: {}", key.join(", ")) }}</p>
        {order.map(|order| view! { <p>"Khi trộn đề: "{order}"."</p> })}
        {problem.map(|problem| view! { <p class="muted">{problem}</p> })}
    }
}
