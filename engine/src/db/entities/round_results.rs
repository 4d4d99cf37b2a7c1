//! What rounds and whole contests (`round_id` below zero) came to.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "round_results")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: i64,
    pub lots_seed: String,
    pub revision: i32,
    pub ranked_revision: i32,
    pub facts: Option<String>,
    pub quantity: Option<i32>,
    pub people: Option<i32>,
    pub attempts: Option<i32>,
    pub people_all_correct: Option<i32>,
    pub counted_at: Option<i64>,
    pub approved_at: Option<i64>,
    pub approved_by: Option<i64>,
    pub published_at: Option<i64>,
    pub published_by: Option<i64>,
    pub rules_file: Option<String>,
    pub rules_sha256: Option<String>,
    pub entries_sha256: Option<String>,
    pub ranked_sha256: Option<String>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
