//! What the styles and lists of a Word document mean.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::{Listed, Role};
use crate::ReadError;
use crate::xml::{Xml, attribute};

/// Styles build on one another no further than this.
const MAX_ANCESTORS: usize = 12;

#[derive(Default)]
struct Style {
    /// The built-in name, in English whatever the language of Word, lower case.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<u32>,
}

/// Styles and lists by their identifiers.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The pattern of each list.
    lists: HashMap<u32, u32>,
    /// How each level of each pattern is marked.
    patterns: HashMap<(u32, u8), Listed>,
}

impl Styles {
    pub(super) fn read(styles: &str, numbering: &str) -> Result<Self, ReadError> {
        let mut all = Self::default();
        all.read_styles(styles)?;
        all.read_numbering(numbering)?;
        Ok(all)
    }

    fn read_styles(&mut self, part: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part);
        let mut current: Option<(String, Style)> = None;
        loop {
            match xml.next()? {
                Event::Start(element) => {
                    let value = || attribute(&element, "val");
                    match (element.local_name().as_ref(), current.as_mut()) {
                        ("style", _) => current = attribute(&element, "styleId").map(|id| (id, Style::default())),
                        ("name", Some((_, style))) => style.name = value().unwrap_or_default().to_lowercase(),
                        ("basedOn", Some((_, style))) => style.based_on = value(),
                        ("outlineLvl", Some((_, style))) => style.outline = value().as_deref().and_then(heading),
                        ("numId", Some((_, style))) => style.list = value().and_then(|value| value.parse().ok()),
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "style" => self.by_id.extend(current.take()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn read_numbering(&mut self, part: &str) -> Result<(), ReadError> {
        let mut xml = Xml::new(part);
        let (mut pattern, mut level, mut list) = (0, 0, 0);
        loop {
            match xml.next()? {
                Event::Start(element) => {
                    let number =
                        |name| attribute(&element, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
                    match element.local_name().as_ref() {
                        "abstractNum" => pattern = number("abstractNumId"),
                        "lvl" => level = number("ilvl") as u8,
                        "numFmt" => {
                            let listed = match attribute(&element, "val").as_deref() {
                                Some("bullet") => Some(Listed::Bullet),
                                Some("none") | None => None,
                                Some(_) => Some(Listed::Numbered),
                            };
                            self.patterns.extend(listed.map(|listed| ((pattern, level), listed)));
                        }
                        "num" => list = number("numId"),
                        "abstractNumId" => {
                            self.lists.insert(list, number("val"));
                        }
                        _ => {}
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The style and what it builds on, nearest first.
    fn ancestors<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.by_id.get(id));
        std::iter::successors(style.and_then(|id| self.by_id.get(id)), next).take(MAX_ANCESTORS)
    }

    pub(super) fn role(&self, style: Option<&str>) -> Role {
        self.ancestors(style)
            .find_map(|style| match style.name.as_str() {
                "title" | "subtitle" => Some(Role::Title),
                name if name.starts_with("toc ") => Some(Role::Contents),
                name => {
                    let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                    level.or(style.outline).map(Role::Heading)
                }
            })
            .unwrap_or_default()
    }

    /// How a paragraph is listed, by its own list or its style's.
    pub(super) fn listed(&self, style: Option<&str>, list: Option<u32>, level: u8) -> Option<Listed> {
        let list = list.or_else(|| self.ancestors(style).find_map(|style| style.list));
        match list {
            Some(0) => None,
            Some(list) => self.lists.get(&list).and_then(|pattern| self.patterns.get(&(*pattern, level))).copied(),
            None => self.ancestors(style).find_map(|style| match style.name.as_str() {
                name if name.starts_with("list bullet") => Some(Listed::Bullet),
                name if name.starts_with("list number") => Some(Listed::Numbered),
                _ => None,
            }),
        }
    }
}

/// A level of the outline as a heading, from 1; 9 stands for body text.
pub(super) fn heading(level: &str) -> Option<u8> {
    level.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit_what_they_mean() {
        let styles = Styles::read(
            "<styles><style styleId=\"u1\"><name val=\"heading 1\"/></style><style styleId=\"Phan\"><name val=\"Phần\"/><basedOn val=\"u1\"/></style>\
             <style styleId=\"Loop\"><basedOn val=\"Loop\"/></style><style styleId=\"LB\"><name val=\"List Bullet\"/><pPr><numPr><numId val=\"5\"/></numPr></pPr></style></styles>",
            "<numbering><abstractNum abstractNumId=\"3\"><lvl ilvl=\"0\"><numFmt val=\"bullet\"/></lvl><lvl ilvl=\"1\"><numFmt val=\"decimal\"/></lvl></abstractNum>\
             <num numId=\"5\"><abstractNumId val=\"3\"/></num></numbering>",
        )
        .unwrap();
        assert_eq!(styles.role(Some("Phan")), Role::Heading(1));
        assert_eq!(styles.role(Some("Loop")), Role::Body);
        assert_eq!(styles.role(None), Role::Body);
        assert_eq!(styles.listed(Some("LB"), None, 0), Some(Listed::Bullet));
        assert_eq!(styles.listed(Some("LB"), Some(0), 0), None);
        assert_eq!(styles.listed(None, Some(5), 1), Some(Listed::Numbered));
    }
}
