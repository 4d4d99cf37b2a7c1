//! The lines of a handbook, whatever file they come from.

use contest::text;

use super::marks::part_label;
use super::tables;
use crate::document::{Block, Document, Line, Paragraph, Role};
use crate::labels;

/// The lines in one form; those of a table of contents are left out.
pub(super) fn of(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.extend(of_paragraph(paragraph)),
            Block::Table(table) => lines.extend(tables::lines(table)),
        }
    }
    lines
}

/// The lines of a paragraph. Numbering that writes a question's or a part's label is part of them.
pub(super) fn of_paragraph(paragraph: &Paragraph) -> Vec<Line> {
    if paragraph.role == Role::Contents {
        return Vec::new();
    }
    let label = format!("{} x", text::squeeze(&paragraph.label));
    let is_label = labels::question(&label).is_some() || part_label(&label).is_some();
    let heading = matches!(paragraph.role, Role::Heading(_)) && !paragraph.label.is_empty();
    let mut lines = paragraph.lines();
    for (index, line) in lines.iter_mut().enumerate() {
        if is_label || heading {
            line.listed = None;
        } else if index == 0 {
            line.cut(0..line.automatic);
        }
        line.text = text::squeeze(&line.text);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}
