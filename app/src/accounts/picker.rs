//! The island that finds an agency by typing.

#[cfg(feature = "hydrate")]
mod combobox;
#[cfg(any(feature = "hydrate", test))]
mod matching;

use leptos::prelude::*;

/// Turns the list of agencies, a plain `<select id="don-vi">`, into one that is searched by typing,
/// accents or not. Everything it needs stands in the list.
#[island]
pub fn AgencyPicker() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    combobox::start();
}
