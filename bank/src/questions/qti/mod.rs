//! QTI 2.1 and 2.2: packages of items, or a single item.
//!
//! The formats: IMS Question & Test Interoperability 2.1 and IMS Content Packaging 1.1. Items with
//! one `choiceInteraction` are taken; nothing is fetched and nothing unpacked onto a disk.

mod item;
mod manifest;
mod text;

use super::QuestionSet;
use super::draft::{Draft, Judge};
use super::left_out::LeftOut;
use crate::package::Package;
use crate::{Place, ReadError, xml};
use manifest::{Manifest, Resource};

/// Reads a single item.
pub(super) fn read_item(text: &str) -> Result<QuestionSet, ReadError> {
    let root = xml::root(text)?;
    let name = root.attribute("identifier").unwrap_or_default().to_owned();
    let mut left_out = LeftOut::default();
    let draft = item::draft(Place::Element { number: 1, name }, &root, &mut left_out);
    let row = Judge::default().judge(draft);
    Ok(QuestionSet { rows: vec![row], notes: left_out.notes() })
}

/// Reads a package.
pub(super) fn read(bytes: &[u8]) -> Result<QuestionSet, ReadError> {
    let mut package = Package::open(bytes)?;
    if !package.paths_stay_inside() {
        return Err(ReadError::UnsafePath);
    }
    let Manifest { folder, resources } = Manifest::read(&mut package)?;
    let mut judge = Judge::default();
    let mut left_out = LeftOut::default();
    let mut rows = Vec::new();
    for resource in &resources {
        let number = rows.len() as u32 + 1;
        let place = Place::Element { number, name: resource.identifier.clone() };
        rows.push(judge.judge(draft(place, &folder, resource, &mut package, &mut left_out)?));
    }
    if rows.is_empty() {
        return Err(ReadError::NothingAsked { found: "gói QTI" });
    }
    Ok(QuestionSet { rows, notes: left_out.notes() })
}

/// The item of a resource; what is wrong with its file refuses this one only.
fn draft(
    place: Place,
    folder: &str,
    resource: &Resource,
    package: &mut Package<'_>,
    left_out: &mut LeftOut,
) -> Result<Draft, ReadError> {
    let refused = |sentence: String| {
        let mut draft = Draft::new(place.clone());
        draft.refusals.push(sentence);
        draft
    };
    let path = format!("{folder}{}", resource.path);
    let text = match package.part(&path) {
        Ok(Some(text)) => text,
        Ok(None) => {
            return Ok(refused(format!(
                "Gói thiếu tệp “{}”. Hãy xuất lại gói từ phần mềm soạn câu hỏi.",
                resource.path
            )));
        }
        Err(ReadError::Damaged) => return Ok(refused(unreadable(&resource.path))),
        Err(error) => return Err(error),
    };
    let mut draft = match xml::root(&text) {
        Ok(root) => item::draft(place, &root, left_out),
        Err(ReadError::Damaged) => return Ok(refused(unreadable(&resource.path))),
        Err(error) => return Err(error),
    };
    resource.describe(&mut draft, left_out);
    Ok(draft)
}

fn unreadable(path: &str) -> String {
    format!("Tệp “{path}” bị hỏng hoặc không phải XML. Hãy xuất lại gói từ phần mềm soạn câu hỏi.")
}
