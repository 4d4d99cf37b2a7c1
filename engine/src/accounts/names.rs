//! What people are called, for lists that name them by their rows.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::db::entities::participants;

/// Keys of one `IN` list.
const CHUNK: usize = 1_000;

/// The full names of these people, by their rows. For staff who may see them, which the caller has
/// made sure of.
pub(crate) async fn names(db: &impl ConnectionTrait, people: Vec<i64>) -> Result<HashMap<i64, String>, DbErr> {
    let mut names = HashMap::new();
    for people in people.chunks(CHUNK) {
        let rows = participants::Entity::find()
            .select_only()
            .columns([participants::Column::Id, participants::Column::Name])
            .filter(participants::Column::Id.is_in(people.iter().copied()));
        names.extend(rows.into_tuple::<(i64, String)>().all(db).await?);
    }
    Ok(names)
}
