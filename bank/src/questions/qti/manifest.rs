//! `imsmanifest.xml`: which parts of a package are items.

use contest::text::squeeze;

use super::super::draft::Draft;
use super::super::left_out::LeftOut;
use super::super::tags;
use crate::ReadError;
use crate::limits::MAX_PARTS;
use crate::package::{MANIFEST_PART, Package, stays_inside};
use crate::xml::{self, Element};

/// The list of a package's items.
pub(super) struct Manifest {
    /// Where the manifest stands: empty, or a folder with a slash at its end.
    pub(super) folder: String,
    pub(super) resources: Vec<Resource>,
}

/// One item.
pub(super) struct Resource {
    pub(super) identifier: String,
    /// From the manifest's folder.
    pub(super) path: String,
    topic: Option<String>,
    keywords: Vec<String>,
}

impl Manifest {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReadError> {
        let path = package.shallowest(MANIFEST_PART).ok_or(ReadError::Damaged)?;
        let folder = path[..path.len() - MANIFEST_PART.len()].to_owned();
        let text = package.part(&path)?.ok_or(ReadError::Damaged)?;
        let root = xml::root(&text)?;
        let mut resources = Vec::new();
        let mut old = false;
        for resource in root.named("resources").flat_map(|resources| resources.named("resource")) {
            let kind = resource.attribute("type").unwrap_or_default().to_ascii_lowercase();
            old |= kind.starts_with("imsqti_xmlv1") || kind.contains("assessment_xmlv1");
            if kind.starts_with("imsqti_item") {
                resources.push(Resource::read(resource)?);
            }
            if resources.len() > MAX_PARTS {
                return Err(ReadError::TooManyQuestions);
            }
        }
        if resources.is_empty() && old {
            return Err(ReadError::WrongKind {
                found: "gói QTI 1.2",
                wanted: "gói QTI 2.1",
                advice: "Hãy xuất lại theo QTI 2.1 hoặc Moodle XML.",
            });
        }
        Ok(Self { folder, resources })
    }
}

impl Resource {
    fn read(resource: &Element) -> Result<Self, ReadError> {
        let file = || resource.child("file").and_then(|file| file.attribute("href"));
        let path = resource.attribute("href").or_else(file).unwrap_or_default();
        let path = unquote(path.strip_prefix("./").unwrap_or(path));
        if !stays_inside(&path) {
            return Err(ReadError::UnsafePath);
        }
        let mut found = Self {
            identifier: resource.attribute("identifier").unwrap_or_default().chars().take(200).collect(),
            path,
            topic: None,
            keywords: Vec::new(),
        };
        let Some(metadata) = resource.child("metadata") else { return Ok(found) };
        for element in metadata.descendants() {
            let words = || squeeze(&words_of(element));
            match element.name.as_str() {
                "keyword" => found.keywords.push(words()),
                "taxon" => {
                    let entry = element.child("entry").map(words_of).unwrap_or_default();
                    found.topic = Some(squeeze(&entry)).filter(|topic| !topic.is_empty());
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// Adds what the manifest says of the item.
    pub(super) fn describe(&self, draft: &mut Draft, left_out: &mut LeftOut) {
        draft.topic.clone_from(&self.topic);
        for keyword in self.keywords.iter().filter(|keyword| !keyword.is_empty()) {
            if !tags::take(keyword, draft) {
                left_out.tag(keyword);
            }
        }
    }
}

/// A text in one language or another: `<string>`, `<langstring>`, or bare.
fn words_of(element: &Element) -> String {
    let text = element.text();
    if !text.trim().is_empty() {
        return text;
    }
    element.elements().next().map(Element::text).unwrap_or_default()
}

/// A path with its `%20`.
fn unquote(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
