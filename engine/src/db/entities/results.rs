//! What submitted attempts are worth.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "results")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub attempt_id: i64,
    pub round_id: i64,
    pub participant_id: i64,
    pub agency_id: i64,
    pub track_id: i64,
    pub correct: i32,
    pub total: i32,
    pub score: i32,
    pub prediction: Option<i32>,
    pub started_at: i64,
    pub submitted_at: i64,
    pub submitted_by: String,
    pub valid: bool,
    pub voided_at: Option<i64>,
    pub grading: i32,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
