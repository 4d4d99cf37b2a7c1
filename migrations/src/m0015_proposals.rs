//! What became of questions proposed from a handbook, which questions that are alike stay both, and
//! handbooks that nobody reads yet.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, text_null},
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
                table("proposal_decisions")
                    .col(id())
                    .col(big_integer("bank_id"))
                    // The handbook that it was proposed from; another edition with the sentence proposes the same.
                    .col(big_integer("handbook_id"))
                    .col(string("key"))
                    .col(string("decision"))
                    // The question that it became; null when refused.
                    .col(big_integer_null("question_id"))
                    .col(text_null("reason"))
                    .col(big_integer("decided_at"))
                    .col(big_integer("decided_by"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("proposal_decisions_key")
                    .table("proposal_decisions")
                    .col("bank_id")
                    .col("key")
                    .unique()
                    .take(),
            )
            .await?;
        // Since when people may read it; null while only organisers look at it.
        let public_since = big_integer_null("public_since").take();
        manager.alter_table(Table::alter().table("handbooks").add_column(public_since).take()).await?;
        // What was left out of its file, as JSON.
        manager.alter_table(Table::alter().table("handbooks").add_column(text_null("problems").take()).take()).await?;
        let known = Query::update().table("handbooks").value("public_since", Expr::col("imported_at")).take();
        manager.execute(known).await?;
        // Revisions, not questions: one that is written anew is asked about again.
        manager
            .create_table(
                table("kept_pairs")
                    .col(big_integer("bank_id"))
                    .col(big_integer("lower_revision"))
                    .col(big_integer("higher_revision"))
                    .col(big_integer("kept_at"))
                    .col(big_integer("kept_by"))
                    .primary_key(Index::create().col("bank_id").col("lower_revision").col("higher_revision"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["kept_pairs", "proposal_decisions"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        for column in ["problems", "public_since"] {
            manager.alter_table(Table::alter().table("handbooks").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
