//! How questions were answered in rounds, and in all of them together (`round_id` 0).

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "item_tallies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision_id: i64,
    pub question_id: i64,
    pub bank_id: i64,
    pub attempts: i32,
    pub facility: Option<i32>,
    pub discrimination: Option<i32>,
    pub efficiency: Option<i32>,
    pub warnings: i32,
    pub correct: i32,
    pub corrected: bool,
    pub tally: String,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
