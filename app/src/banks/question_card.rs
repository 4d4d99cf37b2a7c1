//! A question with its key, for those who keep the bank.

use contest::banks::letter;
use leptos::prelude::*;

use super::QuestionView;
use crate::{
    Prose,
    components::{Icon, IconName},
};

/// The question and what is known of it; unfolded, its choices with the right ones marked.
#[component]
pub(super) fn QuestionCard(question: QuestionView) -> impl IntoView {
    let QuestionView { stem, choices, about, explanation } = question;
    view! {
        <details class="card">
            <summary>
                <span inner_html=Prose::from(stem).html()></span>
                <small class="muted">{about.join(" · ")}</small>
            </summary>
            <div class="flow after-s">
                <Key choices/>
                {explanation.map(|text| view! { <p class="small" inner_html=Prose::from(text).html()></p> })}
            </div>
        </details>
    }
}

/// The choices with the right ones marked.
#[component]
pub(super) fn Key(choices: Vec<(String, bool)>) -> impl IntoView {
    let choices: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(place, (text, right))| {
            let text = format!("{}. {text}", letter(place));
            if right {
                view! { <li><b>{text}</b> " " <Icon name=IconName::Check/><span class="vh">" (đáp án đúng)"</span></li> }
                    .into_any()
            } else {
                view! { <li>{text}</li> }.into_any()
            }
        })
        .collect();
    view! { <ul class="plain">{choices}</ul> }
}
