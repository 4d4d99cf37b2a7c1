//! New revisions for questions of the bank that a file has otherwise.
//!
//! A revision never changes: a round that has frozen the one before goes on with it. What somebody
//! brings waits for another's approval, and takes the place of what was waiting before.

use std::collections::{HashMap, HashSet};

use contest::{
    Timestamp,
    banks::{Question, RevisionState},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait as _},
};

use super::{Body, Committed, Decision, Rival, RowVerdict};
use crate::{
    banks::{
        CHUNK,
        revisions::{self, stem_hash},
    },
    db::entities::{question_revisions, questions},
};

/// Gives each question that somebody wants replaced a revision as the file has it. One that has got
/// another revision since the file was read stays as it is, and is counted.
pub(super) async fn replace(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    body: &Body,
    now: Timestamp,
    by: Option<i64>,
    outcome: &mut Committed,
) -> Result<(), DbErr> {
    let wanted: Vec<(&Question, &Rival)> = body
        .rows
        .iter()
        .filter_map(|row| match &row.verdict {
            RowVerdict::Contested { question, rival, decision: Decision::Replace, .. } => Some((question, rival)),
            _ => None,
        })
        .collect();
    let state = if by.is_some() { RevisionState::InReview } else { RevisionState::Approved };
    let mut replaced = HashSet::new();
    for chunk in wanted.chunks(CHUNK) {
        let last = last_revisions(tx, bank_id, chunk).await?;
        let mut rows = Vec::new();
        for (question, rival) in chunk {
            let number =
                last.get(&rival.question_id).filter(|(id, _)| *id == rival.revision).map(|(_, number)| *number);
            let number = number.filter(|_| !replaced.contains(&rival.question_id));
            let Some(number) = number else {
                outcome.overtaken += 1;
                continue;
            };
            if !take_stem(tx, bank_id, question, rival).await? {
                outcome.overtaken += 1;
                continue;
            }
            replaced.insert(rival.question_id);
            let question = completed(question, &rival.question);
            rows.push(question_revisions::ActiveModel {
                number: Set(number + 1),
                ..revisions::first(bank_id, rival.question_id, &question, state, now, by)?
            });
        }
        outcome.replaced += rows.len() as u32;
        if !rows.is_empty() {
            overtake(tx, rows.iter().filter_map(|row| row.question_id.try_as_ref().copied()).collect()).await?;
            question_revisions::Entity::insert_many(rows).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}

/// Takes the place of what waits in these questions, and tells those who have them open.
async fn overtake(tx: &impl ConnectionTrait, numbers: Vec<i64>) -> Result<(), DbErr> {
    use question_revisions::Column;

    let open = RevisionState::ALL.into_iter().filter(|state| state.is_open()).map(RevisionState::code);
    question_revisions::Entity::update_many()
        .col_expr(Column::State, Expr::value(RevisionState::Superseded.code()))
        .filter(Column::QuestionId.is_in(numbers.iter().copied()))
        .filter(Column::State.is_in(open))
        .exec(tx)
        .await?;
    let version = Expr::col(questions::Column::Version).add(1);
    let own = questions::Entity::update_many().col_expr(questions::Column::Version, version);
    own.filter(questions::Column::Id.is_in(numbers)).exec(tx).await?;
    Ok(())
}

/// What the file leaves out stays as the bank has it.
fn completed(question: &Question, before: &Question) -> Question {
    let mut question = question.clone();
    question.topic = question.topic.or_else(|| before.topic.clone());
    question.level = question.level.or(before.level);
    question.explanation = question.explanation.or_else(|| before.explanation.clone());
    question.handbook_entry = question.handbook_entry.or(before.handbook_entry);
    // Places mean the same choices only where these are the same.
    if question.anchored.is_empty() && question.choices == before.choices {
        question.anchored = before.anchored;
    }
    question
}

/// The identifier and the number of the last revision of each question.
async fn last_revisions(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    chunk: &[(&Question, &Rival)],
) -> Result<HashMap<i64, (i64, i32)>, DbErr> {
    use question_revisions::Column;

    let found: Vec<(i64, i64, i32)> = question_revisions::Entity::find()
        .select_only()
        .column(Column::QuestionId)
        .column_as(Column::Id.max(), "id")
        .column_as(Column::Number.max(), "number")
        .filter(Column::BankId.eq(bank_id))
        .filter(Column::QuestionId.is_in(chunk.iter().map(|(_, rival)| rival.question_id)))
        .group_by(Column::QuestionId)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(found.into_iter().map(|(question, id, number)| (question, (id, number))).collect())
}

/// By its new stem the question is known from now on, or from its approval where another revision is in
/// use; `false` when another question has it.
async fn take_stem(tx: &impl ConnectionTrait, bank_id: i64, question: &Question, rival: &Rival) -> Result<bool, DbErr> {
    use questions::Column;

    if rival.likeness.is_none() {
        return Ok(true);
    }
    let hash = stem_hash(&question.stem);
    let others =
        questions::Entity::find().filter(Column::BankId.eq(bank_id)).filter(Column::StemHash.eq(hash.as_str()));
    if others.filter(Column::Id.ne(rival.question_id)).count(tx).await? > 0 {
        return Ok(false);
    }
    let in_use = question_revisions::Entity::find()
        .select_only()
        .column(question_revisions::Column::QuestionId)
        .filter(question_revisions::Column::State.eq(RevisionState::Approved.code()))
        .filter(question_revisions::Column::QuestionId.eq(rival.question_id))
        .into_query();
    let own = questions::Entity::update_many().col_expr(Column::StemHash, Expr::value(hash));
    own.filter(Column::Id.eq(rival.question_id)).filter(Column::Id.not_in_subquery(in_use)).exec(tx).await?;
    Ok(true)
}
