//! What a person looks at when a file cannot be understood by itself: its first lines in each
//! encoding, the first rows of each sheet with a guess at every column.

use contest::text;

use super::guess::guess;
use super::table::{Cell, Line};
use super::tables::{Script, Source};
use super::{Field, Options, Unicode, source};
use crate::ReadError;
use crate::document::pdf;
use crate::encoding::{Encoding, font, utf16};
use crate::limits::{HEADER_SEARCH_ROWS, MAX_COLUMNS};
use crate::package::{self, Kind};

/// How many rows of a sheet are shown.
const SHOWN_ROWS: usize = 8;
/// How many lines are shown in each encoding.
const SHOWN_LINES: usize = 6;
/// Longest text that is shown of a line, in characters.
const SHOWN_OF_LINE: usize = 160;
/// So many characters of a cell tell what its column holds.
const SHOWN_OF_CELL: usize = 80;
/// How many sheets are shown; others are not asked about.
const SHOWN_SHEETS: usize = 20;
/// How much of a text file is shown in each encoding, in bytes.
const SAMPLE: usize = 16 << 10;

/// The first lines of a file in one encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingPreview {
    /// The encoding.
    pub encoding: Encoding,
    /// Lines with letters beyond ASCII, cut short.
    pub lines: Vec<String>,
}

/// The first rows of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPreview {
    /// The sheet's name; empty for a text file.
    pub name: String,
    /// Rows with content: the row's number, and what its cells show, cut short.
    pub rows: Vec<(u32, Vec<String>)>,
    /// What each column seems to hold.
    pub columns: Vec<Option<Field>>,
    /// The number of the row with the first question, as it seems.
    pub first_row: u32,
}

/// The first lines of a file in each encoding that it may be in.
pub fn encodings(bytes: &[u8], file_name: &str) -> Result<Vec<EncodingPreview>, ReadError> {
    let wide = utf16(bytes).map(String::into_bytes);
    let bytes = wide.as_deref().unwrap_or(bytes);
    if let Some(source) = source(package::kind(bytes)?, bytes, file_name) {
        return in_fonts(source);
    }
    if package::kind(bytes)? == Kind::Pdf {
        return Ok(in_fonts_of_lines(&pdf::in_old_fonts(bytes, SHOWN_LINES)?));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let previews = Encoding::ALL[1..].iter().map(|&encoding| {
        let text = encoding.decode(sample);
        EncodingPreview { encoding, lines: text.lines().filter_map(telling).take(SHOWN_LINES).collect() }
    });
    Ok(previews.collect())
}

/// The rows of a table as they stand and in each old font, those first that a font would change.
fn in_fonts(source: Source<'_>) -> Result<Vec<EncodingPreview>, ReadError> {
    let mut rows = Vec::new();
    source.each_sheet(&mut |sheet, lines| {
        if sheet.hidden {
            return Ok(());
        }
        for line in lines.take(HEADER_SEARCH_ROWS) {
            let line = line?;
            if rows.len() < SHOWN_LINES && line.cells.iter().any(|cell| font(cell.text()).is_some()) {
                rows.push(line);
            }
        }
        Ok(())
    })?;
    let shown = |encoding: Encoding| {
        let mut script = Script::new(Some(encoding));
        let cells = |line: &Line| line.cells.iter().map(Cell::text).collect::<Vec<_>>().join(" | ");
        let lines = rows.iter().filter_map(|line| telling(&cells(&script.line(line.clone()))));
        EncodingPreview { encoding, lines: lines.collect() }
    };
    Ok([Encoding::Unicode, Encoding::Tcvn3, Encoding::Vni].map(shown).into())
}

/// Lines as they stand and in each old font.
fn in_fonts_of_lines(lines: &[String]) -> Vec<EncodingPreview> {
    let shown = |encoding: Encoding| {
        let mended = |line: &String| telling(&encoding.mend(line).unwrap_or_else(|| line.clone()));
        EncodingPreview { encoding, lines: lines.iter().filter_map(mended).collect() }
    };
    [Encoding::Unicode, Encoding::Tcvn3, Encoding::Vni].map(shown).into()
}

/// A line that tells encodings apart, cut short.
fn telling(line: &str) -> Option<String> {
    (!line.is_ascii()).then(|| shortened(line, SHOWN_OF_LINE))
}

fn shortened(text: &str, longest: usize) -> String {
    let text = text::squeeze(text);
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// The sheets of a file with tables, in the encoding that was chosen; nothing for other files.
pub fn sheets(bytes: &[u8], file_name: &str, options: &Options) -> Result<Vec<SheetPreview>, ReadError> {
    let file = Unicode::of(bytes, options.encoding)?;
    let kind = package::kind(&file.bytes)?;
    let Some(source) = source(kind, &file.bytes, file_name) else { return Ok(Vec::new()) };
    let mut script = Script::new(file.chosen);
    let mut previews = Vec::new();
    source.each_sheet(&mut |sheet, lines| {
        if sheet.hidden || previews.len() == SHOWN_SHEETS {
            return Ok(());
        }
        let has_content =
            |line: &Result<Line, ReadError>| line.as_ref().map_or(true, |line| !line.cells.iter().all(Cell::is_blank));
        let lines = lines.filter(has_content).take(HEADER_SEARCH_ROWS);
        let lines = lines.map(|line| line.map(|line| script.line(line))).collect::<Result<Vec<_>, _>>()?;
        previews.extend(preview(sheet.name, &lines));
        Ok(())
    })?;
    Ok(previews)
}

fn preview(name: &str, lines: &[Line]) -> Option<SheetPreview> {
    let width = lines.iter().map(|line| line.cells.len()).max()?.min(MAX_COLUMNS);
    let (columns, first_row) = guess(lines, width);
    let cells = |line: &Line| {
        let cell =
            |column| line.cells.get(column).map_or_else(String::new, |cell| shortened(Cell::text(cell), SHOWN_OF_CELL));
        (0..width).map(cell).collect()
    };
    let rows = lines.iter().take(SHOWN_ROWS).map(|line| (line.number(), cells(line))).collect();
    Some(SheetPreview { name: name.to_owned(), rows, columns, first_row })
}
