//! Which document, of when, about what, by whom, in force from when.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::Reading;
use super::super::reading::documents::{Document, Subject};
use super::super::text::{alike_long, choose, lower_first, upper_first};
use crate::handbook::Date;
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 12;
/// Subjects that share more of their words are of one matter, in percent.
const SAME_MATTER: usize = 60;

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    for document in reading.documents.iter() {
        drafts.extend(date(reading, document));
        drafts.extend(effect(reading, document));
        if let Some(subject) = best(document) {
            drafts.extend(number(reading, document, subject));
            drafts.push(about(reading, document, subject));
            drafts.extend(issuer(reading, document, subject));
        }
        drafts.extend(province(reading, document));
        drafts.extend(law(reading, document));
    }
}

/// The subject that says it best: long, but not one that goes on where another ends.
fn best(document: &Document) -> Option<&Subject> {
    let goes_on = |subject: &Subject| {
        document
            .subjects
            .iter()
            .any(|other| other.text.len() < subject.text.len() && subject.text.starts_with(&other.text))
    };
    document
        .subjects
        .iter()
        .filter(|subject| !goes_on(subject))
        .max_by_key(|subject| subject.text.chars().count().min(110))
}

fn date(reading: &Reading<'_>, document: &Document) -> Option<Draft> {
    let (date, source) = document.date?;
    let is_law = document.code().starts_with("QH");
    let variants: &[&str] = if is_law {
        &["{} được Quốc hội thông qua ngày nào?", "Quốc hội thông qua {} vào ngày nào?"]
    } else {
        &[
            "{} được ban hành ngày nào?",
            "{} được ban hành vào ngày, tháng, năm nào?",
            "Ngày ban hành của {} là ngày nào?",
        ]
    };
    let stem = choose(&document.number, variants).replace("{}", &document.full_name);
    let year = document.numbered_year();
    let wrong = near_dates(reading, date, &document.number, |other| year.is_none_or(|year| other.year == year));
    Some(Draft {
        rule: Rule::DocumentDate,
        source,
        stem: upper_first(&stem),
        right: format!("Ngày {date}"),
        wrong,
        level: Level::Recall,
    })
}

fn effect(reading: &Reading<'_>, document: &Document) -> Option<Draft> {
    let (date, source) = document.effect?;
    let variants =
        ["{} có hiệu lực từ ngày nào?", "{} có hiệu lực thi hành kể từ ngày nào?", "Từ ngày nào {} có hiệu lực?"];
    let stem = choose(&document.number, &variants).replace("{}", &document.full_name);
    let issued = document.date.map(|(date, _)| date);
    let year = document.numbered_year();
    let wrong = near_dates(reading, date, &document.number, |other| {
        issued.is_none_or(|issued| other >= issued)
            && year.is_none_or(|year| other.year >= year && other.year <= year + 1)
    });
    Some(Draft {
        rule: Rule::EffectiveDate,
        source,
        stem: upper_first(&stem),
        right: format!("Ngày {date}"),
        wrong,
        level: Level::Recall,
    })
}

/// Dates of other documents, the nearest first.
fn near_dates(reading: &Reading<'_>, date: Date, seed: &str, fits: impl Fn(Date) -> bool) -> Vec<Wrong> {
    let all = reading.documents.iter().flat_map(|document| [document.date, document.effect]).flatten();
    let mut near: Vec<(u32, u64, Wrong)> = all
        .filter(|(other, _)| *other != date && fits(*other))
        .map(|(other, source)| {
            let far = other.rank().abs_diff(date.rank());
            let mix = stable_hash(format!("{seed}{other}").as_bytes());
            (far / 100, mix, Wrong { choice: format!("Ngày {other}"), source })
        })
        .collect();
    near.sort_by_key(|(far, mix, _)| (*far, *mix));
    near.into_iter().map(|(_, _, wrong)| wrong).take(ENOUGH).collect()
}

