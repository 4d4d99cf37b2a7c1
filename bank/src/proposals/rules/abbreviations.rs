//! What an abbreviation stands for, and how a name is abbreviated.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::plain::acronyms;
use super::super::reading::{Reading, Source};
use super::super::text::choose;
use crate::stable_hash::stable_hash;

/// What names of things with abbreviations begin with, and what to call them.
const HEADS: [(&str, &str); 5] = [
    ("Chỉ số", "chỉ số"),
    ("Bộ chỉ số", "bộ chỉ số"),
    ("Chương trình", "tổ chức"),
    ("Liên đoàn", "tổ chức"),
    ("Hiệp hội", "tổ chức"),
];

/// Most names that are asked about.
const MAX_NAMES: usize = 200;

struct Name {
    full: String,
    what: &'static str,
    source: Source,
}

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut names: BTreeMap<String, Name> = BTreeMap::new();
    for sentence in reading.sentences.values() {
        for (acronym, name, what) in found(&sentence.plain) {
            if names.len() < MAX_NAMES {
                let name = Name { full: name, what, source: sentence.source };
                match names.entry(acronym) {
                    // Of a name and its shorter form, the longer is the full one.
                    Entry::Occupied(mut known) if known.get().full.len() < name.full.len() => {
                        known.insert(name);
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(free) => {
                        free.insert(name);
                    }
                }
            }
        }
    }
    for (acronym, name) in &names {
        let others = || names.iter().filter(|(other, _)| *other != acronym);
        let mix = |text: &str| stable_hash(format!("{acronym}{text}").as_bytes());
        let mut long: Vec<Wrong> = others()
            .filter(|(_, other)| other.what == name.what)
            .map(|(_, other)| Wrong { choice: other.full.clone(), source: other.source })
            .collect();
        let mut short: Vec<(bool, Wrong)> = others()
            .map(|(other, theirs)| (theirs.what != name.what, Wrong { choice: other.clone(), source: theirs.source }))
            .collect();
        long.sort_by_key(|wrong| mix(&wrong.choice));
        short.sort_by_key(|(unlike, wrong)| (*unlike, mix(&wrong.choice)));
        let draft = |stem: String, right: String, wrong: Vec<Wrong>| Draft {
            rule: Rule::Abbreviation,
            source: name.source,
            stem,
            right,
            wrong,
            level: Level::Recall,
        };
        let stem = choose(acronym, &["{} là tên viết tắt của {what} nào?", "Tên đầy đủ của {what} {} là gì?"]);
        let stem = stem.replace("{what}", name.what).replace("{}", acronym);
        drafts.push(draft(super::super::text::upper_first(&stem), name.full.clone(), long));
        let stem = choose(&name.full, &["{} có tên viết tắt là gì?", "Tên viết tắt của {} là gì?"]);
        drafts.push(draft(
            stem.replace("{}", &name.full),
            acronym.clone(),
            short.into_iter().map(|(_, wrong)| wrong).collect(),
        ));
    }
}

/// `PAPI là Chỉ số …`, `PCI: Chỉ số …`, `Liên đoàn … (VCCI)`.
fn found(text: &str) -> Vec<(String, String, &'static str)> {
    let mut found = Vec::new();
    for link in [" là ", ": "] {
        if let Some((acronym, rest)) = text.split_once(link) {
            let whole = acronyms(acronym);
            let end = [", do ", ", phản ánh", ", được ", ", đo ", ", xếp ", ";", "(", "."];
            let end = end.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
            let name = rest[..end].trim();
            if whole.len() == 1 && whole[0] == acronym {
                found.extend(head(name).map(|what| (acronym.to_owned(), name.to_owned(), what)));
            }
        }
    }
    for (open, _) in text.match_indices(" (") {
        let inside = text[open + 2..].split(')').next().unwrap_or_default();
        if acronyms(inside) != [inside.to_owned()] {
            continue;
        }
        let before = &text[..open];
        let at = HEADS.iter().filter_map(|(head, _)| before.rfind(head)).max();
        if let Some(name) =
            at.map(|at| &before[at..]).filter(|name| name.chars().count() <= 100 && !name.contains([',', ';', ':']))
        {
            found.extend(head(name).map(|what| (inside.to_owned(), name.to_owned(), what)));
        }
    }
    found
}

fn head(name: &str) -> Option<&'static str> {
    let fits = (12..=120).contains(&name.chars().count());
    HEADS.iter().find(|(head, _)| fits && name.starts_with(head)).map(|(_, what)| *what)
}
