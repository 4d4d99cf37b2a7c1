//! The objects of a file (ISO 32000-1, 7.5).
//!
//! Found by looking through the file once, not by its own table of places: so a file that was cut, joined
//! or mended by hand is read as well, each object is read once whatever a table says, and of an object that
//! was changed later the last form counts.

use std::cell::Cell;
use std::collections::HashMap;

use super::filters::unpack;
use super::lexer::{Fuel, Lexer, Token, is_space};
use super::value::{Dict, Value};
use crate::ReadError;
use crate::limits::{MAX_INFLATED_BYTES, MAX_PDF_VALUES};

/// Most filters on one stream.
const MAX_FILTERS: usize = 4;

/// The objects of a file by their numbers.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, Value>,
    root: Option<Value>,
    encrypted: bool,
    /// What may still be inflated, in bytes.
    budget: Cell<usize>,
}

impl<'a> File<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let budget = Cell::new(MAX_INFLATED_BYTES as usize);
        let mut file = Self { bytes, objects: HashMap::new(), root: None, encrypted: false, budget };
        let fuel = Fuel::new(MAX_PDF_VALUES);
        file.scan(&fuel)?;
        file.find_trailers(&fuel)?;
        if file.encrypted { Err(ReadError::Encrypted) } else { Ok(file) }
    }

    fn scan(&mut self, fuel: &Fuel) -> Result<(), ReadError> {
        let mut at = 0;
        while let Some(found) = find(self.bytes, at, b"obj") {
            at = found + b"obj".len();
            let Some(number) = number_before(self.bytes, found) else { continue };
            let mut lexer = Lexer::new(self.bytes, at, fuel);
            let token = lexer.next()?;
            at = lexer.at().max(at);
            let Token::Value(mut value) = token else { continue };
            if let Value::Dict(dict) = &value
                && let Token::Word(b"stream") = lexer.next()?
            {
                let start = line_end(self.bytes, lexer.at());
                let end = stream_end(self.bytes, start, dict);
                at = end;
                value = Value::Stream(dict.clone(), start..end);
                self.unpack_objects(&value, fuel)?;
            }
            self.look_at_trailer(value.dict());
            self.objects.insert(number, value);
        }
        Ok(())
    }

    /// The objects that a stream of objects holds.
    fn unpack_objects(&mut self, value: &Value, fuel: &Fuel) -> Result<(), ReadError> {
        let Some(dict) = value.dict().filter(|dict| dict.is_of_type(b"ObjStm")) else { return Ok(()) };
        let Some(first) = dict.get(b"First").and_then(Value::count) else { return Ok(()) };
        let Some(bytes) = self.unpacked(value)? else { return Ok(()) };
        let mut index = Lexer::new(&bytes, 0, fuel);
        while index.at() < first
            && let (Token::Value(number), Token::Value(offset)) = (index.next()?, index.next()?)
        {
            let (Some(number), Some(offset)) = (number.count(), offset.count()) else { break };
            if let Token::Value(value) = Lexer::new(&bytes, first.saturating_add(offset), fuel).next()? {
                self.objects.insert(number as u32, value);
            }
        }
        Ok(())
    }

    /// A dictionary that may say where the document begins: a trailer, or that of a table of places.
    fn look_at_trailer(&mut self, dict: Option<&Dict>) {
        let Some(dict) = dict else { return };
        if dict.is_of_type(b"XRef") {
            self.encrypted |= dict.get(b"Encrypt").is_some();
            self.root = dict.get(b"Root").cloned().or_else(|| self.root.take());
        }
    }

    /// What stands behind the word `trailer`, the last of them first; else the last catalog.
    fn find_trailers(&mut self, fuel: &Fuel) -> Result<(), ReadError> {
        let mut at = 0;
        while let Some(found) = find(self.bytes, at, b"trailer") {
            let mut lexer = Lexer::new(self.bytes, found + b"trailer".len(), fuel);
            if let Token::Value(value) = lexer.next()?
                && let Some(dict) = value.dict()
            {
                self.encrypted |= dict.get(b"Encrypt").is_some();
                self.root = dict.get(b"Root").cloned().or_else(|| self.root.take());
            }
            at = lexer.at();
        }
        let is_catalog = |value: &Value| value.dict().is_some_and(|dict| dict.is_of_type(b"Catalog"));
        if !self.root.as_ref().and_then(|root| self.resolve(root)).is_some_and(is_catalog) {
            let catalogs = self.objects.iter().filter(|(_, value)| is_catalog(value));
            self.root = catalogs.max_by_key(|(number, _)| **number).map(|(number, _)| Value::Reference(*number));
        }
        Ok(())
    }

    /// The dictionary that the document begins with.
    pub(super) fn catalog(&self) -> Option<&Dict> {
        self.resolve(self.root.as_ref()?)?.dict()
    }

    /// A value, or what it refers to; no object is a reference itself.
    pub(super) fn resolve<'b>(&'b self, value: &'b Value) -> Option<&'b Value> {
        if let Value::Reference(number) = value { self.objects.get(number) } else { Some(value) }
    }

    /// What a dictionary has under a key.
    pub(super) fn get<'b>(&'b self, dict: &'b Dict, key: &[u8]) -> Option<&'b Value> {
        self.resolve(dict.get(key)?)
    }

    pub(super) fn dict<'b>(&'b self, dict: &'b Dict, key: &[u8]) -> Option<&'b Dict> {
        self.get(dict, key)?.dict()
    }

    pub(super) fn number(&self, dict: &Dict, key: &[u8]) -> Option<f64> {
        self.get(dict, key)?.number()
    }

    /// The values of an array under a key; none where there is no array.
    pub(super) fn array<'b>(&'b self, dict: &'b Dict, key: &[u8]) -> impl Iterator<Item = &'b Value> {
        let values = self.get(dict, key).and_then(Value::array).unwrap_or_default();
        values.iter().filter_map(|value| self.resolve(value))
    }

    /// The numbers of an array under a key, when there are as many.
    pub(super) fn numbers<const N: usize>(&self, dict: &Dict, key: &[u8]) -> Option<[f64; N]> {
        let numbers: Vec<f64> = self.array(dict, key).take(N).filter_map(Value::number).collect();
        numbers.try_into().ok()
    }

    /// The bytes of a stream, unpacked; `None` where there is none, or a filter that no text is packed by.
    pub(super) fn unpacked(&self, value: &Value) -> Result<Option<Vec<u8>>, ReadError> {
        let Value::Stream(dict, range) = value else { return Ok(None) };
        let Some(bytes) = self.bytes.get(range.clone()) else { return Ok(None) };
        let filters: Vec<&[u8]> = match self.get(dict, b"Filter") {
            Some(Value::Array(names)) => names.iter().filter_map(|name| self.resolve(name)?.name()).collect(),
            Some(Value::Name(name)) => vec![name],
            _ => Vec::new(),
        };
        if filters.len() > MAX_FILTERS || self.is_predicted(dict) {
            return Ok(None);
        }
        let mut unpacked = bytes.to_vec();
        for filter in filters {
            let Some(next) = unpack(filter, &unpacked, self.budget.get())? else { return Ok(None) };
            unpacked = next;
        }
        self.budget.set(self.budget.get().checked_sub(unpacked.len()).ok_or(ReadError::TooLargeInside)?);
        Ok(Some(unpacked))
    }

    /// Whether bytes are written as differences, which only tables of places and pictures are.
    fn is_predicted(&self, dict: &Dict) -> bool {
        let parameters = self.get(dict, b"DecodeParms").and_then(Value::dict);
        parameters.and_then(|parameters| self.number(parameters, b"Predictor")).is_some_and(|number| number > 1.0)
    }
}

