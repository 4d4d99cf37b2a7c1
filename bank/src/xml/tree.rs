//! One element of an XML file with all it holds, within limits.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{Xml, push_text};
use crate::ReadError;
use crate::limits::{MAX_XML_DEPTH, MAX_XML_NODES};

/// Most attributes kept of one element; no question needs more.
const MAX_ATTRIBUTES: usize = 50;

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Without its prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let name = start.local_name().as_ref().to_owned();
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().take(MAX_ATTRIBUTES).filter_map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((attribute.key.local_name().as_ref().to_owned(), value.into_owned()))
        });
        let attributes = attributes.collect();
        Self { name, attributes, children: Vec::new() }
    }

    /// An attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements directly within.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of this name directly within.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element of this name directly within.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The text directly within, not squeezed.
    pub(crate) fn text(&self) -> String {
        let texts = self.children.iter().map(|child| if let Node::Text(text) = child { text.as_str() } else { "" });
        texts.collect()
    }

    /// All elements below, in the file's order.
    pub(crate) fn descendants(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut open: Vec<&Self> = self.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            found.push(element);
            let from = open.len();
            open.extend(element.elements());
            open[from..].reverse();
        }
        found
    }
}

/// Reads up to the end of the element that has just begun.
pub(crate) fn element(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Result<Element, ReadError> {
    let mut open = vec![Element::new(start)];
    let mut nodes = 0;
    loop {
        let event = xml.next()?;
        nodes += 1;
        if nodes > MAX_XML_NODES {
            return Err(ReadError::TooLargeInside);
        }
        match &event {
            Event::Start(_) if open.len() >= MAX_XML_DEPTH => return Err(ReadError::TooLargeInside),
            Event::Start(start) => open.push(Element::new(start)),
            Event::End(_) => {
                let Some(closed) = open.pop() else { return Err(ReadError::Damaged) };
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(closed)),
                    None => return Ok(closed),
                }
            }
            Event::Eof => return Err(ReadError::Damaged),
            _ => {
                let Some(parent) = open.last_mut() else { return Err(ReadError::Damaged) };
                if let Some(Node::Text(text)) = parent.children.last_mut() {
                    push_text(text, &event)?;
                } else {
                    let mut text = String::new();
                    push_text(&mut text, &event)?;
                    if !text.is_empty() {
                        parent.children.push(Node::Text(text));
                    }
                }
            }
        }
    }
}

/// The file's outermost element.
pub(crate) fn root(text: &str) -> Result<Element, ReadError> {
    let mut xml = Xml::new(text);
    let start = xml.root()?;
    element(&mut xml, &start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_content_keeps_its_order() {
        let root = root(
            "<?xml version=\"1.0\"?><a x='1'>Một <b>hai</b> ba<!-- ? --> &amp; <![CDATA[<bốn>]]><c:d y:z='2'/></a>",
        )
        .unwrap();
        assert_eq!((root.name.as_str(), root.attribute("x"), root.attribute("y")), ("a", Some("1"), None));
        assert_eq!(root.text(), "Một  ba & <bốn>");
        assert_eq!(root.child("d").unwrap().attribute("z"), Some("2"));
        assert_eq!(root.descendants().iter().map(|element| element.name.as_str()).collect::<Vec<_>>(), ["b", "d"]);
    }

    #[test]
    fn what_is_cut_nested_or_endless_is_refused() {
        for (text, error) in [
            ("<a><b></b>", ReadError::Damaged),
            ("<a></b>", ReadError::Damaged),
            ("chữ", ReadError::Damaged),
            ("<!DOCTYPE a><a/>", ReadError::DocumentType),
            ("<a>&x;</a>", ReadError::Damaged),
        ] {
            assert_eq!(root(text), Err(error), "{text}");
        }
        assert_eq!(root(&"<a>".repeat(10_000)), Err(ReadError::TooLargeInside));
        assert_eq!(root(&format!("<a>{}</a>", "<b/>".repeat(MAX_XML_NODES))), Err(ReadError::TooLargeInside));
    }
}
