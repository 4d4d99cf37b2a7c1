//! Reports that were asked for.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_jobs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agency_id: i64,
    pub staff_id: i64,
    pub title: String,
    pub asked: String,
    pub state: String,
    pub progress: i32,
    pub tries: i32,
    pub lease_until: i64,
    pub created_at: i64,
    pub done_at: Option<i64>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
