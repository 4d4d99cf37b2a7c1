//! Grades that corrected questions have changed.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "regrades")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub grading: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attempt_id: i64,
    pub correct_before: i32,
    pub total_before: i32,
    pub score_before: i32,
    pub correct_after: i32,
    pub total_after: i32,
    pub score_after: i32,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
