//! The code to scan, as squares.

use pdf_writer::Content;
use qrcode::{EcLevel, QrCode};

use crate::PdfError;

/// Draws the code of an address into a square, its lower left corner at `(x, y)`. The quiet zone of
/// four modules is left to the page.
pub(crate) fn draw(content: &mut Content, address: &str, (x, y): (f32, f32), side: f32) -> Result<(), PdfError> {
    // M: scans with 15 % of it worn off.
    let code = QrCode::with_error_correction_level(address, EcLevel::M);
    let code = code.map_err(|error| PdfError::Address(error.to_string()))?;
    let modules = code.width();
    let unit = side / modules as f32;
    for (row, colors) in code.to_colors().chunks(modules).enumerate() {
        let top = y + side - row as f32 * unit;
        let mut column = 0;
        // Neighbours are one rectangle: no hair lines between them.
        for colors in colors.chunk_by(|a, b| a == b) {
            if colors.first() == Some(&qrcode::Color::Dark) {
                content.rect(x + column as f32 * unit, top - unit, colors.len() as f32 * unit, unit);
            }
            column += colors.len();
        }
    }
    content.fill_nonzero();
    Ok(())
}
