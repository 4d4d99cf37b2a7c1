//! Contests with their versioned rules, tracks, rounds, blueprints and frozen plans.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, string, text},
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
                table("contests")
                    .col(id())
                    .col(string("code").unique_key())
                    .col(text("title"))
                    // The agency whose tree takes part.
                    .col(big_integer("province_id"))
                    .col(big_integer_null("handbook_id"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("rules")
                    .col(big_integer("contest_id"))
                    .col(integer("version"))
                    .col(text("body"))
                    .col(big_integer("made_at"))
                    .primary_key(Index::create().col("contest_id").col("version"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("tracks")
                    .col(id())
                    .col(big_integer("contest_id"))
                    .col(string("kind"))
                    .col(big_integer("bank_id"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("tracks_kind").table("tracks").col("contest_id").col("kind").unique().take(),
            )
            .await?;
        manager
            .create_table(
                table("rounds")
                    .col(id())
                    .col(big_integer("contest_id"))
                    .col(integer("number"))
                    .col(text("title"))
                    .col(big_integer("opens_at"))
                    .col(big_integer("closes_at"))
                    .col(string("state"))
                    .col(integer("rules_version"))
                    .col(big_integer("created_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("rounds_number").table("rounds").col("contest_id").col("number").unique().take(),
            )
            .await?;
        manager
            .create_table(
                table("blueprints")
                    .col(big_integer("round_id"))
                    .col(big_integer("track_id"))
                    .col(text("body"))
                    .primary_key(Index::create().col("round_id").col("track_id"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                table("plans")
                    // The plan's version, as papers name it.
                    .col(id())
                    .col(big_integer("round_id"))
                    .col(big_integer("track_id"))
                    .col(text("body"))
                    .col(big_integer("made_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("plans_round").table("plans").col("round_id").col("track_id").take())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["plans", "blueprints", "rounds", "tracks", "rules", "contests"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
