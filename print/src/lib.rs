//! What goes on paper, as PDF or as a picture: values in, bytes out; no I/O, no clock.
//!
//! Text is text: it can be selected and searched. Of the fonts a file carries only the letters that are used. The same
//! values give the same bytes.
#![warn(missing_docs)]

mod canvas;
pub mod certificate;
mod document;
mod drum;
mod face;
pub mod flow;
pub mod poster;
mod qr;
mod text;

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// Nothing that a page could show.
    #[error("nothing to print")]
    Empty,
    /// More than one file may have.
    #[error("more than {0} of what a file may have")]
    TooMany(usize),
    /// A font of this crate that cannot be used.
    #[error("font: {0}")]
    Font(String),
    /// An address too long for a code to scan.
    #[error("address: {0}")]
    Address(String),
    /// A picture that cannot be made.
    #[error("no picture")]
    Picture,
}