/// How a subject is said of a document.
fn said(subject: &Subject) -> String {
    format!("{} {}", subject.verb, subject.text)
}

fn number(reading: &Reading<'_>, document: &Document, subject: &Subject) -> Option<Draft> {
    let said = said(subject);
    if said.chars().count() < 32 {
        return None;
    }
    // Every province has its own plan about everything.
    let place = document.place.as_ref().map(|place| format!(" của tỉnh {place}"));
    if document.is_local() && place.is_none() {
        return None;
    }
    let place = place.unwrap_or_default();
    let kind = document.kind.as_str();
    let stem = match (subject.verb, choose(&document.number, &["a", "b"])) {
        ("về" | "về việc", "a") => format!("{kind}{place} {said} có số hiệu nào sau đây?"),
        ("về" | "về việc", _) => format!("Số hiệu của {}{place} {said} là gì?", lower_first(kind)),
        (_, "a") => format!("{kind} nào sau đây{place} {said}?"),
        _ => format!("{kind} nào{place} {said}?"),
    };
    let mut wrong: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| other.number != document.number && other.kind == document.kind)
        .filter(|other| other.is_local() == document.is_local() && !same_matter(document, other))
        .map(|other| {
            let unlike = u64::from(other.code() != document.code()) << 60;
            let mix = stable_hash(format!("{}{}", document.number, other.number).as_bytes()) >> 8;
            (unlike | mix, Wrong { choice: short_name(other), source: other.first })
        })
        .collect();
    wrong.sort_by_key(|(far, _)| *far);
    Some(Draft {
        rule: Rule::DocumentNumber,
        source: subject.source,
        stem,
        right: short_name(document),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect(),
        level: Level::Understand,
    })
}

/// `Luật số 80/2025/QH15`: without the name, which would tell.
fn short_name(document: &Document) -> String {
    format!("{} số {}", document.kind, document.number)
}

/// The number of a law, by its name.
fn law(reading: &Reading<'_>, document: &Document) -> Option<Draft> {
    let (name, _) = document.name.split_once(" số ").filter(|(name, _)| name.contains(' '))?;
    let year = document.numbered_year().filter(|_| document.kind == "Luật")?;
    let mut wrong: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| other.kind == document.kind && other.number != document.number)
        .filter_map(|other| {
            let far = u64::from(other.numbered_year()?.abs_diff(year)) << 48;
            let mix = stable_hash(format!("{}{}", document.number, other.number).as_bytes()) >> 16;
            // A law that changes this one has a number of its own.
            let is_other = other.name.contains(" số ") && !other.name.starts_with("Luật số");
            is_other.then(|| (far | mix, Wrong { choice: short_name(other), source: other.first }))
        })
        .collect();
    wrong.sort_by_key(|(far, _)| *far);
    Some(Draft {
        rule: Rule::DocumentNumber,
        source: document.first,
        stem: format!("{name} được Quốc hội thông qua năm {year} có số hiệu nào sau đây?"),
        right: short_name(document),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect(),
        level: Level::Recall,
    })
}

/// Whether two documents may deal with one matter.
fn same_matter(one: &Document, other: &Document) -> bool {
    one.subjects.is_empty()
        || other.subjects.is_empty()
        || one.subjects.iter().any(|a| other.subjects.iter().any(|b| a.bag.overlap(&b.bag) >= SAME_MATTER))
}

