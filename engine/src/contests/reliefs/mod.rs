//! When something goes wrong in a round that is not counted yet: more time for everybody, an agency
//! or a person, and more attempts for an agency or a person. Each with a reason, logged, and taken
//! back as far as it was not used.
//!
//! What was given adds up: the close of somebody's round is the round's own, and so much later as
//! the agencies above them and they themselves were given. A round stays open until the last of
//! those who were given time is through, and is counted only then.

mod attempts;
mod extend;
mod held;
mod keep;
mod list;
mod take_back;
#[cfg(test)]
mod tests;

use contest::{Timestamp, contests::RoundState};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect};

pub use self::{
    attempts::{MoreAttempts, give_attempts},
    extend::extend,
    held::Reliefs,
    keep::keep_promises,
    list::{AttemptLine, ReliefLine, attempts_of, reliefs_of},
    take_back::take_back,
};
use super::queries::state;
use crate::{
    accounts::{WITHDRAWN_CODE, audit},
    db::entities::{agencies, participants, reliefs, rounds},
};

/// Most reliefs of a round that are in force: each is looked at for everybody who begins.
pub const MAX_RELIEFS: u64 = 1_000;

/// Who is given something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    /// Everybody of the round.
    Everyone,
    /// An agency with all below it.
    Agency(i64),
    /// One person.
    Person(i64),
}

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// So many minutes.
    Minutes(u16),
    /// So many attempts.
    Attempts(u16),
}

/// Why something was not given or taken back.
#[derive(Debug, thiserror::Error)]
pub enum ReliefError {
    /// It is an organiser's to give.
    #[error("only organisers give time and attempts")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// The round is being prepared, or counted already.
    #[error("not while the round is {}", .0.code())]
    State(RoundState),
    /// An organiser closed the round before its time; opening it again comes first.
    #[error("the round was closed early")]
    ClosedEarly,
    /// No reason, or one over [`audit::MAX_REASON`] characters.
    #[error("a reason has 1 to {} characters", audit::MAX_REASON)]
    Reason,
    /// Nothing, or too much at once.
    #[error("not an amount that can be given")]
    Amount,
    /// There is no such agency or person, or nothing of the kind is given to everybody.
    #[error("no such agency or person")]
    NoOne,
    /// Even so the round would have closed by now, at that time.
    #[error("the time would be over at {0:?}")]
    Past(Timestamp),
    /// The rules let everybody take part as often as they like.
    #[error("attempts are not limited")]
    Unlimited,
    /// Not a submitted, valid attempt of this person in this round.
    #[error("no such attempt to declare invalid")]
    NoAttempt,
    /// [`MAX_RELIEFS`] are in force.
    #[error("too much is in force already")]
    TooMany,
    /// It was used; nothing is left to take back.
    #[error("it has been used")]
    Used,
    /// There is no such thing in force.
    #[error("nothing in force to take back")]
    Gone,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Whom {
    fn of(row: &reliefs::Model) -> Self {
        match (row.participant_id, row.agency_id) {
            (Some(person), _) => Self::Person(person),
            (None, Some(agency)) => Self::Agency(agency),
            (None, None) => Self::Everyone,
        }
    }

    /// The columns of the agency and the person.
    const fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Everyone => (None, None),
            Self::Agency(id) => (Some(id), None),
            Self::Person(id) => (None, Some(id)),
        }
    }

    /// How the audit log names them.
    fn subject(self) -> String {
        match self {
            Self::Everyone => "everyone".to_owned(),
            Self::Agency(id) => format!("agency:{id}"),
            Self::Person(id) => format!("participant:{id}"),
        }
    }
}

impl Given {
    const fn code(self) -> &'static str {
        match self {
            Self::Minutes(_) => "time",
            Self::Attempts(_) => "attempts",
        }
    }

    const fn amount(self) -> u16 {
        match self {
            Self::Minutes(amount) | Self::Attempts(amount) => amount,
        }
    }

    fn of(row: &reliefs::Model) -> Option<Self> {
        let amount = u16::try_from(row.amount).ok()?;
        match row.kind.as_str() {
            "time" => Some(Self::Minutes(amount)),
            "attempts" => Some(Self::Attempts(amount)),
            _ => None,
        }
    }
}

/// A reason as it is stored.
fn reason(typed: &str) -> Result<String, ReliefError> {
    audit::reason(typed).ok_or(ReliefError::Reason)
}

/// Holds the round's row until the transaction ends, in a state in which something may be given:
/// who closes or counts the round holds it, too.
async fn lock(tx: &impl ConnectionTrait, round_id: i64) -> Result<(rounds::Model, RoundState), ReliefError> {
    let row = rounds::Entity::find_by_id(round_id).lock_exclusive().one(tx).await?.ok_or(ReliefError::NoRound)?;
    match state(&row)? {
        state @ (RoundState::Open | RoundState::Closed) => Ok((row, state)),
        state => Err(ReliefError::State(state)),
    }
}

/// The agency in which somebody is; 0 for everybody and for an agency that is not there to find.
async fn agency_of(tx: &impl ConnectionTrait, whom: Whom) -> Result<i64, ReliefError> {
    match whom {
        Whom::Everyone => Ok(0),
        Whom::Agency(id) => {
            agencies::Entity::find_by_id(id).one(tx).await?.map(|agency| agency.id).ok_or(ReliefError::NoOne)
        }
        Whom::Person(id) => {
            let person = participants::Entity::find_by_id(id)
                .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
                .one(tx)
                .await?;
            person.map(|person| person.agency_id).ok_or(ReliefError::NoOne)
        }
    }
}

async fn check_count(tx: &impl ConnectionTrait, round_id: i64) -> Result<(), ReliefError> {
    let in_force = reliefs::Entity::find()
        .filter(reliefs::Column::RoundId.eq(round_id))
        .filter(reliefs::Column::UndoneAt.is_null());
    if in_force.count(tx).await? < MAX_RELIEFS { Ok(()) } else { Err(ReliefError::TooMany) }
}

/// How the audit log names a round.
fn subject(round_id: i64) -> String {
    format!("round:{round_id}")
}
