//! What is asked for.

use ::reports::{Format, Header};
use contest::time::{Cut, Period};
use serde::{Deserialize, Serialize};

/// A report that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The contest.
    pub contest_id: i64,
    /// Which part of it.
    pub about: About,
    /// In which formats, each once.
    pub formats: Vec<Format>,
    /// What stands around the text.
    pub header: Header,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The whole contest so far.
    Contest,
    /// One of its rounds.
    Round(i64),
    /// What was submitted in a period, in whichever round.
    Period(Period, Cut),
}
