//! Which document says this.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::documents::Document;
use super::super::reading::lists::List;
use super::super::reading::naming::named;
use super::super::reading::plain::opening;
use super::super::reading::{Reading, Sentence};
use super::super::text::{Bag, choose, lower_first, points_elsewhere, upper_first};
use super::MOST;
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 6;
/// Most of one list.
const MOST_OF_LIST: usize = 2;
/// A document of which a sentence shares more with the statement may say the same, in percent.
const SAYS_THE_SAME: usize = 50;
/// What makes a list item a sentence of its own.
const SENTENCE_WORDS: [&str; 9] =
    [" được ", " phải ", " có ", " là ", " do ", " đạt ", "iảm ", "oàn thành ", "ối thiểu "];

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let from = drafts.len();
    for sentence in reading.sentences.values().filter(|sentence| !sentence.in_list) {
        if drafts.len() - from < MOST {
            drafts.extend(of_sentence(reading, sentence));
        }
    }
    for list in &reading.lists {
        if drafts.len() - from < MOST {
            drafts.extend(of_list(reading, list));
        }
    }
}

/// `Theo Nghị quyết số 18-NQ/TW, …`
fn of_sentence(reading: &Reading<'_>, sentence: &Sentence) -> Option<Draft> {
    let theo = opening(&sentence.plain)?;
    let statement = sentence.plain[theo.len()..].strip_prefix(", ")?;
    let statement = statement.split([';', ':']).next()?.trim();
    (!sentence.text.ends_with(':')).then(|| draft_of(reading, sentence, theo, statement)).flatten()
}

fn of_list(reading: &Reading<'_>, list: &List) -> Vec<Draft> {
    let lead = reading.sentence(list.lead);
    if lead.is_none_or(|lead| lead.plain.contains("không")) {
        return Vec::new();
    }
    let draft = |source| {
        let sentence = reading.sentence(source)?;
        if let Some((label, rest)) = sentence.plain.split_once(": ").filter(|(label, _)| !named(label).is_empty()) {
            return draft_of(reading, sentence, label, rest.split("; ").next()?);
        }
        let under = sentence.under.as_deref()?;
        let (theo, more) = match under.rfind(", đến năm ") {
            Some(at) => (&under[..at], Some(&under[at + 2..])),
            None => (under, None),
        };
        let item = sentence.plain.as_str();
        if item.contains(": ") || !SENTENCE_WORDS.iter().any(|word| item.contains(word)) {
            return None;
        }
        let said = more.map_or_else(|| item.to_owned(), |more| format!("{more}, {}", lower_first(item)));
        draft_of(reading, sentence, theo, &said)
    };
    list.items.iter().filter_map(|item| draft(item.source)).take(MOST_OF_LIST).collect()
}

fn draft_of(reading: &Reading<'_>, sentence: &Sentence, theo: &str, statement: &str) -> Option<Draft> {
    let by = named(theo).into_iter().find_map(|named| named.mention)?;
    let document = reading.documents.get(&by.reference.number)?;
    let statement = statement.split(" (").next()?.trim_end_matches([',', ' ', '.']);
    let fits = (55..=190).contains(&statement.chars().count()) && statement.split(' ').count() >= 9;
    if !fits || points_elsewhere(statement) || !named(statement).is_empty() || statement.contains(['"', '“']) {
        return None;
    }
    let is_piece = ["Đã ", "Từ đủ ", "Người "].iter().any(|head| statement.starts_with(head));
    if (sentence.in_list && is_piece) || !statement.starts_with(char::is_alphabetic) {
        return None;
    }
    let stem = choose(
        statement,
        &[
            "Nội dung “{}” được nêu tại văn bản nào sau đây?",
            "Văn bản nào sau đây nêu: “{}”?",
            "“{}” là nội dung của văn bản nào sau đây?",
        ],
    );
    Some(Draft {
        rule: Rule::Provision,
        source: sentence.source,
        stem: stem.replace("{}", &upper_first(statement)),
        right: name(document),
        wrong: others(reading, document, statement),
        level: Level::Understand,
    })
}

fn name(document: &Document) -> String {
    format!("{} số {}", document.kind, document.number)
}

/// Documents of the same kind that the handbook does not tie to this one, and that say nothing like the statement.
fn others(reading: &Reading<'_>, document: &Document, statement: &str) -> Vec<Wrong> {
    let mut all: Vec<(u64, &Document)> = reading
        .documents
        .iter()
        .filter(|other| other.number != document.number && other.is_local() == document.is_local())
        .map(|other| {
            let unlike = u64::from(other.kind != document.kind) << 62;
            (unlike | stable_hash(format!("{statement}{}", other.number).as_bytes()) >> 4, other)
        })
        .collect();
    all.sort_by_key(|(mix, _)| *mix);
    let said = Bag::of(statement);
    let apart = |other: &&Document| {
        let tied = other.entries.iter().any(|entry| document.entries.contains(entry));
        !tied && other.says.iter().all(|sentence| sentence.overlap(&said) < SAYS_THE_SAME)
    };
    all.into_iter()
        .map(|(_, other)| other)
        .filter(apart)
        .take(ENOUGH)
        .map(|other| Wrong { choice: name(other), source: other.first })
        .collect()
}
