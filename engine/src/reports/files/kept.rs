//! Reports that were asked for, and their files while they are kept.

use ::reports::Format;
use contest::{Millis, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
};

use super::Whose;
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{report_files, report_jobs},
};

/// How long reports are kept.
const KEPT: Millis = Millis::days(180);
/// How many of one agency, or of the organisers, are kept: the newest.
const MOST: u64 = 50;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Nobody has begun.
    Waiting,
    /// An instance makes it.
    Making,
    /// Its files are there.
    Done,
    /// It could not be made.
    Failed,
}

impl JobState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Making, Self::Done, Self::Failed];

    /// The short name in storage.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Making => "making",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether more is to come.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Making)
    }
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub state: JobState,
    /// How far it has got, in percent.
    pub progress: u8,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When its files were there.
    pub done_at: Option<Timestamp>,
    /// Its files: format, bytes, SHA-256 in hexadecimal.
    pub files: Vec<(Format, u64, String)>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its format.
    pub format: Format,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The reports that the actor sees, the newest first.
pub async fn jobs(engine: &Engine, actor: &StaffSession) -> Result<Vec<Job>, DbErr> {
    let Some(Whose(agency)) = Whose::of(actor) else { return Ok(Vec::new()) };
    let db = &engine.db.read;
    let rows = report_jobs::Entity::find()
        .filter(report_jobs::Column::AgencyId.eq(agency))
        .order_by_desc(report_jobs::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let files: Vec<(i64, String, i32, String)> = report_files::Entity::find()
        .select_only()
        .columns([
            report_files::Column::JobId,
            report_files::Column::Format,
            report_files::Column::Size,
            report_files::Column::Sum,
        ])
        .filter(report_files::Column::JobId.is_in(rows.iter().map(|row| row.id)))
        .into_tuple()
        .all(db)
        .await?;
    let job = |row: report_jobs::Model| {
        let of_this = files.iter().filter(|(job, ..)| *job == row.id);
        let mut files: Vec<(Format, u64, String)> = of_this
            .filter_map(|(_, format, size, sum)| Some((Format::parse(format)?, *size as u64, sum.clone())))
            .collect();
        files.sort_unstable();
        Job {
            id: row.id,
            state: JobState::parse(&row.state).unwrap_or(JobState::Failed),
            title: row.title,
            progress: row.progress.clamp(0, 100) as u8,
            created_at: Timestamp(row.created_at),
            done_at: row.done_at.map(Timestamp),
            files,
        }
    };
    Ok(rows.into_iter().map(job).collect())
}

/// A file of a report that the actor sees; that they took it is noted.
pub async fn download(
    engine: &Engine,
    actor: &StaffSession,
    job: i64,
    format: Format,
) -> Result<Option<KeptFile>, DbErr> {
    let Some(Whose(agency)) = Whose::of(actor) else { return Ok(None) };
    let own = report_jobs::Entity::find()
        .select_only()
        .column(report_jobs::Column::Id)
        .filter(report_jobs::Column::Id.eq(job))
        .filter(report_jobs::Column::AgencyId.eq(agency))
        .into_query();
    let found = report_files::Entity::find_by_id((job, format.code().to_owned()))
        .filter(report_files::Column::JobId.in_subquery(own))
        .one(&engine.db.read)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let (subject, detail) = (format!("report:{job}"), format.code());
    let db = &engine.db.write;
    audit::record(db, engine.now(), Some(actor.staff_id), "report.download", Some(&subject), Some(detail)).await?;
    Ok(Some(KeptFile { format, bytes: row.bytes }))
}

/// Forgets reports that are too old. Gives how many.
pub async fn prune(engine: &Engine) -> Result<u64, DbErr> {
    let old = (engine.now() - KEPT).0;
    let ids = report_jobs::Entity::find().select_only().column(report_jobs::Column::Id);
    let ids: Vec<i64> =
        ids.filter(report_jobs::Column::CreatedAt.lte(old)).limit(MOST).into_tuple().all(&engine.db.read).await?;
    let tx = engine.db.begin().await?;
    forget(&tx, &ids).await?;
    tx.commit().await?;
    Ok(ids.len() as u64)
}

/// Makes room for one more.
pub(super) async fn forget_oldest(db: &impl ConnectionTrait, Whose(agency): Whose) -> Result<(), DbErr> {
    let ids: Vec<i64> = report_jobs::Entity::find()
        .select_only()
        .column(report_jobs::Column::Id)
        .filter(report_jobs::Column::AgencyId.eq(agency))
        .order_by_desc(report_jobs::Column::Id)
        .offset(MOST - 1)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    forget(db, &ids).await
}

async fn forget(db: &impl ConnectionTrait, ids: &[i64]) -> Result<(), DbErr> {
    let ids = || ids.iter().copied();
    report_files::Entity::delete_many().filter(report_files::Column::JobId.is_in(ids())).exec(db).await?;
    report_jobs::Entity::delete_many().filter(report_jobs::Column::Id.is_in(ids())).exec(db).await?;
    Ok(())
}
