//! Time and attempts beyond the rules, given by an organiser when something went wrong.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, string, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("reliefs")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("round_id"))
                    // `time` or `attempts`.
                    .col(string("kind"))
                    // Minutes or attempts.
                    .col(integer("amount"))
                    // An agency with all below it, or a person, or neither: everybody of the round.
                    .col(big_integer_null("agency_id"))
                    .col(big_integer_null("participant_id"))
                    .col(text("reason"))
                    // Attempts that were under way and got the time.
                    .col(integer("moved"))
                    // An attempt that was declared invalid with it.
                    .col(big_integer_null("voided_attempt_id"))
                    .col(big_integer("made_at"))
                    .col(big_integer("made_by"))
                    // Taken back, as far as it was not used.
                    .col(big_integer_null("undone_at"))
                    .col(big_integer_null("undone_by"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("reliefs_round").table("reliefs").col("round_id").col("undone_at").take(),
            )
            .await?;
        manager.create_index(Index::create().name("reliefs_made").table("reliefs").col("made_at").take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("reliefs").take()).await
    }
}
