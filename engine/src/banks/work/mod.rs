//! Working on a bank: who may, writing and deciding questions, many at once, and what was done.

mod access;
mod awaiting;
mod bulk;
mod decide;
mod history;
mod one;
mod save;
mod workers;

pub use self::{
    access::{banks_of, hand},
    awaiting::{AwaitingReview, awaiting_review},
    bulk::{BulkAct, BulkError, BulkView, MAX_BULK, Selection, Skipped, bulk_view, last_bulk, run, undo},
    decide::{MAX_NOTE, WorkError, comment, decide},
    history::{Deed, Past},
    one::{QuestionWork, RevisionWork, RoundUse, question_work},
    save::{SaveError, create, save},
    workers::{BankWorker, NewWorker, WorkerError, assign, create_worker, reset_worker, workers},
};

pub(super) use self::{history::staff_names, save::write};

#[cfg(test)]
mod tests;
