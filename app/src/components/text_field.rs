//! A field of one line.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Field, described_by};
use crate::form::FormState;

/// What is typed, so that a phone shows the right keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    #[default]
    Text,
    /// A telephone number.
    Phone,
    /// Digits.
    Digits,
    /// Capital letters and digits.
    Code,
    /// A secret; never filled in from what was sent.
    Password,
    /// A date, as `2026-05-17`.
    Date,
    /// A date and a time of day, as `2026-05-17T17:00`.
    DateTime,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits | Self::Code => "text",
            Self::Phone => "tel",
            Self::Password => "password",
            Self::Date => "date",
            Self::DateTime => "datetime-local",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Text | Self::Password => "input",
            Self::Phone | Self::Digits | Self::Code | Self::Date | Self::DateTime => "input nums",
        }
    }
}

/// A field of one line that shows again what was typed, and what is wrong with it.
#[component]
pub fn TextField(
    /// The input's name and id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, default = None)] hint: Option<String>,
    form: Arc<FormState>,
    #[prop(default = TextKind::Text)] kind: TextKind,
    /// What the browser may fill in: `name`, `tel`, `bday-day`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Longest input in characters.
    #[prop(default = None)]
    maxlength: Option<u16>,
    /// The id of the page's list of what may be meant.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let problem = form.problem(name);
    let value = if kind == TextKind::Password { String::new() } else { form.value(name) };
    let described = described_by(name, hint.is_some(), problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let code = kind == TextKind::Code;
    view! {
        <Field name label hint problem>
            <input
                class=kind.class()
                id=name
                name=name
                r#type=kind.input_type()
                inputmode=(kind == TextKind::Digits).then_some("numeric")
                autocomplete=autocomplete
                autocapitalize=code.then_some("characters")
                spellcheck=code.then_some("false")
                maxlength=maxlength
                list=list
                aria-describedby=described
                aria-invalid=invalid
                value=value
            />
        </Field>
    }
}
