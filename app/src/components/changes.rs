//! What was changed, the old beside the new.

use leptos::prelude::*;

/// One change; without `before` something new, without `after` something that is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// A list of changes. Words say what colour and line through only repeat.
#[component]
pub fn Changes(changes: Vec<Change>) -> impl IntoView {
    let items: Vec<_> = changes
        .into_iter()
        .map(|Change { before, after }| {
            let (went, came) =
                if before.is_some() && after.is_some() { ("Trước: ", "Nay: ") } else { ("Bỏ: ", "Thêm: ") };
            view! {
                <li>
                    {before.map(|text| view! { <p class="muted">{went} <del>{text}</del></p> })}
                    {after.map(|text| view! { <p>{came} <ins>{text}</ins></p> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="prose changes">{items}</ul> }
}
