//! Tables: rows of cells with lines around them, the header on each page again.

use super::{
    Align, Column, Table, Text,
    lines::{self, LEADING, Line},
    sheet::Writer,
};
use crate::face::{Faces, Style};

/// The room between a cell's line and its text, at the sides and above and below.
const SIDE: f32 = 3.0;
const ABOVE: f32 = 2.0;

/// A row ready to be drawn: the lines of each cell, and its height.
struct Ready {
    cells: Vec<Vec<Line>>,
    height: f32,
}

pub(super) fn draw(writer: &mut Writer, table: &Table) {
    let shares: f32 = table.columns.iter().map(|column| column.share).sum();
    let measure = writer.measure();
    let widths: Vec<f32> =
        table.columns.iter().map(|column| measure * column.share / shares.max(f32::EPSILON)).collect();
    // A row never is taller than what the header leaves of a page.
    let most = (writer.whole() / 3.0 / (LEADING * table.size)) as usize;
    let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    let faces = &*writer.faces().1;
    let header = ready(faces, &labels, &table.columns, &widths, (table.size, Style::Bold, true), most);
    let mut rows = table.rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        (cells, if row.bold { Style::Bold } else { Style::Regular })
    });
    let mut prepare = |writer: &mut Writer| {
        let (cells, style) = rows.next()?;
        Some(ready(writer.faces().1, &cells, &table.columns, &widths, (table.size, style, false), most))
    };
    let mut next = prepare(writer);
    let first = next.as_ref().map_or(0.0, |row| row.height);
    if !writer.has_room(header.height + first) {
        writer.next_page();
    }
    put(writer, &header, &widths);
    while let Some(row) = next {
        if !writer.has_room(row.height) {
            writer.next_page();
            put(writer, &header, &widths);
        }
        put(writer, &row, &widths);
        next = prepare(writer);
    }
}

fn ready(
    faces: &Faces,
    cells: &[&str],
    columns: &[Column],
    widths: &[f32],
    (size, style, centered): (f32, Style, bool),
    most: usize,
) -> Ready {
    let cells: Vec<Vec<Line>> = columns
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(place, (column, width))| {
            let text = Text {
                text: cells.get(place).copied().unwrap_or_default().to_owned(),
                style,
                size,
                align: if centered { Align::Center } else { column.align },
                indent: 0.0,
                above: 0.0,
                leads: false,
            };
            let mut lines = lines::lines(faces, &text, width - 2.0 * SIDE);
            if lines.len() > most {
                lines.truncate(most);
                if let Some(last) = lines.last_mut().and_then(|line| line.words.last_mut()) {
                    "…".clone_into(last);
                }
            }
            lines
        })
        .collect();
    let tallest = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    Ready { cells, height: tallest as f32 * LEADING * size + 2.0 * ABOVE }
}

fn put(writer: &mut Writer, row: &Ready, widths: &[f32]) {
    let (top, mut left) = (writer.y(), Writer::left());
    let (content, faces) = writer.faces();
    content.set_line_width(0.5);
    for (cell, width) in row.cells.iter().zip(widths) {
        content.rect(left, top - row.height, *width, row.height).stroke();
        let mut y = top - ABOVE;
        for line in cell {
            lines::draw(content, faces, line, (left + SIDE, y), width - 2.0 * SIDE);
            y -= LEADING * line.size;
        }
        left += width;
    }
    writer.advance(row.height);
}
