//! Why a version of the rules was made and by whom; rounds that open by themselves.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, boolean, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = |table: &'static str, column: ColumnDef| Table::alter().table(table).add_column(column).take();
        // Null: a contest's first version.
        manager.alter_table(add("rules", text_null("reason").take())).await?;
        manager.alter_table(add("rules", big_integer_null("made_by").take())).await?;
        manager.alter_table(add("rounds", boolean("opens_by_itself").default(false).take())).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("rounds", "opens_by_itself"), ("rules", "made_by"), ("rules", "reason")] {
            manager.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}
