//! Results: one's own, and the boards.

mod agency_board;
mod board;
mod medal;
mod result;

pub use agency_board::{AgencyBoardPage, AgencyBoardView, AgencyRow, MyAgency};
pub use board::{BoardPage, BoardView, MyPlace, PersonRow, Provisional};
pub use result::{NextAttempt, PaperCheck, ResultPage, ResultView, ScoreView, Standing, TopicRow};
