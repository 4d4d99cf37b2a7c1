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
mod provisions;

use super::draft::Draft;
use super::reading::Reading;

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
    ];
    for make in rules {
        make(reading, &mut drafts);
    }
    drafts
}
