//! The tree of agencies.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agencies")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub name: String,
    pub name_folded: String,
    pub kind: String,
    pub block: String,
    pub parent_id: Option<i64>,
    pub path: String,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
    pub successor_id: Option<i64>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
