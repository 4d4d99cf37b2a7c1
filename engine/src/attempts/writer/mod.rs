//! Group commit: one task takes what has queued up and commits it as one transaction.
//!
//! A start, an answer and a submission are acknowledged after that commit, so durable and fast
//! are not at odds: the cost of reaching the disk is shared by everyone in the batch. The queue is
//! bounded; when it is full the caller is told at once ([`Full`]) and the page tries again.
//!
//! Within a batch, starts come first, then answers, then submissions, then predictions; what arrives
//! later than a submission of the same attempt in the same batch is thus still part of it.

mod heads;
mod predict;
mod save;
mod start;
mod steps;
mod submit;

use std::{sync::Arc, time::Duration};

use contest::Timestamp;
use sea_orm::DbErr;
use tokio::sync::{mpsc, oneshot};
use tracing::{Instrument as _, error, info_span};

pub use self::{
    predict::{PredictError, PredictRequest, Predicted},
    save::{Answer, SaveBody, SaveError, SaveRequest},
    start::{StartError, StartRequest, Started},
    submit::{SubmitError, SubmitRequest, Submitted, SubmittedBy},
};
use super::Plans;
use crate::{
    cache::Cache,
    contests::{Round, RoundBook},
    db::Db,
    results,
};

/// Requests that may wait. At some 10,000 a second that is under half a second of waiting.
const QUEUE: usize = 4_096;
/// Requests in one transaction.
const BATCH: usize = 1_024;
/// After this a transaction is given up, and everyone in it is asked to try again.
pub(super) const COMMIT_TIMEOUT: Duration = Duration::from_secs(10);

/// The request was not carried out; the same request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The queue is full.
    #[error("the queue of the group commit is full")]
    Full,
    /// The database did not take the batch.
    #[error("the database did not take the batch")]
    Database,
}

struct Waiting<Request, Reply> {
    request: Request,
    reply: oneshot::Sender<Reply>,
}

enum Command {
    Start(Waiting<StartRequest, Result<Started, StartError>>),
    Save(Waiting<SaveRequest, Result<(), SaveError>>),
    Submit(Waiting<SubmitRequest, Result<Submitted, SubmitError>>),
    Predict(Waiting<PredictRequest, Result<Predicted, PredictError>>),
}

/// The way to the group commit.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Command>);

impl Writer {
    /// Starts the task that commits; it ends when the last handle is gone and the queue is empty.
    pub(crate) fn spawn(db: Db, cache: Cache, plans: Plans, rounds: RoundBook) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let task = Task { db, cache, plans, rounds };
        tokio::spawn(task.run(receiver).instrument(info_span!("group_commit")));
        Self(sender)
    }

    /// Begins an attempt, or finds the one that is under way.
    pub async fn start(&self, request: StartRequest) -> Result<Started, StartError> {
        self.send(Command::Start, request).await?
    }

    /// Appends answers to the journal. `Ok` is the acknowledgement: they are on the disk.
    pub async fn save(&self, request: SaveRequest) -> Result<(), SaveError> {
        self.send(Command::Save, request).await?
    }

    /// Submits an attempt, once: a repeated submission finds the first one's result.
    pub async fn submit(&self, request: SubmitRequest) -> Result<Submitted, SubmitError> {
        self.send(Command::Submit, request).await?
    }

    /// Takes in the prediction that is asked after the score, once: a second one finds the first.
    pub async fn predict(&self, request: PredictRequest) -> Result<Predicted, PredictError> {
        self.send(Command::Predict, request).await?
    }

    /// Whether the task that commits is there: without it nothing is saved any more.
    pub fn is_running(&self) -> bool {
        !self.0.is_closed()
    }

    /// How many requests wait now.
    pub fn queued(&self) -> usize {
        self.0.max_capacity() - self.0.capacity()
    }

    async fn send<Request, Reply>(
        &self,
        command: impl FnOnce(Waiting<Request, Reply>) -> Command,
        request: Request,
    ) -> Result<Reply, Unavailable> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(command(Waiting { request, reply })).map_err(|_| Unavailable::Full)?;
        answer.await.map_err(|_| Unavailable::Database)
    }
}

struct Task {
    db: Db,
    cache: Cache,
    plans: Plans,
    rounds: RoundBook,
}

/// Requests of one kind with the replies that are due.
struct Lane<Request, Reply> {
    requests: Vec<Request>,
    replies: Vec<oneshot::Sender<Reply>>,
}

impl<Request, Reply> Lane<Request, Reply> {
    const fn new() -> Self {
        Self { requests: Vec::new(), replies: Vec::new() }
    }

    fn push(&mut self, waiting: Waiting<Request, Reply>) {
        self.requests.push(waiting.request);
        self.replies.push(waiting.reply);
    }

