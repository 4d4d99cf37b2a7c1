//! Submitting what nobody submitted in time.

use contest::{Millis, Timestamp};
use futures_util::future::join_all;
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};

use super::{SubmitRequest, SubmittedBy, writer::COMMIT_TIMEOUT};
use crate::{
    Engine,
    db::entities::{attempts, results},
};

/// Attempts submitted at once.
const BATCH: usize = 500;
/// Somebody's own submission, received in time, may still be waiting in another instance's queue:
/// the server's must not come before it.
const MARGIN: Millis = Millis(COMMIT_TIMEOUT.as_millis() as i64);
/// How far an instance's clock may be behind another's before an attempt is overlooked.
const LOOK_BACK: Millis = Millis::hours(1);

/// Submits attempts whose time is up with what was saved. One for each process.
///
/// Any number of instances may do it at once: an attempt has one result.
#[derive(Debug, Default)]
pub struct Sweeper {
    /// All attempts that were due before this have a result. What has been looked through once is
    /// not looked through again: a contest has hundreds of thousands of attempts.
    swept: Option<Timestamp>,
}

impl Sweeper {
    /// Submits all that is due. Returns how many attempts it submitted.
    pub async fn sweep(&mut self, engine: &Engine) -> Result<usize, DbErr> {
        let now = engine.now();
        let until = now - MARGIN;
        let from = self.swept.map_or(Timestamp(i64::MIN), |swept| swept - LOOK_BACK);
        let mut submitted = 0;
        loop {
            let due = due(engine, from, until).await?;
            let (found, submissions) = (due.len(), due.into_iter().map(|attempt| submit(engine, attempt, now)));
            let outcomes = join_all(submissions).await;
            let done = outcomes.iter().filter(|done| **done).count();
            submitted += done;
            if done < found {
                // Something stands in the way; the next sweep begins where this one did.
                return Ok(submitted);
            }
            if found < BATCH {
                self.swept = Some(until);
                return Ok(submitted);
            }
        }
    }
}

async fn due(engine: &Engine, from: Timestamp, until: Timestamp) -> Result<Vec<i64>, DbErr> {
    let result = Query::select()
        .expr(Expr::val(1))
        .from(results::Entity)
        .and_where(
            Expr::col((results::Entity, results::Column::AttemptId)).equals((attempts::Entity, attempts::Column::Id)),
        )
        .take();
    attempts::Entity::find()
        .select_only()
        .column(attempts::Column::Id)
        .filter(attempts::Column::AcceptUntil.gte(from.0))
        .filter(attempts::Column::AcceptUntil.lt(until.0))
        .filter(Expr::exists(result).not())
        .order_by_asc(attempts::Column::AcceptUntil)
        .limit(BATCH as u64)
        .into_tuple()
        .all(&engine.db.read)
        .await
}

/// Whether the attempt has a result now.
async fn submit(engine: &Engine, attempt: i64, now: Timestamp) -> bool {
    let request = SubmitRequest { attempt, by: SubmittedBy::Server, now };
    engine.writer.submit(request).await.is_ok()
}
