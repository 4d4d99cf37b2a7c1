//! Which attempts are valid, and why the others are not.

use std::collections::BTreeMap;

use super::{Exclusion, Flagged, ground::Ground};
use crate::contests::{DuplicatePolicy, DuplicateRule, Entrant, Ineligible};

/// By row why it is not valid; the first reason in the order of [`Exclusion`] is told.
pub(super) fn screen(ground: &Ground<'_>) -> (Vec<Option<Exclusion>>, Vec<Flagged>) {
    let (duplicate, flagged) = duplicates(ground);
    let rules = &ground.rules.eligibility;
    let reason = |row: &super::build::Row| {
        let facts = ground.person(row.person);
        if !row.valid {
            return Some(Exclusion::Void);
        }
        let entrant = Entrant {
            track: row.track,
            birth_date: facts.and_then(|facts| facts.birth_date),
            barred: facts.is_some_and(|facts| facts.barred),
        };
        match rules.admit(entrant, row.started_at) {
            Err(Ineligible::WrongTrack(_)) => Some(Exclusion::WrongTrack),
            Err(Ineligible::TooYoung(..)) => Some(Exclusion::TooYoung),
            Err(Ineligible::Barred) => Some(Exclusion::Barred),
            Ok(()) => duplicate.get(row.person as usize).is_some_and(|is| *is).then_some(Exclusion::Duplicate),
        }
    };
    (ground.field.rows.iter().map(reason).collect(), flagged)
}

/// By person whether someone else is counted in their stead; and those to look at. Only people with
/// an attempt are compared, by when they registered and then by identifier.
fn duplicates(ground: &Ground<'_>) -> (Vec<bool>, Vec<Flagged>) {
    let field = ground.field;
    let mut second = vec![false; field.people.len()];
    let mut flagged = Vec::new();
    for DuplicateRule { by, policy } in &ground.rules.duplicates {
        let mut sharing: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for person in 0..field.people.len() as u32 {
            let value = ground.person(person).and_then(|facts| facts.duplicates.get(by));
            if let Some(value) = value {
                sharing.entry(value).or_default().push(person);
            }
        }
        for mut people in sharing.into_values().filter(|people| people.len() > 1) {
            people.sort_by_key(|&person| (field.registered.get(person as usize).copied(), person));
            let allowed = match policy {
                DuplicatePolicy::Block => 1,
                DuplicatePolicy::Allow(count) => usize::from(*count),
                DuplicatePolicy::Flag => {
                    let names = people.iter().map(|&person| field.people.get(person).to_owned()).collect();
                    flagged.push(Flagged { by: *by, people: names });
                    continue;
                }
            };
            for &person in people.iter().skip(allowed) {
                second[person as usize] = true;
            }
        }
    }
    (second, flagged)
}
