//! What must not be revealed yet.

use std::collections::{BTreeSet, HashSet};

use contest::contests::RoundState;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait as _};

use crate::{
    Engine,
    banks::CHUNK,
    db::entities::{plans, question_revisions, rounds},
};

/// The questions, by number, of which any revision is in a frozen plan of a round that is not published.
pub(super) async fn in_use(engine: &Engine) -> Result<HashSet<i64>, DbErr> {
    let db = &engine.db.read;
    let published = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.eq(RoundState::Published.code()))
        .into_query();
    let frozen: Vec<i64> = plans::Entity::find()
        .select_only()
        .column(plans::Column::Id)
        .filter(plans::Column::RoundId.not_in_subquery(published))
        .into_tuple()
        .all(db)
        .await?;
    let mut revisions = BTreeSet::new();
    for version in frozen {
        let plan = engine.plans.get(db, version).await?;
        revisions.extend(plan.cells.iter().flat_map(|cell| &cell.questions).map(|question| question.revision));
    }
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut in_use = HashSet::new();
    for chunk in revisions.chunks(CHUNK) {
        let of = question_revisions::Entity::find().select_only().column(question_revisions::Column::QuestionId);
        let of = of.filter(question_revisions::Column::Id.is_in(chunk.iter().copied()));
        in_use.extend(of.into_tuple::<i64>().all(db).await?);
    }
    Ok(in_use)
}
