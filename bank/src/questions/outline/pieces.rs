//! A document as the pieces that questions are made of.

use super::keys::Pair;
use super::{labels, tables};
use crate::document::{Block, Document, Line, Role};
use crate::limits::MAX_LINE_BYTES;
use crate::questions::draft::Draft;
use crate::{Place, ReadError};

/// A piece of a set of questions.
pub(super) enum Piece {
    Line(Line),
    /// A question that is a row of a table.
    Row(Box<Draft>),
    /// A table of keys.
    Keys(Vec<Pair>),
}

impl Piece {
    pub(super) const fn line(&self) -> Option<&Line> {
        if let Self::Line(line) = self { Some(line) } else { None }
    }
}

/// The pieces of a document, in order.
pub(super) fn of(document: &Document) -> Result<Vec<Piece>, ReadError> {
    let mut pieces = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.role == Role::Contents => {}
            Block::Paragraph(paragraph) => pieces.extend(paragraph.lines().into_iter().flat_map(with_key_apart)),
            Block::Table(table) => pieces.extend(tables::pieces(table)?),
        }
    }
    let longest = pieces.iter().find_map(|piece| match piece {
        Piece::Line(line) if line.text.len() > MAX_LINE_BYTES => Some(line.place().unwrap_or(Place::File)),
        _ => None,
    });
    longest.map_or(Ok(pieces), |place| Err(ReadError::LongLine(place)))
}

/// A line as one piece or, where a key ends it (`… D. Bốn   Đáp án: C`), as two.
pub(super) fn with_key_apart(line: Line) -> Vec<Piece> {
    const NAMES: [&str; 6] = ["Đáp án", "ĐÁP ÁN", "đáp án", "ĐA:", "Đ/A:", "ĐA :"];
    let at = NAMES.iter().filter_map(|name| line.text.rfind(name)).filter(|at| *at > 0).max();
    let Some(at) = at else { return vec![Piece::Line(line)] };
    let before = line.text[..at].trim_end();
    let opened = before.ends_with(['(', '[']);
    let key = line.text[at..].trim_end_matches([')', ']', '.', ' ']);
    let is_key = labels::detail(key)
        .is_some_and(|(detail, value)| detail == labels::Detail::Answer && labels::is_letters(&key[value..]));
    // A choice may speak of other choices: “Cả hai đáp án A và B”.
    let is_apart = opened || line.text[..at].ends_with('\t') || key.contains(':');
    let is_list = labels::question(before).is_some_and(|label| label.end >= before.len());
    if !is_key || !is_apart || is_list || before.is_empty() {
        return vec![Piece::Line(line)];
    }
    let mut key = Line::plain(key);
    (key.number, key.page) = (line.number, line.page);
    let end = before.trim_end_matches(['(', '[']).trim_end().len();
    let mut first = line;
    first.cut(end..first.text.len());
    vec![Piece::Line(first), Piece::Line(key)]
}
