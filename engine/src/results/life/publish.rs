//! Publishing approved results: what is published does not change.

use std::io::{self, Write as _};

use contest::contests::RoundState;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, DbErr, IntoActiveModel as _};

use super::{LifeError, ResultsOf, Subject, files::RankedFiles, forget, go_on, lock, proposal::propose, stored};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::round_results,
    results::files::{Hashed, write_ranked},
    secrets::sha256_hex,
};

/// Publishes approved results, with what the three files add up to by which anyone can rank them
/// again.
pub async fn publish_results(engine: &Engine, actor: &StaffSession, of: ResultsOf) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let subject = Subject::load(&engine.db.read, of).await?.ok_or(LifeError::NoRound)?;
    if subject.state != RoundState::Approved {
        return Err(LifeError::State(subject.state));
    }
    let files = RankedFiles::of(engine, of).await?;
    let rules = files.rules(engine).await?;
    let entries = entries_sum(engine, &files).await?;
    let row = stored(&engine.db.read, of).await?.ok_or(LifeError::State(subject.state))?;
    let revision = row.revision;
    let ranked = ranked_sum(engine, &subject, &row).await?;

    let now = engine.now();
    let tx = engine.db.begin().await?;
    let state = lock(&tx, of).await?;
    let row = stored(&tx, of).await?.ok_or(LifeError::State(state))?;
    if state != RoundState::Approved {
        return Err(LifeError::State(state));
    }
    if row.revision != revision {
        return Err(LifeError::BeingRanked);
    }
    go_on(&tx, of, RoundState::Published, now).await?;
    let rules_sum = sha256_hex(rules.as_bytes());
    let detail = format!("sha256: rules {rules_sum}, entries {entries}, ranked {ranked}");
    let mut row = row.into_active_model();
    (row.published_at, row.published_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.rules_file = Set(Some(rules));
    (row.rules_sha256, row.entries_sha256, row.ranked_sha256) =
        (Set(Some(rules_sum)), Set(Some(entries)), Set(Some(ranked)));
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), &of.act("publish"), Some(&of.subject()), Some(&detail)).await?;
    tx.commit().await?;
    forget(engine, of);
    Ok(())
}

async fn entries_sum(engine: &Engine, files: &RankedFiles) -> Result<String, LifeError> {
    let mut sum = Hashed::new(io::sink());
    let mut entries = files.entries(engine).await?;
    while let Some(piece) = entries.next_piece().await? {
        sum.write_all(&piece).map_err(|error| failed(&error))?;
    }
    Ok(sum.finish().1)
}

/// What `cchc rank` writes for the other two files.
async fn ranked_sum(engine: &Engine, subject: &Subject, row: &round_results::Model) -> Result<String, LifeError> {
    let proposal = propose(engine, subject, row).await?;
    let written = tokio::task::spawn_blocking(move || {
        let mut sum = Hashed::new(io::sink());
        write_ranked(&proposal.outcome, &proposal.field, &mut sum).map(|()| sum.finish().1)
    });
    let sum = written.await.map_err(|stopped| DbErr::Custom(format!("a ranking broke down: {stopped}")))?;
    Ok(sum.map_err(|error| failed(&error))?)
}

fn failed(error: &io::Error) -> DbErr {
    DbErr::Custom(error.to_string())
}
