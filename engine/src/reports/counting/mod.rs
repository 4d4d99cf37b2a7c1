//! Counters of rounds: kept in the process, brought up to date while somebody looks, rebuilt from the results whenever
//! anything but a result more has changed them.
//!
//! Pages read counters only. Results are insert-only but for what is noted as a recount ([`recount`]), a regrading and
//! the prediction, which nothing here counts. So new results are folded in: whoever has one is taken out as they were
//! without it and put in as they are. Which results are new follows from the attempts: below a number that rises
//! ([`state::State::settled`]) every attempt has its result, and of those above it is noted which were folded; nothing is
//! asked of the hot path, neither a column nor an index.

mod basis;
mod build;
mod fold;
mod keeper;
mod reading;
mod recount;
mod state;

#[cfg(test)]
pub(super) use self::keeper::idle;
pub(crate) use self::recount::{recount, recount_of};
pub use self::{basis::CountedOf, keeper::CountKeeper};
pub(super) use self::{basis::rounds_of, keeper::counted, state::State};
