//! The choices in the form of a question.

use std::sync::Arc;

use contest::banks::{MAX_CHOICE, MAX_CHOICES, letter};
use leptos::prelude::*;

use super::edit_fields;
use crate::form::FormState;

/// A choice as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceRow {
    /// What it says; may be empty.
    pub text: String,
    /// Whether it is ticked as right.
    pub right: bool,
    /// Whether it is ticked to keep its place.
    pub anchored: bool,
}

/// The choices, each with ticks for those that are right and those that keep their place.
#[component]
pub(super) fn Choices(choices: Vec<ChoiceRow>, form: Arc<FormState>) -> impl IntoView {
    let problem = form.problem(edit_fields::CHOICE);
    let room = choices.len() < MAX_CHOICES;
    let choices: Vec<_> = choices.into_iter().enumerate().map(|(place, row)| view! { <Choice place row/> }).collect();
    let class = if problem.is_some() { "field bad flow" } else { "field flow" };
    view! {
        <fieldset class=class>
            <legend>"Phương án và đáp án"</legend>
            <span class="hint">
                "Xóa trắng phương án muốn bỏ. Đánh dấu mọi đáp án đúng. Khi trộn đề, phương án được giữ vị trí không đổi chỗ; \
                 phương án như “Tất cả các phương án trên” luôn đứng cuối mà không cần đánh dấu."
            </span>
            {problem.map(|problem| view! { <p class="error">{problem}</p> })}
            {choices}
            {room.then(|| view! {
                <p><button class="btn small" name=edit_fields::ACT value=edit_fields::MORE>"Thêm phương án"</button></p>
            })}
        </fieldset>
    }
}

#[component]
fn Choice(place: usize, row: ChoiceRow) -> impl IntoView {
    let id = if place == 0 { edit_fields::CHOICE.to_owned() } else { format!("{}-{place}", edit_fields::CHOICE) };
    let name = letter(place);
    view! {
        <div class="field">
            <label r#for=id.clone()>{format!("Phương án {name}")}</label>
            <textarea class="input" id=id name=edit_fields::CHOICE rows="1" maxlength=MAX_CHOICE autocomplete="off">
                {row.text}
            </textarea>
            <label class="choice">
                <input r#type="checkbox" name=edit_fields::CORRECT value=place checked=row.right/>
                <span>{format!("{name} là đáp án đúng")}</span>
            </label>
            <label class="choice">
                <input r#type="checkbox" name=edit_fields::ANCHORED value=place checked=row.anchored/>
                <span>{format!("Giữ vị trí {name} khi trộn")}</span>
            </label>
        </div>
    }
}
