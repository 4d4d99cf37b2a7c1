//! What stands where there is nothing to show.

use leptos::prelude::*;

use super::Mark;

/// Says why there is nothing, and offers one next step.
#[component]
pub fn Empty(
    /// What is missing: `Chưa có ai dự thi tuần này`.
    #[prop(into)]
    title: String,
    /// What it means: `Bạn có thể là người đầu tiên.`
    #[prop(into)]
    text: String,
    /// Address and label of the next step.
    #[prop(into, default = None)]
    action: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="empty flow">
            <Mark/>
            <p class="h3"><b>{title}</b></p>
            <p class="muted">{text}</p>
            {action.map(|(href, label)| view! { <p><a class="btn" href=href>{label}</a></p> })}
        </div>
    }
}
