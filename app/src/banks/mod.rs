//! The handbook, as people read it.

mod handbook;

pub use handbook::{AnswerBlock, Entry, HandbookPage, HandbookView, Part, SearchView};
