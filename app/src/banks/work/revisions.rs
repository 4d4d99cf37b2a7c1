//! How a question came to read as it does: its revisions with what each changed, and its history.

use contest::{Timestamp, banks::RevisionState};
use leptos::prelude::*;

use super::{
    found::chip_of,
    pieces::{ChangedPart, Parts},
};
use crate::{Prose, components::Chip};

/// A revision.
#[derive(Clone, Debug)]
pub struct RevisionView {
    /// From 1.
    pub number: i32,
    /// How far it is.
    pub state: RevisionState,
    /// Who wrote it.
    pub author: String,
    /// When it was begun.
    pub at: Timestamp,
    /// What it changed of the one before; `None` for the first.
    pub changes: Option<Vec<ChangedPart>>,
}

/// An act of the history.
#[derive(Clone, Debug)]
pub struct PastView {
    /// When.
    pub at: Timestamp,
    /// `Nguyễn Văn A (nva): duyệt, bản 2`.
    pub what: String,
    /// What was said.
    pub note: Option<String>,
}

/// The revisions, the newest first.
#[component]
pub(super) fn Revisions(revisions: Vec<RevisionView>) -> impl IntoView {
    let items: Vec<_> = revisions
        .into_iter()
        .map(|RevisionView { number, state, author, at, changes }| {
            let changes = match changes {
                None => view! { <p class="muted">"Bản đầu tiên."</p> }.into_any(),
                Some(parts) if parts.is_empty() => view! { <p class="muted">"Không khác bản trước."</p> }.into_any(),
                Some(parts) => view! { <Parts parts/> }.into_any(),
            };
            view! {
                <li class="flow">
                    <p class="row"><b>{format!("Bản {number}")}</b> <Chip kind=chip_of(state) label=state.label()/></p>
                    <p class="muted">{format!("{author}, {}", at.long())}</p>
                    {changes}
                </li>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="cac-ban">
            <h2 id="cac-ban">"Các bản của câu hỏi"</h2>
            <ol class="plain flow">{items}</ol>
        </section>
    }
}

/// What was done and said, the newest first.
#[component]
pub(super) fn History(history: Vec<PastView>) -> impl IntoView {
    let items: Vec<_> = history
        .into_iter()
        .map(|PastView { at, what, note }| {
            view! {
                <li>
                    <p>{what}<br/><small class="muted">{at.long()}</small></p>
                    {note.map(|note| {
                        let lines: Vec<_> =
                            note.lines().map(|line| view! { <p inner_html=Prose::from(line).html()></p> }).collect();
                        view! { <blockquote class="prose">{lines}</blockquote> }
                    })}
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return view! { <p class="muted">"Chưa có ai làm gì với câu này từ khi nó có trong ngân hàng."</p> }.into_any();
    }
    view! { <ol class="plain flow">{items}</ol> }.into_any()
}
