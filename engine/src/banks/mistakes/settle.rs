//! Being done with one.

use contest::banks::Mistake;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait, IntoActiveModel as _, QuerySelect};

use super::MistakesError;
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::handbook_reports as rows,
};

/// Notes that an organiser is done with one, once, with what they did if they say so.
pub async fn settle(
    engine: &Engine,
    actor: &StaffSession,
    id: i64,
    note: Option<&Mistake>,
) -> Result<(), MistakesError> {
    if !actor.role.organises() {
        return Err(MistakesError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = rows::Entity::find_by_id(id).lock_exclusive().one(&tx).await?.ok_or(MistakesError::NotFound)?;
    if row.settled_at.is_some() {
        return Err(MistakesError::Settled);
    }
    // The words stay out of the log: a reader may have named people in them.
    let (subject, detail) = (format!("handbook:{}", row.handbook_id), format!("report:{id} entry:{}", row.entry));
    let mut row = row.into_active_model();
    (row.settled_at, row.settled_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.note = Set(note.map(|note| note.as_str().to_owned()));
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), "handbook.settle_report", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}
