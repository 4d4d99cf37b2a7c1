//! What people see: the document, components, pages and islands.
//!
//! A handler of the server loads what a page shows, as plain values, and renders it:
//! `app::render(frame, || view! { <HomePage home/> })`. Pages know of no database, session or
//! request, and never wait. Everything works as plain links and forms; islands make it better and
//! are the only thing that is compiled for the browser.
//!
//! Features: `ssr` for the server's half, `hydrate` for the browser's. The modules carry the names of
//! the platform's areas, the same on every floor.
#![expect(unreachable_pub, reason = "beside each component its macro leaves a public function that nobody calls")]
#![cfg_attr(feature = "ssr", expect(clippy::needless_pass_by_value, reason = "a component owns its props"))]

#[cfg(feature = "ssr")]
pub mod agencies;
#[cfg(feature = "ssr")]
pub mod banks;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod contests;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
mod prose;
#[cfg(feature = "ssr")]
mod render;
#[cfg(feature = "ssr")]
pub mod reports;
#[cfg(feature = "ssr")]
pub mod results;
#[cfg(feature = "ssr")]
pub mod work;

pub mod accounts;
pub mod attempts;

#[cfg(feature = "ssr")]
pub use document::{Assets, NavItem, PageFrame, Shell, Site, Visitor};
#[cfg(feature = "ssr")]
pub use prose::{Prose, escape};
#[cfg(feature = "ssr")]
pub use render::{fragment, render};

/// Starts the browser's half; `start.js` calls it once, before the islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
