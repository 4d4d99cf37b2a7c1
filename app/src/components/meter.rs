//! A ratio in a table's row.

use leptos::prelude::*;

/// A native `<meter>`; below `low` it turns gold. Percentages by default.
#[component]
pub fn Meter(
    /// What is measured, for screen readers: `Tỷ lệ dự thi Sở Nội vụ`.
    #[prop(into)]
    label: String,
    value: f64,
    #[prop(default = 100.0)] max: f64,
    /// Lagging below this.
    #[prop(default = None)]
    low: Option<f64>,
) -> impl IntoView {
    view! {
        <meter
            class="meter"
            min="0"
            max=number(max)
            value=number(value)
            low=low.map(number)
            optimum=low.map(|_| number(max))
            aria-label=label
        >
            {number(value)}
        </meter>
    }
}

/// At most two decimals, none where there are none.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
