//! What files for offices are made of: text in XML, zip packages, cells that nothing calculates.

mod xml;
mod zipped;

pub use self::{xml::escape, zipped::zip};
pub use zip::result::ZipError;

/// A cell of a table as text. One that a spreadsheet would calculate gets a space in front, which makes it text there
/// and is no part of it when it is read.
pub fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!(" {cell}") } else { cell }
}
