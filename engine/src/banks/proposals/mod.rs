//! Questions proposed from the handbook: what there is, and what people decided about each.
//!
//! Proposals are not stored: a handbook always gives the same. What is stored is who decided what, by the
//! proposal's key, so that an edition that kept a sentence does not ask about it again.

mod decide;
mod list;
mod made;

pub use self::{
    decide::{ProposalError, Which, accept, refuse, undo},
    list::{Decided, LikeQuestion, ListedProposal, PAGE, ProposalFilter, ProposalPage, Standing, find, list, waiting},
    made::{Made, MadeEntry},
};

#[cfg(test)]
mod tests;
