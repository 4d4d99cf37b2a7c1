//! A field that takes a file.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Field, described_by};
use crate::form::FormState;

/// The name of the input that carries the file; its id too. A page has one.
pub const FILE_FIELD: &str = "tep";

/// A field that takes a file, and says what is wrong with the last one. Its form is sent as `multipart/form-data`.
#[component]
pub fn FileField(
    #[prop(into)] label: String,
    /// Which files are taken, and how large they may be.
    hint: String,
    /// Which files the browser offers.
    accept: &'static str,
    form: Arc<FormState>,
) -> impl IntoView {
    let problem = form.problem(FILE_FIELD);
    let described = described_by(FILE_FIELD, true, problem.is_some());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Field name=FILE_FIELD label hint problem>
            <input
                class="input"
                id=FILE_FIELD
                name=FILE_FIELD
                r#type="file"
                accept=accept
                aria-describedby=described
                aria-invalid=invalid
                required
            />
        </Field>
    }
}
