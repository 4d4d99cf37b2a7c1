//! What the rules read: the sentences of a handbook, each as plain as it can be made, the documents
//! it names, and its lists.

pub(super) mod documents;
pub(super) mod facts;
pub(super) mod lists;
pub(super) mod naming;
pub(super) mod plain;
mod said;

use std::collections::BTreeMap;

use self::documents::Documents;
use self::lists::List;
use self::plain::Plain;
use super::text;
use crate::handbook::{Block, Entry, Handbook};

/// Most sentences that are read.
const MAX_SENTENCES: usize = 10_000;
/// Longer sentences ask too much, in bytes.
const MAX_SENTENCE: usize = 1_200;
/// Longer questions of entries are not asked again, in bytes.
const MAX_QUESTION: usize = 600;
/// Most lists that are read, and most items of one.
const MAX_LISTS: usize = 500;
const MAX_ITEMS: usize = 30;

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
    /// Of a list item the words before the list.
    pub(super) lead: Option<Source>,
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

    /// The question of an entry; empty when it is too long for one.
    pub(super) fn question(&self, entry: usize) -> &str {
        question_of(self.handbook, entry)
    }

    pub(super) fn sentence(&self, source: Source) -> Option<&Sentence> {
        self.sentences.get(&source)
    }

    /// A sentence as it says why an answer is right: with the words before its list, and with the names that it
    /// leaves out.
    pub(super) fn explained(&self, source: Source) -> Option<String> {
        let sentence = self.sentence(source)?;
        let names_itself = naming::named(&sentence.plain).first().is_some_and(|named| named.name_start == 0);
        let lead = sentence.lead.and_then(|lead| self.sentence(lead));
        let lead = lead.filter(|lead| lead.plain.ends_with(':') && !names_itself);
        let said = lead.map_or_else(|| sentence.plain.clone(), |lead| format!("{} {}", lead.plain, sentence.plain));
        Some(format!("{}.", text::upper_first(said.trim_end_matches(['.', ':', ';', ',']))))
    }

    fn entry(&mut self, index: usize, entry: &Entry) {
        let mut plain = Plain::of(question_of(self.handbook, index));
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
                    if self.sentences.len() >= MAX_SENTENCES {
                        return;
                    }
                    let source = Source { entry: index, place };
                    place += 1;
                    let (clear, under) = plain.read(sentence, in_list);
                    let lead_in = lead.filter(|_| in_list);
                    let text = sentence.to_owned();
                    let sentence = Sentence { source, text, plain: clear, under, in_list, lead: lead_in };
                    self.sentences.insert(source, sentence);
                    if in_list && position == 0 && members.len() < MAX_ITEMS {
                        members.push(source);
                    }
                    if !in_list {
                        lead = Some(source);
                    }
                }
            }
            if let Some(lead) = lead.filter(|_| in_list && self.lists.len() < MAX_LISTS) {
                self.lists.extend(List::of(index, lead, &members, &self.sentences));
            }
        }
    }
}

fn question_of(handbook: &Handbook, entry: usize) -> &str {
    let question = handbook.entries.get(entry).map_or("", |entry| entry.question.as_str());
    if question.len() <= MAX_QUESTION { question } else { "" }
}
