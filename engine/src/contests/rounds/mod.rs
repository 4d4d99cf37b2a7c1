//! Rounds: prepared, opened and closed by an organiser, each step written down.

mod create;
mod freeze;
mod hours;
mod opening;
mod papers;
mod transition;

use contest::contests::TrackKind;

pub(super) use self::create::{insert, insert_all};
pub(crate) use self::transition::advance;
pub(super) use self::transition::reopen;
pub use self::{
    create::{MAX_LENGTH, MAX_PAPER, MAX_TITLE, NewPapers, NewRound, NewRoundError, Slot, create},
    freeze::{FreezeError, freeze, shortages_of_drafts},
    hours::{HoursError, move_round},
    opening::{OPENS_AHEAD, open_due, schedule_all, set_opening},
    papers::{PapersError, set_papers},
    transition::{TransitionError, close, close_due, open},
};

use super::Lacks;

/// What the bank of a track cannot fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackShortages {
    /// Bảng dự thi.
    pub track: TrackKind,
    /// What it lacks, at least something.
    pub lacks: Lacks,
}

/// How the audit log names a round.
fn subject(round_id: i64) -> String {
    format!("round:{round_id}")
}

#[cfg(test)]
mod tests;
