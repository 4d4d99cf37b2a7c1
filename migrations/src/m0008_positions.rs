//! How many people of an agency hold each position that a contest's quotas name.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, string},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("position_counts")
            .col(big_integer("id").auto_increment().primary_key().take())
            .col(big_integer("agency_id"))
            .col(string("position"))
            .col(integer("people"))
            .col(big_integer("valid_from"))
            .col(big_integer_null("set_by"))
            .col(big_integer("set_at"))
            .take();
        manager.create_table(table).await?;
        // One number for a time: setting it again mends it.
        let once = Index::create()
            .name("position_counts_once")
            .table("position_counts")
            .col("agency_id")
            .col("position")
            .col("valid_from")
            .unique()
            .take();
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("position_counts").take()).await
    }
}
