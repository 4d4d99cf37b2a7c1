//! Short addresses that lead people into an agency, and what came through them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("links")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    // Short, or the agency's own official code: that one is there once somebody has followed it.
                    .col(string("code").unique_key())
                    .col(big_integer("agency_id"))
                    // What it was made for: "Áp phích ở bộ phận một cửa".
                    .col(text("name"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("created_by"))
                    .col(big_integer_null("ended_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("links_agency").table("links").col("agency_id").col("id").take())
            .await?;
        // Each time that one is followed; nothing is kept of who did.
        manager
            .create_table(
                Table::create()
                    .table("link_openings")
                    .col(big_integer("id").auto_increment().primary_key().take())
                    .col(big_integer("link_id"))
                    .col(big_integer("opened_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("link_openings_link").table("link_openings").col("link_id").take())
            .await?;
        manager
            .alter_table(Table::alter().table("participants").add_column(big_integer_null("link_id").take()).take())
            .await?;
        manager
            .create_index(Index::create().name("participants_link").table("participants").col("link_id").take())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("participants_link").table("participants").to_owned()).await?;
        manager.alter_table(Table::alter().table("participants").drop_column("link_id").take()).await?;
        for name in ["link_openings", "links"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
