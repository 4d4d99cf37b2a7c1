//! A Word document in the layout of Nghị định 30/2020/NĐ-CP, phụ lục I: A4, margins 20, 20, 30 and 15 mm, Times New
//! Roman, pages numbered above the text from the second on, appendices with pages of their own.
//!
//! Written by hand like the question sets of `bank`: the layout is fixed, and what a writer of documents would bring
//! (pictures, another zip) is more than these few parts.

mod body;
mod parts;
mod table;
mod xml;

use bank::office::{ZipError, zip};

use crate::Report;

pub(super) fn write(report: &Report) -> Result<Vec<u8>, ZipError> {
    let (core, document) = (parts::core(report), body::document(report));
    zip([
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", core.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", parts::STYLES),
        ("word/settings.xml", parts::SETTINGS),
        ("word/header1.xml", parts::PAGE_NUMBER),
    ])
}
