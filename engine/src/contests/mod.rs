//! Contests, their rules, tracks and rounds.

mod blueprints;
mod current;
mod queries;
mod round_book;
pub mod rounds;
pub mod setup;

pub use self::{
    blueprints::{default_blueprint, shortages},
    current::current_round,
    queries::{Contest, RoundSummary, RulesVersion, Track, contest, plan_json, rounds, rules_history},
    round_book::{Round, RoundBook, RoundTrack},
};

#[cfg(test)]
mod tests;
