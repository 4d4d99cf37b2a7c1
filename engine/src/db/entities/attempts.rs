//! Attempts: a plan, a seed, a deadline.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attempts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub round_id: i64,
    pub participant_id: i64,
    pub ordinal: i32,
    pub track_id: i64,
    pub agency_id: i64,
    pub plan_id: i64,
    #[sea_orm(column_type = "Binary(16)")]
    pub seed: Vec<u8>,
    pub rules_version: i32,
    pub started_at: i64,
    pub deadline_at: i64,
    pub accept_until: i64,
    pub lease: i64,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
