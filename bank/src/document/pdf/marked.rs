//! Marked content (ISO 32000-1, 14.6 and 14.9.4): what a file says of a stretch of its page.

use std::mem;

use super::file::File;
use super::sheet::Sheet;
use super::value::{Dict, Value};

/// Deepest nesting of marks.
const MAX_DEPTH: usize = 100;
/// Longest text of a mark, in bytes; programs write the letters of a word or two.
const LONGEST: usize = 1_000;

/// The marks around a place.
#[derive(Debug, Default)]
pub(super) struct Marked {
    open: Vec<Mark>,
    /// Marks beyond the deepest.
    deeper: usize,
}

#[derive(Debug)]
struct Mark {
    /// The text that is meant by the glyphs from here on.
    text: Option<String>,
    first: usize,
    /// Whether it is a page's head or foot.
    left_out: bool,
}

impl Marked {
    /// Begins a mark: its tag, and what it says or where that stands.
    pub(super) fn begin(&mut self, sheet: &Sheet, file: &File<'_>, operands: &[Value], resources: Option<&Dict>) {
        if self.open.len() >= MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        let named = |name: &[u8]| file.dict(file.dict(resources?, b"Properties")?, name);
        let said = match operands.get(1) {
            Some(Value::Name(name)) => named(name),
            other => other.and_then(Value::dict),
        };
        let text = said.and_then(|said| file.get(said, b"ActualText")).and_then(Value::bytes).map(text_of);
        let is_artifact = operands.first().and_then(Value::name) == Some(b"Artifact");
        let left_out = is_artifact && said.and_then(|said| said.name(b"Type")) == Some(b"Pagination");
        self.open.push(Mark { text, first: sheet.glyphs.len(), left_out });
    }

    /// Ends the innermost mark; its glyphs get the text that is meant.
    pub(super) fn end(&mut self, sheet: &mut Sheet) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(Mark { text: Some(text), first, .. }) = self.open.pop() else { return };
        let glyphs = sheet.glyphs.get_mut(first..).unwrap_or_default();
        let right = glyphs.iter().map(|glyph| glyph.right).fold(f64::MIN, f64::max);
        let Some((begins, others)) = glyphs.split_first_mut() else { return };
        // A text for glyphs on several lines would stand on the first alone.
        if text.is_empty() || others.iter().any(|glyph| (glyph.base - begins.base).abs() > begins.size) {
            return;
        }
        let start = sheet.text.len();
        sheet.text.push_str(&text);
        begins.right = right;
        let _ = mem::replace(&mut begins.letters, start..sheet.text.len());
        sheet.glyphs.truncate(first + 1);
    }

    pub(super) fn is_left_out(&self) -> bool {
        self.open.iter().any(|mark| mark.left_out)
    }
}

/// A text outside of content: UTF-16 with a mark, else western letters.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
