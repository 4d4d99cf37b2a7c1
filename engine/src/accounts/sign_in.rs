//! Coming back from another device.

use contest::accounts::{EntryCode, Phone};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::private;
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

/// Who has this number and this code.
///
/// One read and two keyed hashes, whatever the outcome. No slow hash: the code has 40 random bits,
/// and `integrity` limits how often it is tried.
pub async fn sign_in(engine: &Engine, phone: &Phone, code: &EntryCode) -> Result<i64, SignInError> {
    let index = private::phone_index(&engine.secrets, phone);
    let hash = private::code_hash(&engine.secrets, &index, code);
    let row: Option<(i64, String)> = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::CodeHash])
        .filter(participants::Column::PhoneIndex.eq(index))
        .into_tuple()
        .one(&engine.db.read)
        .await?;
    let (id, stored) = row.map_or((None, "0".repeat(hash.len())), |(id, stored)| (Some(id), stored));
    let right = same(hash.as_bytes(), stored.as_bytes());
    id.filter(|_| right).ok_or(SignInError::Wrong)
}
