//! The list of agencies and units (cơ quan, đơn vị): a tree by official codes.
//!
//! **Read:** xlsx, ods, and csv in UTF-8 or UTF-16 separated by commas, semicolons or tabs, with the columns
//! `code,name,kind,parent_code,block,headcount,valid_from,valid_to,successor_code` (or their Vietnamese names) in any order,
//! of which the first four must be there (docs/FORMATS.md).
//!
//! **Refused, row by row:** no code or name; a code used above; a kind that is not one of
//! [`AgencyKind`]; a parent that is not in the list, was refused, or leads back to the agency
//! itself; a headcount that is no whole number from 1 to [`MAX_HEADCOUNT`]; a day that is none; a cell that shows an error.
//! **Refused as a whole:** see [`ReadError`].

mod order;
mod rows;
mod write;

use contest::agencies::AgencyKind;
use contest::time::LocalDate;

use crate::{Place, Problem, ReadError};

pub(crate) use rows::Record;
pub use write::{ListFormat, write};

/// Largest headcount of one agency.
pub const MAX_HEADCOUNT: u32 = 1_000_000;
/// Which files are taken, in words.
pub const FILE_KINDS: &str = "Tệp Excel (.xlsx), LibreOffice (.ods) hoặc CSV";
/// What the names of these files end in, as the `accept` of an input has it.
pub const FILE_NAMES: &str = ".xlsx,.xlsm,.ods,.csv,.tsv,.txt";

/// A list of agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencySet {
    /// The sound ones; every parent stands before its children, else in the file's order.
    pub agencies: Vec<Agency>,
    /// The refused rows and why, in the file's order.
    pub problems: Vec<Problem>,
}

/// One agency or unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Where it stands in the file.
    pub place: Place,
    /// Its official code, unique in the list.
    pub code: String,
    /// Its name, NFC.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The code of the agency above it; `None` at the top.
    pub parent_code: Option<String>,
    /// The code of its block (khối), such as `so-ban-nganh`; empty when not given.
    pub block: String,
    /// How many people it has; `None` when nobody has said.
    pub headcount: Option<u32>,
    /// The first day on which it was there; `None` when not given.
    pub valid_from: Option<LocalDate>,
    /// The first day on which it was no more; `None` while it stands, and when not given.
    pub valid_to: Option<LocalDate>,
    /// The code of the agency that took its place.
    pub successor_code: Option<String>,
}

/// Reads a list of agencies.
pub fn read(bytes: &[u8]) -> Result<AgencySet, ReadError> {
    let read = rows::read(bytes)?;
    if read.agencies.is_empty() && read.problems.is_empty() {
        return Err(ReadError::NoAgencies);
    }
    let mut problems = read.problems;
    let agencies = order::parents_first(read.agencies, &read.codes, &mut problems);
    problems.sort_by_key(|problem| order::line(&problem.place));
    Ok(AgencySet { agencies, problems })
}
