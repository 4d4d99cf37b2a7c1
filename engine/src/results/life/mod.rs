//! The life of a round's results: counted once, disputed, approved, published.
//!
//! What is slow (reading the attempts, ranking them) happens outside of any transaction; what came
//! of it is stored under the lock of the round's row, if nothing has changed meanwhile. So a round is
//! counted once on however many instances, a process that is killed leaves nothing half done, and
//! answers of another round are never held up. Nothing but what is stored here is needed to rank the
//! round again: [`RankedFiles`] are made of it.

mod approve;
mod files;
mod proposal;
mod publish;
mod read;
mod refuse;
mod settle;
mod store;
mod void;

use contest::{Timestamp, contests::RoundState, results::field::RankError};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QuerySelect};

pub use self::{
    approve::{approve, withdraw_approval},
    files::RankedFiles,
    publish::publish_results,
    read::{AwardLine, Counted, Refused, RoundOutcome, outcome, published},
    refuse::{Refusable, refuse},
    settle::{settle, settle_due},
    void::void,
};
use crate::{
    contests::rounds::TransitionError,
    db::entities::{round_results, rounds},
};

/// Longest reason, in characters.
pub const MAX_REASON: usize = 500;

/// Why an act on a round's results was not done.
#[derive(Debug, thiserror::Error)]
pub enum LifeError {
    /// Results are an organiser's to decide on.
    #[error("only organisers decide on results")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// The round does not stand where this can be done.
    #[error("not while the round is {}", .0.code())]
    State(RoundState),
    /// Attempts are still under way; how many.
    #[error("{0} attempts are not submitted yet")]
    StillAnswering(u64),
    /// The results are being ranked again; a moment later it can be done.
    #[error("the results are being ranked again")]
    BeingRanked,
    /// Complaints may still come in, until then.
    #[error("complaints may come in until {0:?}")]
    Complaints(Timestamp),
    /// No reason, or one over [`MAX_REASON`] characters.
    #[error("a reason has 1 to {MAX_REASON} characters")]
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
            error @ (TransitionError::WindowOver | TransitionError::Shortages(_)) => {
                Self::Db(DbErr::Custom(error.to_string()))
            }
        }
    }
}

/// How the audit log names a round.
fn subject(round_id: i64) -> String {
    format!("round:{round_id}")
}

/// Holds the round's row until the transaction ends, and says where the round stands.
async fn lock(tx: &impl ConnectionTrait, round_id: i64) -> Result<RoundState, LifeError> {
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(tx).await?.ok_or(LifeError::NoRound)?;
    RoundState::parse(&round.state)
        .ok_or_else(|| DbErr::Custom(format!("round {round_id}: unknown state {}", round.state)).into())
}

/// What is stored of the round's results, in the state in which it may change.
async fn in_dispute(tx: &impl ConnectionTrait, round_id: i64) -> Result<round_results::Model, LifeError> {
    let state = lock(tx, round_id).await?;
    let row = round_results::Entity::find_by_id(round_id).one(tx).await?;
    row.filter(|_| state == RoundState::Provisional).ok_or(LifeError::State(state))
}

/// A reason as it is stored.
fn reason(typed: &str) -> Result<String, LifeError> {
    let reason = contest::text::squeeze(typed);
    if reason.is_empty() || reason.chars().count() > MAX_REASON { Err(LifeError::Reason) } else { Ok(reason) }
}

#[cfg(test)]
mod tests;
