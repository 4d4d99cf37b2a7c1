//! The sites that may show a board within a frame.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, string},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("frame_sites")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    // `https://laocai.gov.vn`, as browsers compare them.
                    .col(string("origin").unique_key().take())
                    .col(big_integer("added_at"))
                    .col(big_integer("added_by"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("frame_sites").take()).await
    }
}
