//! The one motif: rings of the Đông Sơn drum, drawn as circles with dashed strokes.

use leptos::prelude::*;

const MARK: &str = "<circle r=48.5 stroke-width=2.5 /><circle r=39.5 stroke-width=8 stroke-dasharray='1.692 3.948'/>\
<circle r=31 stroke-width=2.5 /><path fill=currentColor stroke=none d='M0 -26L3 -10L15 -21L8 -6L25 -8L10 0L25 8L8 6L15 21L3 10\
L0 26L-3 10L-15 21L-8 6L-25 8L-10 0L-25 -8L-8 -6L-15 -21L-3 -10Z'/>";

const DRUM: &str = "<path fill=currentColor stroke=none d='M0 -26L2 -9L11 -23L6 -7L20 -16L8 -4L25 -6L9 0L25 6L8 4L20 16L6 7L11 23\
L2 9L0 26L-2 9L-11 23L-6 7L-20 16L-8 4L-25 6L-9 0L-25 -6L-8 -4L-20 -16L-6 -7L-11 -23L-2 -9Z'/><circle r=28 /><circle r=30 />\
<circle r=34 stroke-width=6 stroke-dasharray='.89 2.077'/><circle r=38 /><circle r=40 />\
<circle r=45 stroke-width=5 stroke-linecap=round stroke-dasharray='0 7.069'/><circle r=50 /><circle r=52 />\
<circle r=57 stroke-width=8 stroke-dasharray='.895 2.089'/><circle r=62 /><circle r=64 /><circle r=66 />\
<circle r=72 stroke-width=5.5 stroke-linecap=round stroke-dasharray='0 7.54'/><circle r=78 /><circle r=80 />\
<circle r=86 stroke-width=10 stroke-dasharray='.901 2.101'/><circle r=92 /><circle r=95 /><circle r=99 />";

/// The small drum of the header, and of places where there is nothing to show.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg
            class="mark"
            viewBox="-50 -50 100 100"
            width="44"
            fill="none"
            stroke="currentColor"
            aria-hidden="true"
            inner_html=MARK
        ></svg>
    }
}

/// The whole drum, a ground for the front page's first screen.
#[component]
pub fn Drum() -> impl IntoView {
    view! {
        <svg
            class="drum"
            viewBox="-100 -100 200 200"
            width="96"
            fill="none"
            stroke="currentColor"
            stroke-width=".6"
            aria-hidden="true"
            inner_html=DRUM
        ></svg>
    }
}
