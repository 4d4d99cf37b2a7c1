//! Asking for a report.

use contest::contests::RoundState;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter,
};

use super::{
    About, Asked, Whose,
    header::{checked, keep},
    kept::{JobState, forget_oldest},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests,
    db::{
        entities::{report_jobs, rounds},
        to_json,
    },
};

/// Reports of one agency, or of the organisers, that may wait at a time.
const MOST_WAITING: u64 = 5;

/// Why no report is made.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// Reports are for organisers and agencies.
    #[error("no reports for this role")]
    NotAllowed,
    /// There is no such contest or round, or the round is being prepared.
    #[error("no such contest or round")]
    NotFound,
    /// Not a single format was named.
    #[error("no format")]
    NoFormat,
    /// A line around the text is too long, or there are too many.
    #[error("the header is too long")]
    HeaderTooLong,
    /// So many wait already.
    #[error("{MOST_WAITING} reports wait already")]
    TooMany,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Asks for a report on what the actor sees: everything for an organiser, the own agency and below for a viewer. What
/// stands around it is kept for the next. Gives the job's number.
pub async fn order(engine: &Engine, actor: &StaffSession, asked: Asked) -> Result<i64, OrderError> {
    let whose = Whose::of(actor).ok_or(OrderError::NotAllowed)?;
    let mut asked = Asked { header: checked(&asked.header).ok_or(OrderError::HeaderTooLong)?, ..asked };
    asked.formats.sort_unstable();
    asked.formats.dedup();
    if asked.formats.is_empty() {
        return Err(OrderError::NoFormat);
    }
    let title = title(engine, &asked).await?.ok_or(OrderError::NotFound)?;
    let tx = engine.db.begin().await?;
    let waiting = report_jobs::Entity::find()
        .filter(report_jobs::Column::AgencyId.eq(whose.0))
        .filter(report_jobs::Column::State.is_in([JobState::Waiting.code(), JobState::Making.code()]));
    if waiting.count(&tx).await? >= MOST_WAITING {
        return Err(OrderError::TooMany);
    }
    forget_oldest(&tx, whose).await?;
    keep(&tx, engine, actor, whose, &asked.header).await?;
    let row = report_jobs::ActiveModel {
        agency_id: Set(whose.0),
        staff_id: Set(actor.staff_id),
        title: Set(title),
        asked: Set(to_json(&asked)?),
        state: Set(JobState::Waiting.code().to_owned()),
        progress: Set(0),
        tries: Set(0),
        lease_until: Set(0),
        created_at: Set(engine.now().0),
        done_at: Set(None),
        ..Default::default()
    };
    let id = row.insert(&tx).await?.id;
    let subject = format!("report:{id}");
    audit::record(&tx, engine.now(), Some(actor.staff_id), "report.order", Some(&subject), None).await?;
    tx.commit().await?;
    Ok(id)
}

/// What lists call it; `None` when there is nothing to report on.
async fn title(engine: &Engine, asked: &Asked) -> Result<Option<String>, DbErr> {
    let db = &engine.db.read;
    let Some(contest) = contests::find(db, asked.contest_id).await? else { return Ok(None) };
    Ok(match asked.about {
        About::Contest => Some(format!("Cả cuộc thi: {}", contest.title)),
        About::Period(period, cut) => Some(format!("{} ({})", period.in_words(), period.days(cut).in_words())),
        About::Round(id) => rounds::Entity::find_by_id(id)
            .filter(rounds::Column::ContestId.eq(contest.id))
            .filter(rounds::Column::State.ne(RoundState::Draft.code()))
            .one(db)
            .await?
            .map(|round| round.title),
    })
}
