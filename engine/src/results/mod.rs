//! Results: boards, someone's own results, agencies against each other.

mod agencies;
mod agency_race;
mod board_of;
mod boards;
mod certificates;
pub mod complaints;
pub mod corrections;
mod field;
pub mod files;
mod frame_sites;
pub mod items;
mod joined;
mod keeper;
pub mod life;
mod marked;
mod own;
mod papers;
mod publish;
mod reconcile;
mod standing;

#[cfg(test)]
mod tests;

use sea_orm::DbErr;

pub use self::{
    agencies::{AgencyBoard, AgencyPlace, agencies},
    agency_race::{AgencyRace, race},
    board_of::{Among, BoardOf, board, place_on},
    boards::{BoardLine, BoardPage, OwnPlace, PlaceOf, page, place},
    certificates::{
        Certification, Prize, Standing, all_certificates, certificate_code, own_certificate, own_certificates,
        verify_certificate,
    },
    frame_sites::{FrameSiteListError, ListedSite, allow_frames, frame_sites, refuse_frames},
    keeper::{BoardKeeper, ensure},
    marked::{MarkedChoice, MarkedQuestion, marked_paper, own_marked_paper},
    own::{AttemptResult, MyAttempt, MyResult, TopicCount, attempt_result, mine, round_of_result},
    publish::{publish, rebuild},
    reconcile::reconcile,
};
use crate::cache::CacheError;

/// Why a board cannot be read or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum BoardError {
    /// The database did not answer.
    #[error("the database does not answer: {0}")]
    Database(#[from] DbErr),
    /// The cache did not answer. Readers of boards do without it and never meet this.
    #[error(transparent)]
    Cache(#[from] CacheError),
}
