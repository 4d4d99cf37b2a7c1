//! A contest's rules, its rounds and who may begin an attempt.

mod admission;
mod collective;
mod collective_check;
mod collective_in_words;
mod eligibility;
mod limits;
mod one_round;
mod paper_shape;
mod prediction;
mod presentation;
mod presets;
mod prizes;
mod prizes_in_words;
mod relief;
mod round;
mod rules;
mod rules_changes;
mod rules_check;
mod rules_field;
mod rules_form;
mod rules_form_error;
mod rules_in_words;
mod rules_reader;
mod schedule;
mod schedule_in_words;
mod score_bands;
mod track;

pub use admission::{Refusal, admit, deadline, last_accept, last_prediction};
pub use collective::{AgencyKey, CollectivePrizes, Need, Points, Quota, SizeBand};
pub use collective_check::CollectiveError;
pub use eligibility::{
    BarredPolicy, DuplicateKey, DuplicatePolicy, DuplicateRule, Eligibility, EligibilityError, Entrant, Ineligible,
};
pub use limits::{AttemptLimit, Counting, LimitPeriod};
pub use paper_shape::{BankUse, PaperShape, PaperShapeError, Take, TopicDemand};
pub use prediction::{PredictedQuantity, Prediction, PredictionError, PredictionMoment};
pub use presentation::{Presentation, StepError};
pub use presets::Preset;
pub use prizes::{Apart, IndividualPrizes, OnePrize, Period, PrizeClass, PrizesError};
pub use relief::{Allowance, MAX_EXTENSION, MAX_MORE_ATTEMPTS, PastAttempt};
pub use round::{RoundState, Window};
pub use rules::{KeyReveal, Rules};
pub use rules_changes::RuleChange;
pub use rules_check::RulesError;
pub use rules_field::RulesField;
pub use rules_form::RulesForm;
pub use rules_form_error::{RulesFormError, RulesProblem};
pub use schedule::{RoundShape, Schedule, ScheduleError};
pub use track::TrackKind;
