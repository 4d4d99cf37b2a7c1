//! Giấy chứng nhận as PDF, A4 landscape: what stands on it in, bytes out.
//!
//! Text is text: it can be selected and searched. Of the fonts a file carries only the letters that
//! are used. The same certificates give the same bytes.
#![warn(missing_docs)]

mod document;
mod drum;
mod face;
mod page;
mod qr;
mod text;

#[cfg(test)]
mod tests;

pub use self::document::{MAX_PAGES, pdf};

/// What stands on one certificate, beside what stands on all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Who certifies: `Ban Tổ chức Cuộc thi trực tuyến … tỉnh Lào Cai năm 2026 chứng nhận`.
    pub issuer: String,
    /// The person, or the agency.
    pub name: String,
    /// The person's agency; empty for none.
    pub below_name: String,
    /// What for, in pieces: `đạt`, **`Giải Nhì`**, `Giải tuần, vòng 2`.
    pub award: Vec<Piece>,
    /// `Lào Cai, ngày 19 tháng 6 năm 2026`.
    pub place_and_date: String,
    /// The lines above the place of signature and seal.
    pub signed_by: Vec<String>,
    /// The lines beside the code to scan: what is typed to verify, and where.
    pub verify: Vec<Piece>,
    /// The address that the code to scan leads to.
    pub address: String,
}

/// A piece of text, plain or bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
}

impl Piece {
    /// A plain piece.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false }
    }

    /// A bold piece.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true }
    }
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// A file has at least one certificate.
    #[error("no certificate")]
    Empty,
    /// More certificates than one file may have.
    #[error("more than {MAX_PAGES} certificates")]
    TooMany,
    /// A font of this crate that cannot be used.
    #[error("font: {0}")]
    Font(String),
    /// An address too long for a code to scan.
    #[error("address: {0}")]
    Address(String),
}