fn about(reading: &Reading<'_>, document: &Document, subject: &Subject) -> Draft {
    let name = &document.full_name;
    let stem = match (subject.verb, choose(&document.number, &["a", "b"])) {
        ("về" | "về việc", "a") => format!("{name} là văn bản về nội dung nào?"),
        ("về" | "về việc" | "bàn về", "b") => format!("Nội dung chính của {name} là gì?"),
        ("phê duyệt" | "ban hành", _) => format!("{name} {} chương trình, đề án nào sau đây?", subject.verb),
        (verb, _) => format!("{name} {verb} nội dung nào sau đây?"),
    };
    let mut wrong: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| other.number != document.number && !same_matter(document, other))
        .filter_map(|other| Some((other, best(other)?)))
        .filter(|(_, theirs)| alike_long(&theirs.text, &subject.text, 2) && same_form(&theirs.text, &subject.text))
        .map(|(other, theirs)| {
            let foreign = u64::from(other.is_local() != document.is_local()) << 61;
            let unlike = u64::from(other.kind != document.kind) << 60 | foreign;
            let mix = stable_hash(format!("{}{}", document.number, other.number).as_bytes()) >> 8;
            (unlike | mix, Wrong { choice: upper_first(&theirs.text), source: theirs.source })
        })
        .collect();
    wrong.sort_by_key(|(far, _)| *far);
    Draft {
        rule: Rule::DocumentSubject,
        source: subject.source,
        stem: upper_first(&stem),
        right: upper_first(&subject.text),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect(),
        level: Level::Understand,
    }
}

/// Whether both begin with a name, or neither.
fn same_form(one: &str, other: &str) -> bool {
    one.starts_with(char::is_uppercase) == other.starts_with(char::is_uppercase)
}

fn issuer(reading: &Reading<'_>, document: &Document, subject: &Subject) -> Option<Draft> {
    let (issuer, source) = document.issuer.clone()?;
    // Decrees are the Government's alone, conclusions the Party's.
    if ["Nghị định", "Luật", "Kết luận"].contains(&document.kind.as_str()) || document.is_local() {
        return None;
    }
    let said = said(subject);
    let stem = match choose(&document.number, &["a", "b"]) {
        "a" => format!("{} {said} do cơ quan nào ban hành?", document.kind),
        _ => format!("Cơ quan nào ban hành {} {said}?", lower_first(&document.kind)),
    };
    let mut wrong: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| !other.is_local())
        .filter_map(|other| other.issuer.clone())
        .filter(|(other, _)| *other != issuer)
        .map(|(other, source)| {
            let mix = stable_hash(format!("{}{other}", document.number).as_bytes());
            (mix, Wrong { choice: other, source })
        })
        .collect();
    wrong.sort_by_key(|(mix, _)| *mix);
    wrong.dedup_by(|a, b| a.1.choice == b.1.choice);
    Some(Draft {
        rule: Rule::Issuer,
        source,
        stem,
        right: issuer,
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect(),
        level: Level::Recall,
    })
}

/// Of which province a local document is.
fn province(reading: &Reading<'_>, document: &Document) -> Option<Draft> {
    let (issuer, source) = document.issuer.clone()?;
    let (head, own) = issuer.split_once(" tỉnh ")?;
    let date = document.date.map(|(date, _)| format!(" ngày {date}")).unwrap_or_default();
    let places = reading
        .documents
        .iter()
        .filter(|other| other.is_local())
        .filter_map(|other| Some((other.place.clone()?, other.first)));
    let named = reading.sentences.values().filter_map(|sentence| {
        let at = sentence.text.find("tỉnh ")? + "tỉnh ".len();
        let place = super::places::at(&sentence.text[at..])?;
        Some((place.to_owned(), sentence.source))
    });
    let mut wrong: Vec<(u64, Wrong)> = places
        .chain(named)
        .filter(|(place, _)| place != own)
        .map(|(place, source)| {
            let choice = format!("{head} tỉnh {place}");
            (stable_hash(format!("{}{choice}", document.number).as_bytes()), Wrong { choice, source })
        })
        .collect();
    wrong.sort_by_key(|(mix, wrong)| (*mix, wrong.source));
    wrong.dedup_by(|a, b| a.1.choice == b.1.choice);
    Some(Draft {
        rule: Rule::Issuer,
        source,
        stem: format!("{}{date} do {head} tỉnh nào ban hành?", document.name),
        right: issuer.clone(),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect(),
        level: Level::Recall,
    })
}
