//! Working on a bank: who works on which, how often a question was changed, what was done to it and
//! said about it, and what was done to many at once.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, integer_null, string, text, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();
        let id = || big_integer("id").auto_increment().primary_key().take();
        // Grows with every act on the question: a form that carries an older one is told so.
        let version = integer("version").default(0).take();
        manager.alter_table(Table::alter().table("questions").add_column(version).take()).await?;
        manager
            .create_table(
                table("bank_members")
                    .col(big_integer("bank_id"))
                    .col(big_integer("staff_id"))
                    .primary_key(Index::create().col("bank_id").col("staff_id"))
                    .take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("bank_members_staff").table("bank_members").col("staff_id").take())
            .await?;
        manager
            .create_table(
                table("question_acts")
                    .col(id())
                    .col(big_integer("question_id"))
                    // The number of the revision that it is about.
                    .col(integer_null("revision"))
                    .col(big_integer("at"))
                    .col(big_integer_null("staff_id"))
                    .col(string("act"))
                    // What was said: a comment, a reason.
                    .col(text_null("note"))
                    // The act on many that this was a part of.
                    .col(big_integer_null("bulk_id"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("question_acts_question").table("question_acts").col("question_id").take(),
            )
            .await?;
        manager
            .create_table(
                table("bulk_acts")
                    .col(id())
                    .col(big_integer("bank_id"))
                    .col(big_integer("staff_id"))
                    .col(big_integer("at"))
                    .col(string("act"))
                    .col(text_null("value"))
                    // Which questions it left alone and why, as JSON.
                    .col(text("skipped"))
                    .col(big_integer_null("undone_at"))
                    .col(big_integer_null("undone_by"))
                    .take(),
            )
            .await?;
        manager.create_index(Index::create().name("bulk_acts_bank").table("bulk_acts").col("bank_id").take()).await?;
        manager
            .create_table(
                table("bulk_act_rows")
                    .col(big_integer("bulk_id"))
                    .col(big_integer("question_id"))
                    // What was, as JSON, and the question's version after the act.
                    .col(text("before"))
                    .col(integer("version"))
                    .col(boolean("undone").default(false))
                    .primary_key(Index::create().col("bulk_id").col("question_id"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["bulk_act_rows", "bulk_acts", "question_acts", "bank_members"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        manager.alter_table(Table::alter().table("questions").drop_column("version").take()).await
    }
}
