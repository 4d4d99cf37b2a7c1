//! Ranking a whole field: every attempt of a contest with its rules and frozen facts goes in, and
//! places, prizes, drawings of lots and the reason for every exclusion come out.
//!
//! The outcome does not depend on the order in which attempts were put in: identifiers are numbered
//! in the order of their bytes before anything is compared. docs/RANK.md tells the whole of it, so
//! that it can be done again by others.

mod agency_keys;
mod agency_race;
mod awarding;
mod build;
mod counted;
mod entry_columns;
mod entry_row;
mod facts;
mod ground;
mod height;
mod lots;
mod missed;
mod names;
mod notes;
mod outcome;
mod places;
mod rank_file;
mod ranking;
mod reasons;
mod row_error;
mod rows;
mod running;
mod screen;
mod standings;
mod tally;

pub use agency_keys::AgencyExclusion;
pub use agency_race::{AgencyRank, AgencyRunner, race_of_agencies};
pub use build::{Attempt, EntryTwice, Field, FieldBuilder};
pub use entry_columns::{EntryColumns, HeaderError};
pub use entry_row::EntryRow;
pub use facts::{AgencyFacts, Facts, FactsError, HeldPrize, PersonFacts, RoundFacts};
pub use lots::{Drawer, Lot, draw_lot};
pub use missed::Missed;
pub use outcome::{Award, Drawing, Flagged, Group, Outcome, PassedOver, Race, RoundFigures};
pub use rank_file::{RankFile, RankFileError};
pub use ranking::{RankError, rank_field};
pub use reasons::{Exclusion, NoPrize, PassReason};
pub use row_error::{RowError, RowProblem};
pub use rows::RankedRow;
pub use standings::{AgencyStanding, CollectiveTable};
