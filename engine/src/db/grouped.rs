//! Rows that are inserted many at a time.
//!
//! Whoever hands a row in is told after the commit that took it: as durable as an insert of its
//! own, at a share of the cost of reaching the disk. For rows that cannot conflict; what reads
//! before it writes goes through [`crate::attempts::Writer`].

use sea_orm::{ActiveModelTrait, DbErr, EntityTrait};
use tokio::sync::{mpsc, oneshot};
use tracing::error;

use super::Db;

/// Rows that may wait.
const QUEUE: usize = 4_096;
/// Rows of one transaction and one statement: with up to 30 values each, under SQLite's limit of
/// 32,766.
const BATCH: usize = 1_024;

/// A row, and whom to tell of it.
type Waiting<Row> = (Row, oneshot::Sender<()>);

/// The way to a task that inserts.
#[derive(Clone, Debug)]
pub struct RowQueue<Row>(mpsc::Sender<Waiting<Row>>);

impl<Row> RowQueue<Row>
where
    Row: ActiveModelTrait + Send + 'static,
    <Row::Entity as EntityTrait>::Model: Send,
{
    /// Starts the task; it ends when the last handle is gone and the queue is empty.
    pub(crate) fn spawn(db: Db) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        tokio::spawn(insert_all(db, receiver));
        Self(sender)
    }

    /// Inserts a row. An error says that it may be tried again.
    pub async fn insert(&self, row: Row) -> Result<(), DbErr> {
        let (done, committed) = oneshot::channel();
        let full = |_| DbErr::Custom("too many rows wait to be inserted".to_owned());
        self.0.try_send((row, done)).map_err(full)?;
        committed.await.map_err(|_| DbErr::Custom("a batch of rows was not inserted".to_owned()))
    }
}

async fn insert_all<Row>(db: Db, mut receiver: mpsc::Receiver<Waiting<Row>>)
where
    Row: ActiveModelTrait + Send + 'static,
    <Row::Entity as EntityTrait>::Model: Send,
{
    let mut batch = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        let (rows, waiting): (Vec<Row>, Vec<_>) = batch.drain(..).unzip();
        match insert(&db, rows).await {
            Ok(()) => waiting.into_iter().for_each(|done| {
                // Whoever went away in the meantime is not missed.
                let _ = done.send(());
            }),
            // Dropping the senders tells everyone to try again.
            Err(failure) => error!(error = %failure, rows = waiting.len(), "a batch of rows was rolled back"),
        }
    }
}

async fn insert<Row>(db: &Db, rows: Vec<Row>) -> Result<(), DbErr>
where
    Row: ActiveModelTrait + Send,
    <Row::Entity as EntityTrait>::Model: Send,
{
    let tx = db.begin().await?;
    <Row::Entity as EntityTrait>::insert_many(rows).exec_without_returning(&tx).await?;
    tx.commit().await
}
