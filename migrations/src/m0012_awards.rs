//! Results of a whole contest beside those of its rounds: they are in the tables of m0006 under the
//! contest's number below zero. Which round a prize of them belongs to, who was passed over, and which
//! published prizes were taken back.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, integer_null, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();
        manager.alter_table(Table::alter().table("awards").add_column(integer_null("round_number")).take()).await?;
        // What somebody has won.
        manager
            .create_index(Index::create().name("awards_participant").table("awards").col("participant_id").take())
            .await?;
        manager
            .create_table(
                table("passed_over")
                    .col(big_integer("round_id"))
                    // In the order of the rules, as `awards`.
                    .col(integer("position"))
                    .col(text("prizes"))
                    .col(text("race_group"))
                    .col(integer_null("round_number"))
                    // The place in the race, from 1; none for who is not in it.
                    .col(integer_null("place"))
                    // A person with an attempt, or an agency.
                    .col(big_integer_null("participant_id"))
                    .col(big_integer_null("attempt_id"))
                    .col(big_integer_null("agency_id"))
                    // In words.
                    .col(text("reason"))
                    .primary_key(Index::create().col("round_id").col("position"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("withdrawn_awards")
                    .col(big_integer("round_id"))
                    .col(integer("position"))
                    .col(text("reason"))
                    .col(big_integer("withdrawn_at"))
                    .col(big_integer("withdrawn_by"))
                    .primary_key(Index::create().col("round_id").col("position"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["withdrawn_awards", "passed_over"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        manager.drop_index(Index::drop().name("awards_participant").table("awards").to_owned()).await?;
        manager.alter_table(Table::alter().table("awards").drop_column("round_number").take()).await
    }
}
