//! Prizes of a round or of a whole contest (`round_id` below zero).

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "awards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub prizes: String,
    pub race_group: String,
    pub class: String,
    pub seat: i32,
    pub participant_id: Option<i64>,
    pub attempt_id: Option<i64>,
    pub agency_id: i64,
    pub round_number: Option<i32>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
