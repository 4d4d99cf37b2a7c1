//! Attempts: starting, opening, saving and submitting, all through one group commit.

mod extended;
mod journal;
mod live;
mod open;
mod plans;
#[cfg(test)]
mod races;
mod sweep;
#[cfg(test)]
mod tests;
mod token;
#[cfg(test)]
mod two_instances;
mod usage;
mod writer;

pub use extended::extended_deadline;
pub use journal::{JournalState, NO_PREDICTION, PREDICTION_POSITION, read as read_journals};
pub use live::{Live, LiveReader};
pub use open::{OpenError, OpenPaper, open};
pub use plans::{Plans, seed_of};
pub use sweep::Sweeper;
pub use token::{AttemptToken, TokenError, session_tag};
pub use usage::{Usage, usage};
pub use writer::{
    Answer, PredictError, PredictRequest, Predicted, SaveBody, SaveError, SaveRequest, StartError, StartRequest,
    Started, SubmitError, SubmitRequest, Submitted, SubmittedBy, Unavailable, Writer,
};
