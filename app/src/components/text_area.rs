//! A field of several lines.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Field, described_by};
use crate::form::FormState;

/// A field of several lines that shows again what was typed, and what is wrong with it.
#[component]
pub fn TextArea(
    /// The control's name and id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, default = None)] hint: Option<String>,
    form: Arc<FormState>,
    /// Lines in sight.
    #[prop(default = 4)]
    rows: u16,
    /// Longest input in characters.
    #[prop(default = None)]
    maxlength: Option<u16>,
    /// Whether it is typed for a machine: letters of one width, no mending of spelling.
    #[prop(default = false)]
    code: bool,
) -> impl IntoView {
    let problem = form.problem(name);
    let described = described_by(name, hint.is_some(), problem.is_some());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Field name label hint problem>
            <textarea
                class=if code { "input code" } else { "input" }
                id=name
                name=name
                rows=rows
                maxlength=maxlength
                autocomplete="off"
                spellcheck=code.then_some("false")
                aria-describedby=described
                aria-invalid=invalid
            >
                {form.value(name)}
            </textarea>
        </Field>
    }
}
