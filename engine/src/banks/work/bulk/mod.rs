//! One act on many questions, which can be taken back.
//!
//! Some hundred questions go in a transaction, so that nobody else waits long for the database. Of each
//! question it is kept what was, and its version after the act: taking back leaves alone what somebody
//! has changed since.

mod change;
mod run;
mod undo;
mod view;

use contest::banks::{Level, Step, Topic};
use sea_orm::DbErr;

pub use self::{
    run::run,
    undo::undo,
    view::{BulkView, bulk_view, last_bulk},
};
use crate::banks::QuestionFilter;

/// Most questions of one act.
pub const MAX_BULK: u64 = 5_000;
/// Questions of one transaction.
const TOGETHER: usize = 100;
/// Numbers of questions that were left alone that are kept by reason.
const NAMED: usize = 50;

/// What is done to many questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkAct {
    /// They come under this topic, or under none.
    Topic(Option<Topic>),
    /// They get this level, or none.
    Level(Option<Level>),
    /// They go a step on their way.
    Step(Step),
}

/// Which questions of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Those with these numbers.
    Numbers(Vec<i64>),
    /// All that a search finds.
    Found(QuestionFilter),
}

/// Questions that an act left alone for one reason.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Skipped {
    /// Why, for people.
    pub reason: String,
    /// How many.
    pub count: u32,
    /// The first of them, by their numbers.
    pub numbers: Vec<i64>,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The actor does not work on this bank, or there is no such act in it.
    #[error("no such bank or act, or not for this actor")]
    NotFound,
    /// It is not in these hands.
    #[error("not in these hands")]
    NotAllowed,
    /// No question was chosen.
    #[error("no question was chosen")]
    Nothing,
    /// More than [`MAX_BULK`] questions were chosen.
    #[error("more than {MAX_BULK} questions were chosen")]
    TooMany,
    /// It was taken back before.
    #[error("it was taken back before")]
    Undone,
    /// The database did not answer; what was done until then is listed and can be taken back.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl BulkAct {
    /// The short name in forms and in storage.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Topic(_) => "topic",
            Self::Level(_) => "level",
            Self::Step(step) => step.code(),
        }
    }

    /// What it is set to, as stored.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Topic(topic) => topic.as_ref().map(|topic| topic.0.as_str()),
            Self::Level(level) => level.map(Level::code),
            Self::Step(_) => None,
        }
    }

    /// Reads what [`Self::code`] and [`Self::value`] gave. Steps that need a word to each question are
    /// not done to many.
    pub fn parse(code: &str, value: Option<&str>) -> Option<Self> {
        let value = value.map(contest::text::squeeze).filter(|value| !value.is_empty());
        match code {
            "topic" => Some(Self::Topic(value.map(Topic))),
            "level" => Some(Self::Level(match value {
                Some(level) => Some(Level::parse(&level)?),
                None => None,
            })),
            code => Step::parse(code).filter(|step| *step != Step::Return).map(Self::Step),
        }
    }
}
