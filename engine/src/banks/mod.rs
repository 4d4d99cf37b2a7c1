//! Question banks, the handbook, and the files that both come from.

pub mod alike;
pub mod editions;
mod fixed;
pub mod handbooks;
mod import_error;
mod known;
mod list;
pub mod mistakes;
pub mod practice;
pub mod proposals;
pub mod question_sets;
mod remembered;
mod revisions;
pub mod sources;
mod whole_handbook;
mod words;
pub mod work;

pub use self::list::by_code;
pub use self::{
    fixed::{ApprovedQuestion, numbered},
    import_error::ImportError,
    known::KnownQuestion,
    list::{
        BankQuestion, BankSummary, MAX_CODE, MAX_NAME, NewBankError, PAGE_SIZE, QuestionFilter, QuestionPage, cells,
        create, list, questions, states, topics, usable,
    },
    remembered::BankMemory,
    revisions::approved,
};
pub(crate) use self::{known::known, list::insert};

/// Rows inserted by one statement: with 16 columns well under the limit of bound values, which is
/// 32,766 on SQLite and 65,535 on PostgreSQL.
const CHUNK: usize = 1_000;

#[cfg(test)]
pub(crate) mod tests;
