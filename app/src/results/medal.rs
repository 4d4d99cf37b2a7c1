//! The score in a medal cut like the drum.

use leptos::prelude::*;

/// 2π · 92, the length of the outer ring.
const RING: f64 = 578.053;

const CUT: &str = "<circle r=82 /><circle r=79 /><circle r=73 stroke-width=8 stroke-dasharray='1.251 2.919'/><circle r=67 />\
<circle r=61.5 stroke-width=4.5 stroke-linecap=round stroke-dasharray='0 7.728'/><circle r=56 />";

/// Questions answered right out of all, in the ring and in words.
#[component]
pub(super) fn Medal(correct: u32, total: u32) -> impl IntoView {
    let share = f64::from(correct.min(total)) / f64::from(total.max(1));
    view! {
        <svg
            class="medal"
            width="176"
            viewBox="-100 -100 200 200"
            fill="none"
            stroke="currentColor"
            stroke-width=".8"
            role="img"
            aria-label=format!("Đúng {correct} trên {total} câu")
        >
            <circle class="track" r="92" stroke-width="12"></circle>
            <circle
                class="arc"
                r="92"
                stroke-width="12"
                stroke-dasharray=format!("{:.0} 579", share * RING)
                transform="rotate(-90)"
            ></circle>
            <g inner_html=CUT></g>
            <text y="12" stroke="none">{correct}</text>
            <text y="34" stroke="none">{format!("/{total} câu đúng")}</text>
        </svg>
    }
}
