//! Other papers for a round that is not open yet: another bank, another blueprint.

use contest::contests::RoundState;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    NewPapers, NewRoundError,
    create::{check_papers, store_papers},
    subject,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::queries::{state, tracks},
    db::entities::{blueprints, rounds},
};

/// Why a round's papers were left as they are.
#[derive(Debug, thiserror::Error)]
pub enum PapersError {
    /// Papers are an organiser's to plan.
    #[error("only organisers plan papers")]
    NotAllowed,
    /// There is no such round.
    #[error("no such round")]
    NoRound,
    /// Once a round has opened, its questions are frozen.
    #[error("the papers of a round that is {} stand", .0.code())]
    State(RoundState),
    /// Papers cannot be drawn so.
    #[error(transparent)]
    Round(#[from] NewRoundError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Sets what the papers of a draft are drawn by, for every track of its contest.
pub async fn set_papers(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    papers: &[NewPapers],
) -> Result<(), PapersError> {
    if !actor.role.organises() {
        return Err(PapersError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    // Locked, so that it is not opened with the old papers meanwhile.
    let round = rounds::Entity::find_by_id(round_id).lock_exclusive().one(&tx).await?.ok_or(PapersError::NoRound)?;
    match state(&round)? {
        RoundState::Draft => {}
        other => return Err(PapersError::State(other)),
    }
    let papers = check_papers(&tx, &tracks(&tx, round.contest_id).await?, papers).await?;
    blueprints::Entity::delete_many().filter(blueprints::Column::RoundId.eq(round_id)).exec(&tx).await?;
    store_papers(&tx, round_id, &papers).await?;
    let drawn = papers.iter().map(|(track, papers)| {
        let bank = papers.bank_id.unwrap_or(track.bank_id);
        let questions = papers.blueprint.total() + papers.fixed.len() as u32;
        format!("{}: {questions} of bank {bank}", track.kind.code())
    });
    let detail = drawn.collect::<Vec<_>>().join("; ");
    let now = engine.now();
    audit::record(&tx, now, Some(actor.staff_id), "round.papers", Some(&subject(round_id)), Some(&detail)).await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}
