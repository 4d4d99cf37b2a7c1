//! The job: figures, then a file in each format, then all of them in one transaction.

use ::reports::{Format, Report, WriteError, write};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use tracing::error;

use super::{Asked, claim::Claim, compose::compose, kept::JobState};
use crate::{
    Engine,
    accounts::audit,
    db::{entities::report_files, from_json},
    secrets::sha256_hex,
};

/// How far a report is once its figures are counted, in percent.
const COUNTED: i32 = 40;

/// Why one report cannot be made.
#[derive(Debug, thiserror::Error)]
enum MakeError {
    /// What it is about is there no more.
    #[error("its contest, round or agency is gone")]
    Gone,
    /// A format refused it.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Writing broke down.
    #[error("writing broke down: {0}")]
    Stopped(String),
    /// The database did not answer: it is tried again.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Makes what was asked for, one after the other. Gives how many this instance has finished.
pub async fn make_due(engine: &Engine) -> Result<usize, DbErr> {
    let mut made = 0;
    while let Some(claim) = Claim::next(engine).await? {
        match make(engine, &claim).await {
            Ok(finished) => made += usize::from(finished),
            Err(MakeError::Db(failure)) => return Err(failure),
            Err(failure) => {
                // One report that cannot be made holds no other up.
                error!(job = claim.job.id, error = %failure, "a report cannot be made");
                claim.set(&engine.db.write, JobState::Failed, 0, engine.now()).await?;
            }
        }
    }
    Ok(made)
}

/// Whether it was made, and by this instance.
async fn make(engine: &Engine, claim: &Claim) -> Result<bool, MakeError> {
    let job = &claim.job;
    let asked: Asked = from_json(&job.asked, "report", job.id)?;
    let report = compose(engine, &asked, job.agency_id).await?.ok_or(MakeError::Gone)?;
    if !claim.is_at(engine, COUNTED).await? {
        return Ok(false);
    }
    let mut files = Vec::with_capacity(asked.formats.len());
    for (place, format) in asked.formats.iter().enumerate() {
        files.push((*format, written(report.clone(), *format).await?));
        let done = (place as i32 + 1) * (100 - COUNTED) / asked.formats.len() as i32;
        if !claim.is_at(engine, (COUNTED + done).min(99)).await? {
            return Ok(false);
        }
    }
    let tx = engine.db.begin().await?;
    if !claim.set(&tx, JobState::Done, 100, engine.now()).await? {
        return Ok(false);
    }
    let rows = files.into_iter().map(|(format, bytes)| report_files::ActiveModel {
        job_id: Set(job.id),
        format: Set(format.code().to_owned()),
        sum: Set(sha256_hex(&bytes)),
        size: Set(i32::try_from(bytes.len()).unwrap_or(i32::MAX)),
        bytes: Set(bytes),
    });
    report_files::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    let subject = format!("report:{}", job.id);
    audit::record(&tx, engine.now(), None, "report.made", Some(&subject), None).await?;
    tx.commit().await?;
    Ok(true)
}

/// The file, made on a thread that answers nobody.
async fn written(report: Report, format: Format) -> Result<Vec<u8>, MakeError> {
    let written = tokio::task::spawn_blocking(move || write(&report, format)).await;
    Ok(written.map_err(|stopped| MakeError::Stopped(stopped.to_string()))??)
}
