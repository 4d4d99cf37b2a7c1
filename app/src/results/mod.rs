//! Results: one's own, and the boards.

mod agency_board;
mod agency_history;
mod awards;
mod board;
mod certificate;
mod complain;
mod complaint_desk;
mod corrections;
mod decide;
mod decide_act;
mod framed;
mod frames_desk;
mod items;
mod marked;
mod medal;
mod passed;
mod prediction;
mod published;
mod result;
mod screen;

pub use agency_board::{AgencyBoardPage, AgencyBoardView, AgencyRow, MyAgency};
pub use agency_history::{AgencyHistoryPage, AgencyHistoryView};
pub use awards::{AwardRow, AwardTable};
pub use board::{BoardPage, BoardView, MY_ROW, MyPlace, PersonRow, Provisional};
pub use certificate::{
    ADDRESS as CERTIFICATE_ADDRESS, CODE as CERTIFICATE_CODE, Verdict, Verified, VerifyPage, VerifyView,
};
pub use complain::{AnswerView, ComplainPage, ComplainView, ComplaintView, fields as complain_fields};
pub use complaint_desk::{
    ComplaintPage, ComplaintPageView, ComplaintRow, ComplaintsPage, ComplaintsView, fields as answer_fields,
};
pub use corrections::{
    AnswerLine, AskView, ChooseView, CorrectionStep, CorrectionsPage, CorrectionsView, FirstLine, How, MadeLine,
    PreviewView, PrizeLine, QuestionLine, UndoneLine, fields as correction_fields,
};
pub use decide::{DecidePage, DecideView, RoundStands};
pub use decide_act::{ResultsAct, fields as decide_fields};
pub use framed::{FramedPage, FramedRows, FramedView};
pub use frames_desk::{FRAMES_HREF, FrameSiteRow, FramesPage, FramesView, frame_fields};
pub use items::{
    ItemChoice, ItemFigure, ItemPage, ItemPageView, ItemRow, ItemSection, ItemSheet, ItemsPage, ItemsView, ORDER,
    PapersView,
};
pub(crate) use marked::MarkedChoice;
pub use marked::{MarkedChoiceView, MarkedPage, MarkedQuestionView, MarkedView};
pub use passed::{PassedRow, PassedView};
pub use prediction::{PREDICTION_FIELD, PredictionCard, PredictionDone};
pub use published::{FileSum, PublishedCorrection, PublishedPage, PublishedView, WholeContest};
pub use result::{NextAttempt, PaperCheck, ResultPage, ResultView, ScoreView, Standing, TopicRow};
pub use screen::{ScreenPage, ScreenRow, ScreenShot, ScreenTime, ScreenView};
