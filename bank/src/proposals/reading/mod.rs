//! What the rules read: the sentences of a handbook, each as plain as it can be made, the documents
//! it names, and its lists.

pub(super) mod documents;
pub(super) mod facts;
pub(super) mod lists;
pub(super) mod plain;

use std::collections::BTreeMap;

use self::documents::Documents;
use self::lists::List;
use self::plain::Plain;
use super::text;
use crate::handbook::{Block, Entry, Handbook};

/// Most sentences that are read.
const MAX_SENTENCES: usize = 20_000;
/// Longer sentences ask too much, in bytes.
const MAX_SENTENCE: usize = 1_200;

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Source {
    /// The entry, as an index into [`Handbook::entries`].
    pub(super) entry: usize,
    /// The sentence within its answer, list items included, from 0.
    pub(super) place: usize,
}

/// A sentence of an answer.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) source: Source,
    /// As printed, without the point at its end.
    pub(super) text: String,
    /// The same with “Nghị định này” and the like replaced by what they mean, and without “Như vậy”.
    pub(super) plain: String,
    /// The documents or circumstances it is said under: `Theo Nghị định số 1/2025/NĐ-CP`, when it does not say itself.
    pub(super) under: Option<String>,
    /// Whether it is (a part of) a list item.
    pub(super) in_list: bool,
}

/// A handbook as the rules read it.
pub(super) struct Reading<'a> {
    pub(super) handbook: &'a Handbook,
    pub(super) sentences: BTreeMap<Source, Sentence>,
    pub(super) documents: Documents,
    pub(super) lists: Vec<List>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(handbook: &'a Handbook) -> Self {
        let mut reading =
            Self { handbook, sentences: BTreeMap::new(), documents: Documents::default(), lists: Vec::new() };
        for (index, entry) in handbook.entries.iter().enumerate() {
            if reading.sentences.len() >= MAX_SENTENCES {
                break;
            }
            reading.entry(index, entry);
        }
        reading.documents = Documents::of(handbook, reading.sentences.values());
        reading
    }

    pub(super) fn sentence(&self, source: Source) -> Option<&Sentence> {
        self.sentences.get(&source)
    }

    fn entry(&mut self, index: usize, entry: &Entry) {
        let mut plain = Plain::of(&entry.question);
        let mut place = 0;
        let mut lead: Option<Source> = None;
        for block in &entry.answer {
            let (items, in_list) = match block {
                Block::Paragraph(paragraph) => (std::slice::from_ref(paragraph), false),
                Block::List(items) | Block::NumberedList(items) => (items.as_slice(), true),
            };
            if !in_list {
                plain.paragraph();
            }
            let mut members = Vec::new();
            for item in items {
                let found: Vec<&str> =
                    text::sentences(item).into_iter().filter(|sentence| sentence.len() <= MAX_SENTENCE).collect();
                for (position, sentence) in found.into_iter().enumerate() {
                    let source = Source { entry: index, place };
                    place += 1;
                    let (clear, under) = plain.read(sentence, in_list);
                    let sentence = Sentence { source, text: sentence.to_owned(), plain: clear, under, in_list };
                    self.sentences.insert(source, sentence);
                    if in_list && position == 0 {
                        members.push(source);
                    }
                    if !in_list {
                        lead = Some(source);
                    }
                }
            }
            if let Some(lead) = lead.filter(|_| in_list) {
                self.lists.extend(List::of(index, lead, &members, &self.sentences));
            }
        }
    }
}
