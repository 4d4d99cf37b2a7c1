//! Headcounts that agencies say, until an organiser has decided on them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, string, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("headcount_entries")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("agency_id"))
                    // The position that so many hold; empty for all people of the agency.
                    .col(string("position"))
                    .col(integer("people"))
                    .col(big_integer("valid_from"))
                    .col(big_integer("entered_by"))
                    .col(big_integer("entered_at"))
                    // Nothing while it waits. A reason where it was refused.
                    .col(big_integer_null("decided_at"))
                    .col(big_integer_null("decided_by"))
                    .col(text_null("refusal"))
                    .take(),
            )
            .await?;
        for (name, first) in [("headcount_entries_agency", "agency_id"), ("headcount_entries_decided", "decided_at")] {
            let index = Index::create().name(name).table("headcount_entries").col(first).col("id").take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("headcount_entries").take()).await
    }
}