/// Where the next such word stands.
fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

/// The number of the object whose `obj` stands here: `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    /// Longest run of digits or spaces before it.
    const LONGEST: usize = 12;
    let before = bytes.get(at.saturating_sub(3 * LONGEST)..at)?;
    let trimmed = before.trim_ascii_end();
    let digits = |text: &[u8]| text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation = digits(trimmed);
    let rest = trimmed.get(..trimmed.len() - generation)?;
    let number = rest.trim_ascii_end();
    let length = digits(number);
    if generation == 0 || rest.len() == number.len() || length == 0 || length > 10 {
        return None;
    }
    std::str::from_utf8(number.get(number.len() - length..)?).ok()?.parse().ok()
}

/// Behind the end of the line that `stream` stands on.
fn line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..).unwrap_or_default() {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => at,
    }
}

/// Where a stream ends: where its length says when `endstream` follows, else before that word.
fn stream_end(bytes: &[u8], start: usize, dict: &Dict) -> usize {
    let stated = dict.get(b"Length").and_then(Value::count).and_then(|length| start.checked_add(length));
    if let Some(end) = stated
        && let Some(behind) = bytes.get(end..)
        && behind.trim_ascii_start().starts_with(b"endstream")
        && behind.iter().take_while(|byte| is_space(**byte)).count() < 8
    {
        return end;
    }
    find(bytes, start, b"endstream").unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj <</Kids[3 0 R]>> endobj\n\
        7 0 obj<</Length 5>>stream\r\nendob\nendstream endobj 8 0 obj<</Length 99>>stream\nabc\nendstream endobj\n\
        2 0 obj <</Kids[4 0 R]>> endobj trailer <</Root 1 0 R>>";

    #[test]
    fn objects_are_found_and_the_last_form_counts() {
        let file = File::open(SMALL).unwrap();
        let pages = file.dict(file.catalog().unwrap(), b"Pages").unwrap();
        assert_eq!(pages.get(b"Kids"), Some(&Value::Array(vec![Value::Reference(4)])));
        let bytes = |number| file.unpacked(&file.objects[&number]).unwrap().unwrap();
        assert_eq!((bytes(7), bytes(8)), (b"endob".to_vec(), b"abc\n".to_vec()));
    }

    #[test]
    fn a_document_with_a_password_is_told() {
        let locked = [SMALL, b"trailer <</Encrypt 9 0 R>>"].concat();
        assert!(matches!(File::open(&locked), Err(ReadError::Encrypted)));
    }
}
