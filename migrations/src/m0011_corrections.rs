//! Questions corrected after they were answered, and what became of the grades.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, integer_null, text, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();
        let id = || big_integer("id").auto_increment().primary_key().take();

        // Rises with each correction and each that is taken back: by it, a grade says which questions it was given by.
        // `regraded` is the newest one that all results, and the boards, are known to have.
        for column in ["grading", "regraded"] {
            manager.alter_table(Table::alter().table("rounds").add_column(integer(column).default(0)).take()).await?;
        }
        manager.alter_table(Table::alter().table("results").add_column(integer("grading").default(0)).take()).await?;
        // Those that are behind are found without reading all of a round, again and again.
        manager
            .create_index(
                Index::create().name("results_grading").table("results").col("round_id").col("grading").take(),
            )
            .await?;
        manager
            .create_table(
                table("question_corrections")
                    .col(id())
                    .col(big_integer("round_id"))
                    // The question, by its revision in the bank; it may be in the plans of several tracks.
                    .col(big_integer("revision_id"))
                    // As JSON: what becomes of it.
                    .col(text("change"))
                    .col(text("reason"))
                    // From which grading of the round on, and from which on no more.
                    .col(integer("since"))
                    .col(integer_null("until"))
                    .col(big_integer("made_at"))
                    .col(big_integer("made_by"))
                    .col(big_integer_null("undone_at"))
                    .col(big_integer_null("undone_by"))
                    .col(text_null("undone_reason"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("question_corrections_since")
                    .table("question_corrections")
                    .col("round_id")
                    .col("since")
                    .unique()
                    .take(),
            )
            .await?;
        // Only of those whose grade has changed.
        manager
            .create_table(
                table("regrades")
                    .col(big_integer("round_id"))
                    // What the new grade was given by.
                    .col(integer("grading"))
                    .col(big_integer("attempt_id"))
                    .col(integer("correct_before"))
                    .col(integer("total_before"))
                    .col(integer("score_before"))
                    .col(integer("correct_after"))
                    .col(integer("total_after"))
                    .col(integer("score_after"))
                    .primary_key(Index::create().col("round_id").col("grading").col("attempt_id"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["regrades", "question_corrections"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        manager.drop_index(Index::drop().name("results_grading").table("results").to_owned()).await?;
        for (table, column) in [("results", "grading"), ("rounds", "regraded"), ("rounds", "grading")] {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}
