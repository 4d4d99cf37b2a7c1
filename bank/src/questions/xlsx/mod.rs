//! Excel workbooks (xlsx, xlsm) as a person sees them.
//!
//! Read here rather than through a spreadsheet crate because of what a person sees: number
//! formats, formulas never calculated, cells that show an error; and because every count is
//! held to [`crate::limits`], which those crates take from the file.

mod sheet;
mod strings;
mod styles;
mod workbook;

use super::table::{self, Found, Meter, Table};
use crate::limits::MAX_SHEETS;
use crate::package::Package;
use crate::{Place, Problem, ReadError};
use sheet::SheetLines;
use strings::SharedStrings;
use styles::Styles;
use workbook::{Sheet, Workbook};

/// The sheets that hold questions, and notes on those that do not.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Table>, Vec<Problem>), ReadError> {
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
    let mut found = Vec::new();
    let mut notes = Vec::new();
    let mut meter = Meter::default();
    for Sheet { name, path, hidden } in &workbook.sheets {
        let place = Place::Sheet(name.clone());
        if *hidden {
            notes.push(Problem::new(
                &place,
                "Trang tính đang ẩn nên không được đọc. Nếu cần, hãy bỏ ẩn rồi tải lên lại.",
            ));
            continue;
        }
        let Some(text) = package.part(path)? else { continue };
        match table::find(SheetLines::new(&text, name, &strings, &styles, workbook.from_1904), &mut meter)? {
            Found::Table(table) => found.push(*table),
            Found::NoHeader => {
                notes.push(Problem::new(&place, "Trang tính không có hàng tên cột của bảng câu hỏi nên được bỏ qua."));
            }
            Found::Blank => {}
        }
    }
    if let [only] = found.as_mut_slice() {
        only.forget_sheet();
    }
    Ok((found, notes))
}
