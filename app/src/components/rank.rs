//! A place on a board.

use leptos::prelude::*;

/// The place; the first three are honoured.
#[component]
pub fn Rank(place: u32) -> impl IntoView {
    let class = if (1..=3).contains(&place) { "rank top" } else { "rank" };
    view! { <span class=class>{place}</span> }
}
