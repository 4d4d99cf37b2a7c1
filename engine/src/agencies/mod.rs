//! Agencies: the tree, taking in lists of it, and headcounts.

mod book;
mod headcount;
mod import;
mod lines;
pub mod links;
mod positions;
mod scope;
#[cfg(test)]
mod tests;
mod tree;

use std::sync::Arc;

use sea_orm::DbErr;

pub use self::{
    book::AgencyBook,
    headcount::{Headcount, HeadcountError, set_headcount},
    import::{ImportError, Imported, import, import_set},
    lines::{AgencyEntry, AgencyFilter, AgencyPage, agencies_of},
    positions::set_position_count,
    scope::AgencyScope,
    tree::{Agency, AgencyTree, BlockOfAgencies},
};
pub(crate) use self::{headcount::headcounts_at, positions::positions_at};
use crate::Engine;

/// The tree of agencies, a few seconds old at most.
pub async fn tree(engine: &Engine) -> Result<Arc<AgencyTree>, DbErr> {
    engine.agencies.get(&engine.db.read, engine.now()).await
}
