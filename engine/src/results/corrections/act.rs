//! Correcting a question, and taking that back.

use std::collections::HashSet;

use contest::{
    attempts::{Change, Corrections, PlanQuestion},
    contests::RoundState,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter, QuerySelect,
};

use super::{
    CorrectionError, is_behind,
    preview::{Preview, preview},
    state::{OPEN_TO_CHANGE, behind, is_in_force},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::Round,
    db::{
        entities::{plans, question_corrections, round_results, rounds},
        from_json, to_json,
    },
    results::life::{ResultsOf, reason, refuse::rank_again, subject::lock},
};

/// What an organiser does about a question of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Something is decided about the question with this revision.
    Correct {
        /// The question.
        revision: i64,
        /// What becomes of it.
        change: Change,
    },
    /// The correction with this number is taken back.
    Undo {
        /// The correction's row.
        correction: i64,
    },
}

/// An act on the ground that it stands on.
pub(super) struct Prepared {
    pub round: Round,
    pub question: PlanQuestion,
    /// What would be in force after it.
    pub after: Corrections,
}

/// Does what was previewed, with why; the job grades everybody again. Approved results are made
/// provisional first; published ones do not change. What it would change has to be counted first:
/// [`CorrectionError::BeingCounted`] says that it is still going on.
pub async fn apply(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    act: Act,
    why: &str,
) -> Result<(), CorrectionError> {
    let why = reason(why)?;
    let shown = preview(engine, actor, round_id, act).await?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    open_to_change(lock(&tx, ResultsOf::Round(round_id)).await?)?;
    let round = rounds::Entity::find_by_id(round_id).one(&tx).await?.ok_or(CorrectionError::NoRound)?;
    if round.grading != shown.grading {
        return Err(CorrectionError::Changed);
    }
    let grading = round.grading + 1;
    let detail = match act {
        Act::Correct { revision, change } => {
            let row = question_corrections::ActiveModel {
                round_id: Set(round_id),
                revision_id: Set(revision),
                change: Set(to_json(&change)?),
                reason: Set(why.clone()),
                since: Set(grading),
                made_at: Set(now.0),
                made_by: Set(actor.staff_id),
                ..Default::default()
            };
            let id = row.insert(&tx).await?.id;
            format!("correction {id}, question {revision}: {}", to_json(&change)?)
        }
        Act::Undo { correction } => {
            let row = standing(&tx, &round, correction).await?;
            let detail = format!("correction {correction}, question {}", row.revision_id);
            let mut row = row.into_active_model();
            row.until = Set(Some(grading));
            (row.undone_at, row.undone_by) = (Set(Some(now.0)), Set(Some(actor.staff_id)));
            row.undone_reason = Set(Some(why.clone()));
            row.update(&tx).await?;
            detail
        }
    };
    let mut round = round.into_active_model();
    round.grading = Set(grading);
    round.update(&tx).await?;
    if let Some(row) = round_results::Entity::find_by_id(round_id).one(&tx).await? {
        rank_again(&tx, row).await?;
    }
    let detail = format!("grading {grading}: {detail}; {}; {why}", expected(&shown));
    let action = if matches!(act, Act::Undo { .. }) { "question.undo_correction" } else { "question.correct" };
    audit::record(&tx, now, Some(actor.staff_id), action, Some(&ResultsOf::Round(round_id).subject()), Some(&detail))
        .await?;
    tx.commit().await?;
    engine.rounds.forget(round_id);
    Ok(())
}

fn expected(shown: &Preview) -> String {
    let grades = shown.moves.as_ref().map(|moves| moves.grades).unwrap_or_default();
    format!("on {} of {} papers, expected {grades}", shown.usage.papers, shown.usage.attempts)
}

/// Looks at a question without an act.
pub(super) async fn look_at(engine: &Engine, round_id: i64, revision: i64) -> Result<Prepared, CorrectionError> {
    let round = Round::load(&engine.db.read, round_id).await?.ok_or(CorrectionError::NoRound)?;
    open_to_change(round.state)?;
    let question = question(engine, round_id, revision).await?.ok_or(CorrectionError::NotFound)?;
    let after = round.corrections.clone();
    Ok(Prepared { round, question, after })
}

/// Looks at an act without doing it.
pub(super) async fn prepare(engine: &Engine, round_id: i64, act: Act) -> Result<Prepared, CorrectionError> {
    let db = &engine.db.read;
    let round = Round::load(db, round_id).await?.ok_or(CorrectionError::NoRound)?;
    open_to_change(round.state)?;
    if is_behind(db, round_id).await? {
        return Err(CorrectionError::BeingRegraded(behind(db, round_id).await?));
    }
    let mut after = round.corrections.clone();
    let question = match act {
        Act::Correct { revision, change } => {
            let question = question(engine, round_id, revision).await?.ok_or(CorrectionError::NotFound)?;
            if after.0.insert(revision, change).is_some() {
                return Err(CorrectionError::CorrectedBefore);
            }
            change.check(&question)?;
            question
        }
        Act::Undo { correction } => {
            let row = rounds::Entity::find_by_id(round_id).one(db).await?.ok_or(CorrectionError::NoRound)?;
            let revision = standing(db, &row, correction).await?.revision_id;
            after.0.remove(&revision);
            question(engine, round_id, revision).await?.ok_or(CorrectionError::NotFound)?
        }
    };
    Ok(Prepared { round, question, after })
}

pub(super) fn open_to_change(state: RoundState) -> Result<(), CorrectionError> {
    if OPEN_TO_CHANGE.contains(&state) { Ok(()) } else { Err(CorrectionError::State(state)) }
}

/// A correction of the round that is in force.
async fn standing(
    db: &impl ConnectionTrait,
    round: &rounds::Model,
    correction: i64,
) -> Result<question_corrections::Model, CorrectionError> {
    let row = question_corrections::Entity::find_by_id(correction);
    let row = row.filter(question_corrections::Column::RoundId.eq(round.id)).one(db).await?;
    row.filter(|row| is_in_force(row, round.grading)).ok_or(CorrectionError::NotFound)
}

/// A question of a round's papers.
pub(super) async fn question(engine: &Engine, round_id: i64, revision: i64) -> Result<Option<PlanQuestion>, DbErr> {
    let mut found = None;
    each_question(engine, round_id, |_, question| {
        if question.revision == revision {
            found = Some(question.clone());
        }
    })
    .await?;
    Ok(found)
}

/// Goes through the questions of all plans of a round, with the track of each. A question is told once
/// for each track that has it.
pub(super) async fn each_question(
    engine: &Engine,
    round_id: i64,
    mut told: impl FnMut(i64, &PlanQuestion),
) -> Result<(), DbErr> {
    let ids: Vec<(i64, i64)> = plans::Entity::find()
        .select_only()
        .columns([plans::Column::Id, plans::Column::TrackId])
        .filter(plans::Column::RoundId.eq(round_id))
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut seen = HashSet::new();
    for (id, track) in ids {
        let plan = engine.plans.get(&engine.db.read, id).await?;
        for question in plan.cells.iter().flat_map(|cell| &cell.questions) {
            if seen.insert((track, question.revision)) {
                told(track, question);
            }
        }
    }
    Ok(())
}

/// What a row says was decided.
pub(super) fn change_of(row: &question_corrections::Model) -> Result<Change, DbErr> {
    from_json(&row.change, "correction", row.id)
}
