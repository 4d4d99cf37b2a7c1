//! Questions corrected after they were answered.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question_corrections")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: i64,
    pub revision_id: i64,
    pub change: String,
    pub reason: String,
    pub since: i32,
    pub until: Option<i32>,
    pub made_at: i64,
    pub made_by: i64,
    pub undone_at: Option<i64>,
    pub undone_by: Option<i64>,
    pub undone_reason: Option<String>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
