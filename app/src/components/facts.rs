//! Headline numbers.

use leptos::prelude::*;

/// One number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// `người đã dự thi`.
    pub label: String,
    /// `9.846`.
    pub value: String,
    /// After the number, small: `/ 119`.
    pub unit: Option<String>,
}

impl Fact {
    /// A number that needs no unit.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), unit: None }
    }

    /// A number out of a whole.
    pub fn of(value: impl Into<String>, whole: impl std::fmt::Display, label: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), unit: Some(format!(" / {whole}")) }
    }
}

/// Two to four headline numbers.
#[component]
pub fn Facts(
    facts: Vec<Fact>,
    /// Classes beside `facts`.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let facts: Vec<_> = facts
        .into_iter()
        .map(|Fact { label, value, unit }| {
            let unit = unit.map(|unit| view! { <small>{unit}</small> });
            view! { <div><dt>{label}</dt><dd>{value}{unit}</dd></div> }
        })
        .collect();
    view! { <dl class=format!("facts {class}").trim_end().to_owned()>{facts}</dl> }
}
