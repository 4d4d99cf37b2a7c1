//! Reports that were asked for, their files, and what stands around their text.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, integer, string, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("report_jobs")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    // Whose it is: an agency's, or 0 for the organisers'.
                    .col(big_integer("agency_id"))
                    .col(big_integer("staff_id"))
                    .col(text("title"))
                    // What was asked for, as JSON.
                    .col(text("asked"))
                    // waiting, making, done, failed.
                    .col(string("state"))
                    // In percent.
                    .col(integer("progress"))
                    // How often it was begun; an instance that begins it raises this, and only the last may finish it.
                    .col(integer("tries"))
                    // Until when it is in an instance's hands.
                    .col(big_integer("lease_until"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("done_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("report_jobs_agency").table("report_jobs").col("agency_id").col("id").take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("report_jobs_state").table("report_jobs").col("state").col("lease_until").take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("report_files")
                    .col(big_integer("job_id"))
                    .col(string("format"))
                    // SHA-256, hexadecimal.
                    .col(string("sum"))
                    .col(integer("size"))
                    .col(binary("bytes"))
                    .primary_key(Index::create().col("job_id").col("format"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("report_headers")
                    // An agency, or 0 for the organisers.
                    .col(big_integer("agency_id").primary_key().take())
                    .col(text("body"))
                    .col(big_integer("set_by"))
                    .col(big_integer("set_at"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["report_headers", "report_files", "report_jobs"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
