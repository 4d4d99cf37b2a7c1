//! Corrections as those who took part, and anyone else, are told of them.

use contest::{
    Timestamp,
    attempts::{Change, Paper, Plan},
    contests::RoundState,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    act::{change_of, question},
    list::rows,
    state::is_in_force,
};
use crate::{Engine, contests::Round, db::entities::regrades};

/// What was decided about the questions of one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttemptCorrections {
    /// The questions, in the order of the paper.
    pub questions: Vec<CorrectedQuestion>,
    /// Right answers and questions as first graded, if that has changed.
    pub first_grade: Option<(u16, u16)>,
}

/// A question of a paper about which something was decided. Says nothing of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedQuestion {
    /// Its number on the paper, from 1.
    pub number: u16,
    /// What was decided.
    pub change: Change,
    /// Why.
    pub reason: String,
}

/// A correction that is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicCorrection {
    /// What was asked; `None` until the results are published, since others may still draw the question.
    pub stem: Option<String>,
    /// What was decided.
    pub change: Change,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// What was decided about the questions of an attempt's paper.
pub async fn of_attempt(
    engine: &Engine,
    round: &Round,
    attempt: i64,
    plan: &Plan,
    paper: &Paper,
) -> Result<AttemptCorrections, DbErr> {
    if round.grading == 0 {
        return Ok(AttemptCorrections::default());
    }
    let mut told = AttemptCorrections::default();
    let rows = rows(engine, round.id).await?;
    for (item, number) in paper.items.iter().zip(1..) {
        let Some(question) = item.question(plan) else { continue };
        let of_question = |row: &&_| is_in_force(row, round.grading) && row.revision_id == question.revision;
        if let Some(row) = rows.iter().find(of_question) {
            let change = change_of(row)?;
            told.questions.push(CorrectedQuestion { number, change, reason: row.reason.clone() });
        }
    }
    let first = regrades::Entity::find()
        .filter(regrades::Column::RoundId.eq(round.id))
        // The key begins with the round and the grading: of each, one row is looked up.
        .filter(regrades::Column::Grading.is_in(1..=round.grading))
        .filter(regrades::Column::AttemptId.eq(attempt))
        .order_by_asc(regrades::Column::Grading)
        .one(&engine.db.read)
        .await?;
    told.first_grade = first.map(|row| (row.correct_before as u16, row.total_before as u16));
    Ok(told)
}

/// The corrections of a round that are in force, for anyone, first to last.
pub async fn of_round(engine: &Engine, round: &Round) -> Result<Vec<PublicCorrection>, DbErr> {
    let mut told = Vec::new();
    if round.grading == 0 {
        return Ok(told);
    }
    for row in rows(engine, round.id).await?.iter().filter(|row| is_in_force(row, round.grading)) {
        let question = match round.state {
            RoundState::Published => question(engine, round.id, row.revision_id).await?,
            _ => None,
        };
        told.push(PublicCorrection {
            stem: question.map(|question| question.stem),
            change: change_of(row)?,
            reason: row.reason.clone(),
            at: Timestamp(row.made_at),
        });
    }
    Ok(told)
}
