//! Submitting what nobody submitted in time.

use futures_util::future::join_all;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Query};

use super::{SubmitRequest, SubmittedBy};
use crate::{
    Engine,
    db::entities::{attempts, results},
};

/// Attempts of one sweep; what is left waits for the next.
const BATCH: u64 = 500;

/// Submits attempts whose time is up with what was saved. Returns how many it submitted.
///
/// Any number of instances may do it at once: an attempt has one result.
pub async fn sweep(engine: &Engine) -> Result<usize, DbErr> {
    let now = engine.now();
    let submitted = Query::select().column(results::Column::AttemptId).from(results::Entity).take();
    let due: Vec<i64> = attempts::Entity::find()
        .select_only()
        .column(attempts::Column::Id)
        .filter(attempts::Column::AcceptUntil.lt(now.0))
        .filter(attempts::Column::Id.not_in_subquery(submitted))
        .order_by_asc(attempts::Column::AcceptUntil)
        .limit(BATCH)
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let submissions =
        due.into_iter().map(|attempt| engine.writer.submit(SubmitRequest { attempt, by: SubmittedBy::Server, now }));
    let outcomes = join_all(submissions).await;
    Ok(outcomes.iter().filter(|outcome| outcome.as_ref().is_ok_and(|submitted| submitted.first)).count())
}
