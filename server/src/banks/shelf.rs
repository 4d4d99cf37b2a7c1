//! The handbook in memory: taken in once, it never changes, so it is read once.

use std::sync::Arc;

use app::banks::{AnswerBlock, Entry, LegalDocument};
use bank::handbook::{Block, LegalReference};
use contest::text::fold;
use engine::{
    DbErr, Engine,
    banks::handbooks::{self, HandbookEntry},
};

/// A handbook with its entries.
#[derive(Debug)]
pub struct Shelf {
    /// The handbook's row.
    pub id: i64,
    /// The title on its cover.
    pub title: String,
    /// All entries, by number.
    pub entries: Vec<HandbookEntry>,
    /// Its parts, in order; entries that stand in none are a part of their own.
    pub parts: Vec<ShelfPart>,
}

/// A part with its entries, as places in [`Shelf::entries`].
#[derive(Debug, PartialEq, Eq)]
pub struct ShelfPart {
    /// `Phần II. Thủ tục hành chính`; empty for entries in none.
    pub title: String,
    /// The places of its entries.
    pub entries: Vec<usize>,
}

impl Shelf {
    /// The handbook that people read: `known` if it is still that one.
    pub async fn current(engine: &Engine, known: Option<Arc<Self>>) -> Result<Option<Arc<Self>>, DbErr> {
        let db = &engine.db.read;
        let Some(summary) = handbooks::current(db).await? else { return Ok(None) };
        if let Some(known) = known.filter(|known| known.id == summary.id) {
            return Ok(Some(known));
        }
        let entries = handbooks::entries(db, summary.id).await?;
        let parts = parts(&entries);
        Ok(Some(Arc::new(Self { id: summary.id, title: summary.title, entries, parts })))
    }

    /// The entries of a part.
    pub fn of_part(&self, part: &ShelfPart) -> impl Iterator<Item = &HandbookEntry> {
        part.entries.iter().filter_map(|place| self.entries.get(*place))
    }

    /// Which part an entry stands in, and how many entries of the part stand before it.
    pub fn place_of(&self, number: u32) -> Option<(usize, usize)> {
        let place = self.entries.iter().position(|entry| entry.number == number)?;
        let within = |part: &ShelfPart| part.entries.iter().position(|other| *other == place);
        self.parts.iter().enumerate().find_map(|(index, part)| Some((index, within(part)?)))
    }

    /// The entries that name a document.
    pub fn naming<'a>(&'a self, document: &str) -> impl Iterator<Item = &'a HandbookEntry> {
        self.entries.iter().filter(move |entry| entry.legal_basis.iter().any(|basis| basis.number == document))
    }

    /// An entry as pages show it, with what it was found by marked.
    pub fn view(&self, entry: &HandbookEntry, found_by: &str) -> Entry {
        let block = |block: &Block| match block {
            Block::Paragraph(text) => AnswerBlock::Paragraph(text.clone()),
            Block::List(items) => AnswerBlock::Bullets(items.clone()),
            Block::NumberedList(items) => AnswerBlock::Numbers(items.clone()),
        };
        let document = |basis: &LegalReference| LegalDocument {
            label: document(basis),
            href: self.naming(&basis.number).nth(1).and_then(|_| document_address(&basis.number)),
        };
        Entry {
            number: entry.number,
            href: address(entry.number),
            topic: Some(entry.section.clone()).filter(|section| !section.is_empty()),
            question: entry.question.clone(),
            answer: entry.answer.iter().map(block).collect(),
            legal_basis: entry.legal_basis.iter().map(document).collect(),
            found_by: found_by.to_owned(),
        }
    }

    /// `count` entries spread over the handbook, others on another day.
    pub fn some(&self, count: usize, day: i64) -> impl Iterator<Item = &HandbookEntry> {
        let all = self.entries.len();
        let first = day.rem_euclid(all.max(1) as i64) as usize;
        (0..count.min(all)).filter_map(move |turn| self.entries.get((first + turn * all / count) % all))
    }

    /// Where the handbook speaks of a topic: the first section or part that is named so, else a
    /// search for it.
    pub fn about(&self, topic: &str) -> String {
        let wanted = fold(topic);
        let is_named =
            |entry: &&HandbookEntry| fold(&entry.section).contains(&wanted) || fold(&entry.part).contains(&wanted);
        match self.entries.iter().find(is_named) {
            Some(entry) => address(entry.number),
            None => serde_urlencoded::to_string([("tim", topic)])
                .map_or_else(|_| "/so-tay".to_owned(), |query| format!("/so-tay?{query}")),
        }
    }
}

/// The address at which an entry is found.
pub fn address(number: u32) -> String {
    format!("/so-tay/cau/{number}")
}

/// Where the entries are that name a document.
pub fn document_address(number: &str) -> Option<String> {
    let query = serde_urlencoded::to_string([(DOCUMENT, number)]).ok()?;
    Some(format!("/so-tay?{query}"))
}

/// The value of an address that names a document.
pub const DOCUMENT: &str = "can-cu";

/// `Nghị quyết 76/NQ-CP`.
pub fn document(document: &LegalReference) -> String {
    match &document.kind {
        Some(kind) => format!("{kind} {}", document.number),
        None => document.number.clone(),
    }
}

fn parts(entries: &[HandbookEntry]) -> Vec<ShelfPart> {
    let mut parts: Vec<ShelfPart> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        match parts.iter_mut().find(|part| part.title == entry.part) {
            Some(part) => part.entries.push(place),
            None => parts.push(ShelfPart { title: entry.part.clone(), entries: vec![place] }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Shelf {
        let entry = |number, part: &str, section: &str| HandbookEntry {
            number,
            part: part.to_owned(),
            section: section.to_owned(),
            question: format!("Câu hỏi {number}?"),
            answer: vec![Block::Paragraph("Trả lời.".to_owned())],
            legal_basis: Vec::new(),
        };
        let entries = vec![
            entry(1, "Phần I. Những vấn đề chung", ""),
            entry(2, "Phần II. Sáu nội dung", "1. Cải cách thể chế"),
            entry(3, "Phần II. Sáu nội dung", "2. Cải cách thủ tục hành chính"),
            entry(7, "Phần II. Sáu nội dung", "2. Cải cách thủ tục hành chính"),
        ];
        Shelf { id: 1, title: "Sổ tay".to_owned(), parts: parts(&entries), entries }
    }

    #[test]
    fn entries_stand_in_their_parts() {
        let shelf = shelf();
        assert_eq!(shelf.parts.iter().map(|part| part.entries.clone()).collect::<Vec<_>>(), [vec![0], vec![1, 2, 3]]);
        assert_eq!((shelf.place_of(7), shelf.place_of(4)), (Some((1, 2)), None));
    }

    #[test]
    fn a_topic_leads_to_its_section_or_to_a_search() {
        let shelf = shelf();
        assert_eq!(shelf.about("Thủ tục hành chính"), "/so-tay/cau/3");
        assert_eq!(shelf.about("Chỉ số"), "/so-tay?tim=Ch%E1%BB%89+s%E1%BB%91");
    }

    #[test]
    fn every_day_shows_others_and_no_entry_twice() {
        let shelf = shelf();
        for day in -3..10 {
            let mut shown: Vec<u32> = shelf.some(3, day).map(|entry| entry.number).collect();
            shown.sort_unstable();
            shown.dedup();
            assert_eq!(shown.len(), 3);
        }
        assert_eq!(shelf.some(9, 5).count(), 4);
        let empty = Shelf { id: 1, title: String::new(), entries: Vec::new(), parts: Vec::new() };
        assert_eq!(empty.some(3, 1).count(), 0);
    }
}
