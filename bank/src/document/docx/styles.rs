//! What the styles of a Word document mean.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::look;
use crate::ReadError;
use crate::document::look::LookChange;
use crate::document::{Listed, Role};
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
    level: Option<u8>,
    look: LookChange,
}

/// Styles by their identifiers.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut all = Self::default();
        let mut xml = Xml::new(part);
        let mut current: Option<(String, Style)> = None;
        loop {
            match xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "style" => {
                    current = attribute(&element, "styleId").map(|id| (id, Style::default()));
                    let is = |name, wanted| attribute(&element, name).as_deref() == Some(wanted);
                    if is("type", "paragraph") && is("default", "1") {
                        all.default = attribute(&element, "styleId");
                    }
                }
                // A table's style says how its first row and column look, which is nobody's answer.
                Event::Start(element)
                    if matches!(element.local_name().as_ref(), "tblStylePr" | "rPrChange" | "pPrChange") =>
                {
                    xml.skip()?;
                }
                Event::Start(element) => {
                    if let Some((_, style)) = &mut current {
                        style.take(&element);
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "style" => all.by_id.extend(current.take()),
                Event::Eof => return Ok(all),
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

    /// What a paragraph's style says of the look of its text.
    pub(super) fn look_of_paragraph(&self, style: Option<&str>) -> LookChange {
        self.look(style.or(self.default.as_deref()))
    }

    /// What a style and its ancestors say of the look of text.
    pub(super) fn look(&self, style: Option<&str>) -> LookChange {
        self.ancestors(style).fold(LookChange::default(), |look, style| look.over(style.look))
    }

    /// The list that a style puts its paragraphs in, with the level when it says one.
    pub(super) fn list(&self, style: Option<&str>) -> Option<(u32, Option<u8>)> {
        self.ancestors(style).find_map(|style| style.list.map(|list| (list, style.level)))
    }

    /// How a paragraph is listed by the name of its style alone.
    pub(super) fn listed_by_name(&self, style: Option<&str>) -> Option<Listed> {
        self.ancestors(style).find_map(|style| match style.name.as_str() {
            name if name.starts_with("list bullet") => Some(Listed::Bullet),
            name if name.starts_with("list number") => Some(Listed::Numbered),
            _ => None,
        })
    }
}

impl Style {
    fn take(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        match element.local_name().as_ref() {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = value().as_deref().and_then(heading),
            "numId" => self.list = value().and_then(|value| value.parse().ok()),
            "ilvl" => self.level = value().and_then(|value| value.parse().ok()),
            name => look::take(&mut self.look, name, element),
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
            "<styles><style styleId=\"u1\"><name val=\"heading 1\"/><rPr><b/></rPr></style><style styleId=\"Phan\"><name val=\"Phần\"/><basedOn val=\"u1\"/></style>\
             <style styleId=\"Loop\"><basedOn val=\"Loop\"/></style><style styleId=\"LB\"><name val=\"List Bullet\"/><pPr><numPr><numId val=\"5\"/></numPr></pPr></style></styles>",
        )
        .unwrap();
        assert_eq!(styles.role(Some("Phan")), Role::Heading(1));
        assert_eq!(styles.role(Some("Loop")), Role::Body);
        assert_eq!(styles.role(None), Role::Body);
        assert_eq!(styles.list(Some("LB")), Some((5, None)));
        assert_eq!(styles.listed_by_name(Some("LB")), Some(Listed::Bullet));
        assert_eq!(styles.look(Some("Phan")).bold, Some(true));
    }
}
