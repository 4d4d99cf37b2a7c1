//! People who take part.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participants")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String,
    pub name_folded: String,
    pub name_sort: String,
    pub birth_date: String,
    pub phone_sealed: Vec<u8>,
    pub phone_index: String,
    pub code_hash: String,
    pub agency_id: i64,
    pub position: String,
    pub track: String,
    pub guardian_consent: bool,
    pub consent_version: String,
    pub consent_at: i64,
    pub registered_at: i64,
    pub involvement: Option<String>,
    pub involvement_reason: Option<String>,
    pub involvement_since: Option<i64>,
    pub involvement_by: Option<i64>,
    pub shared_phone: Option<String>,
    pub id_sealed: Option<Vec<u8>>,
    pub id_index: Option<String>,
    pub link_id: Option<i64>,
}

/// Rows are joined by their keys where a query needs it.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
