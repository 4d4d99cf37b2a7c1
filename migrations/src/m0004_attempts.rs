//! Attempts, the journal of answers, and results. All three are written by the group commit.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_len, boolean, integer, integer_null, string},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();
        let id = || big_integer("id").auto_increment().primary_key().take();

        manager
            .create_table(
                table("attempts")
                    .col(id())
                    .col(big_integer("round_id"))
                    .col(big_integer("participant_id"))
                    .col(integer("ordinal"))
                    .col(big_integer("track_id"))
                    .col(big_integer("agency_id"))
                    .col(big_integer("plan_id"))
                    .col(binary_len("seed", 16))
                    .col(integer("rules_version"))
                    .col(big_integer("started_at"))
                    .col(big_integer("deadline_at"))
                    // The deadline and the rules' grace: later answers are not taken in.
                    .col(big_integer("accept_until"))
                    // The session that may answer: opening the paper elsewhere moves it.
                    .col(big_integer("lease"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("attempts_ordinal")
                    .table("attempts")
                    .col("round_id")
                    .col("participant_id")
                    .col("ordinal")
                    .unique()
                    .take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("attempts_participant").table("attempts").col("participant_id").take())
            .await?;
        manager.create_index(Index::create().name("attempts_due").table("attempts").col("accept_until").take()).await?;

        manager
            .create_table(
                table("journal")
                    .col(big_integer("attempt_id"))
                    .col(integer("sequence"))
                    .col(integer("position"))
                    // The bits of the marked places, or the number predicted.
                    .col(integer("value"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("attempt_id").col("sequence").col("position"))
                    .take(),
            )
            .await?;

        manager
            .create_table(
                table("results")
                    // One result an attempt: the key makes a second submission impossible.
                    .col(big_integer("attempt_id").primary_key())
                    .col(big_integer("round_id"))
                    .col(big_integer("participant_id"))
                    .col(big_integer("agency_id"))
                    .col(big_integer("track_id"))
                    .col(integer("correct"))
                    .col(integer("total"))
                    .col(integer("score"))
                    .col(integer_null("prediction"))
                    .col(big_integer("started_at"))
                    .col(big_integer("submitted_at"))
                    .col(string("submitted_by"))
                    .col(boolean("valid"))
                    .col(big_integer_null("voided_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("results_participant")
                    .table("results")
                    .col("round_id")
                    .col("participant_id")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("results_agency").table("results").col("round_id").col("agency_id").take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["results", "journal", "attempts"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
