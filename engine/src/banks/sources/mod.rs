//! What questions rest on: the legal documents that a bank knows, those that a question names, and what
//! became of them.

mod links;
mod register;

pub use self::{
    links::{are, documents_of},
    register::{
        DocumentDetails, DocumentError, DocumentLine, MAX_DOCUMENT_TEXT, document, documents, save_document,
        superseded_questions,
    },
};
pub(super) use self::{
    links::{copy, from_handbook, set, with_successors},
    register::rests_on_superseded,
};

#[cfg(test)]
mod tests;
