//! The rules of a contest: pure functions and types.
//!
//! Nothing here performs I/O, reads a clock or reaches for randomness: `now` and `rng` are
//! parameters. The crate compiles to `wasm32`, so the form in the browser, the server and the
//! report use one definition of a limit, a label or a format.
//!
//! The modules carry the names of the platform's areas, the same on every floor.
#![warn(missing_docs)]

pub mod accounts;
pub mod agencies;
pub mod attempts;
pub mod banks;
mod base32;
pub mod contests;
pub mod reports;
pub mod results;
pub mod text;
pub mod time;

pub use time::{Millis, Timestamp};

/// Whether a stored field need not be written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
