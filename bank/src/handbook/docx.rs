//! The paragraphs of a Word document, with what their styles say of them.

mod styles;

use quick_xml::events::{BytesStart, Event};

use self::styles::Styles;
use crate::ReadError;
use crate::limits::MAX_PARAGRAPHS;
use crate::package::Package;
use crate::xml::{Xml, attribute, push_text};

/// Paragraphs within paragraphs (text boxes) go no deeper than this.
const MAX_DEPTH: usize = 16;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Body,
    /// On the cover.
    Title,
    /// A heading, 1 the highest.
    Heading(u8),
    /// A line of a table of contents that the word processor made.
    Contents,
}

/// How a paragraph is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    Bullet,
    Numbered,
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text; line breaks within it kept.
    pub(super) text: String,
    pub(super) role: Role,
    pub(super) listed: Option<Listed>,
}

/// A paragraph being read.
#[derive(Default)]
struct Draft {
    text: String,
    style: Option<String>,
    /// Its own list and level; `Some((0, _))` takes the style's list off.
    list: Option<u32>,
    level: u8,
    outline: Option<u8>,
    in_properties: bool,
}

/// All paragraphs of the document's body, in reading order.
///
/// Headers, footers and notes are other parts; deleted text, field codes and the second copy of
/// a drawing are left out.
pub(super) fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ReadError> {
    let mut package = Package::open(bytes)?;
    let styles = Styles::read(
        package.part("word/styles.xml")?.as_deref().unwrap_or_default(),
        package.part("word/numbering.xml")?.as_deref().unwrap_or_default(),
    )?;
    let text = package.part("word/document.xml")?.ok_or(ReadError::Damaged)?;
    let mut body = Body { xml: Xml::new(&text), styles: &styles, open: Vec::new(), done: Vec::new() };
    while body.step()? {}
    Ok(body.done)
}

struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    open: Vec<Draft>,
    done: Vec<Paragraph>,
}

impl Body<'_> {
    /// Takes one event; `false` at the end.
    fn step(&mut self) -> Result<bool, ReadError> {
        match self.xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "p" => self.begin()?,
                "pPr" => self.mark_properties(true),
                "t" => self.text("t")?,
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => self.skip()?,
                name => self.detail(name, &element),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "p" => self.end()?,
                "pPr" => self.mark_properties(false),
                _ => {}
            },
            Event::Eof => return if self.open.is_empty() { Ok(false) } else { Err(ReadError::Damaged) },
            _ => {}
        }
        Ok(true)
    }

    fn begin(&mut self) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::Damaged);
        }
        self.open.push(Draft::default());
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(draft) = self.open.pop() else { return Ok(()) };
        if self.done.len() >= MAX_PARAGRAPHS {
            return Err(ReadError::TooManyParagraphs);
        }
        let style = draft.style.as_deref();
        let role = match draft.outline {
            Some(level) => Role::Heading(level),
            None => self.styles.role(style),
        };
        let listed = self.styles.listed(style, draft.list, draft.level);
        self.done.push(Paragraph { text: draft.text, role, listed });
        Ok(())
    }

    fn mark_properties(&mut self, inside: bool) {
        if let Some(draft) = self.open.last_mut() {
            draft.in_properties = inside;
        }
    }

    /// Breaks and tabs of the text, and the properties of the paragraph.
    fn detail(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(draft) = self.open.last_mut() else { return };
        let value = || attribute(element, "val");
        match name {
            "pStyle" => draft.style = value(),
            "numId" => draft.list = value().and_then(|value| value.parse().ok()),
            "ilvl" => draft.level = value().and_then(|value| value.parse().ok()).unwrap_or(0),
            "outlineLvl" => draft.outline = value().as_deref().and_then(styles::heading),
            "br" | "cr" if !draft.in_properties => draft.text.push('\n'),
            "tab" | "ptab" if !draft.in_properties => draft.text.push('\t'),
            "noBreakHyphen" => draft.text.push('-'),
            _ => {}
        }
    }

    fn text(&mut self, element: &str) -> Result<(), ReadError> {
        loop {
            match self.xml.next()? {
                Event::End(end) if end.local_name().as_ref() == element => return Ok(()),
                Event::Eof => return Err(ReadError::Damaged),
                event => {
                    if let Some(draft) = self.open.last_mut() {
                        push_text(&mut draft.text, &event)?;
                    }
                }
            }
        }
    }

    /// Passes over an element with all it holds.
    fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
        Ok(())
    }
}
