//! Reports: what an agency sees of its people, and an organiser of the whole contest. All of it is read from counters
//! (docs of `counting`); pages never go through results.

mod compared;
mod counting;
mod days;
pub mod files;
mod lines;
pub mod organiser;
mod remembered;
mod statistics;
mod topics;

pub(crate) use self::counting::{recount, recount_of};
pub use self::{
    counting::{CountKeeper, CountedOf},
    days::DayFigures,
    lines::AgencyLine,
    statistics::{Change, Filter, Group, Statistics, statistics},
    topics::{TopicFigures, topics},
};

#[cfg(test)]
mod tests;
