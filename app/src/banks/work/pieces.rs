//! A wording beside the one before it, word by word.

use contest::banks::Piece;
use leptos::prelude::*;

/// A part of a question that was changed: its name, and its pieces.
pub type ChangedPart = (String, Vec<Piece>);

/// The parts that were changed. Words say what lines through and under only repeat.
#[component]
pub(super) fn Parts(parts: Vec<ChangedPart>) -> impl IntoView {
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(name, pieces)| {
            let pieces: Vec<_> = pieces.into_iter().map(piece).collect();
            view! { <li><b>{name}": "</b>{pieces}</li> }
        })
        .collect();
    view! { <ul class="prose changes">{parts}</ul> }
}

fn piece(piece: Piece) -> impl IntoView {
    match piece {
        Piece::Same(text) => view! { <span>{text}" "</span> }.into_any(),
        Piece::Gone(text) => view! { <span class="vh">"bỏ: "</span><del>{text}</del>" " }.into_any(),
        Piece::New(text) => view! { <span class="vh">"thêm: "</span><ins>{text}</ins>" " }.into_any(),
    }
}
