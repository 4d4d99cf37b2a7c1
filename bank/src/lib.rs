//! Files that organisers bring: question sets, the handbook, the list of agencies.
//!
//! Bytes in, values and problems out. Nothing here performs I/O, and nothing is guessed
//! silently: what cannot be used is a [`Problem`] with its [`Place`] and a Vietnamese sentence
//! that says what to do; a file that cannot be read at all is one [`ReadError`].
//!
//! | module | reads |
//! |---|---|
//! | [`questions`] | question sets: xlsx, ods, csv, docx, pdf, text, GIFT, Aiken, Moodle XML, QTI 2.1, JSON; writes them, too |
//! | [`handbook`] | the question-and-answer handbook: docx, pdf, plain text, Markdown |
//! | [`agencies`] | lists of agencies: xlsx, ods, csv; writes them, too |
//!
//! [`proposals`] makes questions of a handbook's entries; [`similar`] finds questions that ask nearly the same; [`office`]
//! is what written files are made of, here and elsewhere.
//!
//! Every reader keeps to [`limits`], whatever the bytes say of themselves.
#![warn(missing_docs)]

pub mod agencies;
pub mod handbook;
pub mod limits;
pub mod office;
pub mod proposals;
pub mod questions;
pub mod similar;

mod capitals;
mod document;
mod encoding;
mod html;
mod labels;
mod package;
mod problem;
mod read_error;
mod stable_hash;
mod text_table;
mod xml;

pub use encoding::Encoding;
pub use problem::{Place, Problem};
pub use read_error::{Ask, ReadError};
