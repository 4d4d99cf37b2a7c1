//! Giấy chứng nhận, A4 landscape, a page each.

mod page;

#[cfg(test)]
mod tests;

use crate::{
    PrintError,
    document::{Document, Link},
    face::Family,
};

/// Certificates of one file.
pub const MAX_PAGES: usize = 1_000;

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

/// The certificates as one file, a page each, in their order.
pub fn pdf(certificates: &[Certificate]) -> Result<Vec<u8>, PrintError> {
    match certificates.len() {
        0 => return Err(PrintError::Empty),
        1..=MAX_PAGES => {}
        _ => return Err(PrintError::TooMany(MAX_PAGES)),
    }
    let mut document = Document::with_drum(Family::Serif, page::DRUM)?;
    for certificate in certificates {
        let drawn = page::draw(&mut document.faces, certificate)?;
        // Whoever reads the file on a screen follows the code to scan by clicking it.
        let link =
            Link {
                place: page::code_box(), address: &certificate.address, says: "Trang xác nhận giấy chứng nhận"
            };
        document.page((page::WIDTH, page::HEIGHT), drawn, Some(&link));
    }
    document.finish("Giấy chứng nhận")
}
