//! What readers say is wrong with entries of the handbook.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "handbook_reports")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub handbook_id: i64,
    pub entry: i32,
    pub body: String,
    pub reported_at: i64,
    pub settled_at: Option<i64>,
    pub settled_by: Option<i64>,
    pub note: Option<String>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
