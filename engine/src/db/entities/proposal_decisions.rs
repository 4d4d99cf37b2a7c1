//! What became of proposed questions.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_decisions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub bank_id: i64,
    pub handbook_id: i64,
    pub key: String,
    pub decision: String,
    pub question_id: Option<i64>,
    pub reason: Option<String>,
    pub decided_at: i64,
    pub decided_by: i64,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
