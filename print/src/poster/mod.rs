//! The poster that leads people into an agency: a code to scan, and what to type instead. A4 or A5
//! upright, and a picture.

mod page;

#[cfg(test)]
mod tests;

use crate::{
    PrintError,
    canvas::Picture,
    document::{Document, Link},
    face::{Faces, Family},
};

/// Paper, upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// Width and height in points.
    const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::A5 => (419.53, 595.28),
        }
    }
}

/// How wide a picture is, in pixels; as A4 it has 150 of them to the inch.
const PICTURE_WIDTH: u32 = 1_240;

/// What stands on a poster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// Above the title: `Cuộc thi trực tuyến · Tỉnh Lào Cai · 2026`.
    pub above_title: String,
    /// The contest.
    pub title: String,
    /// What to do: `Quét mã để dự thi cùng`.
    pub call: String,
    /// The agency that people take part with.
    pub agency: String,
    /// How the agency stands, and when it did; nothing while nobody has taken part.
    pub standing: Option<String>,
    /// The address that the code to scan leads to.
    pub address: String,
    /// What is said before the address that may be typed.
    pub or_type: String,
    /// That address, as people type it.
    pub typed: String,
    /// What is done one after the other.
    pub steps: [String; 3],
    /// When, and who helps.
    pub foot: Vec<String>,
}

/// The poster as PDF.
pub fn pdf(poster: &Poster, paper: Paper) -> Result<Vec<u8>, PrintError> {
    let mut document = Document::new(Family::Sans)?;
    let mut content = pdf_writer::Content::new();
    let code = page::draw(&mut content, &mut document.faces, poster, paper.size())?;
    let link = Link { place: code, address: &poster.address, says: &poster.call };
    document.page(paper.size(), content, Some(&link));
    document.finish(&format!("{}: {}", poster.title, poster.agency))
}

/// The poster as a picture, PNG.
pub fn png(poster: &Poster) -> Result<Vec<u8>, PrintError> {
    let size = Paper::A4.size();
    let mut picture = Picture::new(size, PICTURE_WIDTH)?;
    page::draw(&mut picture, &mut Faces::of(Family::Sans)?, poster, size)?;
    picture.png()
}
