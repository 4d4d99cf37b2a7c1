//! A paper, what someone answers on it, and what that is worth.

mod answers;
mod correction;
mod grading;
mod paper;
mod plan;
mod seed;

pub use answers::{Answers, JournalEntry, fold};
pub use correction::{Change, ChangeError, Corrections, Mark, PlanFile};
pub use grading::{FULL_MARK, Grade, ItemMark, grade, grade_corrected, item_marks};
use paper::pick;
pub use paper::{Paper, PaperItem, draw};
pub use plan::{Plan, PlanCell, PlanQuestion};
pub use seed::{Seed, SeedError, choose_seed};
