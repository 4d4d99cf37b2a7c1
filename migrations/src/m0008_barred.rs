//! Who of those who take part helped to make the contest.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, string_null, text_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // With the person, so that whoever reads the person knows. One column a statement: SQLite
        // takes no more.
        let columns = [
            string_null("involvement").take(),
            text_null("involvement_reason").take(),
            big_integer_null("involvement_since").take(),
            big_integer_null("involvement_by").take(),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("participants").add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["involvement", "involvement_reason", "involvement_since", "involvement_by"] {
            manager.alter_table(Table::alter().table("participants").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
