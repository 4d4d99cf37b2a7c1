//! What readers say is wrong with entries of the handbook.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("handbook_reports")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    // The edition that was public then, and the number of the entry in it.
                    .col(big_integer("handbook_id"))
                    .col(integer("entry"))
                    // Nothing is kept of who wrote it.
                    .col(text("body"))
                    .col(big_integer("reported_at"))
                    // When an organiser was done with it; who, and what they noted.
                    .col(big_integer_null("settled_at"))
                    .col(big_integer_null("settled_by"))
                    .col(text_null("note"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("handbook_reports_entry")
                    .table("handbook_reports")
                    .col("handbook_id")
                    .col("entry")
                    .col("settled_at")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("handbook_reports_settled").table("handbook_reports").col("settled_at").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("handbook_reports").take()).await
    }
}
