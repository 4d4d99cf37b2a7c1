//! What a round came to: the figures frozen at its close, the prizes, and who was refused one.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, integer_null, string, string_null, text, text_null},
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
                table("round_results")
                    // Once for each round: the key makes a second seed impossible.
                    .col(big_integer("round_id").primary_key())
                    // What lots are drawn from, 32 hexadecimal digits; there before anything is ranked.
                    .col(string("lots_seed"))
                    // Rises with each act that changes what the ranking goes by.
                    .col(integer("revision"))
                    // The one that `awards` come from; 0 until the first.
                    .col(integer("ranked_revision"))
                    // Agencies and people as they were when the round was counted.
                    .col(text_null("facts"))
                    .col(integer_null("quantity"))
                    .col(integer_null("people"))
                    .col(integer_null("attempts"))
                    .col(integer_null("people_all_correct"))
                    .col(big_integer_null("counted_at"))
                    .col(big_integer_null("approved_at"))
                    .col(big_integer_null("approved_by"))
                    .col(big_integer_null("published_at"))
                    .col(big_integer_null("published_by"))
                    // The file that was published, as it was, and what the three files add up to.
                    .col(text_null("rules_file"))
                    .col(string_null("rules_sha256"))
                    .col(string_null("entries_sha256"))
                    .col(string_null("ranked_sha256"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("awards")
                    .col(big_integer("round_id"))
                    // In the order of the rules: lists, groups, classes.
                    .col(integer("position"))
                    // The name of the list of prizes.
                    .col(text("prizes"))
                    // Who raced: a track, a block, or empty for everybody.
                    .col(text("race_group"))
                    .col(text("class"))
                    .col(integer("seat"))
                    // A person with an attempt, or an agency.
                    .col(big_integer_null("participant_id"))
                    .col(big_integer_null("attempt_id"))
                    .col(big_integer("agency_id"))
                    .primary_key(Index::create().col("round_id").col("position"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("refusals")
                    .col(id())
                    .col(big_integer("round_id"))
                    .col(big_integer_null("participant_id"))
                    .col(big_integer_null("agency_id"))
                    .col(text("reason"))
                    .col(big_integer("refused_at"))
                    .col(big_integer("refused_by"))
                    .take(),
            )
            .await?;
        for (name, whom) in [("refusals_participant", "participant_id"), ("refusals_agency", "agency_id")] {
            manager
                .create_index(Index::create().name(name).table("refusals").col("round_id").col(whom).unique().take())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["refusals", "awards", "round_results"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
