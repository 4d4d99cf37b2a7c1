//! Questions and what a paper needs to know of them.

mod blueprint;
mod choice_order;
mod choice_set;
mod difference;
mod fixed;
mod kept_for;
mod mistake;
mod question;
mod weight;
mod workflow;

pub use blueprint::{Blueprint, Cell, CellSize, Shortage};
pub use choice_order::{ChoiceOrder, choice_order, telling_anchors};
pub use choice_set::ChoiceSet;
pub use difference::{Piece, changes, difference};
pub use fixed::{FixedQuestion, left_for_cells};
pub use kept_for::{KeptFor, share_for_practice};
pub use mistake::{MAX_MISTAKE, Mistake, MistakeError};
pub use question::{Kind, Level, MAX_CHOICE, MAX_CHOICES, MAX_STEM, Question, QuestionError, Topic, letter};
pub use weight::{Weight, WeightError, points};
pub use workflow::{BankHand, Edit, NotDone, RevisionState, Standing, Step, after, edit};
