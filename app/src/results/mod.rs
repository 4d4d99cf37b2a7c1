//! Results: one's own, and the boards.

mod agency_board;
mod awards;
mod board;
mod decide;
mod medal;
mod published;
mod result;

pub use agency_board::{AgencyBoardPage, AgencyBoardView, AgencyRow, MyAgency};
pub use awards::{AwardRow, AwardTable};
pub use board::{BoardPage, BoardView, MyPlace, PersonRow, Provisional};
pub use decide::{DecidePage, DecideView, ResultsAct, RoundStands, fields as decide_fields};
pub use published::{FileSum, PublishedPage, PublishedView, WholeContest};
pub use result::{NextAttempt, PaperCheck, ResultPage, ResultView, ScoreView, Standing, TopicRow};
