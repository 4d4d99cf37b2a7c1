//! One question, and how it was answered.

use std::sync::Arc;

use contest::banks::{Kind, letter};
use leptos::prelude::*;

use super::{PRACTICE, practice_fields as fields};
use crate::{
    Prose,
    components::{ChoiceGroup, Notice, NoticeKind, SelectOption, TickGroup},
    form::FormState,
    results::{MarkedChoice, MarkedChoiceView},
};

/// A question to answer: without its key.
#[derive(Clone, Debug)]
pub struct PracticeAsk {
    /// How far one is, signed.
    pub token: String,
    /// `Câu 3 trong 10`.
    pub place: String,
    /// How it is answered.
    pub kind: Kind,
    /// What is asked.
    pub stem: String,
    /// The choices.
    pub choices: Vec<String>,
}

/// A question that was answered.
#[derive(Clone, Debug)]
pub struct AnsweredView {
    /// How far one is now, signed.
    pub token: String,
    /// `Câu 3 trong 10`.
    pub place: String,
    /// What was asked.
    pub stem: String,
    /// The choices.
    pub choices: Vec<MarkedChoiceView>,
    /// Whether exactly the right ones were marked.
    pub is_right: bool,
    /// Why the right one is right.
    pub explanation: Option<String>,
    /// The handbook's entry about it: its number and address.
    pub entry: Option<(u32, String)>,
    /// Whether this was the last one.
    pub is_last: bool,
}

#[component]
pub(super) fn Ask(ask: PracticeAsk, form: Arc<FormState>) -> impl IntoView {
    let PracticeAsk { token, place, kind, stem, choices } = ask;
    let options = choices.into_iter().enumerate().map(|(at, text)| {
        let label = if kind == Kind::TrueFalse { text } else { format!("{}. {text}", letter(at)) };
        SelectOption::new(at.to_string(), label)
    });
    let choices = if kind == Kind::Multiple {
        let options = options.map(|option| (option, false)).collect();
        view! { <TickGroup name=fields::CHOICE label=stem hint=kind.instruction() form options/> }.into_any()
    } else {
        view! { <ChoiceGroup name=fields::CHOICE label=stem form options=options.collect()/> }.into_any()
    };
    view! {
        <form class="card flow" method="post" action=PRACTICE novalidate>
            <h2 class="h3">{place}</h2>
            <input r#type="hidden" name=fields::TOKEN value=token/>
            {choices}
            <p><button class="btn primary block" name=fields::ACT value=fields::ANSWER>"Trả lời"</button></p>
        </form>
    }
}

#[component]
pub(super) fn Answered(answered: AnsweredView) -> impl IntoView {
    let AnsweredView { token, place, stem, choices, is_right, explanation, entry, is_last } = answered;
    let (kind, said) = if is_right { (NoticeKind::Ok, "Đúng") } else { (NoticeKind::Bad, "Chưa đúng") };
    let choices: Vec<_> =
        choices.into_iter().enumerate().map(|(at, choice)| view! { <MarkedChoice choice place=at/> }).collect();
    view! {
        <section class="card flow" aria-labelledby="cau">
            <h2 class="h3" id="cau">{place}</h2>
            <Notice kind><p><b>{said}</b></p></Notice>
            <p inner_html=Prose::from(stem).html()></p>
            <ul class="plain">{choices}</ul>
            {explanation.map(|text| view! { <p inner_html=Prose::from(text).html()></p> })}
            {entry.map(|(number, href)| view! { <p><a href=href>{format!("Đọc câu {number} trong sổ tay")}</a></p> })}
            <form method="post" action=PRACTICE>
                <input r#type="hidden" name=fields::TOKEN value=token/>
                <p>
                    <button class="btn primary block" name=fields::ACT value=fields::NEXT>
                        {if is_last { "Xem tổng kết" } else { "Câu tiếp" }}
                    </button>
                </p>
            </form>
        </section>
    }
}
