//! The documents a handbook names, and what it says of each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::text::{points_elsewhere, sentences, without_connective};
use super::{Sentence, Source};
use crate::handbook::legal::{Mention, mentions, take_date};
use crate::handbook::{Date, Handbook};

/// Most documents that are heeded.
const MAX_DOCUMENTS: usize = 400;
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
/// How a sentence goes on to say what a document deals with; the longest first.
const VERBS: [&str; 15] = [
    "quy định riêng về",
    "quy định chi tiết",
    "quy định về",
    "quy định",
    "bàn về",
    "phê duyệt",
    "ban hành",
    "hướng dẫn",
    "triển khai",
    "yêu cầu đẩy mạnh",
    "sửa đổi, bổ sung một số điều của",
    "về việc",
    "về",
    "lấy",
    "điều chỉnh",
];
/// What ends a subject.
const ENDS: [&str; 17] = [
    ", có hiệu lực",
    " có hiệu lực",
    ", thay thế",
    " và thay thế",
    " nhằm ",
    ", đồng thời",
    ", gồm",
    ", trong đó",
    ", cùng ",
    ", tức",
    ", vì vậy",
    ", được",
    ", chỉ ",
    " chỉ ",
    " tại hai nơi",
    ", tên là",
    "; ",
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

/// What a document deals with.
#[derive(Clone, Debug)]
pub(in super::super) struct Subject {
    /// `về`, `quy định`.
    pub(in super::super) verb: &'static str,
    pub(in super::super) text: String,
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
    pub(in super::super) date: Option<(Date, Source)>,
    pub(in super::super) issuer: Option<(String, Source)>,
    pub(in super::super) subjects: Vec<Subject>,
    /// From when it is in force.
    pub(in super::super) effect: Option<(Date, Source)>,
    /// The entries that name it.
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

    /// Whether a province or one of its offices issued it.
    pub(in super::super) fn is_local(&self) -> bool {
        ["UBND", "TU", "HĐND"].iter().any(|end| self.code().ends_with(end)) || self.code().contains("SKHCN")
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
            let question = handbook.entries.get(sentence.source.entry).map_or("", |entry| entry.question.as_str());
            let found = named(&sentence.plain);
            let all = &found;
            for (place, named) in found.iter().enumerate() {
                let next = all.get(place + 1).map_or(sentence.plain.len(), |next| next.name_start);
                documents.take(named, sentence, next, question);
            }
            if sentence.source.place == 0 {
                let at = sentence.source;
                for named in found_in(question) {
                    documents.date_of_question(&named, at);
                }
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

    fn date_of_question(&mut self, named: &Named, at: Source) {
        let Some(mention) = &named.mention else { return };
        let Some(document) = self.by_number.get_mut(&mention.reference.number) else { return };
        if let (None, Some(date)) = (document.date, mention.reference.date) {
            document.date = Some((date, at));
        }
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
            date: None,
            issuer: None,
            subjects: Vec::new(),
            effect: None,
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
        if document.entries.last() != Some(&at.entry) {
            document.entries.push(at.entry);
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
            if let (Some(local), true) = (local, document.full_name == document.name) {
                document.full_name = format!("{} của tỉnh {local}", document.name);
            }
        }
        if let Some((verb, subject)) = subject(&sentence.plain[named.end_all..next])
            && document.subjects.len() < 8
        {
            document.subjects.push(Subject { verb, text: subject, source: at });
        }
        if let Some((verb, subject)) = subject_before(&sentence.plain[..named.name_start])
            && document.subjects.len() < 8
        {
            document.subjects.push(Subject { verb, text: subject, source: at });
        }
    }
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

fn found_in(question: &str) -> Vec<Named> {
    named(question)
}

/// The same, of which only places matter.
pub(in super::super) fn short_mentions(text: &str) -> impl Iterator<Item = Named> {
    named(text).into_iter()
}

fn last_word(text: &str, word: &str) -> Option<usize> {
    let at = text.rfind(word)?;
    let stands = !text[..at].ends_with(char::is_alphanumeric);
    (stands && !text[at + word.len()..].starts_with(char::is_alphanumeric)).then_some(at)
}

/// `… được Quốc hội thông qua ngày 19/02/2025`, right behind a name.
fn issued(after: &str) -> Option<Date> {
    let lead = after.get(..after.find(" ngày ")?)?;
    let plain = !lead.contains([',', ';', ':', '(']);
    let says = ["thông qua", "ban hành"].iter().any(|verb| lead.ends_with(verb));
    let rest = &after[lead.len() + " ngày ".len()..];
    (plain && says && lead.len() < 80).then(|| take_date(rest)).flatten().map(|(date, _)| date)
}

/// `có hiệu lực từ ngày 01/7/2025`.
fn in_force(text: &str) -> Option<Date> {
    let rest = text.strip_prefix("có hiệu lực ")?;
    let rest = rest.strip_prefix("thi hành ").unwrap_or(rest);
    let rest = rest.strip_prefix("ngay ").unwrap_or(rest);
    let rest = rest.strip_prefix("kể ").unwrap_or(rest);
    let rest = rest.strip_prefix("từ ngày ")?;
    let rest = rest.strip_prefix("thông qua ").unwrap_or(rest);
    take_date(rest).map(|(date, _)| date)
}

/// `Lai Châu` of “… tỉnh Lai Châu …”, when only one is named.
fn province(text: &str) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, word) in text.match_indices("tỉnh ") {
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

/// What stands behind a document: `về …`, `quy định …`.
fn subject(after: &str) -> Option<(&'static str, String)> {
    let rest = after.strip_prefix(':').or_else(|| after.strip_prefix(',')).unwrap_or(after);
    let rest = rest.trim_start();
    let verb = VERBS.iter().find(|verb| rest.strip_prefix(**verb).is_some_and(|rest| rest.starts_with(' ')))?;
    let rest = rest[verb.len()..].trim_start();
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let text = rest[..end].trim().trim_end_matches([',', ';', ':', '.', ' ', '(']);
    let is_cut = rest[end..].starts_with(':') || text.contains(": ") || text.ends_with(" và") || text.ends_with(" của");
    let goes_on = [" không được", " phải ", " có thể ", " được ", " ngày "].iter().any(|verb| text.contains(verb));
    let fits = (15..=200).contains(&text.chars().count());
    (fits
        && !is_cut
        && !goes_on
        && !points_elsewhere(text)
        && verb != &"sửa đổi, bổ sung một số điều của"
        && verb != &"lấy")
        .then(|| (*verb, text.to_owned()))
}

/// `… đã phê duyệt Chiến lược X tại` before a document.
fn subject_before(before: &str) -> Option<(&'static str, String)> {
    let before = before.trim_end().strip_suffix(" tại")?;
    let before = sentences(before).pop()?;
    let before = before.rsplit("; ").next().unwrap_or(before);
    if named(before).iter().any(|named| named.mention.is_some()) {
        return None;
    }
    if let Some((name, passive)) = before.split_once(" được ") {
        let verb = ["phê duyệt", "ban hành"].into_iter().find(|verb| passive.ends_with(*verb))?;
        let name = without_connective(name);
        let fits = (15..=160).contains(&name.chars().count()) && name.contains(' ');
        return (fits && !points_elsewhere(name) && name.starts_with(char::is_uppercase) && passive.len() < 60)
            .then(|| (if verb == "phê duyệt" { "phê duyệt" } else { "ban hành" }, name.to_owned()));
    }
    let (at, verb) =
        ["phê duyệt ", "ban hành "].into_iter().filter_map(|verb| before.rfind(verb).map(|at| (at, verb))).max()?;
    let name = before[at + verb.len()..].trim();
    let fits = (15..=200).contains(&name.chars().count()) && !name.contains([':', ';']);
    (fits && !points_elsewhere(name) && name.starts_with(char::is_uppercase))
        .then(|| (if verb.starts_with("phê") { "phê duyệt" } else { "ban hành" }, name.to_owned()))
}