    /// Whoever went away in the meantime is not missed.
    fn answer(self, outcomes: impl IntoIterator<Item = Reply>) {
        for (reply, outcome) in self.replies.into_iter().zip(outcomes) {
            let _ = reply.send(outcome);
        }
    }
}

struct Outcomes {
    starts: Vec<Result<Started, StartError>>,
    saves: Vec<Result<(), SaveError>>,
    submits: Vec<Result<Submitted, SubmitError>>,
    predictions: Vec<Result<Predicted, PredictError>>,
    /// Where whose standing changed.
    touched: Vec<(Arc<Round>, Vec<i64>)>,
}

impl Task {
    async fn run(self, mut receiver: mpsc::Receiver<Command>) {
        let mut batch = Vec::with_capacity(BATCH);
        while receiver.recv_many(&mut batch, BATCH).await > 0 {
            self.commit(batch.drain(..)).await;
        }
    }

    async fn commit(&self, batch: impl Iterator<Item = Command>) {
        let (mut starts, mut saves, mut submits) = (Lane::new(), Lane::new(), Lane::new());
        let mut predictions = Lane::new();
        for command in batch {
            match command {
                Command::Start(waiting) => starts.push(waiting),
                Command::Save(waiting) => saves.push(waiting),
                Command::Submit(waiting) => submits.push(waiting),
                Command::Predict(waiting) => predictions.push(waiting),
            }
        }
        let applied = self.apply(&starts.requests, &saves.requests, &submits.requests, &predictions.requests);
        let applied = tokio::time::timeout(COMMIT_TIMEOUT, applied).await;
        match applied.unwrap_or_else(|_| Err(DbErr::Custom("the transaction took too long".to_owned()))) {
            Ok(outcomes) => {
                starts.answer(outcomes.starts);
                saves.answer(outcomes.saves);
                predictions.answer(outcomes.predictions);
                self.publish_then_answer(submits, outcomes.submits, outcomes.touched);
            }
            Err(failure) => {
                // Dropping the replies tells everyone to try again: see `Writer::send`.
                error!(error = %failure, starts = starts.requests.len(), saves = saves.requests.len(),
                    submits = submits.requests.len(), predictions = predictions.requests.len(), "a batch was rolled back");
            }
        }
    }

    async fn apply(
        &self,
        starts: &[StartRequest],
        saves: &[SaveRequest],
        submits: &[SubmitRequest],
        predictions: &[PredictRequest],
    ) -> Result<Outcomes, DbErr> {
        let tx = self.db.begin().await?;
        let starts = start::apply(&tx, &self.plans, starts).await?;
        let uncounted = predict::hold(&tx, predictions).await?;
        let named = saves.iter().map(|request| request.token.attempt);
        let named = named.chain(submits.iter().map(|request| request.attempt));
        let named = named.chain(predictions.iter().map(|request| request.attempt));
        let mut heads = heads::read(&tx, named.collect()).await?;
        let saves = save::apply(&tx, &heads, saves).await?;
        let (submits, touched) = submit::apply(&tx, &self.plans, &self.rounds, &mut heads, submits).await?;
        let predictions = predict::apply(&tx, &self.rounds, &mut heads, &uncounted, predictions).await?;
        tx.commit().await?;
        Ok(Outcomes { starts, saves, submits, predictions, touched })
    }

    /// Boards are written after the commit and before the reply, so that the result page already
    /// shows the place; beside the next batch, so that a slow cache does not hold it up.
    fn publish_then_answer(
        &self,
        lane: Lane<SubmitRequest, Result<Submitted, SubmitError>>,
        outcomes: Vec<Result<Submitted, SubmitError>>,
        touched: Vec<(Arc<Round>, Vec<i64>)>,
    ) {
        if touched.is_empty() {
            lane.answer(outcomes);
            return;
        }
        let (db, cache) = (self.db.clone(), self.cache.clone());
        let publish = async move {
            for (round, participants) in touched {
                if let Err(failure) = results::publish(&db.read, &cache, &round, &participants).await {
                    // The results are safe; the board is rebuilt from them when it is next checked.
                    error!(error = %failure, round = round.id, "a board could not be brought up to date");
                }
            }
            lane.answer(outcomes);
        };
        tokio::spawn(publish.in_current_span());
    }
}

/// What one request needs was found and cannot be read (a plan, a seed, rules): that request is told
/// to come back, and the others go on. Any other failure is of the database, and of everyone in the batch.
pub(super) fn unreadable(failure: DbErr) -> Result<Unavailable, DbErr> {
    match failure {
        DbErr::RecordNotFound(what) | DbErr::Custom(what) => {
            error!(what, "a request could not be carried out");
            Ok(Unavailable::Database)
        }
        failure => Err(failure),
    }
}

/// A request's moment, as the server saw it.
pub(super) fn is_late(now: Timestamp, last_accept: Timestamp) -> bool {
    now > last_accept
}
