//! Coming back from another device.

use contest::accounts::{EntryCode, Phone};
use sea_orm::{DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    likeness::{MOST_ON_A_PHONE, with_phone},
    private,
};
use crate::{Engine, db::entities::participants, secrets::same};

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The number is not registered or the code is not its own; which of the two is not told.
    #[error("the phone number and the code do not go together")]
    Wrong,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Who has this number and this code; the code tells those apart who share the number.
///
/// One read and two keyed hashes at least, whatever the outcome, and one more for each who shares the
/// number. No slow hash: the code has 40 random bits, and `integrity` limits how often it is tried.
pub async fn sign_in(engine: &Engine, phone: &Phone, code: &EntryCode) -> Result<i64, SignInError> {
    let index = private::phone_index(&engine.secrets, phone);
    let mut rows: Vec<(i64, String, String)> = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::PhoneIndex, participants::Column::CodeHash])
        .filter(with_phone(&index))
        .limit(MOST_ON_A_PHONE as u64)
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    if rows.is_empty() {
        rows.push((NOBODY, index, String::new()));
    }
    let mut found = None;
    for (id, index, stored) in rows {
        let hash = private::code_hash(&engine.secrets, &index, code);
        // Nobody's, and that of who has withdrawn, is compared as long as any other.
        let stored = if stored.is_empty() { "0".repeat(hash.len()) } else { stored };
        if same(hash.as_bytes(), stored.as_bytes()) && id != NOBODY {
            found = Some(id);
        }
    }
    found.ok_or(SignInError::Wrong)
}

/// No row has this number.
const NOBODY: i64 = -1;
