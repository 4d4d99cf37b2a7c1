//! Questions that an organiser names by their numbers.

use contest::banks::{Level, Topic};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::revisions;
use crate::db::entities::question_revisions;

/// A question of a bank that papers may be drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedQuestion {
    /// Its number, which its revisions share.
    pub question: i64,
    /// The newest approved revision.
    pub revision: i64,
    /// Lĩnh vực.
    pub topic: Option<Topic>,
    /// Mức độ.
    pub level: Option<Level>,
}

/// Those of the bank's approved questions that have these numbers, at most some hundred; the others
/// are not in the bank, not approved, or kept for practice.
pub async fn numbered(
    db: &impl ConnectionTrait,
    bank_id: i64,
    numbers: &[i64],
) -> Result<Vec<ApprovedQuestion>, DbErr> {
    use question_revisions::Column;

    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, i64, Option<String>, Option<String>)> = question_revisions::Entity::find()
        .select_only()
        .columns([Column::QuestionId, Column::Id, Column::Topic, Column::Level])
        .filter(Column::Id.in_subquery(revisions::newest(bank_id)))
        .filter(revisions::is_for_contest())
        .filter(Column::QuestionId.is_in(numbers.iter().copied()))
        .order_by_asc(Column::QuestionId)
        .into_tuple()
        .all(db)
        .await?;
    let found = rows.into_iter().map(|(question, revision, topic, level)| ApprovedQuestion {
        question,
        revision,
        topic: topic.map(Topic),
        level: level.as_deref().and_then(Level::parse),
    });
    Ok(found.collect())
}
