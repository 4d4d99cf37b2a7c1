//! A contest's rules, its rounds and who may begin an attempt.

mod admission;
mod limits;
mod prediction;
mod round;
mod rules;
mod rules_in_words;
mod track;

pub use admission::{Refusal, admit, deadline, last_accept};
pub use limits::{AttemptLimit, Counting, LimitPeriod};
pub use prediction::{PredictedQuantity, Prediction, PredictionError};
pub use round::{RoundState, Window};
pub use rules::{KeyReveal, Rules, RulesError};
pub use track::TrackKind;
