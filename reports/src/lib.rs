//! Reports as files: a [`Report`] in, bytes out; no I/O, no clock. The same report gives the same bytes.
//!
//! | format | for whom |
//! |---|---|
//! | [`Format::Xlsx`] | who computes on: real numbers, totals that are formulas, headers that stay |
//! | [`Format::Docx`] | who signs: the layout of Nghị định 30/2020/NĐ-CP, phụ lục I |
//! | [`Format::Pdf`] | who reads or prints: the same layout |
//! | [`Format::Csv`], [`Format::Json`] | other programs |
//!
//! docs/REPORTS.md describes the layouts and the names in JSON.
#![warn(missing_docs)]

mod csv_file;
mod docx;
mod format;
mod json;
mod pdf;
mod report;
mod table;
mod xlsx;

pub use self::{
    format::{Format, WriteError, write},
    report::{Appendix, Header, Report, Section},
    table::{Cell, Column, Kind, Table, Total},
};
