//! Rounds of a contest.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rounds")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub contest_id: i64,
    pub number: i32,
    pub title: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub state: String,
    pub rules_version: i32,
    pub created_at: i64,
    pub grading: i32,
    pub regraded: i32,
    /// Whether a draft opens when its time comes.
    pub opens_by_itself: bool,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
