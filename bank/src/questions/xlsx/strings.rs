//! The table of strings that cells share.

use quick_xml::events::Event;

use crate::ReadError;
use crate::xml::{Xml, push_text};

/// All shared strings in one piece, so that millions of empty ones cost little.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut strings = Self::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    push_rich_text(&mut xml, "si", &mut strings.text)?;
                    strings.ends.push(strings.text.len() as u32);
                }
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? as usize };
        self.text.get(start..end)
    }
}

/// Adds the text up to the end of the element, in however many runs; readings of East Asian
/// words (`rPh`) are not part of it.
pub(super) fn push_rich_text(xml: &mut Xml<'_>, element: &str, out: &mut String) -> Result<(), ReadError> {
    let mut in_text = false;
    let mut in_reading = false;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                name if name == element => {
                    out.push_str(&unescape(&text));
                    return Ok(());
                }
                _ => {}
            },
            Event::Eof => return Err(ReadError::Damaged),
            event if in_text => push_text(&mut text, &event)?,
            _ => {}
        }
    }
}

/// Excel writes characters that XML cannot carry as `_x000D_`.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(character) = character {
            out.push(character);
            rest = &from[7..];
        } else {
            out.push_str("_x");
            rest = &from[2..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_readings_left_out() {
        let strings = SharedStrings::read(
            "<sst><si><t>Bộ </t></si><si><r><t>Nội</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> vụ</t></r><rPh><t>x</t></rPh></si><si/><si><t>A &amp; B</t></si></sst>",
        );
        let strings = strings.unwrap();
        assert_eq!(strings.get(0), Some("Bộ "));
        assert_eq!(strings.get(1), Some("Nội vụ"));
        assert_eq!(strings.get(2), Some(""));
        assert_eq!(strings.get(3), Some("A & B"));
        assert_eq!(strings.get(4), None);
    }

    #[test]
    fn escapes_are_undone_only_where_whole() {
        assert_eq!(unescape("a_x000D_b_x005F_c"), "a\rb_c");
        assert_eq!(unescape("_x_xZZZZ_ _x00Đ_"), "_x_xZZZZ_ _x00Đ_");
    }
}
