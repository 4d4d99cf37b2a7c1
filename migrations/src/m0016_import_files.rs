//! Files of questions that wait for a person's word on their encoding or their columns.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, string_null, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("import_files")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("bank_id"))
                    .col(big_integer("staff_id"))
                    .col(text("file_name"))
                    .col(big_integer("created_at"))
                    // What the person has said of it so far.
                    .col(string_null("encoding"))
                    // Deleted once it was read, left behind by another, or a day old.
                    .col(binary("bytes"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("import_files_staff").table("import_files").col("staff_id").col("bank_id").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("import_files").take()).await
    }
}
