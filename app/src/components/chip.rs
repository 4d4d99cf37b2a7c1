//! A state in one or two words.

use leptos::prelude::*;

/// What a state means; the words say it, the colour repeats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipKind {
    /// Nothing to do about it: `Đã đóng`.
    #[default]
    Plain,
    /// Open now, with a dot.
    Open,
    /// Well.
    Ok,
    /// Provisional, or not yet.
    Wait,
    /// Refused, overdue.
    Bad,
    /// To know.
    Info,
}

impl ChipKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "chip",
            Self::Open => "chip open",
            Self::Ok => "chip ok",
            Self::Wait => "chip wait",
            Self::Bad => "chip bad",
            Self::Info => "chip info",
        }
    }
}

/// A state; with `href` a link as large as a finger.
#[component]
pub fn Chip(
    #[prop(into)] label: String,
    #[prop(default = ChipKind::Plain)] kind: ChipKind,
    #[prop(into, default = None)] href: Option<String>,
) -> impl IntoView {
    match href {
        Some(href) => view! { <a class=kind.class() href=href>{label}</a> }.into_any(),
        None => view! { <span class=kind.class()>{label}</span> }.into_any(),
    }
}
