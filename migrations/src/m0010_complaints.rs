//! What people say against their results, and what they are answered.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, string_null, text, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("complaints")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("attempt_id"))
                    // Those of the attempt, for lists.
                    .col(big_integer("round_id"))
                    .col(big_integer("participant_id"))
                    .col(string("kind"))
                    .col(text("body"))
                    .col(big_integer("filed_at"))
                    // Null until it is answered; an answer does not change.
                    .col(big_integer_null("answered_at"))
                    .col(big_integer_null("answered_by"))
                    .col(string_null("outcome"))
                    .col(text_null("answer"))
                    .take(),
            )
            .await?;
        for (name, column) in [("complaints_attempt", "attempt_id"), ("complaints_participant", "participant_id")] {
            manager.create_index(Index::create().name(name).table("complaints").col(column).take()).await?;
        }
        manager
            .create_index(
                Index::create().name("complaints_round").table("complaints").col("round_id").col("answered_at").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("complaints").take()).await
    }
}
