//! Questions that are alike, and that somebody found to be two.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_pairs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bank_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lower_revision: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub higher_revision: i64,
    pub kept_at: i64,
    pub kept_by: i64,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
