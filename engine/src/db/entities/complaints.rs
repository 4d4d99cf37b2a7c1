//! What people say against their results, and what they are answered.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaints")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub attempt_id: i64,
    pub round_id: i64,
    pub participant_id: i64,
    pub kind: String,
    pub body: String,
    pub filed_at: i64,
    pub answered_at: Option<i64>,
    pub answered_by: Option<i64>,
    pub outcome: Option<String>,
    pub answer: Option<String>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
