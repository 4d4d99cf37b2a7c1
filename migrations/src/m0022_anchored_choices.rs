//! Choices that their author keeps in place.

use sea_orm_migration::{prelude::*, schema::integer};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // As bits, like the right ones.
        let anchored = integer("anchored").default(0).take();
        manager.alter_table(Table::alter().table("question_revisions").add_column(anchored).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("question_revisions").drop_column("anchored").take()).await
    }
}
