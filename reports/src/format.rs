//! The formats that reports are written in.

use serde::{Deserialize, Serialize};

use crate::{Report, csv_file, docx, json, pdf, xlsx};

/// Rows of all tables of one report.
const MAX_ROWS: usize = 20_000;

/// A format of a report's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Excel.
    Xlsx,
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// The tables as comma-separated values.
    Csv,
    /// Everything as JSON.
    Json,
}

/// Why a report cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// More rows than [`MAX_ROWS`].
    #[error("more than {MAX_ROWS} rows")]
    TooLong,
    /// The container could not be made.
    #[error("{0:?}: {1}")]
    Failed(Format, String),
}

impl Format {
    /// All, as lists show them.
    pub const ALL: [Self; 5] = [Self::Xlsx, Self::Docx, Self::Pdf, Self::Csv, Self::Json];

    /// The ending of the file's name, which also stands in storage and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel (.xlsx)",
            Self::Docx => "Word (.docx)",
            Self::Pdf => "PDF",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// What a browser is told that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// Writes a report as a file.
pub fn write(report: &Report, format: Format) -> Result<Vec<u8>, WriteError> {
    if report.tables().map(|table| table.rows.len()).sum::<usize>() > MAX_ROWS {
        return Err(WriteError::TooLong);
    }
    let failed = |error: &dyn std::error::Error| WriteError::Failed(format, error.to_string());
    match format {
        Format::Xlsx => xlsx::write(report).map_err(|error| failed(&error)),
        Format::Docx => docx::write(report).map_err(|error| failed(&error)),
        Format::Pdf => pdf::write(report).map_err(|error| failed(&error)),
        Format::Csv => csv_file::write(report).map_err(|error| failed(&error)),
        Format::Json => json::write(report).map_err(|error| failed(&error)),
    }
}
