//! Questions kept for practice (luyện tập): which they are, and what is shown of them to anyone.
//!
//! A question of a frozen plan whose round is not published is neither made one nor shown as one. What was published
//! has been seen by all that took part, so it may be kept for practice afterwards; its rounds stay as they were, since
//! plans hold their own copies.

mod in_use;
mod keep;
mod pool;
#[cfg(test)]
mod tests;
mod token;

pub(crate) use self::keep::keep_share_of_new;
pub use self::{
    keep::{KeepError, Kept, MAX_NUMBERS, Which, keep, practice_cells},
    pool::{POOL, PracticeQuestion, pool},
    token::{MAX_QUESTIONS, PracticeToken},
};
