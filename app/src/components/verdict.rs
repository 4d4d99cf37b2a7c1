//! One imported row with what became of it.

use leptos::prelude::*;

use super::{Chip, ChipKind};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictKind {
    /// Taken in.
    Accepted,
    /// Taken in, and someone should look at it.
    Doubtful,
    /// Not taken in, since it is there.
    Known,
    /// Refused.
    Refused,
}

impl VerdictKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Accepted | Self::Known => "card verdict flow",
            Self::Doubtful => "card verdict wait flow",
            Self::Refused => "card verdict bad flow",
        }
    }

    const fn chip(self) -> (ChipKind, &'static str) {
        match self {
            Self::Accepted => (ChipKind::Ok, "Nhận"),
            Self::Doubtful => (ChipKind::Wait, "Cần xem"),
            Self::Known => (ChipKind::Plain, "Đã có"),
            Self::Refused => (ChipKind::Bad, "Bị từ chối"),
        }
    }
}

/// A row: where it is in the file, what it says, what became of it and why.
#[component]
pub fn Verdict(
    kind: VerdictKind,
    /// `Dòng 14`.
    #[prop(into)]
    place: String,
    /// What the row says, as far as it could be read.
    #[prop(into)]
    text: String,
    /// Why, and how to mend it.
    #[prop(default = Vec::new())]
    reasons: Vec<String>,
) -> impl IntoView {
    let (chip, label) = kind.chip();
    let reasons: Vec<_> = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect();
    view! {
        <article class=kind.class()>
            <p class="row between"><b>{place}</b><Chip kind=chip label/></p>
            <p>{text}</p>
            {(!reasons.is_empty()).then(|| view! { <ul class="prose">{reasons}</ul> })}
        </article>
    }
}
