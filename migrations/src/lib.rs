//! The schema. One file a migration, the same for SQLite and PostgreSQL.
//!
//! A migration only ever *expands*: it adds tables, columns and indexes that the running version
//! can ignore. What is no longer used is removed by a later migration, once no instance of the
//! version that used it can still be running.
//!
//! Times are UTC milliseconds in `BIGINT`; structured values that SQL never looks into are JSON in
//! `TEXT`, so that both engines hold the same bytes.
#![warn(missing_docs)]

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::{MigrationTrait, async_trait};

mod m0001_people;
mod m0002_banks;
mod m0003_contests;
mod m0004_attempts;
mod m0005_round_banks;
mod m0006_round_results;
mod m0007_rules_and_hours;
mod m0008_barred;
mod m0008_duplicates;
mod m0008_positions;
mod m0009_fixed_questions;
mod m0010_complaints;
mod m0010_reliefs;
mod m0011_corrections;
mod m0012_awards;
mod m0013_bank_work;
mod m0013_sources;
mod m0014_practice_and_items;
mod m0015_proposals;
mod m0016_import_files;
mod m0017_handbook_reports;
mod m0018_agency_history;
mod m0018_headcount_entries;
mod m0019_recounts;
mod m0020_frame_sites;
mod m0021_report_jobs;
mod m0022_anchored_choices;
mod m0023_links;

/// Applies the migrations that a database does not have yet.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_banks::Migration),
            Box::new(m0003_contests::Migration),
            Box::new(m0004_attempts::Migration),
            Box::new(m0005_round_banks::Migration),
            Box::new(m0006_round_results::Migration),
            Box::new(m0007_rules_and_hours::Migration),
            Box::new(m0008_barred::Migration),
            Box::new(m0008_positions::Migration),
            Box::new(m0008_duplicates::Migration),
            Box::new(m0009_fixed_questions::Migration),
            Box::new(m0010_complaints::Migration),
            Box::new(m0010_reliefs::Migration),
            Box::new(m0011_corrections::Migration),
            Box::new(m0012_awards::Migration),
            Box::new(m0013_bank_work::Migration),
            Box::new(m0013_sources::Migration),
            Box::new(m0014_practice_and_items::Migration),
            Box::new(m0015_proposals::Migration),
            Box::new(m0016_import_files::Migration),
            Box::new(m0017_handbook_reports::Migration),
            Box::new(m0018_agency_history::Migration),
            Box::new(m0018_headcount_entries::Migration),
            Box::new(m0019_recounts::Migration),
            Box::new(m0020_frame_sites::Migration),
            Box::new(m0021_report_jobs::Migration),
            Box::new(m0022_anchored_choices::Migration),
            Box::new(m0023_links::Migration),
        ]
    }
}
