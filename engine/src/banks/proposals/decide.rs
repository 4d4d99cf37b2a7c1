//! What becomes of a proposal: a question, a question in other words, or nothing.

use bank::handbook::LegalReference;
use contest::banks::{Question, QuestionError, RevisionState};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, SqlErr,
};

use super::{
    list::{Decided, Standing, decided, untouched, writes},
    made::made,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::work::{self, SaveError},
    db::entities::{proposal_decisions, question_acts, question_revisions, questions, revision_documents},
};

/// Which proposal, for which bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which<'a> {
    /// The bank that it would go into.
    pub bank_id: i64,
    /// The handbook that proposes it.
    pub handbook_id: i64,
    /// Its key.
    pub key: &'a str,
}

/// Why a proposal stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ProposalError {
    /// The actor does not write in this bank, or there is no such proposal.
    #[error("no such proposal, or not for this actor")]
    NotFound,
    /// Somebody has decided before.
    #[error("this proposal was decided before")]
    Already(Box<Decided>),
    /// A question of the bank reads the same; its number.
    #[error("question {0} of the bank reads the same")]
    SameStem(i64),
    /// Something is wrong with the words it was to have; the sentence is for who wrote them.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// The reason is too long.
    #[error("a reason has at most {} characters", audit::MAX_REASON)]
    Reason,
    /// Nobody has decided, so there is nothing to take back.
    #[error("nothing was decided")]
    NotDecided,
    /// Somebody has done something to the question since, so it stays.
    #[error("the question has been worked on since")]
    WorkedOn,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Makes a question of a proposal, in the words of `changed` where given, which rests on the documents
