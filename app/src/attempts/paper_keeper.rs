//! The island that keeps a paper safe.

use leptos::prelude::*;

/// Watches over the paper's form, which works without it: ticks, saves each answer as it is given,
/// keeps in the browser what could not be sent, and shows what is saved.
///
/// It shows nothing of its own and takes no props: everything it needs stands in the form.
#[island]
pub fn PaperKeeper() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::keeper::start();
}
