//! A question of a file beside the one of the bank that it may be.

use leptos::prelude::*;

use super::{QuestionView, import::import_fields, question_card::Key};
use crate::{
    Prose,
    components::{Chip, ChipKind, SelectOption},
};

/// A question that the bank may have.
#[derive(Clone, Debug)]
pub struct ContestedView {
    /// The row's place in the file, from 0.
    pub at: usize,
    /// As the file has it.
    pub question: QuestionView,
    /// What was left out of it.
    pub warnings: Vec<String>,
    /// As the bank has it.
    pub rival: QuestionView,
    /// How alike the two are, in percent; `None` when they ask the same otherwise.
    pub likeness: Option<u8>,
    /// What may be chosen, and whether it is.
    pub choices: Vec<(SelectOption, bool)>,
}

/// The two side by side, and what is to become of them.
#[component]
pub(super) fn Contested(place: String, contested: ContestedView, open: bool) -> impl IntoView {
    let ContestedView { at, question, warnings, rival, likeness, choices } = contested;
    let label = likeness.map_or_else(|| "Đã có, khác đáp án".to_owned(), |likeness| format!("Giống {likeness}%"));
    let name = format!("{}{at}", import_fields::ROW);
    let legend = format!("Xử lý {}", place.to_lowercase());
    let choices: Vec<_> = choices
        .into_iter()
        .map(|(SelectOption { value, label }, checked)| {
            let name = name.clone();
            view! {
                <label class="choice">
                    <input r#type="radio" name=name value=value checked=checked disabled=!open/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    let warnings: Vec<_> = warnings.into_iter().map(|warning| view! { <li>{warning}</li> }).collect();
    view! {
        <article class="card verdict wait flow">
            <p class="row between"><b>{place}</b><Chip kind=ChipKind::Wait label/></p>
            <div class="grid">
                <Side title="Trong tệp".to_owned() question/>
                <Side title=format!("Đã có, {}", rival.about.first().cloned().unwrap_or_default()) question=rival/>
            </div>
            {(!warnings.is_empty()).then(|| view! { <ul class="prose">{warnings}</ul> })}
            <fieldset><legend class="vh">{legend}</legend><div class="choices three">{choices}</div></fieldset>
        </article>
    }
}

/// One of the two.
#[component]
fn Side(title: String, question: QuestionView) -> impl IntoView {
    view! {
        <div class="flow">
            <h3 class="h4">{title}</h3>
            <p inner_html=Prose::from(question.stem).html()></p>
            <Key choices=question.choices/>
        </div>
    }
}
