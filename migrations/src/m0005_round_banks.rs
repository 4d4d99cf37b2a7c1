//! The bank that a round's papers are drawn from, where it is not the track's.

use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null: the track's bank, as it was for every round before this.
        manager
            .alter_table(Table::alter().table("blueprints").add_column(big_integer_null("bank_id").take()).take())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("blueprints").drop_column("bank_id").take()).await
    }
}
