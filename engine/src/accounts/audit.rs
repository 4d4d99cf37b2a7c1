//! What staff did: written, never changed.

use contest::Timestamp;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use crate::db::entities::audit_log;

/// Longest reason of an act, in characters.
pub const MAX_REASON: usize = 500;

/// A reason as it is stored; `None` without one, or for one over [`MAX_REASON`] characters.
pub fn reason(typed: &str) -> Option<String> {
    Some(contest::text::squeeze(typed)).filter(|reason| !reason.is_empty() && reason.chars().count() <= MAX_REASON)
}

/// Notes an act within its own transaction, so that there is no act without its note.
///
/// `staff_id` is `None` for what the platform does by itself. `action` is `what.verb`, `subject`
/// is `what:row`. `detail` holds no personal data and no secret.
pub async fn record(
    db: &impl ConnectionTrait,
    at: Timestamp,
    staff_id: Option<i64>,
    action: &str,
    subject: Option<&str>,
    detail: Option<&str>,
) -> Result<(), DbErr> {
    let row = audit_log::ActiveModel {
        at: Set(at.0),
        staff_id: Set(staff_id),
        action: Set(action.to_owned()),
        subject: Set(subject.map(str::to_owned)),
        detail: Set(detail.map(str::to_owned)),
        ..Default::default()
    };
    audit_log::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
