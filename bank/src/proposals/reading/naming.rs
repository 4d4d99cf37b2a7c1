//! Documents and provinces where a sentence names them.

use std::ops::Range;

use crate::handbook::legal::{Mention, mentions};

/// Kinds that a document is named with.
const KINDS: [&str; 14] = [
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Chỉ thị",
    "Kết luận",
    "Thông tư",
    "Kế hoạch",
    "Công điện",
    "Quy định",
    "Đề án",
    "Hướng dẫn",
    "Thông báo",
    "Bộ luật",
    "Luật",
];
/// A document where a sentence names it, with the name it has there.
#[derive(Clone, Debug)]
pub(in super::super) struct Named {
    pub(in super::super) kind: String,
    /// `Nghị quyết số 76/NQ-CP`, `Luật Cán bộ, công chức số 80/2025/QH15`.
    pub(in super::super) name: String,
    pub(in super::super) name_start: usize,
    /// Behind the number.
    pub(in super::super) end: usize,
    /// Behind the date and the issuer, too.
    pub(in super::super) end_all: usize,
    pub(in super::super) mention: Option<Mention>,
}

/// The documents a sentence names: by number, and laws by name and year.
pub(in super::super) fn named(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mention in mentions(text) {
        let from = found.last().map_or(0, |last| last.end);
        let before = &text[from..mention.number.start];
        let Some(before) = before.strip_suffix(' ') else { continue };
        let before = before.strip_suffix(" số").unwrap_or(before);
        let at = KINDS.iter().filter_map(|kind| last_word(before, kind).map(|at| (at, *kind))).max();
        let Some((at, kind)) = at else { continue };
        let between = before[at + kind.len()..].trim();
        // Only laws have a name between their kind and their number.
        if !(between.is_empty() || (kind.ends_with("uật") && between.len() < 120 && !between.contains([':', ';', '.'])))
        {
            continue;
        }
        let kind = kind.to_owned();
        let name_start = from + at;
        let name = text[name_start..mention.number.end].to_owned();
        let range: Range<usize> = mention.number.clone();
        found.push(Named { kind, name, name_start, end: range.end, end_all: mention.end, mention: Some(mention) });
    }
    for (at, _) in text.match_indices("Luật ") {
        let is_taken = found.iter().any(|named| named.name_start <= at && at < named.end);
        let rest = &text[at..];
        let year = rest.find(" năm ").filter(|end| *end < 90 && !rest[..*end].contains([':', ';', '.', '(']));
        let Some(year) = year else { continue };
        let end = at + year + " năm ".len() + 4;
        let is_year = text.get(end - 4..end).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
        let begins_name = rest["Luật ".len()..].starts_with(char::is_uppercase);
        if !is_taken && is_year && begins_name && !rest[..year].contains(" số ") && !rest[..year].contains("được ")
        {
            let name = text[at..end].to_owned();
            found.push(Named { kind: "Luật".to_owned(), name, name_start: at, end, end_all: end, mention: None });
        }
    }
    for (at, _) in text.match_indices("Luật ") {
        let rest = &text[at..];
        let is_taken = found.iter().any(|named| named.name_start <= at && at < named.end);
        if is_taken || !rest["Luật ".len()..].starts_with(char::is_uppercase) {
            continue;
        }
        let ends = [
            " được ",
            " có ",
            " quy định",
            " là ",
            " gồm ",
            "?",
            ",",
            " (",
            ";",
            ":",
            " năm ",
            " số ",
            " thể hiện",
            " và ",
        ];
        let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        if (4..=14).contains(&rest[..end].split(' ').count()) {
            let end = at + end;
            let name = text[at..end].to_owned();
            found.push(Named { kind: "Luật".to_owned(), name, name_start: at, end, end_all: end, mention: None });
        }
    }
    found.sort_by_key(|named| named.name_start);
    found
}

fn last_word(text: &str, word: &str) -> Option<usize> {
    let at = text.rfind(word)?;
    let stands = !text[..at].ends_with(char::is_alphanumeric);
    (stands && !text[at + word.len()..].starts_with(char::is_alphanumeric)).then_some(at)
}

/// `Lai Châu` of “… tỉnh Lai Châu …”, when only one is named.
pub(super) fn province(text: &str) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let places = text.match_indices("tỉnh ").chain(text.match_indices("Tỉnh "));
    for (at, word) in places {
        let name: Vec<&str> = text[at + word.len()..]
            .split(' ')
            .take_while(|word| word.starts_with(char::is_uppercase))
            .take(2)
            .collect();
        let name = name.join(" ").trim_end_matches(|c: char| !c.is_alphabetic()).to_owned();
        if !name.is_empty() && !found.contains(&name) && !["Theo", "Các"].contains(&name.as_str()) {
            found.push(name);
        }
    }
    if found.len() == 1 { found.pop() } else { None }
}
