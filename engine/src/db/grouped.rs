//! What many ask for at once, done many at a time.
//!
//! Whoever asks is answered once the whole group is done: an inserted row is as durable as by an
//! insert of its own, and a question reads the same rows, at a share of the cost of going to the
//! database. What reads before it writes goes through [`crate::attempts::Writer`].

use std::time::Duration;

use sea_orm::{ActiveModelTrait, DbErr, EntityTrait};
use tokio::sync::{mpsc, oneshot};
use tracing::error;

use super::Db;

/// Requests that may wait.
const QUEUE: usize = 4_096;
/// Requests of one group: as rows of up to 30 values each, under SQLite's limit of 32,766.
const GROUP: usize = 1_024;

/// After this a group is given up, and everyone in it is asked to try again: a connection that has fallen
/// silent must not hold up those who come after it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, and whom to answer.
type Waiting<Request, Reply> = (Request, oneshot::Sender<Reply>);

/// The way to a task that works through requests in groups.
#[derive(Clone, Debug)]
pub struct Grouped<Request, Reply>(mpsc::Sender<Waiting<Request, Reply>>);

/// Rows that are inserted in groups and cannot conflict.
pub type RowQueue<Row> = Grouped<Row, ()>;

impl<Request: Send + 'static, Reply: Send + 'static> Grouped<Request, Reply> {
    /// Starts the task; it ends when the last handle is gone and the queue is empty. `work` gives a
    /// reply for each request, in their order.
    pub(crate) fn spawn<Done>(work: impl Fn(Vec<Request>) -> Done + Send + 'static) -> Self
    where
        Done: Future<Output = Result<Vec<Reply>, DbErr>> + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel(QUEUE);
        tokio::spawn(work_through(work, receiver));
        Self(sender)
    }

    /// Asks, and waits for the group. An error says that it may be tried again.
    pub async fn ask(&self, request: Request) -> Result<Reply, DbErr> {
        let (done, reply) = oneshot::channel();
        let full = |_| DbErr::Custom("too many requests wait for the database".to_owned());
        self.0.try_send((request, done)).map_err(full)?;
        reply.await.map_err(|_| DbErr::Custom("a group of requests failed".to_owned()))
    }
}

impl<Row> RowQueue<Row>
where
    Row: ActiveModelTrait + Send + 'static,
    <Row::Entity as EntityTrait>::Model: Send,
{
    /// Starts a task that inserts.
    pub(crate) fn of_rows(db: Db) -> Self {
        Self::spawn(move |rows| {
            let db = db.clone();
            async move {
                let inserted = vec![(); rows.len()];
                let tx = db.begin().await?;
                <Row::Entity as EntityTrait>::insert_many(rows).exec_without_returning(&tx).await?;
                tx.commit().await?;
                Ok(inserted)
            }
        })
    }
}

async fn work_through<Request, Reply, Done>(
    work: impl Fn(Vec<Request>) -> Done,
    mut receiver: mpsc::Receiver<Waiting<Request, Reply>>,
) where
    Done: Future<Output = Result<Vec<Reply>, DbErr>>,
{
    let mut group = Vec::with_capacity(GROUP);
    while receiver.recv_many(&mut group, GROUP).await > 0 {
        let (requests, waiting): (Vec<Request>, Vec<_>) = group.drain(..).unzip();
        let worked = tokio::time::timeout(PATIENCE, work(requests)).await;
        match worked.unwrap_or_else(|_| Err(DbErr::Custom("the database took too long".to_owned()))) {
            Ok(replies) => waiting.into_iter().zip(replies).for_each(|(done, reply)| {
                // Whoever went away in the meantime is not missed.
                let _ = done.send(reply);
            }),
            // Dropping the senders tells everyone to try again.
            Err(failure) => error!(error = %failure, requests = waiting.len(), "a group of requests failed"),
        }
    }
}
