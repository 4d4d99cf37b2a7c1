//! Questions by the numbers of their revisions, whatever has become of them since.

use std::collections::HashMap;

use contest::banks::Question;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::revisions;
use crate::db::entities::question_revisions;

/// One revision of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownQuestion {
    /// The question's number, which its revisions share.
    pub number: i64,
    /// Its bank.
    pub bank_id: i64,
    /// What this revision says.
    pub question: Question,
}

/// Those of these revisions that there are, at most some hundred.
pub(crate) async fn known(
    db: &impl ConnectionTrait,
    of: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, KnownQuestion>, DbErr> {
    let rows = question_revisions::Entity::find().filter(question_revisions::Column::Id.is_in(of)).all(db).await?;
    let known = rows.into_iter().map(|row| {
        let (revision, number, bank_id) = (row.id, row.question_id, row.bank_id);
        Ok((revision, KnownQuestion { number, bank_id, question: revisions::question(row)? }))
    });
    known.collect()
}
