//! Pages in place of what was asked for.

use app::errors::{ErrorPage, ErrorView};
use contest::Millis;
use leptos::prelude::*;

use super::frame;

pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("not-found", error(ErrorView::NotFound)),
        ("busy", error(ErrorView::Busy(Millis::seconds(5)))),
        ("internal", error(ErrorView::Internal("01JV8K3QW5".into()))),
    ]
}

fn error(error: ErrorView) -> String {
    app::render(frame(error.title()), || view! { <ErrorPage error/> })
}
