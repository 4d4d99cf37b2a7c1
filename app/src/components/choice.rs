//! Radio buttons and ticks, as large as a finger.

use std::sync::Arc;

use leptos::prelude::*;

use super::{SelectOption, described_by, error_id, field::FieldError, hint_id};
use crate::form::FormState;

/// One of a few, all in sight.
#[component]
pub fn ChoiceGroup(
    /// The inputs' name; the first one's id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, default = None)] hint: Option<String>,
    form: Arc<FormState>,
    options: Vec<SelectOption>,
) -> impl IntoView {
    let problem = form.problem(name);
    let chosen = form.value(name);
    let described = described_by(name, hint.is_some(), problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field bad" } else { "field" };
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, SelectOption { value, label })| {
            // A link from the summary of errors lands on the first.
            let id = (place == 0).then_some(name);
            let checked = value == chosen;
            view! {
                <label class="choice">
                    <input r#type="radio" id=id name=name value=value checked=checked aria-invalid=invalid/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{label}</legend>
            {hint.map(|hint| view! { <span class="hint" id=hint_id(name)>{hint}</span> })}
            {problem.map(|problem| view! { <FieldError id=error_id(name) problem/> })}
            <div class="choices">{options}</div>
        </fieldset>
    }
}

/// One thing to agree to.
#[component]
pub fn Tick(
    /// The input's name and id.
    name: &'static str,
    /// What the tick is about.
    #[prop(into)]
    legend: String,
    form: Arc<FormState>,
    children: Children,
) -> impl IntoView {
    let problem = form.problem(name);
    let checked = matches!(form.value(name).as_str(), "on" | "1");
    let described = described_by(name, false, problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field bad" } else { "field" };
    view! {
        <fieldset class=class>
            <legend>{legend}</legend>
            {problem.map(|problem| view! { <FieldError id=error_id(name) problem/> })}
            <label class="choice">
                <input
                    r#type="checkbox"
                    id=name
                    name=name
                    value="1"
                    checked=checked
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <span>{children()}</span>
            </label>
        </fieldset>
    }
}

/// Any of a few, all in sight. Each option says whether it is ticked.
#[component]
pub fn TickGroup(
    /// The inputs' name; the first one's id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    form: Arc<FormState>,
    options: Vec<(SelectOption, bool)>,
) -> impl IntoView {
    let problem = form.problem(name);
    let described = described_by(name, true, problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field bad" } else { "field" };
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, (SelectOption { value, label }, checked))| {
            let id = (place == 0).then_some(name);
            view! {
                <label class="choice">
                    <input r#type="checkbox" id=id name=name value=value checked=checked aria-invalid=invalid/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{label}</legend>
            <span class="hint" id=hint_id(name)>{hint}</span>
            {problem.map(|problem| view! { <FieldError id=error_id(name) problem/> })}
            <div class="choices">{options}</div>
        </fieldset>
    }
}
