//! Contests, their rules, tracks and rounds.

mod blueprints;
mod current;
mod new_contest;
mod queries;
pub mod reliefs;
mod round_book;
pub mod rounds;
mod setup;
mod versions;

pub use self::{
    blueprints::{Lacks, blueprints_of, default_blueprint, fixed_of, lacks},
    current::{contest, current_round},
    new_contest::{ContestPlan, MAX_CONTEST_TITLE, NewContest, NewContestError, found, plan},
    queries::{Contest, OpenedRound, RoundSummary, Track, find, list, opened_rounds, plan_json, rounds},
    round_book::{Round, RoundBook, RoundTrack},
    setup::{Content, FirstStart, FirstStartError, SourceFile, first_start},
    versions::{MAX_VERSIONS, Revision, RevisionError, RulesVersion, newest_rules, revise, rules_history},
};

#[cfg(test)]
mod tests;
