//! The life of results, a round's or those of the whole contest: counted once, disputed, approved,
//! published.
//!
//! What is slow (reading the attempts, ranking them) happens outside of any transaction; what came
//! of it is stored under the lock of the round's or the contest's row, if nothing has changed meanwhile.
//! So a round is
//! counted once on however many instances, a process that is killed leaves nothing half done, and
//! answers of another round are never held up. Nothing but what is stored here is needed to rank the
//! round again: [`RankedFiles`] are made of it.

mod approve;
mod files;
mod moved;
mod passed;
pub(super) mod proposal;
mod publish;
mod read;
pub(super) mod refuse;
mod settle;
mod store;
pub(super) mod subject;
mod take_back;
mod void;

use contest::{Timestamp, contests::RoundState, results::field::RankError};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub(super) use self::read::{published_at, read};
use self::subject::{go_on, lock};
pub use self::{
    approve::{approve, withdraw_approval},
    files::RankedFiles,
    passed::{PassedLine, passed_over},
    publish::publish_results,
    read::{AwardLine, Counted, Overview, Refused, Whole, outcome, published, whole_of},
    refuse::{Refusable, refuse},
    settle::{settle, settle_due},
    subject::{ResultsOf, Subject},
    take_back::take_back,
    void::void,
};
pub(crate) use self::{moved::results_moved, store::drop_boards, void::invalidate};
use crate::{Engine, accounts::audit, contests::rounds::TransitionError, db::entities::round_results};

/// Why an act on a round's results was not done.
#[derive(Debug, thiserror::Error)]
pub enum LifeError {
    /// Results are an organiser's to decide on.
    #[error("only organisers decide on results")]
    NotAllowed,
    /// There is no such round or contest.
    #[error("no such round or contest")]
    NoRound,
    /// The results do not stand where this can be done.
    #[error("not while the results are {}", .0.code())]
    State(RoundState),
    /// The contest's rules leave nothing to settle when all rounds are over.
    #[error("the rounds settle everything")]
    NothingLeft,
    /// Attempts are still under way; how many.
    #[error("{0} attempts are not submitted yet")]
    StillAnswering(u64),
    /// The results are being ranked again; a moment later it can be done.
    #[error("the results are being ranked again")]
    BeingRanked,
    /// Complaints may still come in, until then.
    #[error("complaints may come in until {0:?}")]
    Complaints(Timestamp),
    /// Complaints wait for an answer; how many.
    #[error("{0} complaints are not answered")]
    Unanswered(u64),
    /// No reason, or one over [`audit::MAX_REASON`] characters.
    #[error("a reason has 1 to {} characters", audit::MAX_REASON)]
    Reason,
    /// Nobody of this round who could be refused, or no such attempt that could be declared invalid.
    #[error("not in this round, or done before")]
    NotFound,
    /// The rules or the facts cannot be used.
    #[error(transparent)]
    Rank(#[from] RankError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<TransitionError> for LifeError {
    fn from(error: TransitionError) -> Self {
        match error {
            TransitionError::NotAllowed => Self::NotAllowed,
            TransitionError::NoRound => Self::NoRound,
            TransitionError::Impossible { from, .. } => Self::State(from),
            TransitionError::Db(failure) => Self::Db(failure),
            error @ (TransitionError::WindowOver | TransitionError::ContestCounted | TransitionError::Shortages(_)) => {
                Self::Db(DbErr::Custom(error.to_string()))
            }
        }
    }
}

/// What is stored of the results, in the state in which it may change.
async fn in_dispute(tx: &impl ConnectionTrait, of: ResultsOf) -> Result<round_results::Model, LifeError> {
    let state = lock(tx, of).await?;
    let row = stored(tx, of).await?;
    row.filter(|_| state == RoundState::Provisional).ok_or(LifeError::State(state))
}

/// What is stored of the results.
async fn stored(db: &impl ConnectionTrait, of: ResultsOf) -> Result<Option<round_results::Model>, DbErr> {
    round_results::Entity::find_by_id(of.key()).one(db).await
}

/// Lets this instance read a round anew that was changed here.
fn forget(engine: &Engine, of: ResultsOf) {
    if let ResultsOf::Round(id) = of {
        engine.rounds.forget(id);
    }
}

/// A reason as it is stored.
pub(super) fn reason(typed: &str) -> Result<String, LifeError> {
    audit::reason(typed).ok_or(LifeError::Reason)
}

#[cfg(test)]
mod tests;
