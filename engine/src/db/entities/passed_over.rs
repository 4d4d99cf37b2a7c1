//! Who would have been given a prize of a round or of a whole contest (`round_id` below zero) but for a
//! rule.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passed_over")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub prizes: String,
    pub race_group: String,
    pub round_number: Option<i32>,
    pub place: Option<i32>,
    pub participant_id: Option<i64>,
    pub attempt_id: Option<i64>,
    pub agency_id: Option<i64>,
    pub reason: String,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
