//! The number formats of a workbook's cells.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::super::number_format::built_in;
use crate::ReadError;
use crate::xml::{Xml, attribute};

/// The number format of each cell style.
#[derive(Default)]
pub(super) struct Styles {
    /// Formats that the workbook defines, by number.
    codes: HashMap<u32, String>,
    /// The number of the format of each style.
    formats: Vec<u32>,
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut in_cell_styles = false;
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(element) => {
                    let number = || attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    match element.local_name().as_ref() {
                        "numFmt" => {
                            styles.codes.insert(number(), attribute(&element, "formatCode").unwrap_or_default());
                        }
                        "cellXfs" => in_cell_styles = true,
                        "xf" if in_cell_styles => styles.formats.push(number()),
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The format code of a style, `General` when it has none.
    pub(super) fn format(&self, style: usize) -> &str {
        let number = self.formats.get(style).copied().unwrap_or(0);
        self.codes.get(&number).map_or_else(|| built_in(number), String::as_str)
    }
}
