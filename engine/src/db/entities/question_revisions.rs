//! The wordings of a question.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question_revisions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub question_id: i64,
    pub bank_id: i64,
    pub number: i32,
    pub stem: String,
    pub choices: String,
    pub correct: i32,
    pub anchored: i32,
    pub kind: String,
    pub topic: Option<String>,
    pub level: Option<String>,
    pub explanation: Option<String>,
    pub handbook_entry: Option<i32>,
    pub folded: String,
    pub state: String,
    pub created_at: i64,
    pub created_by: Option<i64>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
