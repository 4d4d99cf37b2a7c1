//! What an act on many does to one question.

use contest::{
    Timestamp,
    banks::{BankHand, Edit, Question, RevisionState, edit},
};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};

use super::{
    super::{
        decide::{Held, Was, WorkError, set_state, state_of},
        history::Deed,
        save::Kept,
    },
    BulkAct,
};
use crate::banks::revisions;

/// What was before the act, for taking it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    /// Revisions whose state it changed.
    #[serde(default)]
    pub states: Vec<Was>,
    /// The revision that it wrote over, with its words.
    #[serde(default)]
    pub words: Option<(i64, Question)>,
    /// The number of the revision that it made.
    #[serde(default)]
    pub made: Option<i32>,
}

/// Why a question was left alone.
pub(super) enum Left {
    /// For this reason, which people read.
    Alone(String),
    /// The database did not answer.
    Failed(DbErr),
}

impl From<WorkError> for Left {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::NotDone(why) => Self::Alone(why.to_string()),
            WorkError::SameStem(_) => Self::Alone("Ngân hàng đã có câu khác cùng nội dung.".to_owned()),
            WorkError::Db(failure) => Self::Failed(failure),
            WorkError::NotFound | WorkError::Changed | WorkError::Note => Self::Alone(GONE.to_owned()),
        }
    }
}

impl From<DbErr> for Left {
    fn from(failure: DbErr) -> Self {
        Self::Failed(failure)
    }
}

pub(super) const GONE: &str = "Câu không còn bản nào đang dùng.";

/// Does it to a question that the transaction holds. Gives the number of the revision it is about, what
/// the history calls it, and what was.
pub(super) async fn change(
    tx: &impl ConnectionTrait,
    held: &Held,
    act: &BulkAct,
    (hand, staff_id, at): (BankHand, i64, Timestamp),
) -> Result<(i32, Deed, Before), Left> {
    let deed = match act {
        BulkAct::Step(step) => {
            let (_, number, states) = held.step(tx, *step, hand, staff_id).await?;
            return Ok((number, Deed::Step(*step), Before { states, ..Before::default() }));
        }
        BulkAct::Topic(_) => Deed::Topic,
        BulkAct::Level(_) => Deed::Level,
    };
    let base = held.latest().ok_or_else(|| Left::Alone(GONE.to_owned()))?;
    let was = revisions::question(base.clone())?;
    let question = match act {
        BulkAct::Topic(topic) => Question { topic: topic.clone(), ..was.clone() },
        BulkAct::Level(level) => Question { level: *level, ..was.clone() },
        BulkAct::Step(_) => was.clone(),
    };
    if question == was {
        return Err(Left::Alone("Câu đã như vậy từ trước.".to_owned()));
    }
    let how = edit(held.standing(base, staff_id), hand).map_err(|why| Left::Alone(why.to_string()))?;
    // What was waiting for a reviewer, or had been approved, goes to the reviewers at once.
    let state = match state_of(base) {
        RevisionState::InReview | RevisionState::Approved => RevisionState::InReview,
        _ => RevisionState::Draft,
    };
    let (_, number) = held.keep(tx, base, how, &Kept { question: &question, state, at, by: staff_id }).await?;
    let before = match how {
        Edit::InPlace => Before { words: Some((base.id, was)), ..Before::default() },
        Edit::NewRevision => Before {
            states: vec![Was { revision: base.id, state: state_of(base) }],
            made: Some(number),
            ..Before::default()
        },
    };
    Ok((number, deed, before))
}

/// Puts a question back to what it was.
pub(super) async fn put_back(tx: &impl ConnectionTrait, held: &Held, before: &Before) -> Result<(), Left> {
    // First what may be refused: a question that is left alone is left as it is.
    let in_use = before.states.iter().find(|was| was.state == RevisionState::Approved);
    if let Some(row) = in_use.and_then(|was| held.revisions.iter().find(|row| row.id == was.revision)) {
        held.follow_stem(tx, &row.stem).await?;
    }
    if let Some(row) = held.revisions.iter().find(|row| Some(row.number) == before.made) {
        set_state(tx, row.id, RevisionState::Superseded).await?;
    }
    // Those that are in use no more come first, so that no question has two approved revisions.
    for was in &before.states {
        set_state(tx, was.revision, was.state).await?;
    }
    if let Some((id, question)) = &before.words
        && let Some(row) = held.revisions.iter().find(|row| row.id == *id)
    {
        let (at, by) = (Timestamp(row.created_at), row.created_by.unwrap_or_default());
        held.keep(tx, row, Edit::InPlace, &Kept { question, state: state_of(row), at, by }).await?;
    }
    Ok(())
}
