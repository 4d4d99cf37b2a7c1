//! What questions rest on: the legal documents that a bank knows, and those that each revision names.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, string_null, text, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = |name: &'static str| Table::create().table(name).to_owned();
        manager
            .create_table(
                table("legal_documents")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("bank_id"))
                    // The number, folded: the same document is known once.
                    .col(string("key"))
                    .col(text("number"))
                    .col(text_null("kind"))
                    .col(text_null("title"))
                    .col(text_null("issuer"))
                    // Days as 2025-05-17.
                    .col(string_null("issued_on"))
                    .col(string_null("in_force_on"))
                    // The document that took its place, and since when.
                    .col(big_integer_null("superseded_by"))
                    .col(string_null("superseded_on"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("legal_documents_key")
                    .table("legal_documents")
                    .col("bank_id")
                    .col("key")
                    .unique()
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("revision_documents")
                    .col(big_integer("revision_id"))
                    .col(big_integer("document_id"))
                    .primary_key(Index::create().col("revision_id").col("document_id"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("revision_documents_document")
                    .table("revision_documents")
                    .col("document_id")
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["revision_documents", "legal_documents"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
