//! The code to scan, as squares.

use qrcode::{EcLevel, QrCode};

use crate::{PrintError, canvas::Path};

/// The dark parts of an address's code in a square, its lower left corner at `(x, y)`. The quiet zone of
/// four modules is left to the page.
pub(crate) fn code(address: &str, (x, y): (f32, f32), side: f32) -> Result<Path, PrintError> {
    // M: scans with 15 % of it worn off.
    let code = QrCode::with_error_correction_level(address, EcLevel::M);
    let code = code.map_err(|error| PrintError::Address(error.to_string()))?;
    let modules = code.width();
    let unit = side / modules as f32;
    let mut dark = Path::default();
    for (row, colors) in code.to_colors().chunks(modules).enumerate() {
        let top = y + side - row as f32 * unit;
        let mut column = 0;
        // Neighbours are one rectangle: no hair lines between them.
        for colors in colors.chunk_by(|a, b| a == b) {
            if colors.first() == Some(&qrcode::Color::Dark) {
                dark.add(Path::rectangle(x + column as f32 * unit, top - unit, colors.len() as f32 * unit, unit));
            }
            column += colors.len();
        }
    }
    Ok(dark)
}
