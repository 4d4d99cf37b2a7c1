//! Structured values in `TEXT` columns.

use sea_orm::DbErr;
use serde::{Serialize, de::DeserializeOwned};

/// A value as its column holds it.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// The value of a column; `what` says whose, for the log.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &str, id: i64) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(format!("{what} {id}: {error}")))
}
