//! The pages of a file in order, with what they inherit (ISO 32000-1, 7.7.3).

use std::collections::HashSet;

use super::file::File;
use super::value::{Dict, Value};
use crate::ReadError;
use crate::limits::MAX_PDF_PAGES;

/// Deepest nesting of groups of pages.
const MAX_DEPTH: usize = 50;
/// A4, where a page does not say.
const PAPER: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// A page.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) dict: &'a Dict,
    pub(super) resources: Option<&'a Dict>,
    /// What is seen of it: left, bottom, right, top, in points.
    pub(super) paper: [f64; 4],
    /// By how many quarters it is turned to the right.
    pub(super) turned: u8,
}

/// The pages in order; each once, whatever the tree says.
pub(super) fn of<'a>(file: &'a File<'_>) -> Result<Vec<Page<'a>>, ReadError> {
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages")).ok_or(ReadError::Damaged)?;
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![(root, None::<Page<'a>>, 0)];
    while let Some((value, above, depth)) = open.pop() {
        if let Value::Reference(number) = value
            && !seen.insert(*number)
        {
            continue;
        }
        let Some(dict) = file.resolve(value).and_then(Value::dict) else { continue };
        let page = inherit(file, dict, above);
        match file.get(dict, b"Kids").and_then(Value::array) {
            Some(kids) if depth < MAX_DEPTH => open.extend(kids.iter().rev().map(|kid| (kid, Some(page), depth + 1))),
            Some(_) => return Err(ReadError::Damaged),
            None if pages.len() >= MAX_PDF_PAGES => return Err(ReadError::TooManyPages),
            None => pages.push(page),
        }
    }
    if pages.is_empty() { Err(ReadError::Damaged) } else { Ok(pages) }
}

/// Whether something is put on a page that is not part of its content: notes, marks, fields to fill in.
pub(super) fn is_annotated(file: &File<'_>, page: &Page<'_>) -> bool {
    let kinds = file.array(page.dict, b"Annots").filter_map(|note| note.dict()?.name(b"Subtype"));
    kinds.into_iter().any(|kind| !matches!(kind, b"Link" | b"Popup"))
}

fn inherit<'a>(file: &'a File<'_>, dict: &'a Dict, above: Option<Page<'a>>) -> Page<'a> {
    let boxed = |key: &[u8]| {
        let [x, y, other_x, other_y] = file.numbers::<4>(dict, key)?;
        let paper = [x.min(other_x), y.min(other_y), x.max(other_x), y.max(other_y)];
        (paper[2] - paper[0] > 1.0 && paper[3] - paper[1] > 1.0).then_some(paper)
    };
    let turned = file.number(dict, b"Rotate").map(|degrees| (degrees / 90.0).rem_euclid(4.0) as u8);
    Page {
        dict,
        resources: file.dict(dict, b"Resources").or(above.and_then(|above| above.resources)),
        paper: boxed(b"CropBox").or_else(|| boxed(b"MediaBox")).or(above.map(|above| above.paper)).unwrap_or(PAPER),
        turned: turned.or(above.map(|above| above.turned)).unwrap_or_default(),
    }
}
