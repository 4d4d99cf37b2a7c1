//! A list written so that it is read back as it is.

use contest::agencies::Block;
use contest::time::LocalDate;
use csv::WriterBuilder;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Agency;
use crate::office::harmless;

const HEADER: [(&str, f64); 9] = [
    ("Mã", 24.0),
    ("Tên", 60.0),
    ("Loại", 20.0),
    ("Mã cấp trên", 24.0),
    ("Khối", 20.0),
    ("Số người", 12.0),
    ("Có từ ngày", 14.0),
    ("Giải thể từ ngày", 16.0),
    ("Sáp nhập vào", 24.0),
];
/// Where the headcount stands, which is a number in a workbook.
const HEADCOUNT: usize = 5;

/// The files that a list is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// UTF-8 with the mark that Excel needs, commas.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

impl ListFormat {
    /// What the file's name ends in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What the file is, for its reader.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes a list; the same list gives the same bytes. `None` when the container cannot be made.
pub fn write(agencies: &[Agency], format: ListFormat) -> Option<Vec<u8>> {
    match format {
        ListFormat::Csv => write_csv(agencies),
        ListFormat::Xlsx => write_xlsx(agencies).ok(),
    }
}

fn cells(agency: &Agency) -> [String; HEADER.len()] {
    let day = |day: Option<LocalDate>| day.map(LocalDate::short_date).unwrap_or_default();
    [
        agency.code.clone(),
        agency.name.clone(),
        agency.kind.label().to_owned(),
        agency.parent_code.clone().unwrap_or_default(),
        Block::label(&agency.block).to_owned(),
        agency.headcount.map(|people| people.to_string()).unwrap_or_default(),
        day(agency.valid_from),
        day(agency.valid_to),
        agency.successor_code.clone().unwrap_or_default(),
    ]
}

fn write_csv(agencies: &[Agency]) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(HEADER.map(|(name, _)| name)).ok()?;
    for agency in agencies {
        writer.write_record(cells(agency).map(harmless)).ok()?;
    }
    writer.into_inner().ok()
}

fn write_xlsx(agencies: &[Agency]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Đơn vị")?;
    let (bold, plain) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (column, (name, width)) in HEADER.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *name, &bold)?;
        sheet.set_column_width(column as u16, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, agency) in agencies.iter().enumerate() {
        let row = row as u32 + 1;
        for (column, cell) in cells(agency).iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match agency.headcount.filter(|_| column == HEADCOUNT) {
                Some(people) => sheet.write_number(row, column as u16, f64::from(people))?,
                None => sheet.write_string_with_format(row, column as u16, cell, &plain)?,
            };
        }
    }
    workbook.save_to_buffer()
}
