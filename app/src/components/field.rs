//! The frame of one field: label, hint, error, control, in this order.

use leptos::prelude::*;

use super::{Icon, IconName};

/// The id of a field's hint.
pub fn hint_id(name: &str) -> String {
    format!("{name}-goi-y")
}

/// The id of a field's error.
pub fn error_id(name: &str) -> String {
    format!("{name}-loi")
}

/// What a control names in `aria-describedby`: its hint and its error, as far as they are there.
pub fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    match (has_hint, has_error) {
        (true, true) => Some(format!("{} {}", hint_id(name), error_id(name))),
        (true, false) => Some(hint_id(name)),
        (false, true) => Some(error_id(name)),
        (false, false) => None,
    }
}

/// Label, hint and error around a control whose id is `name`. The control itself carries
/// `aria-describedby` ([`described_by`]) and `aria-invalid`.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, default = None)] hint: Option<String>,
    #[prop(into, default = None)] problem: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = if problem.is_some() { "field bad" } else { "field" };
    let hint = hint.map(|hint| view! { <span class="hint" id=hint_id(&name)>{hint}</span> });
    let problem = problem.map(|problem| view! { <FieldError id=error_id(&name) problem/> });
    view! {
        <div class=class>
            <label r#for=name>{label}</label>
            {hint}
            {problem}
            {children()}
        </div>
    }
}

/// What is wrong and how to mend it.
#[component]
pub(super) fn FieldError(id: String, problem: String) -> impl IntoView {
    view! { <p class="error" id=id><Icon name=IconName::Warning/><span>{problem}</span></p> }
}
