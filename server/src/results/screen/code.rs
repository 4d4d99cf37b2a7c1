//! The code that leads from a screen to the contest.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// Modules that stay light around the code, as ISO/IEC 18004 asks.
const MARGIN: usize = 4;

/// The outline of an address's code for an SVG path, a run of dark modules at a time, and how many modules it is wide
/// with its margin; `None` for an address that is too long for any code.
pub(super) fn outline(address: &str) -> Option<(String, usize)> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, length) = (x + MARGIN, run.len());
                // Writing to a String does not fail.
                let _ = write!(path, "M{left} {}h{length}v1h-{length}z", y + MARGIN);
            }
            x += run.len();
        }
    }
    Some((path, width + 2 * MARGIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_in_the_outline() {
        let address = "https://thi.example.gov.vn";
        let (path, width) = outline(address).unwrap();
        let code = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
        assert_eq!(width, code.width() + 8);
        let runs = path.split('M').skip(1).map(|run| run.split_once('h').unwrap().1.split_once('v').unwrap().0);
        let dark: usize = runs.map(|length| length.parse::<usize>().unwrap()).sum();
        assert_eq!(dark, code.to_colors().iter().filter(|color| **color == Color::Dark).count());
        assert!(outline(&"x".repeat(5_000)).is_none());
    }
}
