//! Correcting or dropping a question after it was answered, and grading everybody again.
//!
//! A round's *grading* rises with each correction and each that is taken back, and every result says
//! by which it was graded. So an act is one small transaction; a job brings results that are behind up
//! to it, a few hundred at a time, and goes on from there after any interruption; and a submission
//! that was graded by what another instance had still remembered is found behind like all the others.
//! Nothing is ranked or approved while a result is behind ([`is_behind`]). What an act would change is
//! counted before it is done, by the same functions ([`preview`]).

mod act;
mod explained;
mod figures;
mod list;
mod moves;
mod preview;
mod regrade;
mod state;

#[cfg(test)]
pub(in crate::results) mod tests;

use contest::{attempts::ChangeError, contests::RoundState};
use sea_orm::DbErr;

pub use self::{
    act::{Act, apply},
    explained::{AttemptCorrections, CorrectedQuestion, PublicCorrection, of_attempt, of_round},
    figures::Figures,
    list::{Correction, FoundQuestions, PlanLine, Undone, find, made, questions},
    moves::{Moves, PlaceMove, PrizeMove},
    preview::{Preview, Previews, Usage, preview, usage},
    regrade::regrade_due,
    state::{behind, in_force, is_behind},
};
use crate::results::life::LifeError;

/// Why a question was not corrected, or what that would change is not known.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// Questions are an organiser's to correct.
    #[error("only organisers correct questions")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// Only while the round's results may still change.
    #[error("not while the round is {}", .0.code())]
    State(RoundState),
    /// The round's papers have no such question, or there is no such correction that stands.
    #[error("no such question or correction in this round")]
    NotFound,
    /// The question was corrected before; that is taken back first.
    #[error("the question was corrected before")]
    CorrectedBefore,
    /// The key cannot be the question's.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// No reason, or a long one.
    #[error("a reason has 1 to {} characters", crate::accounts::audit::MAX_REASON)]
    Reason,
    /// Results are still being graded by the act before; how many.
    #[error("{0} results are being regraded")]
    BeingRegraded(u64),
    /// What the act would change is still being counted; how many attempts have been looked at.
    #[error("still being counted, {0} attempts so far")]
    BeingCounted(u64),
    /// Something was corrected since what the act would change was shown.
    #[error("corrected by somebody else meanwhile")]
    Changed,
    /// It could not be counted.
    #[error("cannot be counted: {0}")]
    Failed(String),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<LifeError> for CorrectionError {
    fn from(error: LifeError) -> Self {
        match error {
            LifeError::NotAllowed => Self::NotAllowed,
            LifeError::NoRound => Self::NoRound,
            LifeError::State(state) => Self::State(state),
            LifeError::Reason => Self::Reason,
            LifeError::Db(failure) => Self::Db(failure),
            other => Self::Failed(other.to_string()),
        }
    }
}
