//! Taking it back.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    super::{
        access::hand,
        decide::held,
        history::{self, Deed},
    },
    BulkError, TOGETHER,
    change::{Before, Left, put_back},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::{
        entities::{bulk_act_rows, bulk_acts},
        from_json,
    },
};

/// Takes an act on many back: by who did it, or by an organiser. Questions that were changed since
/// stay as they are; [`super::bulk_view`] names them.
pub async fn undo(engine: &Engine, actor: &StaffSession, bank_id: i64, id: i64) -> Result<(), BulkError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let hand = hand(&tx, actor, bank_id).await?.ok_or(BulkError::NotFound)?;
    let row = bulk_acts::Entity::find_by_id(id).filter(bulk_acts::Column::BankId.eq(bank_id)).one(&tx).await?;
    let row = row.ok_or(BulkError::NotFound)?;
    if row.staff_id != actor.staff_id && hand != contest::banks::BankHand::Organiser {
        return Err(BulkError::NotAllowed);
    }
    // Whoever marks it first takes it back.
    let marked = bulk_acts::Entity::update_many()
        .col_expr(bulk_acts::Column::UndoneAt, Expr::value(now.0))
        .col_expr(bulk_acts::Column::UndoneBy, Expr::value(actor.staff_id))
        .filter(bulk_acts::Column::Id.eq(id))
        .filter(bulk_acts::Column::UndoneAt.is_null())
        .exec(&tx)
        .await?;
    if marked.rows_affected == 0 {
        return Err(BulkError::Undone);
    }
    let (subject, detail) = (format!("bank:{bank_id}"), format!("act {id}"));
    audit::record(&tx, now, Some(actor.staff_id), "bank.bulk_undo", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;

    let mut after = 0;
    loop {
        let tx = engine.db.begin().await?;
        let rows = bulk_act_rows::Entity::find()
            .filter(bulk_act_rows::Column::BulkId.eq(id))
            .filter(bulk_act_rows::Column::QuestionId.gt(after))
            .order_by_asc(bulk_act_rows::Column::QuestionId)
            .limit(TOGETHER as u64)
            .all(&tx)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.question_id;
        for row in rows {
            match one(&tx, bank_id, &row, (actor.staff_id, now)).await {
                // Changed since, or its words are another question's by now.
                Ok(()) | Err(Left::Alone(_)) => {}
                Err(Left::Failed(failure)) => return Err(failure.into()),
            }
        }
        tx.commit().await?;
    }
}

async fn one(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    row: &bulk_act_rows::Model,
    (by, at): (i64, contest::Timestamp),
) -> Result<(), Left> {
    let Some(held) = held(tx, bank_id, row.question_id).await? else { return Ok(()) };
    if held.question.version != row.version {
        return Ok(());
    }
    let before: Before = from_json(&row.before, "what was before act", row.bulk_id)?;
    put_back(tx, &held, &before).await?;
    held.bump(tx).await?;
    let number = held.latest().map_or(1, |row| row.number);
    history::act(row.question_id, number, at, by, Deed::Undo).insert(tx).await?;
    bulk_act_rows::Entity::update_many()
        .col_expr(bulk_act_rows::Column::Undone, Expr::value(true))
        .filter(bulk_act_rows::Column::BulkId.eq(row.bulk_id))
        .filter(bulk_act_rows::Column::QuestionId.eq(row.question_id))
        .exec(tx)
        .await?;
    Ok(())
}
