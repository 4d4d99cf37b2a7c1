//! A paper, what someone answers on it, and what that is worth.

mod answers;
mod grading;
mod paper;
mod plan;
mod seed;

pub use answers::{Answers, JournalEntry, fold};
pub use grading::{Grade, grade};
use paper::pick;
pub use paper::{Paper, PaperItem, draw};
pub use plan::{Plan, PlanCell, PlanQuestion};
pub use seed::{Seed, SeedError, choose_seed};
