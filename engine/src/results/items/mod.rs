//! How questions did in rounds that were counted (docs/ITEM-ANALYSIS.md).
//!
//! A job reads every paper of such a round once more, some thousands at a time, and keeps with each portion how far it
//! is ([`analyse_due`]): after any interruption it goes on from there, and no transaction is long. What was counted is
//! whole numbers for each question, which are added up over rounds; figures are computed from them where they are
//! shown. A question that is corrected, or an attempt declared invalid, has the round read again.

mod due;
mod reading;
mod shown;
mod stored;

#[cfg(test)]
mod tests;

pub(super) use self::due::read_again;
pub use self::{
    due::analyse_due,
    shown::{ItemLine, ItemOrder, ItemPage, ItemsError, ItemsOf, Progress, ROWS, items, of_question, progress},
};
