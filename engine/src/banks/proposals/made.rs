//! What a handbook proposes.

use std::sync::Arc;

use bank::proposals::{Proposal, propose};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    Engine,
    banks::{
        handbooks::{self, HandbookSummary},
        remembered::apart,
        whole_handbook::whole,
    },
};

/// A handbook with the questions that it proposes.
#[derive(Clone, Debug)]
pub struct Made {
    /// The handbook.
    pub handbook: HandbookSummary,
    /// The titles of its parts, in order.
    pub parts: Vec<String>,
    /// Its entries, by number.
    pub entries: Vec<MadeEntry>,
    /// What it proposes, in its order.
    pub proposals: Vec<Proposal>,
}

/// An entry of a handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeEntry {
    /// From 1.
    pub number: u32,
    /// Its part, as an index into [`Made::parts`].
    pub part: Option<usize>,
    /// What it asks.
    pub question: String,
}

impl Made {
    /// The proposal with this key.
    pub fn proposal(&self, key: &str) -> Option<&Proposal> {
        self.proposals.iter().find(|proposal| proposal.key == key)
    }

    /// The entry with this number.
    pub fn entry(&self, number: u32) -> Option<&MadeEntry> {
        self.entries.iter().find(|entry| entry.number == number)
    }
}

/// What a handbook proposes, worked out once for as long as it is remembered: a handbook never changes.
/// `None` when there is no such handbook.
pub(super) async fn made(engine: &Engine, handbook_id: i64) -> Result<Option<Arc<Made>>, DbErr> {
    let Some(handbook) = summary(&engine.db.read, handbook_id).await? else { return Ok(None) };
    let made = engine.banks.proposals.get(handbook_id, || work_out(engine, handbook)).await?;
    Ok(Some(made))
}

async fn summary(db: &impl ConnectionTrait, handbook_id: i64) -> Result<Option<HandbookSummary>, DbErr> {
    Ok(handbooks::editions(db).await?.into_iter().find(|edition| edition.id == handbook_id))
}

async fn work_out(engine: &Engine, handbook: HandbookSummary) -> Result<Made, DbErr> {
    let whole = whole(&engine.db.read, &handbook).await?;
    let entry = |entry: &bank::handbook::Entry| MadeEntry {
        number: entry.number,
        part: entry.part,
        question: entry.question.clone(),
    };
    let entries = whole.entries.iter().map(entry).collect();
    let parts = whole.parts.iter().map(|part| handbooks::heading("Phần ", &part.number, &part.title)).collect();
    let proposals = apart(move || propose(&whole)).await?;
    Ok(Made { handbook, parts, entries, proposals })
}
