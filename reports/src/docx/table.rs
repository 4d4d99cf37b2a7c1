//! Tables as XML.

use std::fmt::Write as _;

use bank::office::escape;

use super::xml::{Look, paragraph};
use crate::{Cell, Kind, Table};

/// The size of letters in tables, in points.
const SIZE: u16 = 12;

/// A table with borders; its header stands on each page again and no row is parted.
pub(super) fn table(table: &Table, measure: u16, out: &mut String) {
    let shares: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
    let widths: Vec<u32> =
        table.columns.iter().map(|column| u32::from(measure) * u32::from(column.width) / shares).collect();
    let _ = write!(
        out,
        r#"<w:tbl><w:tblPr><w:tblW w:w="{measure}" w:type="dxa"/><w:tblBorders>{}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{}"/></w:tblPr>"#,
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
            .concat(),
        escape(&table.caption),
    );
    grid(&widths, out);
    let header = table.columns.iter().map(|column| (column.label.clone(), "center"));
    row(header, &widths, true, true, out);
    let aligned = |cells: &[Cell]| -> Vec<(String, &'static str)> {
        let cells = cells.iter().zip(&table.columns);
        cells.map(|(cell, column)| (cell.shown(), align(column.kind))).collect()
    };
    for cells in &table.rows {
        row(aligned(cells).into_iter(), &widths, false, false, out);
    }
    if let Some(cells) = table.totals() {
        row(aligned(&cells).into_iter(), &widths, true, false, out);
    }
    out.push_str("</w:tbl>");
    // Word wants a paragraph after a table.
    paragraph("", Look::centered(6), out);
}

const fn align(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "left",
        Kind::Count | Kind::Share => "right",
        Kind::Date => "center",
    }
}

fn grid(widths: &[u32], out: &mut String) {
    out.push_str("<w:tblGrid>");
    for width in widths {
        let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
    }
    out.push_str("</w:tblGrid>");
}

fn row(
    cells: impl Iterator<Item = (String, &'static str)>,
    widths: &[u32],
    bold: bool,
    header: bool,
    out: &mut String,
) {
    let header = if header { "<w:tblHeader/>" } else { "" };
    let _ = write!(out, "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>");
    for ((text, align), width) in cells.zip(widths) {
        let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#);
        paragraph(&text, Look { align, bold, ..Look::centered(SIZE) }, out);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

/// Two columns without lines, for what stands side by side.
pub(super) fn columns(widths: [u16; 2], cells: [&str; 2], out: &mut String) {
    let measure: u16 = widths.iter().sum();
    let _ = write!(
        out,
        r#"<w:tbl><w:tblPr><w:tblW w:w="{measure}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>"#
    );
    grid(&widths.map(u32::from), out);
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (width, cell) in widths.iter().zip(cells) {
        let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>"#);
    }
    out.push_str("</w:tr></w:tbl>");
}
