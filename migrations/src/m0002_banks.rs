//! The handbook, question banks and their imports.

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
                table("handbooks")
                    .col(id())
                    .col(text("title"))
                    .col(string("file_sha256").unique_key())
                    .col(big_integer("imported_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("handbook_entries")
                    .col(id())
                    .col(big_integer("handbook_id"))
                    .col(integer("number"))
                    .col(text("part"))
                    .col(text("question"))
                    // The answer's blocks and its legal basis, as JSON.
                    .col(text("answer"))
                    .col(text("folded"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("handbook_entries_number")
                    .table("handbook_entries")
                    .col("handbook_id")
                    .col("number")
                    .unique()
                    .take(),
            )
            .await?;

        manager
            .create_table(
                table("banks")
                    .col(id())
                    .col(string("code").unique_key())
                    .col(text("name"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("questions")
                    .col(id())
                    .col(big_integer("bank_id"))
                    // SHA-256 of the folded stem: the same question is not imported twice.
                    .col(string("stem_hash"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("questions_stem")
                    .table("questions")
                    .col("bank_id")
                    .col("stem_hash")
                    .unique()
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("question_revisions")
                    .col(id())
                    .col(big_integer("question_id"))
                    .col(big_integer("bank_id"))
                    .col(integer("number"))
                    .col(text("stem"))
                    .col(text("choices"))
                    .col(integer("correct"))
                    .col(string("kind"))
                    .col(text_null("topic"))
                    .col(string_null("level"))
                    .col(text_null("explanation"))
                    .col(integer_null("handbook_entry"))
                    // Stem and choices without accents, for search.
                    .col(text("folded"))
                    .col(string("state"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("created_by"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("question_revisions_bank")
                    .table("question_revisions")
                    .col("bank_id")
                    .col("state")
                    .col("topic")
                    .col("level")
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("question_revisions_number")
                    .table("question_revisions")
                    .col("question_id")
                    .col("number")
                    .unique()
                    .take(),
            )
            .await?;

        manager
            .create_table(
                table("imports")
                    .col(id())
                    .col(big_integer("bank_id"))
                    .col(text("file_name"))
                    .col(big_integer_null("staff_id"))
                    .col(big_integer("created_at"))
                    // Row by row, what was read and what was refused, as JSON.
                    .col(text("rows"))
                    .col(big_integer_null("committed_at"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["imports", "question_revisions", "questions", "banks", "handbook_entries", "handbooks"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
