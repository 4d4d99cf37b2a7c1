//! Time and attempts beyond the rules, given by an organiser.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reliefs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: i64,
    pub kind: String,
    pub amount: i32,
    pub agency_id: Option<i64>,
    pub participant_id: Option<i64>,
    pub reason: String,
    pub moved: i32,
    pub voided_attempt_id: Option<i64>,
    pub made_at: i64,
    pub made_by: i64,
    pub undone_at: Option<i64>,
    pub undone_by: Option<i64>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
