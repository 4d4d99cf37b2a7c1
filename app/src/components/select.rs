//! A choice from a list.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Field, described_by};
use crate::form::FormState;

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl SelectOption {
    /// An entry.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Entries under one heading; without a heading they stand on their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectGroup {
    /// `Sở, ban, ngành`.
    pub label: Option<String>,
    /// In the order of the list.
    pub options: Vec<SelectOption>,
}

/// A native list, which every phone shows in its own way.
#[component]
pub fn SelectField(
    /// The control's name and id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, default = None)] hint: Option<String>,
    form: Arc<FormState>,
    groups: Vec<SelectGroup>,
    /// The first entry, which chooses nothing: `Chọn đơn vị`.
    #[prop(into, default = None)]
    empty: Option<String>,
) -> impl IntoView {
    let problem = form.problem(name);
    let chosen = form.value(name);
    let described = described_by(name, hint.is_some(), problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let empty = empty.map(|label| view! { <option value="">{label}</option> });
    let groups: Vec<_> = groups.into_iter().map(|group| entries(group, &chosen)).collect();
    view! {
        <Field name label hint problem>
            <select class="input" id=name name=name aria-describedby=described aria-invalid=invalid>
                {empty}
                {groups}
            </select>
        </Field>
    }
}

fn entries(group: SelectGroup, chosen: &str) -> impl IntoView + use<> {
    let options: Vec<_> = group
        .options
        .into_iter()
        .map(|SelectOption { value, label }| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    match group.label {
        Some(label) => view! { <optgroup label=label>{options}</optgroup> }.into_any(),
        None => options.into_any(),
    }
}
