//! How the rules came to be what they are, version by version.

use contest::Timestamp;
use leptos::prelude::*;

use crate::components::{Change, Changes};

/// One version of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesStep {
    /// From 1.
    pub version: i32,
    /// When it was made.
    pub made_at: Timestamp,
    /// Why; none for the first.
    pub reason: Option<String>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The rounds that go by it, in a sentence, if any does.
    pub rounds: Option<String>,
}

/// The versions, newest first; the newest is unfolded.
#[component]
pub fn RulesHistory(steps: Vec<RulesStep>) -> impl IntoView {
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(place, RulesStep { version, made_at, reason, changes, rounds })| {
            view! {
                <details class="card" open=place == 0>
                    <summary>
                        {format!("Phiên bản {version}")}
                        <small><time datetime=made_at.local().to_string()>{made_at.long()}</time></small>
                    </summary>
                    <div class="flow">
                        <p>{reason.map_or_else(|| "Thể lệ ban đầu của cuộc thi.".to_owned(), |why| format!("Lý do: {why}"))}</p>
                        {(!changes.is_empty()).then(|| view! { <Changes changes/> })}
                        {rounds.map(|rounds| view! { <p class="muted">{rounds}</p> })}
                    </div>
                </details>
            }
        })
        .collect();
    view! { <div class="flow">{steps}</div> }
}
