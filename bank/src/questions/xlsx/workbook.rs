//! Which sheets a workbook has and which parts hold them.

use std::collections::HashMap;

use contest::text;
use quick_xml::events::Event;

use crate::ReadError;
use crate::package::Package;
use crate::xml::{Xml, attribute};

/// A workbook's parts.
#[derive(Default)]
pub(super) struct Workbook {
    /// In the order of their tabs.
    pub(super) sheets: Vec<Sheet>,
    /// The part with the shared strings.
    pub(super) strings: Option<String>,
    /// The part with the number formats.
    pub(super) styles: Option<String>,
    /// Whether days are counted from 1904, as Excel for Mac once did.
    pub(super) from_1904: bool,
}

/// A sheet with cells; charts have none.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) hidden: bool,
}

/// A related part: the last word of its type, and its path in the package.
struct Related {
    kind: String,
    path: String,
}

impl Workbook {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReadError> {
        let related = related(package.part("xl/_rels/workbook.xml.rels")?.as_deref().unwrap_or_default())?;
        let of_kind = |kind: &str| related.values().find(|part| part.kind == kind).map(|part| part.path.clone());
        let mut workbook = Self { strings: of_kind("sharedStrings"), styles: of_kind("styles"), ..Self::default() };
        let text = package.part("xl/workbook.xml")?.ok_or(ReadError::Damaged)?;
        let mut xml = Xml::new(&text);
        loop {
            match xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                    let Some(part) = attribute(&element, "id").and_then(|id| related.get(&id)) else { continue };
                    if part.kind == "worksheet" {
                        workbook.sheets.push(Sheet {
                            name: text::squeeze(&attribute(&element, "name").unwrap_or_default()),
                            path: part.path.clone(),
                            hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                        });
                    }
                }
                Event::Start(element) if element.local_name().as_ref() == "workbookPr" => {
                    let from_1904 = attribute(&element, "date1904");
                    workbook.from_1904 |= matches!(from_1904.as_deref(), Some("1" | "true"));
                }
                Event::Eof => return Ok(workbook),
                _ => {}
            }
        }
    }
}

/// Related parts by their identifiers.
fn related(text: &str) -> Result<HashMap<String, Related>, ReadError> {
    let mut related = HashMap::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&element, name).unwrap_or_default();
                let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                let target = value("Target");
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                related.insert(value("Id"), Related { kind, path });
            }
            Event::Eof => return Ok(related),
            _ => {}
        }
    }
}
