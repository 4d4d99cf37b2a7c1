//! Which document amends or replaces which.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::documents::Document;
use super::super::reading::naming::{Named, named};
use super::super::reading::{Reading, Sentence};
use super::super::text::{Bag, lower_first};
use super::MOST;
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 12;
/// Documents that share more words of their subjects may be changed by one, in percent.
const SAME_MATTER: usize = 30;
/// Between two documents: what the first does to the second.
const ACTIVE: [(&str, &str); 2] =
    [("sửa đổi, bổ sung một số điều của", "được sửa đổi, bổ sung bởi"), ("thay thế", "được thay thế bởi")];

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let from = drafts.len();
    for sentence in reading.sentences.values() {
        if drafts.len() - from >= MOST {
            break;
        }
        let found: Vec<Named> = named(&sentence.plain).into_iter().filter(|named| named.mention.is_some()).collect();
        for pair in found.windows(2) {
            let [one, other] = pair else { continue };
            let Some(between) = sentence.plain.get(one.end..other.name_start) else { continue };
            for (active, passive) in ACTIVE {
                if between.trim_end().ends_with(passive) {
                    drafts.extend(both(reading, sentence, other, active, one));
                } else if between.trim_end().ends_with(active) {
                    drafts.extend(both(reading, sentence, one, active, other));
                }
            }
        }
    }
}

/// Asked from either side: which one it changes, and which one changes it.
fn both(reading: &Reading<'_>, sentence: &Sentence, by: &Named, verb: &str, of: &Named) -> Vec<Draft> {
    let number = |named: &Named| named.mention.as_ref().map(|mention| mention.reference.number.clone());
    let whole = |named: &Named| {
        let document = number(named).and_then(|number| reading.documents.get(&number));
        document.map_or_else(|| named.name.clone(), |document| document.full_name.clone())
    };
    let passive = ACTIVE.iter().find(|(active, _)| *active == verb).map_or("", |(_, passive)| *passive);
    let forward = format!("{} {verb} {} nào?", whole(by), lower_first(&of.kind));
    let back = format!("{} {passive} {} nào?", whole(of), lower_first(&by.kind));
    let make = |stem: String, right: &Named, known: &Named, is_later: bool| Draft {
        rule: Rule::Amendment,
        source: sentence.source,
        right: short(right),
        wrong: wrong(reading, right, known, is_later),
        stem,
        level: Level::Recall,
    };
    vec![make(forward, of, by, false), make(back, by, of, true)]
}

/// `Nghị định số 61/2018/NĐ-CP`; a law without its name.
fn short(named: &Named) -> String {
    let number = named.mention.as_ref().map_or("", |mention| mention.reference.number.as_str());
    format!("{} số {number}", named.kind)
}

/// Others of the kind; those that could not be it by their year come last.
fn wrong(reading: &Reading<'_>, right: &Named, known: &Named, is_later: bool) -> Vec<Wrong> {
    let number =
        |named: &Named| named.mention.as_ref().map(|mention| mention.reference.number.clone()).unwrap_or_default();
    let (right_number, known_number) = (number(right), number(known));
    // What the handbook ties to the known one may change it, too.
    let tied: Vec<usize> =
        reading.documents.get(&known_number).map_or_else(Vec::new, |document| document.entries.clone());
    // A document often changes several of one matter, of which the handbook names one.
    let matters: Vec<&Bag> = [&right_number, &known_number]
        .into_iter()
        .filter_map(|number| reading.documents.get(number))
        .flat_map(|document| &document.subjects)
        .map(|subject| &subject.bag)
        .collect();
    let apart = |other: &&Document| {
        other.subjects.iter().all(|subject| matters.iter().all(|matter| matter.overlap(&subject.bag) < SAME_MATTER))
    };
    let mut all: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| other.kind == right.kind && other.number != right_number && other.number != known_number)
        .filter(|other| !other.entries.iter().any(|entry| tied.contains(entry)))
        .filter(apart)
        .map(|other| {
            let known_year = reading.documents.get(&known_number).and_then(Document::year);
            let could_be = other
                .year()
                .zip(known_year)
                .is_none_or(|(other, known)| if is_later { other >= known } else { other <= known });
            let mix =
                stable_hash(format!("{right_number}{}", other.number).as_bytes()) >> 1 | u64::from(!could_be) << 63;
            (mix, Wrong { choice: format!("{} số {}", other.kind, other.number), source: other.first })
        })
        .collect();
    all.sort_by_key(|(mix, _)| *mix);
    all.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect()
}
