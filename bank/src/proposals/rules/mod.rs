//! The rules, a file each.

mod abbreviations;
mod actors;
mod amendments;
mod ask;
mod documents;
mod leads;
mod lists;
mod numbers;
mod pairs;
mod places;
mod provisions;

use super::draft::Draft;
use super::reading::Reading;

/// Most drafts of one rule's file.
const MOST: usize = 1_000;

/// What all rules make of a handbook, in no order.
pub(super) fn all(reading: &Reading<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let rules = [
        documents::make,
        provisions::make,
        numbers::make,
        amendments::make,
        abbreviations::make,
        actors::make,
        lists::make,
        pairs::make,
        places::make,
    ];
    for make in rules {
        make(reading, &mut drafts);
    }
    drafts
}
