//! Excel workbooks (xlsx, xlsm) as a person sees them.
//!
//! Read here rather than through a spreadsheet crate because of what a person sees: number
//! formats, formulas never calculated, cells that show an error; and because every count is
//! held to [`crate::limits`], which those crates take from the file.

mod sheet;
mod strings;
mod styles;
mod workbook;

use super::tables::{Lines, SheetInfo};
use crate::ReadError;
use crate::limits::MAX_SHEETS;
use crate::package::Package;
use sheet::SheetLines;
use strings::SharedStrings;
use styles::Styles;
use workbook::{Sheet, Workbook};

/// Shows every sheet to `visit`.
pub(super) fn each_sheet(
    bytes: &[u8],
    visit: &mut dyn FnMut(SheetInfo<'_>, Lines<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut package = Package::open(bytes)?;
    let workbook = Workbook::read(&mut package)?;
    if workbook.sheets.len() > MAX_SHEETS {
        return Err(ReadError::TooLargeInside);
    }
    let strings = match &workbook.strings {
        Some(path) => SharedStrings::read(package.part(path)?.as_deref().unwrap_or_default())?,
        None => SharedStrings::default(),
    };
    let styles = match &workbook.styles {
        Some(path) => Styles::read(package.part(path)?.as_deref().unwrap_or_default())?,
        None => Styles::default(),
    };
    for Sheet { name, path, hidden } in &workbook.sheets {
        // What is hidden is told and not read.
        let part = if *hidden { Some(String::new()) } else { package.part(path)? };
        let Some(text) = part else { continue };
        let mut lines = SheetLines::new(&text, name, &strings, &styles, workbook.from_1904);
        visit(SheetInfo { name, hidden: *hidden }, &mut lines)?;
    }
    Ok(())
}