/// given with them or, without any, on those of its handbook entry. It waits for the approval of
/// somebody else; its author is the actor, its source the handbook entry. Gives its number.
pub async fn accept(
    engine: &Engine,
    actor: &StaffSession,
    which: Which<'_>,
    changed: Option<(Question, &[LegalReference])>,
) -> Result<i64, ProposalError> {
    let made = made(engine, which.handbook_id).await?.ok_or(ProposalError::NotFound)?;
    let proposal = made.proposal(which.key).ok_or(ProposalError::NotFound)?;
    let (changed, documents) = changed.map_or((None, &[][..]), |(question, documents)| (Some(question), documents));
    let changed = changed
        .map(|question| Question { handbook_entry: proposal.question.handbook_entry, ..question })
        .filter(|question| *question != proposal.question);
    let standing = if changed.is_some() { Standing::Changed } else { Standing::Accepted };
    let question = changed.unwrap_or_else(|| proposal.question.clone());
    question.check()?;
    if !writes(engine, actor, which.bank_id).await? {
        return Err(ProposalError::NotFound);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    // The unique key lets one of two decide; the other waits here and is told.
    let row = match row(engine, actor, which, standing, None).insert(&tx).await {
        Ok(row) => row,
        Err(error) => {
            drop(tx);
            return Err(already(engine, which, error).await);
        }
    };
    let number = match work::write(&tx, actor, which.bank_id, &question, documents, RevisionState::InReview, now).await
    {
        Ok(number) => number,
        Err(SaveError::SameStem(other)) => return Err(ProposalError::SameStem(other)),
        Err(SaveError::Question(error)) => return Err(error.into()),
        Err(SaveError::Db(failure)) => return Err(failure.into()),
        Err(SaveError::NotFound | SaveError::NotDone(_) | SaveError::Changed(_) | SaveError::Unchanged) => {
            return Err(ProposalError::NotFound);
        }
    };
    let mut row = row.into_active_model();
    row.question_id = Set(Some(number));
    row.update(&tx).await?;
    note(engine, &tx, actor, which, standing.code(), Some(number)).await?;
    tx.commit().await?;
    Ok(number)
}

/// Puts a proposal aside, with a reason where one is given.
pub async fn refuse(
    engine: &Engine,
    actor: &StaffSession,
    which: Which<'_>,
    reason: &str,
) -> Result<(), ProposalError> {
    let reason = match audit::reason(reason) {
        None if !contest::text::squeeze(reason).is_empty() => return Err(ProposalError::Reason),
        reason => reason,
    };
    let made = made(engine, which.handbook_id).await?.ok_or(ProposalError::NotFound)?;
    made.proposal(which.key).ok_or(ProposalError::NotFound)?;
    if !writes(engine, actor, which.bank_id).await? {
        return Err(ProposalError::NotFound);
    }
    let tx = engine.db.begin().await?;
    if let Err(error) = row(engine, actor, which, Standing::Refused, reason).insert(&tx).await {
        drop(tx);
        return Err(already(engine, which, error).await);
    }
    note(engine, &tx, actor, which, Standing::Refused.code(), None).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a decision back: the proposal waits again, and the question that it became is gone, if nobody
/// has worked on it since.
pub async fn undo(engine: &Engine, actor: &StaffSession, bank_id: i64, key: &str) -> Result<(), ProposalError> {
    if !writes(engine, actor, bank_id).await? {
        return Err(ProposalError::NotFound);
    }
    let tx = engine.db.begin().await?;
    let row = proposal_decisions::Entity::find()
        .filter(proposal_decisions::Column::BankId.eq(bank_id))
        .filter(proposal_decisions::Column::Key.eq(key))
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(ProposalError::NotDecided)?;
    if let Some(question) = row.question_id {
        remove_untouched(&tx, question).await?;
    }
    proposal_decisions::Entity::delete_by_id(row.id).exec(&tx).await?;
    let which = Which { bank_id, handbook_id: row.handbook_id, key };
    note(engine, &tx, actor, which, "undo", row.question_id).await?;
    tx.commit().await?;
    Ok(())
}

/// A question that was never approved is in no plan, so nothing knows of it but its own rows.
async fn remove_untouched(tx: &impl ConnectionTrait, question: i64) -> Result<(), ProposalError> {
    // Its row is what every act on it locks first.
    questions::Entity::find_by_id(question).lock_exclusive().one(tx).await?;
    if !untouched(tx, vec![question]).await?.contains(&question) {
        return Err(ProposalError::WorkedOn);
    }
    let acts = question_acts::Entity::delete_many().filter(question_acts::Column::QuestionId.eq(question));
    acts.exec(tx).await?;
    let ids: Vec<i64> = question_revisions::Entity::find()
        .select_only()
        .column(question_revisions::Column::Id)
        .filter(question_revisions::Column::QuestionId.eq(question))
        .into_tuple()
        .all(tx)
        .await?;
    let documents = revision_documents::Entity::delete_many().filter(revision_documents::Column::RevisionId.is_in(ids));
    documents.exec(tx).await?;
    let revisions =
        question_revisions::Entity::delete_many().filter(question_revisions::Column::QuestionId.eq(question));
    revisions.exec(tx).await?;
    questions::Entity::delete_by_id(question).exec(tx).await?;
    Ok(())
}

fn row(
    engine: &Engine,
    actor: &StaffSession,
    which: Which<'_>,
    standing: Standing,
    reason: Option<String>,
) -> proposal_decisions::ActiveModel {
    proposal_decisions::ActiveModel {
        bank_id: Set(which.bank_id),
        handbook_id: Set(which.handbook_id),
        key: Set(which.key.to_owned()),
        decision: Set(standing.code().to_owned()),
        question_id: Set(None),
        reason: Set(reason),
        decided_at: Set(engine.now().0),
        decided_by: Set(actor.staff_id),
        ..Default::default()
    }
}

/// Who was first, where that is why a decision could not be kept.
async fn already(engine: &Engine, which: Which<'_>, error: DbErr) -> ProposalError {
    if !matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
        return error.into();
    }
    match decided(&engine.db.write, which.bank_id, &[which.key.to_owned()]).await {
        Ok(mut first) => first.remove(which.key).map_or(error.into(), |first| ProposalError::Already(Box::new(first))),
        Err(failure) => failure.into(),
    }
}

async fn note(
    engine: &Engine,
    tx: &impl ConnectionTrait,
    actor: &StaffSession,
    which: Which<'_>,
    what: &str,
    question: Option<i64>,
) -> Result<(), DbErr> {
    let question = question.map_or_else(String::new, |number| format!(", question {number}"));
    let detail = format!("handbook {}, proposal {}{question}", which.handbook_id, which.key);
    let subject = format!("bank:{}", which.bank_id);
    audit::record(tx, engine.now(), Some(actor.staff_id), &format!("proposal.{what}"), Some(&subject), Some(&detail))
        .await
}
