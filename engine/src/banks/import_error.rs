//! Why a file was not taken in, and how files are read.

use bank::ReadError;
use sea_orm::DbErr;

/// Why a file was not taken in. Nothing of it is stored then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read; the sentence is for the person who brought it.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Question sets are for those to take in who write questions of the bank.
    #[error("only those who write questions of the bank take in question sets")]
    NotAllowed,
    /// There is no such bank.
    #[error("no such bank")]
    NoBank,
    /// There is no such file, or it is somebody else's, or it has waited too long.
    #[error("no such file")]
    NoFile,
    /// The reader stopped half way.
    #[error("the reader stopped half way")]
    ReaderStopped,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Runs a reader where it holds nobody up: a large file takes it seconds.
pub(super) async fn read<T: Send + 'static>(
    reader: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ImportError> {
    let read = tokio::task::spawn_blocking(reader).await.map_err(|_| ImportError::ReaderStopped)?;
    Ok(read?)
}
