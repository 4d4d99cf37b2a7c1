//! Rows as Rust types, one file a table. The schema itself is in `migrations`.
#![expect(missing_docs, reason = "columns are documented where the schema is, in `migrations`")]

pub mod agencies;
pub mod attempts;
pub mod audit_log;
pub mod awards;
pub mod banks;
pub mod blueprints;
pub mod cleared_likenesses;
pub mod complaints;
pub mod contests;
pub mod duplicate_locks;
pub mod handbook_entries;
pub mod handbooks;
pub mod headcounts;
pub mod imports;
pub mod item_analyses;
pub mod item_tallies;
pub mod journal;
pub mod participants;
pub mod passed_over;
pub mod plans;
pub mod position_counts;
pub mod question_corrections;
pub mod question_revisions;
pub mod questions;
pub mod refusals;
pub mod regrades;
pub mod reliefs;
pub mod results;
pub mod round_results;
pub mod rounds;
pub mod rules;
pub mod sessions;
pub mod staff;
pub mod tracks;
pub mod withdrawn_awards;
