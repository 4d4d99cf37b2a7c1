//! Questions that stand on every paper of a round's track.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null: none, as it was for every round before this.
        manager.alter_table(Table::alter().table("blueprints").add_column(text_null("fixed").take()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("blueprints").drop_column("fixed").take()).await
    }
}
