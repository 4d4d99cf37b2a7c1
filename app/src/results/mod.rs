//! Results: one's own, and the boards.

mod agency_board;
mod awards;
mod board;
mod certificate;
mod corrections;
mod decide;
mod decide_act;
mod medal;
mod passed;
mod published;
mod result;

pub use agency_board::{AgencyBoardPage, AgencyBoardView, AgencyRow, MyAgency};
pub use awards::{AwardRow, AwardTable};
pub use board::{BoardPage, BoardView, MyPlace, PersonRow, Provisional};
pub use certificate::{
    ADDRESS as CERTIFICATE_ADDRESS, CODE as CERTIFICATE_CODE, Verdict, Verified, VerifyPage, VerifyView,
};
pub use corrections::{
    AnswerLine, AskView, ChooseView, CorrectionStep, CorrectionsPage, CorrectionsView, FirstLine, How, MadeLine,
    PreviewView, PrizeLine, QuestionLine, UndoneLine, fields as correction_fields,
};
pub use decide::{DecidePage, DecideView, RoundStands};
pub use decide_act::{ResultsAct, fields as decide_fields};
pub use passed::{PassedRow, PassedView};
pub use published::{FileSum, PublishedCorrection, PublishedPage, PublishedView, WholeContest};
pub use result::{NextAttempt, PaperCheck, ResultPage, ResultView, ScoreView, Standing, TopicRow};
