//! What was decided about a round's questions so far.

use contest::Timestamp;
use leptos::prelude::*;

use super::fields;
use crate::Prose;

/// A correction, standing or taken back.
#[derive(Clone, Debug)]
pub struct MadeLine {
    /// Its number.
    pub id: i64,
    /// What was asked.
    pub stem: String,
    /// What was decided, in words.
    pub what: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What has become of the grades, in words.
    pub grades: String,
    /// How it was taken back.
    pub undone: Option<UndoneLine>,
    /// Whether it can be taken back now.
    pub can_undo: bool,
}

/// How a correction was taken back.
#[derive(Clone, Debug)]
pub struct UndoneLine {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What has become of the grades, in words.
    pub grades: String,
}

#[component]
pub(super) fn Made(made: Vec<MadeLine>, href: String) -> impl IntoView {
    (!made.is_empty()).then(|| {
        let lines: Vec<_> = made.into_iter().map(|line| view! { <Line line href=href.clone()/> }).collect();
        view! {
            <section class="section flow" aria-labelledby="da-sua">
                <h2 id="da-sua">"Các lần điều chỉnh"</h2>
                {lines}
            </section>
        }
    })
}

#[component]
fn Line(line: MadeLine, href: String) -> impl IntoView {
    let MadeLine { id, stem, what, reason, at, by, grades, undone, can_undo } = line;
    let undone = undone.map(|UndoneLine { at, by, reason, grades }| {
        view! {
            <p>
                <b>"Đã hoàn lại"</b> " lúc " <time datetime=at.local().to_string()>{at.long()}</time>
                {format!(", {by}. Lý do: {reason} {grades}")}
            </p>
        }
    });
    let undo = can_undo.then(|| {
        view! {
            <form method="post" action=href>
                <input r#type="hidden" name=fields::UNDO value=id/>
                <button class="btn" name=fields::ACT value=fields::SHOW>"Xem trước việc hoàn lại"</button>
            </form>
        }
    });
    view! {
        <article class="card flow">
            <h3 class="h4" inner_html=Prose::from(stem).html()></h3>
            <p>{what}</p>
            <p class="muted">
                <time datetime=at.local().to_string()>{at.long()}</time> {format!(", {by}. Lý do: {reason} {grades}")}
            </p>
            {undone}
            {undo}
        </article>
    }
}
