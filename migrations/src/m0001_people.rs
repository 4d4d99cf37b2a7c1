//! Agencies, staff, participants, sessions and the audit log.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, boolean, integer, string, string_null, text, text_null},
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
                table("agencies")
                    .col(id())
                    .col(string("code").unique_key())
                    .col(text("name"))
                    .col(text("name_folded"))
                    .col(string("kind"))
                    .col(string("block"))
                    .col(big_integer_null("parent_id"))
                    // Ancestors and self, "/3/17/": one prefix match finds everything below.
                    .col(string("path"))
                    .col(big_integer("valid_from"))
                    .col(big_integer_null("valid_to"))
                    .take(),
            )
            .await?;
        manager.create_index(Index::create().name("agencies_path").table("agencies").col("path").take()).await?;

        manager
            .create_table(
                table("headcounts")
                    .col(id())
                    .col(big_integer("agency_id"))
                    .col(integer("people"))
                    .col(big_integer("valid_from"))
                    .col(big_integer_null("set_by"))
                    .col(big_integer("set_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("headcounts_agency").table("headcounts").col("agency_id").col("valid_from").take(),
            )
            .await?;

        manager
            .create_table(
                table("staff")
                    .col(id())
                    .col(string("username").unique_key())
                    .col(text("display_name"))
                    .col(text("password_hash"))
                    .col(string("role"))
                    .col(big_integer_null("agency_id"))
                    .col(boolean("must_change_password"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("disabled_at"))
                    .take(),
            )
            .await?;

        manager
            .create_table(
                table("participants")
                    .col(id())
                    .col(text("name"))
                    .col(text("name_folded"))
                    .col(text("name_sort"))
                    .col(string("birth_date"))
                    .col(binary("phone_sealed"))
                    // Keyed hash of the phone: finds doubles without storing the number.
                    .col(string("phone_index").unique_key())
                    .col(string("code_hash"))
                    .col(big_integer("agency_id"))
                    .col(string("position"))
                    .col(string("track"))
                    .col(boolean("guardian_consent"))
                    .col(string("consent_version"))
                    .col(big_integer("consent_at"))
                    .col(big_integer("registered_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("participants_agency")
                    .table("participants")
                    .col("agency_id")
                    .col("name_sort")
                    .take(),
            )
            .await?;

        manager
            .create_table(
                table("sessions")
                    .col(id())
                    .col(string("token_hash").unique_key())
                    .col(string("kind"))
                    .col(big_integer("subject_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("sessions_subject").table("sessions").col("kind").col("subject_id").take(),
            )
            .await?;
        manager
            .create_index(Index::create().name("sessions_expiry").table("sessions").col("expires_at").take())
            .await?;

        manager
            .create_table(
                table("audit_log")
                    .col(id())
                    .col(big_integer("at"))
                    .col(big_integer_null("staff_id"))
                    .col(string("action"))
                    .col(string_null("subject"))
                    .col(text_null("detail"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["audit_log", "sessions", "participants", "staff", "headcounts", "agencies"] {
            manager.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}
