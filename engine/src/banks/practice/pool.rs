//! What practice is drawn from.

use contest::banks::Question;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _};

use super::in_use::in_use;
use crate::{Engine, banks::revisions, db::entities::question_revisions};

/// Most questions that practice is drawn from: those that came in first.
pub const POOL: u64 = 5_000;

/// A question that anyone may see with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeQuestion {
    /// The question's number.
    pub number: i64,
    /// The question.
    pub question: Question,
}

/// The approved questions that are kept for practice and in no frozen plan of a round that is not published, by
/// number; each by its newest approved wording.
pub async fn pool(engine: &Engine) -> Result<Vec<PracticeQuestion>, DbErr> {
    use question_revisions::Column;

    let newest = question_revisions::Entity::find()
        .select_only()
        .column_as(Column::Id.max(), "id")
        .filter(Column::State.eq(revisions::APPROVED))
        .filter(Column::QuestionId.in_subquery(revisions::for_practice()))
        .group_by(Column::QuestionId)
        .into_query();
    let rows = question_revisions::Entity::find()
        .filter(Column::Id.in_subquery(newest))
        .order_by_asc(Column::QuestionId)
        .limit(POOL)
        .all(&engine.db.read)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let in_use = in_use(engine).await?;
    let rows = rows.into_iter().filter(|row| !in_use.contains(&row.question_id));
    rows.map(|row| Ok(PracticeQuestion { number: row.question_id, question: revisions::question(row)? })).collect()
}
