//! What is compared to find people who registered twice: numbers of identity cards, phones that
//! several share, and names with birth dates.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary_null, integer, string, string_null, text},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Rows of which registrations that may be alike lock one. More only make strangers meet less often.
const LOCKS: i32 = 64;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            // The hash of a phone that another had before; `phone_index` is that hash with a number
            // after it then, and stays different for everybody.
            string_null("shared_phone").take(),
            binary_null("id_sealed").take(),
            // Keyed hash of the number of the identity card.
            string_null("id_index").take(),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("participants").add_column(column).take()).await?;
        }
        let indexes = [
            ("participants_shared_phone", vec!["shared_phone"]),
            ("participants_id", vec!["id_index"]),
            ("participants_name_birth", vec!["name_sort", "birth_date"]),
        ];
        for (name, columns) in indexes {
            let mut index = Index::create().name(name).table("participants").take();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }

        let locks = Table::create().table("duplicate_locks").col(integer("bucket").primary_key().take()).take();
        manager.create_table(locks).await?;
        let mut rows = Query::insert().into_table("duplicate_locks").columns(["bucket"]).take();
        for bucket in 0..LOCKS {
            rows.values([bucket.into()]).map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        manager.execute(rows).await?;

        // What several people may have in common, since an organiser found that they are different.
        let cleared = Table::create()
            .table("cleared_likenesses")
            .col(string("kind"))
            .col(string("value"))
            .col(integer("people"))
            .col(text("reason"))
            .col(big_integer("cleared_at"))
            .col(big_integer("cleared_by"))
            .primary_key(Index::create().col("kind").col("value"))
            .take();
        manager.create_table(cleared).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["cleared_likenesses", "duplicate_locks"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        for name in ["participants_shared_phone", "participants_id", "participants_name_birth"] {
            manager.drop_index(Index::drop().name(name).table("participants").to_owned()).await?;
        }
        for column in ["shared_phone", "id_sealed", "id_index"] {
            manager.alter_table(Table::alter().table("participants").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
