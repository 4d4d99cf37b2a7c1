//! An Excel workbook: the text on the first sheet, each table on one of its own.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, RowNum, Workbook, Worksheet,
    XlsxError, utility::column_number_to_name,
};

use crate::{Cell, Kind, Report, Table, Total, report::KIND};

/// Letters that a cell may hold; Excel takes 32,767.
const MOST_LETTERS: usize = 32_000;
/// The row of a table's header, from 0: above it stand caption and period.
const HEADER_ROW: RowNum = 3;
/// From this width in letters on a sheet is printed with the long side below.
const WIDE: u32 = 90;
/// A4 as Excel numbers paper.
const A4: u8 = 9;

pub(super) fn write(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(clipped(&report.subject))
        .set_subject(clipped(&report.period))
        .set_author(clipped(&report.header.issuer));
    // Without one the library would take the time of this moment, and no two files were the same.
    let made = report
        .header
        .date
        .and_then(|date| ExcelDateTime::from_ymd(u16::try_from(date.year).ok()?, date.month, date.day).ok());
    properties = properties.set_creation_datetime(&made.map_or_else(|| ExcelDateTime::from_ymd(2026, 1, 1), Ok)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    text(workbook.add_worksheet(), report, &looks)?;
    for table in report.tables() {
        sheet(workbook.add_worksheet(), report, table, &looks)?;
    }
    workbook.save_to_buffer()
}

fn clipped(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

/// How cells look.
struct Looks {
    title: Format,
    plain: Format,
    wrapped: Format,
    header: Format,
}

impl Looks {
    fn new() -> Self {
        let font = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let bordered = || font().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: font().set_bold().set_font_size(14),
            plain: font(),
            wrapped: font().set_text_wrap().set_align(FormatAlign::Top),
            header: bordered().set_bold().set_text_wrap().set_align(FormatAlign::Center),
        }
    }

    fn of(kind: Kind, bold: bool) -> Format {
        let format = Format::new()
            .set_font_name("Times New Roman")
            .set_font_size(12)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let format = if bold { format.set_bold() } else { format };
        match kind {
            Kind::Text => format.set_text_wrap().set_num_format("@"),
            Kind::Count => format.set_num_format("#,##0"),
            Kind::Share => format.set_num_format("0.0%"),
            Kind::Date => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
        }
    }
}

/// The first sheet: what is reported, by whom, and the paragraphs.
fn text(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("bao_cao")?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 100)?;
    let header = &report.header;
    let about = [&header.superior, &header.issuer, &header.number_line(), &header.place_and_date()]
        .map(|line| (line.clone(), &looks.plain));
    let title = [
        (KIND.to_owned(), &looks.title),
        (report.subject.clone(), &looks.title),
        (report.period.clone(), &looks.plain),
    ];
    let sections = report.sections.iter().flat_map(|section| {
        let paragraphs = section.paragraphs.iter().map(|paragraph| (paragraph.clone(), &looks.wrapped));
        [(section.heading.clone(), &looks.title)].into_iter().chain(paragraphs)
    });
    let lines = about.into_iter().chain(title).chain(sections).filter(|(line, _)| !line.is_empty());
    for (row, (line, look)) in lines.enumerate() {
        sheet.write_string_with_format(row as RowNum, 0, clipped(&line), look)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, report: &Report, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let width: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    if width > WIDE {
        sheet.set_landscape();
    }
    sheet.set_margins(0.79, 0.59, 0.79, 0.79, 0.4, 0.4).set_footer("&C&P/&N");
    sheet.write_string_with_format(0, 0, clipped(&table.caption), &looks.title)?;
    sheet.write_string_with_format(1, 0, clipped(&report.period), &looks.plain)?;
    for (place, column) in table.columns.iter().enumerate() {
        sheet.set_column_width(place as ColNum, column.width)?;
        sheet.write_string_with_format(HEADER_ROW, place as ColNum, clipped(&column.label), &looks.header)?;
    }
    sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    let formats: Vec<Format> = table.columns.iter().map(|column| Looks::of(column.kind, false)).collect();
    for (row, cells) in table.rows.iter().enumerate() {
        for (place, (cell, format)) in cells.iter().zip(&formats).enumerate() {
            put(sheet, HEADER_ROW + 1 + row as RowNum, place as ColNum, cell, format)?;
        }
    }
    totals(sheet, table)
}

fn put(sheet: &mut Worksheet, row: RowNum, column: ColNum, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Unknown => sheet.write_blank(row, column, format)?,
        Cell::Nothing => sheet.write_string_with_format(row, column, "–", format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, clipped(text), format)?,
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, format)?,
        Cell::Share { .. } => {
            sheet.write_number_with_format(row, column, cell.fraction().unwrap_or_default(), format)?
        }
        Cell::Date(date) => match ExcelDateTime::from_ymd(date.year as u16, date.month, date.day) {
            Ok(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
            Err(_) => sheet.write_string_with_format(row, column, date.to_string(), format)?,
        },
    };
    Ok(())
}

/// The last row: formulas, with what they come to for programs that do not calculate.
fn totals(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let Some(cells) = table.totals() else { return Ok(()) };
    let first = HEADER_ROW + 1;
    let row = first + table.rows.len() as RowNum;
    for (place, (column, cell)) in table.columns.iter().zip(&cells).enumerate() {
        let format = Looks::of(column.kind, true);
        let at = place as ColNum;
        match formula(column.total, place, first, row).filter(|_| !table.rows.is_empty()) {
            Some(formula) => {
                let formula = match cell {
                    Cell::Count(count) => Formula::new(formula).set_result(count.to_string()),
                    Cell::Share { .. } => {
                        Formula::new(formula).set_result(cell.fraction().unwrap_or_default().to_string())
                    }
                    _ => Formula::new(formula).set_result("–"),
                };
                sheet.write_formula_with_format(row, at, formula, &format)?;
            }
            None => put(sheet, row, at, cell, &format)?,
        }
    }
    Ok(())
}

/// The formula below a column whose cells begin in the row `first` and end above the row `total`, both from 0.
fn formula(kind: Total, place: usize, first: RowNum, total: RowNum) -> Option<String> {
    let name = |place: usize| column_number_to_name(place as ColNum);
    let cells = |place: usize| format!("{0}{1}:{0}{2}", name(place), first + 1, total);
    let below = |place: usize| format!("{}{}", name(place), total + 1);
    Some(match kind {
        Total::None => return None,
        Total::Sum => format!("=SUM({})", cells(place)),
        Total::SumOfAll => format!("=IF(COUNTBLANK({0})=0,SUM({0}),\"–\")", cells(place)),
        Total::Ratio { part, whole } => format!("=IFERROR({}/{},\"–\")", below(part), below(whole)),
        Total::Weighted { by } => format!("=IFERROR(SUMPRODUCT({},{1})/SUM({1}),\"–\")", cells(place), cells(by)),
    })
}
