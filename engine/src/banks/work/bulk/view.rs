//! What came of it.

use contest::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    super::{access::hand, history::staff_names},
    BulkAct, NAMED, Skipped,
};
use crate::{
    accounts::StaffSession,
    db::{
        entities::{bulk_act_rows, bulk_acts},
        from_json,
    },
};

/// An act on many, with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkView {
    /// Its number.
    pub id: i64,
    /// What was done.
    pub act: BulkAct,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// To how many questions.
    pub done: u64,
    /// Which were left alone.
    pub skipped: Vec<Skipped>,
    /// Whether the one who looks may take it back.
    pub may_undo: bool,
    /// When it was taken back, and how many questions were left as they are then, with the numbers of
    /// the first of them.
    pub undone: Option<(Timestamp, u64, Vec<i64>)>,
}

/// An act of a bank that the actor works on; `None` when there is none such for them.
pub async fn bulk_view(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
    id: i64,
) -> Result<Option<BulkView>, DbErr> {
    let Some(hand) = hand(db, actor, bank_id).await? else { return Ok(None) };
    let row = bulk_acts::Entity::find_by_id(id).filter(bulk_acts::Column::BankId.eq(bank_id)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let Some(act) = BulkAct::parse(&row.act, row.value.as_deref()) else { return Ok(None) };
    let rows = bulk_act_rows::Entity::find().filter(bulk_act_rows::Column::BulkId.eq(id));
    let done = rows.clone().count(db).await?;
    let undone = match row.undone_at {
        Some(at) => {
            let left = rows.filter(bulk_act_rows::Column::Undone.eq(false));
            let numbers = left.clone().select_only().column(bulk_act_rows::Column::QuestionId);
            let numbers = numbers.order_by_asc(bulk_act_rows::Column::QuestionId).limit(NAMED as u64);
            Some((Timestamp(at), left.count(db).await?, numbers.into_tuple().all(db).await?))
        }
        None => None,
    };
    let organises = hand == contest::banks::BankHand::Organiser;
    Ok(Some(BulkView {
        id,
        act,
        at: Timestamp(row.at),
        by: staff_names(db, vec![row.staff_id]).await?.remove(&row.staff_id).unwrap_or_default(),
        done,
        skipped: from_json(&row.skipped, "skipped of act", id)?,
        may_undo: undone.is_none() && done > 0 && (organises || row.staff_id == actor.staff_id),
        undone,
    }))
}

/// The last act on many of a bank, for the way back to it.
pub async fn last_bulk(db: &impl ConnectionTrait, bank_id: i64) -> Result<Option<i64>, DbErr> {
    let last = bulk_acts::Entity::find().filter(bulk_acts::Column::BankId.eq(bank_id));
    Ok(last.order_by_desc(bulk_acts::Column::Id).one(db).await?.map(|row| row.id))
}
