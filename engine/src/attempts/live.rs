//! Attempts under way, read for many people at a time.
//!
//! When a round opens, thousands of papers are opened in the same seconds. Each asks the same three
//! questions of the database, so whoever asks at once is answered by the same three queries.

use std::collections::{BTreeSet, HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::journal::{self, JournalState};
use crate::db::{
    Db, Grouped,
    entities::{attempts, results},
    padded,
};

/// An attempt that was begun and is not submitted.
#[derive(Clone, Debug)]
pub struct Live {
    /// The attempt.
    pub attempt: attempts::Model,
    /// What has been answered.
    pub journal: JournalState,
}

/// A round and somebody who takes it.
type Key = (i64, i64);

/// The way to the task that reads.
#[derive(Clone, Debug)]
pub struct LiveReader(Grouped<Key, Option<Live>>);

impl LiveReader {
    /// Starts the task; it ends with the last handle.
    pub(crate) fn spawn(db: Db) -> Self {
        Self(Grouped::spawn(move |keys: Vec<Key>| {
            let db = db.clone();
            async move { read(&db.read, &keys).await }
        }))
    }

    /// The attempt of a round that this person has begun and not submitted.
    pub async fn of(&self, round: i64, participant: i64) -> Result<Option<Live>, DbErr> {
        self.0.ask((round, participant)).await
    }
}

async fn read(db: &impl ConnectionTrait, keys: &[Key]) -> Result<Vec<Option<Live>>, DbErr> {
    let newest = newest(db, keys).await?;
    let ids: Vec<i64> = newest.values().map(|attempt| attempt.id).collect();
    let submitted = submitted(db, &ids).await?;
    let ids: Vec<i64> = ids.into_iter().filter(|id| !submitted.contains(id)).collect();
    let journals = journal::read(db, &ids).await?;
    let live = |key: &Key| {
        let attempt = newest.get(key)?.clone();
        // An attempt has a journal here exactly if it is not submitted.
        Some(Live { journal: journals.get(&attempt.id)?.clone(), attempt })
    };
    Ok(keys.iter().map(live).collect())
}

/// Each one's newest attempt, if there is any.
async fn newest(db: &impl ConnectionTrait, keys: &[Key]) -> Result<HashMap<Key, attempts::Model>, DbErr> {
    let distinct =
        |of: fn(&Key) -> i64| keys.iter().map(of).collect::<BTreeSet<i64>>().into_iter().collect::<Vec<i64>>();
    let (rounds, people) = (distinct(|key| key.0), distinct(|key| key.1));
    let rows = attempts::Entity::find()
        .filter(attempts::Column::RoundId.is_in(padded(&rounds)))
        .filter(attempts::Column::ParticipantId.is_in(padded(&people)))
        .all(db)
        .await?;
    let mut newest: HashMap<Key, attempts::Model> = HashMap::with_capacity(keys.len());
    for row in rows {
        let key = (row.round_id, row.participant_id);
        if newest.get(&key).is_none_or(|other| other.ordinal < row.ordinal) {
            newest.insert(key, row);
        }
    }
    Ok(newest)
}

/// Those of these attempts that have a result.
pub(super) async fn submitted(db: &impl ConnectionTrait, attempts: &[i64]) -> Result<HashSet<i64>, DbErr> {
    let mut done = HashSet::with_capacity(attempts.len());
    for attempts in attempts.chunks(CHUNK) {
        let of = results::Column::AttemptId.is_in(padded(attempts));
        let query = results::Entity::find().select_only().column(results::Column::AttemptId).filter(of);
        done.extend(query.into_tuple::<i64>().all(db).await?);
    }
    Ok(done)
}

/// Keys of one `IN` list, well under the engines' limits of bound values.
const CHUNK: usize = 1_024;
