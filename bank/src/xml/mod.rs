//! XML files and parts of packages: events and attributes, no entity but the five and characters.

mod tree;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::ReadError;

pub(crate) use tree::{Element, Node, element, root};

/// A reader of one part; `<a/>` comes as a start and an end.
pub(crate) struct Xml<'a>(Reader<&'a [u8]>);

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// The start of the outermost element.
    pub(crate) fn root(&mut self) -> Result<BytesStart<'a>, ReadError> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(start),
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    /// The next event. A document type is refused: nothing here has a use for entities.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, ReadError> {
        match self.0.read_event() {
            Ok(Event::DocType(_)) => Err(ReadError::DocumentType),
            Ok(event) => Ok(event),
            Err(_) => Err(ReadError::Damaged),
        }
    }

    /// Passes over the element that was just begun, with all it holds.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::Damaged),
                _ => {}
            }
        }
        Ok(())
    }
}

/// The value of an attribute by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Adds what an event says in text: characters, `&amp;`, `&#7879;`, CDATA.
pub(crate) fn push_text(out: &mut String, event: &Event<'_>) -> Result<(), ReadError> {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => push_reference(out, reference)?,
        _ => {}
    }
    Ok(())
}

fn push_reference(out: &mut String, reference: &BytesRef<'_>) -> Result<(), ReadError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| ReadError::Damaged)? {
        out.push(character);
        return Ok(());
    }
    out.push_str(resolve_predefined_entity(reference).ok_or(ReadError::Damaged)?);
    Ok(())
}
