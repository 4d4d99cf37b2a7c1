//! Which document amends or replaces which.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::documents::{Named, named};
use super::super::reading::{Reading, Sentence};
use super::super::text::lower_first;
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 12;
/// Between two documents: what the first does to the second.
const ACTIVE: [(&str, &str); 2] =
    [("sửa đổi, bổ sung một số điều của", "được sửa đổi, bổ sung bởi"), ("thay thế", "được thay thế bởi")];

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    for sentence in reading.sentences.values() {
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
    let whole = |named: &Named| {
        reading
            .documents
            .iter()
            .find(|document| document.name.ends_with(named.name.rsplit(' ').next().unwrap_or_default()))
            .map_or_else(|| named.name.clone(), |document| document.full_name.clone())
    };
    let passive = ACTIVE.iter().find(|(active, _)| *active == verb).map_or("", |(_, passive)| *passive);
    let forward = format!("{} {verb} {} nào?", whole(by), lower_first(&of.kind));
    let back = format!("{} {passive} {} nào?", whole(of), lower_first(&by.kind));
    let make = |stem: String, right: &Named, known: &Named| Draft {
        rule: Rule::Amendment,
        source: sentence.source,
        right: short(right),
        wrong: wrong(reading, right, known),
        stem,
        level: Level::Recall,
    };
    vec![make(forward, of, by), make(back, by, of)]
}

/// `Nghị định số 61/2018/NĐ-CP`; a law without its name.
fn short(named: &Named) -> String {
    let number = named.mention.as_ref().map_or("", |mention| mention.reference.number.as_str());
    format!("{} số {number}", named.kind)
}

fn wrong(reading: &Reading<'_>, right: &Named, known: &Named) -> Vec<Wrong> {
    let number =
        |named: &Named| named.mention.as_ref().map(|mention| mention.reference.number.clone()).unwrap_or_default();
    let (right_number, known_number) = (number(right), number(known));
    // What the handbook ties to the known one may change it, too.
    let tied: Vec<usize> =
        reading.documents.get(&known_number).map_or_else(Vec::new, |document| document.entries.clone());
    let mut all: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|other| other.kind == right.kind && other.number != right_number && other.number != known_number)
        .filter(|other| !other.entries.iter().any(|entry| tied.contains(entry)))
        .map(|other| {
            let mix = stable_hash(format!("{right_number}{}", other.number).as_bytes());
            (mix, Wrong { choice: format!("{} số {}", other.kind, other.number), source: other.first })
        })
        .collect();
    all.sort_by_key(|(mix, _)| *mix);
    all.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect()
}
