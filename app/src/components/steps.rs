//! How-to in steps, and sequences of dates.

use leptos::prelude::*;

/// A how-to: title and text of each step.
#[component]
pub fn Steps(steps: Vec<(String, String)>) -> impl IntoView {
    let steps: Vec<_> =
        steps.into_iter().map(|(title, text)| view! { <li><h3>{title}</h3><p>{text}</p></li> }).collect();
    view! { <ol class="steps grid">{steps}</ol> }
}

/// One entry of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// `4/5 – 10/5 · Đã đóng`.
    pub when: String,
    /// `Tuần 1: Những vấn đề chung`.
    pub title: String,
    /// What there is to say about it, if anything.
    pub text: Option<String>,
    /// Over.
    pub done: bool,
    /// Now.
    pub current: bool,
}

/// A sequence of dates. `across` lays it out from left to right where there is room.
#[component]
pub fn Timeline(stages: Vec<Stage>, #[prop(default = false)] across: bool) -> impl IntoView {
    let stages: Vec<_> = stages
        .into_iter()
        .map(|Stage { when, title, text, done, current }| {
            view! {
                <li class=done.then_some("done") aria-current=current.then_some("step")>
                    <p class=if current { "small" } else { "muted small" }>
                        {if current { view! { <b>{when}</b> }.into_any() } else { when.into_any() }}
                    </p>
                    <h3>{title}</h3>
                    {text.map(|text| view! { <p>{text}</p> })}
                </li>
            }
        })
        .collect();
    view! { <ol class=if across { "timeline stepper" } else { "timeline" }>{stages}</ol> }
}
