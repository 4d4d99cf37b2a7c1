//! What a question is kept for, and how questions did in rounds.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, integer_null, string, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();

        let kept_for = string("kept_for").default("contest").take();
        manager.alter_table(Table::alter().table("questions").add_column(kept_for).take()).await?;
        manager
            .create_index(Index::create().name("questions_kept_for").table("questions").col("kept_for").take())
            .await?;
        // Of each round that was counted, how far its papers have been read.
        manager
            .create_table(
                table("item_analyses")
                    .col(big_integer("round_id").primary_key())
                    // By which grading of the round answers are marked.
                    .col(integer("grading"))
                    .col(integer("attempts"))
                    // The last attempt that was read, in the order of people.
                    .col(big_integer("after_person"))
                    .col(big_integer("after_attempt"))
                    // As JSON: what was counted so far; once done, of papers alone.
                    .col(text("tally"))
                    .col(big_integer_null("done_at"))
                    .take(),
            )
            .await?;
        // Of a round, or of all rounds together (`round_id` 0).
        manager
            .create_table(
                table("item_tallies")
                    .col(big_integer("round_id"))
                    .col(big_integer("revision_id"))
                    .col(big_integer("question_id"))
                    .col(big_integer("bank_id"))
                    .col(integer("attempts"))
                    // For sorting, in hundredths of a percent.
                    .col(integer_null("facility"))
                    .col(integer_null("discrimination"))
                    .col(integer_null("efficiency"))
                    // How many things look wrong.
                    .col(integer("warnings"))
                    // The choices that were right, as bits.
                    .col(integer("correct"))
                    .col(boolean("corrected"))
                    // As JSON: how often each answer came.
                    .col(text("tally"))
                    .primary_key(Index::create().col("round_id").col("revision_id"))
                    .take(),
            )
            .await?;
        for (name, column) in [("item_tallies_bank", "bank_id"), ("item_tallies_question", "question_id")] {
            let index = Index::create().name(name).table("item_tallies").col(column).col("round_id").take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["item_tallies", "item_analyses"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        manager.drop_index(Index::drop().name("questions_kept_for").table("questions").to_owned()).await?;
        manager.alter_table(Table::alter().table("questions").drop_column("kept_for").take()).await
    }
}
