//! What agencies were called and where they stood before, and which took over whose people.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let successor = big_integer_null("successor_id").take();
        manager.alter_table(Table::alter().table("agencies").add_column(successor).take()).await?;
        manager
            .create_table(
                Table::create()
                    .table("agency_past")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("agency_id"))
                    .col(string("code"))
                    .col(text("name"))
                    .col(string("kind"))
                    .col(string("block"))
                    .col(big_integer_null("parent_id"))
                    // From when on, and the first instant at which it was so no more.
                    .col(big_integer("valid_from"))
                    .col(big_integer("valid_to"))
                    .col(big_integer_null("changed_by"))
                    .col(big_integer("changed_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("agency_past_agency").table("agency_past").col("agency_id").col("valid_to").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("agency_past").take()).await?;
        manager.alter_table(Table::alter().table("agencies").drop_column("successor_id").take()).await
    }
}
