//! What a batch needs to know of its attempts, read once for all of them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType};

use crate::db::{
    entities::{attempts, results},
    padded,
};

/// An attempt, and its result once it has one.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) attempt: attempts::Model,
    pub(super) result: Option<results::Model>,
}

/// Keys of one `IN` list, well under the engines' limits of bound values.
const CHUNK: usize = 1_024;

/// The attempts with these numbers, locked until the transaction ends, so that an answer and the
/// submission of its attempt on another instance cannot pass each other.
pub(super) async fn read(tx: &impl ConnectionTrait, mut ids: Vec<i64>) -> Result<HashMap<i64, Head>, DbErr> {
    // One order for everyone: two instances that lock the same rows never wait for each other.
    ids.sort_unstable();
    ids.dedup();
    let mut heads = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        use sea_orm::QueryOrder as _;
        let rows = attempts::Entity::find()
            .filter(attempts::Column::Id.is_in(padded(ids)))
            .order_by_asc(attempts::Column::Id)
            .lock(LockType::Update)
            .all(tx)
            .await?;
        let done = results::Entity::find().filter(results::Column::AttemptId.is_in(padded(ids))).all(tx).await?;
        let mut done: HashMap<i64, results::Model> = done.into_iter().map(|row| (row.attempt_id, row)).collect();
        for attempt in rows {
            let result = done.remove(&attempt.id);
            heads.insert(attempt.id, Head { attempt, result });
        }
    }
    Ok(heads)
}
