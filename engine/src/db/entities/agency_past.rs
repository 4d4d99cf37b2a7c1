//! What agencies were called and where they stood before.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agency_past")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agency_id: i64,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub block: String,
    pub parent_id: Option<i64>,
    pub valid_from: i64,
    pub valid_to: i64,
    pub changed_by: Option<i64>,
    pub changed_at: i64,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
