//! Questions and answers of a handbook.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "handbook_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub handbook_id: i64,
    pub number: i32,
    pub part: String,
    pub question: String,
    pub answer: String,
    pub folded: String,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
