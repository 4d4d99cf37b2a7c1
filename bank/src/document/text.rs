//! Plain text and Markdown, line by line.
//!
//! Read here rather than by a Markdown parser: an exam is laid out in lines, a lone `*` marks the right
//! choice, and `B.` or `12)` must stay what its author typed.

use super::markdown;
use super::{Block, Document, Listed, Look, Paragraph, Role, Table};
use crate::limits::{MAX_LINE_BYTES, MAX_PARAGRAPHS};
use crate::{Place, ReadError};

/// The lines of a text, each a paragraph; `.md` files as Markdown.
pub(crate) fn read(text: &str, file_name: &str) -> Result<Document, ReadError> {
    let is_markdown = file_name.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
    });
    let mut blocks = Vec::new();
    let mut before = Before::Gap;
    let mut paragraphs = 0;
    for (line, number) in lines(text).zip(1..) {
        if line.len() > MAX_LINE_BYTES {
            return Err(ReadError::LongLine(Place::Line(number)));
        }
        if paragraphs >= MAX_PARAGRAPHS {
            return Err(ReadError::TooManyParagraphs);
        }
        if line.trim().is_empty() {
            before = Before::Gap;
            continue;
        }
        if is_markdown && markdown::is_ornament(line) {
            continue;
        }
        if is_markdown && let Some(cells) = markdown::row(line, number) {
            let is_row = !cells.is_empty();
            paragraphs += cells.len();
            match blocks.last_mut() {
                Some(Block::Table(table)) if before == Before::Row => table.rows.extend(is_row.then_some(cells)),
                _ => blocks.push(Block::Table(Table { rows: is_row.then_some(cells).into_iter().collect() })),
            }
            before = Before::Row;
            continue;
        }
        let mut paragraph = if is_markdown { markdown::paragraph(line) } else { plain(line) };
        paragraph.line = Some(number);
        let is_body = paragraph.listed.is_none() && paragraph.role == Role::Body;
        let starts_small = line.trim_start().starts_with(char::is_lowercase);
        paragraph.continues = before == Before::Text && is_body && (is_markdown || starts_small);
        before = if paragraph.role == Role::Body { Before::Text } else { Before::Gap };
        blocks.push(Block::Paragraph(paragraph));
        paragraphs += 1;
    }
    Ok(Document { blocks, ..Document::default() })
}

/// Whether a file's name says that it is text as people write it.
pub(crate) fn is_prose(file_name: &str) -> bool {
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("txt" | "md" | "markdown"))
}

/// What stood on the line before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Gap,
    Text,
    Row,
}

/// Lines however they end: `\n`, `\r\n`, `\r`, a form feed.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split(['\r', '\u{000C}']))
}

/// A line of plain text; `**…**` is bold there too.
fn plain(line: &str) -> Paragraph {
    let mut paragraph = Paragraph::default();
    markdown::push_bold(&mut paragraph, line, Look::default());
    let bullet = line.trim_start().strip_prefix(['•', '▪', '●']).is_some_and(|rest| rest.starts_with(' '));
    paragraph.listed = bullet.then_some(Listed::Bullet);
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str, name: &str) -> Vec<Paragraph> {
        let blocks = read(text, name).unwrap().blocks;
        blocks
            .into_iter()
            .filter_map(|block| if let Block::Paragraph(one) = block { Some(one) } else { None })
            .collect()
    }

    fn texts(text: &str, name: &str) -> Vec<String> {
        paragraphs(text, name).iter().flat_map(Paragraph::lines).map(|line| line.text).collect()
    }

    #[test]
    fn plain_text_keeps_what_is_typed() {
        assert_eq!(
            texts("Câu 1. Là gì?\r\n\r\n*A. Một\n**B. Hai**\n# C. Ba", "x.txt"),
            ["Câu 1. Là gì?", "*A. Một", "B. Hai", "# C. Ba"]
        );
        let lines = paragraphs("Một\nhai\n\nba", "x.txt");
        assert_eq!(
            lines.iter().map(|line| (line.line, line.continues)).collect::<Vec<_>>(),
            [(Some(1), false), (Some(2), true), (Some(4), false)]
        );
    }

    #[test]
    fn markdown_is_understood() {
        let text =
            "# Phần I\n\n---\n**Câu 1:** Là \\*gì\\*?\n- A. Một\n- **B. Hai**\n* [x] C. Ba\n<!-- D -->\n1. Bốn\n";
        let lines = paragraphs(text, "x.md");
        assert_eq!(lines[0].role, Role::Heading(1));
        assert_eq!(lines[2].listed, Some(Listed::Bullet));
        assert_eq!(texts(text, "x.md"), ["Phần I", "Câu 1: Là *gì*?", "A. Một", "B. Hai", "[x] C. Ba", "1. Bốn"]);
        assert!(lines[3].runs[0].look.bold && !lines[2].runs[0].look.bold);
    }

    #[test]
    fn tables_in_markdown() {
        let blocks = read("| Câu | Đáp án |\n|---|:-:|\n| 1 | B |\n\n| 2 \\| 3 |\n", "x.md").unwrap().blocks;
        let [Block::Table(first), Block::Table(second)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((first.rows.len(), first.rows[1].len(), second.rows[0].len()), (2, 2, 1));
    }

    #[test]
    fn a_megabyte_on_one_line_is_refused() {
        let text = "x".repeat(1 << 20);
        assert_eq!(read(&text, "x.txt"), Err(ReadError::LongLine(Place::Line(1))));
    }
}
