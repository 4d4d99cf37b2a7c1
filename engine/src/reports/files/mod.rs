//! Reports as files: asked for, made once by a job on whichever instance comes first, kept for a while.
//!
//! Whose a report is decides who sees it: the organisers share theirs, an agency's viewers those of their agency. The
//! figures are counted as the file is made; nothing of this is on the way of somebody who takes part.

mod asked;
mod claim;
mod compose;
mod count;
mod header;
mod kept;
mod make;
mod order;
mod people;
mod tables;
#[cfg(test)]
mod tests;

pub use ::reports::{Format, Header};

pub use self::{
    asked::{About, Asked},
    header::{MAX_LINE, MAX_RECIPIENTS, kept_header},
    kept::{Job, JobState, KeptFile, download, jobs, prune},
    make::make_due,
    order::{OrderError, order},
};
use crate::accounts::StaffSession;

/// Whose reports a member of staff sees and asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Whose(i64);

impl Whose {
    /// What stands for the organisers where an agency's row would.
    const ORGANISERS: Self = Self(0);

    /// An organiser's are those of all organisers, a viewer's those of the own agency; others have none.
    fn of(actor: &StaffSession) -> Option<Self> {
        match &actor.agency {
            _ if actor.role.organises() => Some(Self::ORGANISERS),
            Some(scope) => Some(Self(scope.agency_id)),
            None => None,
        }
    }
}
