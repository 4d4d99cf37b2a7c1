//! Word documents (docx, docm), by whatever program they were saved.
//!
//! Headers, footers, notes and comments are other parts and are not read; deleted text, former
//! formatting, field codes, hidden text and the second copy of a drawing are left out.

mod body;
mod look;
mod numbering;
mod styles;

use self::body::Body;
use self::numbering::Numbering;
use self::styles::Styles;
use super::Document;
use crate::ReadError;
use crate::package::Package;

/// The body of a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let styles = Styles::read(package.part("word/styles.xml")?.as_deref().unwrap_or_default())?;
    let numbering = Numbering::read(package.part("word/numbering.xml")?.as_deref().unwrap_or_default(), &styles)?;
    let text = package.part("word/document.xml")?.ok_or(ReadError::Damaged)?;
    let document = Body::new(&text, &styles, &numbering).read()?;
    Ok(Document { macros: package.has("word/vbaProject.bin"), ..document })
}
