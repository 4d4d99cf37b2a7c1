//! A handbook put together again from its rows.

use bank::handbook::{Entry, Handbook, Part, Section};
use sea_orm::{ConnectionTrait, DbErr};

use super::handbooks::{HandbookEntry, HandbookSummary, entries};

/// A handbook as its reader gave it, but for the problems of its file.
pub(super) async fn whole(db: &impl ConnectionTrait, handbook: &HandbookSummary) -> Result<Handbook, DbErr> {
    let mut whole = Handbook { title: Some(handbook.title.clone()), ..Handbook::default() };
    let (mut parts, mut sections): (Vec<String>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    for entry in entries(db, handbook.id).await? {
        let part = place(&mut parts, &entry.part);
        if part.is_some_and(|part| part == whole.parts.len()) {
            let (number, title) = split(entry.part.strip_prefix("Phần "), &entry.part);
            whole.parts.push(Part { number, title, sections: Vec::new() });
            sections.push(Vec::new());
        }
        let held = part.and_then(|part| Some((sections.get_mut(part)?, &mut whole.parts.get_mut(part)?.sections)));
        let section = held.and_then(|(known, held)| {
            let section = place(known, &entry.section)?;
            if section == held.len() {
                let (number, title) = split(Some(&entry.section), &entry.section);
                held.push(Section { number, title });
            }
            Some(section)
        });
        let HandbookEntry { number, question, answer, legal_basis, .. } = entry;
        whole.entries.push(Entry { number, part, section, question, answer, legal_basis });
    }
    Ok(whole)
}

/// Where a heading stands among those before it; a new one comes behind them. `None` where there is none.
fn place(known: &mut Vec<String>, heading: &str) -> Option<usize> {
    if heading.is_empty() {
        return None;
    }
    let found = known.iter().position(|known| known == heading);
    Some(found.unwrap_or_else(|| {
        known.push(heading.to_owned());
        known.len() - 1
    }))
}

/// `II. Thủ tục` as number and title; a heading without a number is a title.
fn split(numbered: Option<&str>, heading: &str) -> (String, String) {
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    match numbered.and_then(|numbered| numbered.split_once(". ")) {
        Some((number, title)) if is_number(number) => (number.to_owned(), title.to_owned()),
        _ => (String::new(), heading.to_owned()),
    }
}
