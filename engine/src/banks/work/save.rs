//! Writing a question, and changing its words.

use bank::handbook::LegalReference;
use contest::{
    Timestamp,
    banks::{Edit, NotDone, Question, QuestionError, RevisionState, edit},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, IntoActiveModel};

use super::{
    access::hand,
    decide::{Held, WorkError, held, record, same_stem, set_state, state_of},
    history::{self, Deed},
};
use crate::{
    Engine,
    accounts::StaffSession,
    banks::{
        revisions::{self, stem_hash},
        sources,
    },
    db::entities::{question_revisions, questions},
};

/// Why a question was not kept as typed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The actor does not work on this bank, or there is no such question in it.
    #[error("no such question, or not for this actor")]
    NotFound,
    /// It is not in these hands, or a later revision has taken its place.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// Something is wrong with the question; the sentence is for its author.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// Another question of the bank reads the same; its number.
    #[error("question {0} of the bank reads the same")]
    SameStem(i64),
    /// Somebody did something to the question since the form was shown; its version now.
    #[error("the question has changed since")]
    Changed(i32),
    /// It is word for word what is there.
    #[error("nothing was changed")]
    Unchanged,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<WorkError> for SaveError {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::NotDone(why) => Self::NotDone(why),
            WorkError::SameStem(other) => Self::SameStem(other),
            WorkError::Db(failure) => Self::Db(failure),
            WorkError::NotFound | WorkError::Changed | WorkError::Note => Self::NotFound,
        }
    }
}

/// Writes a new question, a draft of the actor's; gives its number. Without documents it rests on those
/// that its handbook entry names.
pub async fn create(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    question: &Question,
    documents: &[LegalReference],
) -> Result<i64, SaveError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let hand = hand(&tx, actor, bank_id).await?.ok_or(SaveError::NotFound)?;
    if !hand.writes() {
        return Err(NotDone::NotAllowed.into());
    }
    let id = write(&tx, actor, bank_id, question, documents, RevisionState::Draft, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Puts a new question of the actor's into a bank that they write in; gives its number. Without
/// documents it rests on those that its handbook entry names.
pub(in crate::banks) async fn write(
    tx: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
    question: &Question,
    documents: &[LegalReference],
    state: RevisionState,
    now: Timestamp,
) -> Result<i64, SaveError> {
    question.check()?;
    let hash = stem_hash(&question.stem);
    if let Some(other) = same_stem(tx, bank_id, &hash).await? {
        return Err(SaveError::SameStem(other));
    }
    let row = questions::ActiveModel {
        bank_id: Set(bank_id),
        stem_hash: Set(hash),
        created_at: Set(now.0),
        version: Set(1),
        ..Default::default()
    };
    let id = row.insert(tx).await?.id;
    let first = revisions::first(bank_id, id, question, state, now, Some(actor.staff_id))?;
    let revision = first.insert(tx).await?.id;
    rest_on(tx, bank_id, revision, question, documents).await?;
    history::act(id, 1, now, actor.staff_id, Deed::Create).insert(tx).await?;
    record(tx, now, actor, "question.create", id, Some(&format!("bank {bank_id}"))).await?;
    Ok(id)
}

/// Keeps what was typed: in the actor's own draft, or as a draft beside what is there. What is approved
/// stays in use until the draft is.
pub async fn save(
    engine: &Engine,
    actor: &StaffSession,
    (bank_id, question_id, version): (i64, i64, i32),
    question: &Question,
    documents: &[LegalReference],
) -> Result<(), SaveError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let hand = hand(&tx, actor, bank_id).await?.ok_or(SaveError::NotFound)?;
    let held = held(&tx, bank_id, question_id).await?.ok_or(SaveError::NotFound)?;
    let base = held.latest().ok_or(SaveError::NotFound)?;
    let how = edit(held.standing(base, actor.staff_id), hand)?;
    question.check()?;
    if held.question.version != version {
        return Err(SaveError::Changed(held.question.version));
    }
    let rests_on = sources::documents_of(&tx, base.id).await?;
    if revisions::question(base.clone())? == *question && sources::are(&rests_on, documents) {
        return Err(SaveError::Unchanged);
    }
    let other = same_stem(&tx, bank_id, &stem_hash(&question.stem)).await?;
    if let Some(other) = other.filter(|other| *other != question_id) {
        return Err(SaveError::SameStem(other));
    }
    if held.in_use().is_none() {
        held.follow_stem(&tx, &question.stem).await?;
    }
    let state = RevisionState::Draft;
    let (revision, number) = held.keep(&tx, base, how, &Kept { question, state, at: now, by: actor.staff_id }).await?;
    rest_on(&tx, bank_id, revision, question, documents).await?;
    held.bump(&tx).await?;
    history::act(question_id, number, now, actor.staff_id, Deed::Edit).insert(&tx).await?;
    record(&tx, now, actor, "question.edit", question_id, Some(&format!("revision {number}"))).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets a revision rest on what was typed; without any on what its handbook entry names.
async fn rest_on(
    tx: &impl ConnectionTrait,
    bank_id: i64,
    revision: i64,
    question: &Question,
    documents: &[LegalReference],
) -> Result<(), DbErr> {
    sources::set(tx, bank_id, revision, documents).await?;
    match question.handbook_entry.filter(|_| documents.is_empty()) {
        Some(entry) => sources::from_handbook(tx, bank_id, &[(revision, entry)]).await,
        None => Ok(()),
    }
}

/// What is to be kept of a question.
pub(super) struct Kept<'a> {
    /// Its words.
    pub question: &'a Question,
    /// How far a revision of its own is on its way.
    pub state: RevisionState,
    /// When.
    pub at: Timestamp,
    /// Whose it is.
    pub by: i64,
}

impl Held {
    /// Keeps new words over `base` or beside it, resting on the same documents; gives their revision's row
    /// and number.
    pub(super) async fn keep(
        &self,
        tx: &impl ConnectionTrait,
        base: &question_revisions::Model,
        how: Edit,
        kept: &Kept<'_>,
    ) -> Result<(i64, i32), DbErr> {
        let (bank, question) = (self.question.bank_id, self.question.id);
        let mut row = revisions::first(bank, question, kept.question, kept.state, kept.at, Some(kept.by))?;
        if how == Edit::InPlace {
            let mut old = base.clone().into_active_model();
            old.stem = row.stem;
            old.choices = row.choices;
            old.correct = row.correct;
            old.anchored = row.anchored;
            old.kind = row.kind;
            old.topic = row.topic;
            old.level = row.level;
            old.explanation = row.explanation;
            old.handbook_entry = row.handbook_entry;
            old.folded = row.folded;
            old.update(tx).await?;
            return Ok((base.id, base.number));
        }
        if state_of(base).is_open() {
            set_state(tx, base.id, RevisionState::Superseded).await?;
        }
        let number = self.revisions.iter().map(|row| row.number).max().unwrap_or_default() + 1;
        row.number = Set(number);
        let id = row.insert(tx).await?.id;
        sources::copy(tx, base.id, id).await?;
        Ok((id, number))
    }
}
