//! The documents a handbook names, and what it says of each.

use std::collections::BTreeMap;

use super::super::text::Bag;
use super::naming::{Named, named, province};
use super::said::{in_force, issued, subject, subject_before};
use super::{Sentence, Source, question_of};
use crate::handbook::{Date, Handbook};

/// Most documents that are heeded.
const MAX_DOCUMENTS: usize = 300;
/// Most that is kept of what one document deals with.
const MAX_SUBJECTS: usize = 4;
/// Most entries that are remembered of one document.
const MAX_ENTRIES: usize = 50;
/// What a document deals with.
#[derive(Clone, Debug)]
pub(in super::super) struct Subject {
    /// `về`, `quy định`.
    pub(in super::super) verb: &'static str,
    pub(in super::super) text: String,
    pub(in super::super) bag: Bag,
    pub(in super::super) source: Source,
}

/// A document, with all that the handbook says of it.
#[derive(Clone, Debug)]
pub(in super::super) struct Document {
    pub(in super::super) kind: String,
    pub(in super::super) number: String,
    /// The longest name it is given.
    pub(in super::super) name: String,
    /// With the province, where its number alone does not tell which.
    pub(in super::super) full_name: String,
    /// The province of a local one.
    pub(in super::super) place: Option<String>,
    pub(in super::super) date: Option<(Date, Source)>,
    pub(in super::super) issuer: Option<(String, Source)>,
    pub(in super::super) subjects: Vec<Subject>,
    /// From when it is in force.
    pub(in super::super) effect: Option<(Date, Source)>,
    /// The words of the first sentences that name it.
    pub(in super::super) says: Vec<Bag>,
    /// The entries that name it, the first of many.
    pub(in super::super) entries: Vec<usize>,
    pub(in super::super) first: Source,
    /// Two dates or two issuers are given: nothing is asked of it.
    doubtful: bool,
}

impl Document {
    /// `NQ-CP` of `76/NQ-CP`, `QH15` of `202/2025/QH15`.
    pub(in super::super) fn code(&self) -> &str {
        self.number.trim_start_matches(|c: char| !c.is_uppercase())
    }

    /// The year in its number: `2025` of `202/2025/QH15`.
    pub(in super::super) fn numbered_year(&self) -> Option<u16> {
        self.number.split('/').find(|part| part.len() == 4).and_then(|part| part.parse().ok())
    }

    /// The year it was issued in, as far as its number or the handbook says.
    pub(in super::super) fn year(&self) -> Option<u16> {
        self.numbered_year().or_else(|| self.date.map(|(date, _)| date.year))
    }

    /// Whether a province or one of its offices issued it.
    pub(in super::super) fn is_local(&self) -> bool {
        self.office().is_some() || self.is_of_department()
    }

    /// Who of a province issues under such a number.
    fn office(&self) -> Option<&'static str> {
        let last = self.code().rsplit(['-', '/']).next()?;
        [("UBND", "UBND tỉnh"), ("HĐND", "HĐND tỉnh"), ("TU", "Tỉnh ủy")]
            .into_iter()
            .find_map(|(code, office)| (code == last).then_some(office))
    }

    /// `KH-SKHCN`: the plan of a department (sở).
    fn is_of_department(&self) -> bool {
        let last = self.code().rsplit(['-', '/']).next().unwrap_or_default();
        last.starts_with('S') && last.chars().count() >= 3
    }
}

/// All documents, by number.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Documents {
    by_number: BTreeMap<String, Document>,
}

impl Documents {
    pub(super) fn of<'s>(handbook: &Handbook, all: impl Iterator<Item = &'s Sentence>) -> Self {
        let mut documents = Self::default();
        for sentence in all {
            let question = question_of(handbook, sentence.source.entry);
            let found = named(&sentence.plain);
            let all = &found;
            for (place, named) in found.iter().enumerate() {
                let next = all.get(place + 1).map_or(sentence.plain.len(), |next| next.name_start);
                documents.take(named, sentence, next, question);
            }
        }
        documents.by_number.retain(|_, document| !document.doubtful);
        documents
    }

    pub(in super::super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.by_number.values()
    }

    pub(in super::super) fn get(&self, number: &str) -> Option<&Document> {
        self.by_number.get(number)
    }

    fn take(&mut self, named: &Named, sentence: &Sentence, next: usize, question: &str) {
        let Some(mention) = &named.mention else { return };
        let reference = &mention.reference;
        if self.by_number.len() >= MAX_DOCUMENTS && !self.by_number.contains_key(&reference.number) {
            return;
        }
        let at = sentence.source;
        let document = self.by_number.entry(reference.number.clone()).or_insert_with(|| Document {
            kind: named.kind.clone(),
            number: reference.number.clone(),
            name: named.name.clone(),
            full_name: named.name.clone(),
            place: None,
            date: None,
            issuer: None,
            subjects: Vec::new(),
            effect: None,
            says: Vec::new(),
            entries: Vec::new(),
            first: at,
            doubtful: false,
        });
        if named.name.len() > document.name.len() && named.name.len() < 140 {
            document.name.clone_from(&named.name);
        }
        if document.full_name.len() < document.name.len() {
            document.full_name.clone_from(&document.name);
        }
        if document.entries.last() != Some(&at.entry) && document.entries.len() < MAX_ENTRIES {
            document.entries.push(at.entry);
        }
        if document.says.len() < MAX_SUBJECTS {
            document.says.push(Bag::of(&sentence.plain));
        }
        let date = reference.date.or_else(|| issued(&sentence.plain[named.end..next]));
        if let Some(date) = date {
            match document.date {
                None => document.date = Some((date, at)),
                Some((known, _)) => document.doubtful |= known != date,
            }
        }
        let place = sentence.plain[named.end..next].find("có hiệu lực ").filter(|place| *place < 140);
        if let Some(date) = place.and_then(|place| in_force(&sentence.plain[named.end + place..next])) {
            document.effect.get_or_insert((date, at));
        }
        if document.issuer.is_none() {
            document.issuer = reference.issuer.clone().map(|issuer| (issuer, at));
        }
        if document.is_local() {
            let local = province(&sentence.plain).or_else(|| province(question));
            if let (Some(local), None) = (local, &document.place) {
                document.place = Some(local);
            }
            if let (Some(place), Some(office)) = (&document.place, document.office()) {
                document.full_name = format!("{} của {office} {place}", document.name);
            }
        }
        let behind = subject(&sentence.plain[named.end_all..next]);
        let before = subject_before(&sentence.plain[..named.name_start]);
        for (verb, text) in behind.into_iter().chain(before) {
            if document.subjects.len() < MAX_SUBJECTS {
                document.subjects.push(Subject { verb, bag: Bag::of(&text), text, source: at });
            }
        }
    }
}
