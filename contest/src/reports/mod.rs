//! What reports count: whole numbers that are added up in any order, and taken back exactly.
//!
//! What a person did in a round, or in several, is one [`Part`]: a pure function of their valid attempts. [`Counters`]
//! are the sum of everybody's parts by agency, track and position. So they can be built from the first attempt to the
//! last, in portions, or brought up to date by taking out what a person was before and putting in what they are now;
//! all of it comes to the same.

mod counters;
mod part;
mod quota;
mod tally;

pub use counters::{Cell, CellFilter, Counters};
pub use part::{Part, Rule, ValidAttempt, part_of};
pub use quota::{QuotaMet, quotas_met};
pub use tally::{DayTally, NotCounted, Tally};
