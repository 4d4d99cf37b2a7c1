//! Opening the paper of the attempt that is under way.

use std::sync::Arc;

use contest::{
    Timestamp,
    attempts::{Answers, Paper, Plan, draw},
    contests::{PredictedQuantity, Prediction, Presentation},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{AttemptToken, SubmitError, SubmitRequest, SubmittedBy, live::Live, seed_of};
use crate::{Engine, db::entities::attempts};

/// A paper with what has been answered on it.
#[derive(Clone, Debug)]
pub struct OpenPaper {
    /// The attempt.
    pub attempt: attempts::Model,
    /// What the paper was drawn from. Holds the key: for the server only.
    pub plan: Arc<Plan>,
    /// The paper.
    pub paper: Paper,
    /// What has been acknowledged so far.
    pub answers: Answers,
    /// How many attempts the rules allow that it began under; `None` as many as one likes.
    pub attempts_allowed: Option<u16>,
    /// What the paper asks as a prediction, by the rules that the attempt began under.
    pub prediction_asked: Option<PredictedQuantity>,
    /// The number predicted so far.
    pub prediction: Option<Prediction>,
    /// How it is shown, by the rules that the attempt began under.
    pub presentation: Presentation,
    /// The furthest question that was shown, where they are shown step by step; the paper's size once
    /// all were passed. None beyond it may be shown.
    pub reached: u16,
    /// Where the person was last, where questions are shown step by step.
    pub at: u16,
    /// The place that was answered last, or [`super::PREDICTION_POSITION`].
    pub last: Option<u16>,
    /// The sequence number of the page's next answer.
    pub next_sequence: u32,
    /// What the page saves with.
    pub token: AttemptToken,
}

/// Why there is no paper to open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No attempt is under way.
    #[error("no attempt is under way")]
    NoneUnderWay,
    /// The time was up; the attempt with this number has been submitted with what was saved.
    #[error("the time is up")]
    TimeUp(i64),
    /// Try again.
    #[error("the database does not answer: {0}")]
    Database(#[from] DbErr),
}

/// Opens the paper for a session, which takes the lease over if another held it.
pub async fn open(
    engine: &Engine,
    round: i64,
    participant: i64,
    session: i64,
    session_tag: [u8; 8],
) -> Result<OpenPaper, OpenError> {
    let Live { mut attempt, journal } = engine.live.of(round, participant).await?.ok_or(OpenError::NoneUnderWay)?;
    let now = engine.now();
    if now > Timestamp(attempt.accept_until) {
        let request = SubmitRequest { attempt: attempt.id, by: SubmittedBy::Server, now };
        return match engine.writer.submit(request).await {
            Ok(_) => Err(OpenError::TimeUp(attempt.id)),
            Err(SubmitError::Unavailable(reason)) => Err(DbErr::Custom(reason.to_string()).into()),
            Err(_) => Err(OpenError::NoneUnderWay),
        };
    }
    if attempt.lease != session {
        take_over(&engine.db.write, attempt.id, session).await?;
        attempt.lease = session;
    }
    let begun_in = engine.rounds.get(&engine.db.read, round, now).await?.ok_or(OpenError::NoneUnderWay)?;
    let rules = begun_in.rules_of_version(&engine.db.read, attempt.rules_version).await?;
    let plan = engine.plans.get(&engine.db.read, attempt.plan_id).await?;
    let paper = draw(&plan, seed_of(&attempt)?);
    let size = paper.items.len();
    Ok(OpenPaper {
        answers: journal.answers(size),
        attempts_allowed: rules.attempts.count,
        prediction_asked: rules.predicted_on_paper(),
        prediction: journal.prediction(),
        presentation: rules.presentation,
        reached: journal.reached().min(size as u16),
        at: journal.at().min(size as u16),
        last: journal.last(),
        next_sequence: journal.next_sequence(),
        token: AttemptToken {
            attempt: attempt.id,
            participant,
            session,
            session_tag,
            size: size as u16,
            presentation: rules.presentation,
        },
        attempt,
        plan,
        paper,
    })
}

async fn take_over(db: &impl ConnectionTrait, attempt: i64, session: i64) -> Result<(), DbErr> {
    attempts::Entity::update_many()
        .col_expr(attempts::Column::Lease, Expr::value(session))
        .filter(attempts::Column::Id.eq(attempt))
        .exec(db)
        .await?;
    Ok(())
}
