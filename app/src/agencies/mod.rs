//! Agencies and how many people they have.

mod headcounts;

pub use headcounts::{HeadcountRow, HeadcountsPage, HeadcountsView, PositionField, headcount_fields};
