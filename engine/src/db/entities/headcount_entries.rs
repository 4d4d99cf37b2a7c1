//! Headcounts that agencies say, until an organiser has decided on them.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "headcount_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agency_id: i64,
    pub position: String,
    pub people: i32,
    pub valid_from: i64,
    pub entered_by: i64,
    pub entered_at: i64,
    pub decided_at: Option<i64>,
    pub decided_by: Option<i64>,
    pub refusal: Option<String>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
