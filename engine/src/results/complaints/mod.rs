//! Khiếu nại: filed by somebody about an attempt of their own while its round is provisional,
//! answered once by an organiser. Results are approved only when none is left unanswered.

mod answer;
mod file;
mod read;

use sea_orm::DbErr;

pub use self::{
    answer::answer,
    file::file,
    read::{
        Answer, ComplaintCase, ComplaintLine, ComplaintList, OwnComplaint, case, of_round, own, unanswered,
        unanswered_by_round,
    },
};

/// Why a complaint was not filed, answered or shown.
#[derive(Debug, thiserror::Error)]
pub enum ComplaintsError {
    /// Complaints are an organiser's to see and to answer.
    #[error("only organisers answer complaints")]
    NotAllowed,
    /// There is no such complaint, or no such submitted attempt of this person.
    #[error("no such complaint or attempt")]
    NotFound,
    /// The round is not provisional, or its time for complaints is over.
    #[error("no complaints are taken in now")]
    Closed,
    /// As many as may be filed about the attempt are.
    #[error("too many complaints about this attempt")]
    TooMany,
    /// It has been answered, and an answer stands.
    #[error("the complaint has been answered")]
    Answered,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}
