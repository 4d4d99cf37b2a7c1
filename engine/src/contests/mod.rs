//! Contests, their rules, tracks and rounds.

mod blueprints;
mod current;
mod queries;
pub mod reliefs;
mod round_book;
pub mod rounds;
mod setup;

pub use self::{
    blueprints::{blueprints_of, default_blueprint, shortages},
    current::current_round,
    queries::{Contest, RoundSummary, RulesVersion, Track, contest, plan_json, rounds, rules_history},
    round_book::{Round, RoundBook, RoundTrack},
    setup::{Content, FirstStart, FirstStartError, SourceFile, first_start},
};

#[cfg(test)]
mod tests;
