//! Saying what becomes of questions that the bank may have.

use contest::banks::BankHand;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::{CommitError, Decision, RowVerdict, preview::body};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::work::hand,
    db::{entities::imports, to_json},
};

/// Keeps what was decided of rows, by their place in the file from 0. What is not to be decided, or
/// not so, stays as it was; so does all once the file is taken in.
pub async fn choose(
    engine: &Engine,
    actor: &StaffSession,
    import_id: i64,
    decisions: &[(usize, Decision)],
) -> Result<(), CommitError> {
    let tx = engine.db.begin().await?;
    // Locked, so that nobody's word is lost between reading and writing.
    let row = imports::Entity::find_by_id(import_id).lock_exclusive().one(&tx).await?;
    let row = row.ok_or(CommitError::NoImport)?;
    if !hand(&tx, actor, row.bank_id).await?.is_some_and(BankHand::writes) {
        return Err(CommitError::NotAllowed);
    }
    if row.committed_at.is_some() {
        return Ok(());
    }
    let mut body = body(&row)?;
    let mut changed = false;
    for (at, wanted) in decisions {
        if let Some(RowVerdict::Contested { decision, rival, .. }) = body.rows.get_mut(*at).map(|row| &mut row.verdict)
            && rival.decisions().contains(wanted)
            && decision != wanted
        {
            *decision = *wanted;
            changed = true;
        }
    }
    if changed {
        imports::Entity::update_many()
            .col_expr(imports::Column::Rows, Expr::value(to_json(&body)?))
            .filter(imports::Column::Id.eq(import_id))
            .exec(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
