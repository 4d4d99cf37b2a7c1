//! Agencies: the tree, one of them, how many people they have, and their posters.

mod agency;
mod fields;
mod headcounts;
mod lists;
mod moves;
mod poster;
mod tree;
mod waiting;

pub use agency::{AgencyFact, AgencyPage, AgencyView, PastRow};
pub use fields::{AgencyFields, NewAgencyPage, NewAgencyView, agency_fields};
pub use headcounts::{HEADCOUNTS_HREF, HeadcountRow, HeadcountsPage, HeadcountsView, PositionField, headcount_fields};
pub use lists::{LISTS_HREF, ListPreviewPage, ListPreviewView, ListRow, ListsPage, ListsView, list_fields};
pub use moves::{DoublePage, DoubleView, MovePeoplePage, MovePeopleView, MoveShown, move_fields};
pub use poster::{PosterLink, PosterPage, PosterView, poster_fields};
pub use tree::{AgencyRow, NEW_AGENCY_HREF, TREE_HREF, TreePage, TreeView, tree_fields};
pub use waiting::{WAITING_HREF, WaitingPage, WaitingRow, WaitingView, waiting_fields};
