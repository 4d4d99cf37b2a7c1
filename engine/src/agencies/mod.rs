//! Agencies: the tree as it is and was, what organisers do to it, taking in lists of it, and headcounts.

mod acts;
mod book;
mod doubles;
mod entries;
mod found;
mod headcount;
mod import;
mod lines;
pub mod links;
mod lists;
mod moves;
mod one;
mod past;
mod plan;
mod positions;
mod scope;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use std::sync::Arc;

use sea_orm::DbErr;

pub use self::{
    acts::{TreeError, TreeRefusal, add_agency, change_agency, dissolve_agency, restore_agency},
    book::AgencyBook,
    doubles::{DoublePreview, merge_double, preview_double},
    entries::{
        Entry, EntryError, WaitingEntry, WaitingPage, confirm_headcounts, list_waiting, refuse_headcounts,
        waiting_headcounts,
    },
    found::{TreeFilter, TreeLine, TreePage, agencies_in_tree},
    headcount::{Headcount, HeadcountError, set_headcount, set_position_count},
    import::{ImportError, Imported, import, import_set},
    lines::{AgencyEntry, AgencyFilter, AgencyPage, agencies_of},
    lists::{ListError, ListPreview, Taken, drop_list, export_list, hand_in_list, preview_list, take_in_list},
    moves::{MovePreview, Moved, Movers, move_people, people_to_move, preview_move},
    one::{AgencyFile, KnownHeadcount, agency_file},
    past::{PastState, tree_at},
    plan::{Deed, PlannedChange, PlannedRow},
    scope::AgencyScope,
    tree::{Agency, AgencyTree, BlockOfAgencies},
    write::{AgencyDraft, Change},
};
pub(crate) use self::{headcount::headcounts_at, positions::positions_at};
use crate::Engine;

/// The tree of agencies, a few seconds old at most.
pub async fn tree(engine: &Engine) -> Result<Arc<AgencyTree>, DbErr> {
    engine.agencies.get(&engine.db.read, engine.now()).await
}
