//! Publishing approved results: what is published does not change.

use std::io::{self, Write as _};

use contest::contests::RoundState;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel as _};

use super::{LifeError, files::RankedFiles, lock, proposal::propose, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::{Round, rounds::advance},
    db::entities::round_results,
    results::files::{Hashed, write_ranked},
    secrets::sha256_hex,
};

/// Publishes a round's approved results, with what the three files add up to by which anyone can rank
/// it again.
pub async fn publish_results(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<(), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let round = Round::load(&engine.db.read, round_id).await?.ok_or(LifeError::NoRound)?;
    if round.state != RoundState::Approved {
        return Err(LifeError::State(round.state));
    }
    let files = RankedFiles::of(engine, round_id).await?;
    let rules = files.rules(engine).await?;
    let entries = entries_sum(engine, &files).await?;
    let row = round_results::Entity::find_by_id(round_id).one(&engine.db.read).await?;
    let row = row.ok_or(LifeError::State(round.state))?;
    let revision = row.revision;
    let ranked = ranked_sum(engine, &round, &row).await?;

    let now = engine.now();
    let tx = engine.db.begin().await?;
    let state = lock(&tx, round_id).await?;
    let row = round_results::Entity::find_by_id(round_id).one(&tx).await?.ok_or(LifeError::State(state))?;
    if state != RoundState::Approved {
        return Err(LifeError::State(state));
    }
    if row.revision != revision {
        return Err(LifeError::BeingRanked);
    }
    advance(&tx, round_id, RoundState::Published, now).await?;
    let rules_sum = sha256_hex(rules.as_bytes());
    let detail = format!("sha256: rules {rules_sum}, entries {entries}, ranked {ranked}");
    let mut row = row.into_active_model();
    (row.published_at, row.published_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
    row.rules_file = Set(Some(rules));
    (row.rules_sha256, row.entries_sha256, row.ranked_sha256) =
        (Set(Some(rules_sum)), Set(Some(entries)), Set(Some(ranked)));
    row.update(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), "round.publish", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
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
async fn ranked_sum(engine: &Engine, round: &Round, row: &round_results::Model) -> Result<String, LifeError> {
    let proposal = propose(engine, round, row).await?;
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
