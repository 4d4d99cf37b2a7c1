//! Agencies: how many people they have, and their posters.

mod headcounts;
mod poster;

pub use headcounts::{HeadcountRow, HeadcountsPage, HeadcountsView, PositionField, headcount_fields};
pub use poster::{PosterLink, PosterPage, PosterView, poster_fields};
