//! An Excel workbook.

use contest::banks::Question;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::super::template::width;
use super::rows;

/// Writes the questions: one sheet, its first row the names of the columns. All cells are text.
pub(super) fn write(questions: &[&Question]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Câu hỏi")?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for (column, field) in (0_u16..).zip(rows::columns(questions)) {
        sheet.write_string_with_format(0, column, field.label(), &bold)?;
        sheet.set_column_width(column, width(field))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in rows::rows(questions).enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row as u32 + 1, column as u16, cell, &plain)?;
        }
    }
    workbook.save_to_buffer()
}
