//! Lists of answers, with the words that lead to them.

use std::collections::BTreeMap;

use super::{Sentence, Source};

/// A list of an answer.
#[derive(Clone, Debug)]
pub(in super::super) struct List {
    pub(in super::super) entry: usize,
    /// The sentence before it, that ends with a colon.
    pub(in super::super) lead: Source,
    pub(in super::super) items: Vec<Item>,
}

/// A point of a list.
#[derive(Clone, Debug)]
pub(in super::super) struct Item {
    pub(in super::super) source: Source,
    /// `Cơ quan trình` of `Cơ quan trình: UBND thành phố`.
    pub(in super::super) label: Option<String>,
    /// The rest, or all.
    pub(in super::super) text: String,
}

impl List {
    pub(super) fn of(
        entry: usize,
        lead: Source,
        members: &[Source],
        sentences: &BTreeMap<Source, Sentence>,
    ) -> Option<Self> {
        sentences.get(&lead).filter(|lead| lead.text.ends_with(':'))?;
        let items: Vec<Item> = members
            .iter()
            .filter_map(|source| {
                let text = sentences.get(source)?.plain.trim_end_matches([';', ',', '.', ' ']);
                let label = text.split_once(": ").filter(|(label, rest)| {
                    label.chars().count() <= 70 && !rest.is_empty() && !label.contains(['"', '“', '('])
                });
                Some(match label {
                    Some((label, rest)) => {
                        Item { source: *source, label: Some(label.to_owned()), text: rest.to_owned() }
                    }
                    None => Item { source: *source, label: None, text: text.to_owned() },
                })
            })
            .collect();
        (items.len() >= 2).then_some(Self { entry, lead, items })
    }
}
