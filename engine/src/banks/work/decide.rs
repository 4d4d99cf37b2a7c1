//! A question's next step, and what is said about it.

use contest::{
    Timestamp,
    banks::{BankHand, NotDone, RevisionState, Standing, Step, after},
    text,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use super::{
    access::hand,
    history::{self, Deed},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::revisions::stem_hash,
    db::entities::{question_revisions, questions},
};

/// Longest comment, in characters.
pub const MAX_NOTE: usize = 1_000;

/// Why a question stayed as it is.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The actor does not work on this bank, or there is no such question in it.
    #[error("no such question, or not for this actor")]
    NotFound,
    /// It is not in these hands, or not from this state.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// Somebody did something to the question since the page was shown.
    #[error("the question has changed since")]
    Changed,
    /// Another question of the bank reads the same; its number.
    #[error("question {0} of the bank reads the same")]
    SameStem(i64),
    /// There is no comment where one is needed, or it is over [`MAX_NOTE`] characters.
    #[error("a comment of 1 to {MAX_NOTE} characters is needed")]
    Note,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A question with its revisions, first to last.
pub(super) struct Held {
    /// The question.
    pub question: questions::Model,
    /// Its revisions.
    pub revisions: Vec<question_revisions::Model>,
}

/// The state of a revision before an act, for taking the act back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Was {
    /// The revision's row.
    pub revision: i64,
    /// What it was.
    pub state: RevisionState,
}

/// Takes a question a step on its way; gives the state of the revision it was about. A comment goes
/// with it where one is given, and must be where it is given back.
pub async fn decide(
    engine: &Engine,
    actor: &StaffSession,
    (bank_id, question_id, version): (i64, i64, i32),
    step: Step,
    note: &str,
) -> Result<RevisionState, WorkError> {
    let note = noted(note)?;
    if step == Step::Return && note.is_none() {
        return Err(WorkError::Note);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let hand = hand(&tx, actor, bank_id).await?.ok_or(WorkError::NotFound)?;
    let held = held(&tx, bank_id, question_id).await?.ok_or(WorkError::NotFound)?;
    if held.question.version != version {
        return Err(WorkError::Changed);
    }
    let (state, number, _) = held.step(&tx, step, hand, actor.staff_id).await?;
    held.bump(&tx).await?;
    let mut act = history::act(question_id, number, now, actor.staff_id, Deed::Step(step));
    act.note = Set(note);
    act.insert(&tx).await?;
    record(&tx, now, actor, &format!("question.{}", step.code()), question_id, Some(&format!("revision {number}")))
        .await?;
    tx.commit().await?;
    Ok(state)
}

/// Says something about a question; changes nothing of it.
pub async fn comment(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    question_id: i64,
    note: &str,
) -> Result<(), WorkError> {
    let note = noted(note)?.ok_or(WorkError::Note)?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    hand(&tx, actor, bank_id).await?.ok_or(WorkError::NotFound)?;
    let held = held(&tx, bank_id, question_id).await?.ok_or(WorkError::NotFound)?;
    let number = held.latest().map_or(1, |row| row.number);
    let mut act = history::act(question_id, number, now, actor.staff_id, Deed::Comment);
    act.note = Set(Some(note));
    act.insert(&tx).await?;
    record(&tx, now, actor, "question.comment", question_id, None).await?;
    Ok(tx.commit().await?)
}

/// Notes an act on a question in the audit log.
pub(super) async fn record(
    tx: &impl ConnectionTrait,
    at: Timestamp,
    actor: &StaffSession,
    action: &str,
    question_id: i64,
    detail: Option<&str>,
) -> Result<(), DbErr> {
    audit::record(tx, at, Some(actor.staff_id), action, Some(&format!("question:{question_id}")), detail).await
}

/// A comment as it is stored; `None` when nothing was said.
fn noted(typed: &str) -> Result<Option<String>, WorkError> {
    let note = text::paragraphs(typed);
    if note.chars().count() > MAX_NOTE {
        return Err(WorkError::Note);
    }
    Ok(Some(note).filter(|note| !note.is_empty()))
}

/// The question of this bank, its row locked until the transaction ends.
pub(super) async fn held(tx: &impl ConnectionTrait, bank_id: i64, question_id: i64) -> Result<Option<Held>, DbErr> {
    let question = of_bank(bank_id, question_id).lock_exclusive().one(tx).await?;
    with_revisions(tx, question).await
}

/// The question of this bank, to be looked at.
pub(super) async fn seen(db: &impl ConnectionTrait, bank_id: i64, question_id: i64) -> Result<Option<Held>, DbErr> {
    let question = of_bank(bank_id, question_id).one(db).await?;
    with_revisions(db, question).await
}

fn of_bank(bank_id: i64, question_id: i64) -> Select<questions::Entity> {
    questions::Entity::find_by_id(question_id).filter(questions::Column::BankId.eq(bank_id))
}

async fn with_revisions(db: &impl ConnectionTrait, question: Option<questions::Model>) -> Result<Option<Held>, DbErr> {
    let Some(question) = question else { return Ok(None) };
    let revisions = question_revisions::Entity::find()
        .filter(question_revisions::Column::QuestionId.eq(question.id))
        .order_by_asc(question_revisions::Column::Id)
        .all(db)
        .await?;
    Ok(Some(Held { question, revisions }))
}

/// The state a row says; what cannot be read is out of use.
pub(super) fn state_of(row: &question_revisions::Model) -> RevisionState {
    RevisionState::parse(&row.state).unwrap_or(RevisionState::Superseded)
}

impl Held {
    /// The revision that people work on: the last that none took the place of.
    pub fn latest(&self) -> Option<&question_revisions::Model> {
        self.revisions.iter().rev().find(|row| state_of(row) != RevisionState::Superseded)
    }

    /// The revision that papers are drawn from.
    pub fn in_use(&self) -> Option<&question_revisions::Model> {
        self.revisions.iter().rev().find(|row| state_of(row) == RevisionState::Approved)
    }

    /// How a revision stands to somebody.
    pub fn standing(&self, row: &question_revisions::Model, staff_id: i64) -> Standing {
        Standing {
            state: state_of(row),
            own: row.created_by == Some(staff_id),
            in_use: self.in_use().is_some_and(|used| used.id != row.id),
        }
    }

    /// The steps that are open to these hands, in the order of [`Step::ALL`].
    pub fn open(&self, hand: BankHand, staff_id: i64) -> Vec<Step> {
        let is_open =
            |step: &Step| self.about(*step).is_some_and(|row| after(self.standing(row, staff_id), *step, hand).is_ok());
        Step::ALL.into_iter().filter(is_open).collect()
    }

    /// Which revision a step is about: taking out of use the one in use, all else the latest.
    fn about(&self, step: Step) -> Option<&question_revisions::Model> {
        let used = self.in_use().filter(|_| step == Step::Retire);
        used.or_else(|| self.latest())
    }

    /// Takes a step. Gives the state and the number of the revision it was about, and what was.
    pub async fn step(
        &self,
        tx: &impl ConnectionTrait,
        step: Step,
        hand: BankHand,
        staff_id: i64,
    ) -> Result<(RevisionState, i32, Vec<Was>), WorkError> {
        let row = self.about(step).ok_or(WorkError::NotFound)?;
        let next = after(self.standing(row, staff_id), step, hand)?;
        let mut was = vec![Was { revision: row.id, state: state_of(row) }];
        if next == RevisionState::Approved {
            self.follow_stem(tx, &row.stem).await?;
            // In its place; a question has one approved revision.
            for used in self.revisions.iter().filter(|used| state_of(used) == RevisionState::Approved) {
                was.push(Was { revision: used.id, state: RevisionState::Approved });
                set_state(tx, used.id, RevisionState::Superseded).await?;
            }
        }
        set_state(tx, row.id, next).await?;
        Ok((next, row.number, was))
    }

    /// The hash by which the question is known again follows the words it has.
    pub async fn follow_stem(&self, tx: &impl ConnectionTrait, stem: &str) -> Result<(), WorkError> {
        let hash = stem_hash(stem);
        if hash == self.question.stem_hash {
            return Ok(());
        }
        if let Some(other) = same_stem(tx, self.question.bank_id, &hash).await? {
            return Err(WorkError::SameStem(other));
        }
        questions::Entity::update_many()
            .col_expr(questions::Column::StemHash, Expr::value(hash))
            .filter(questions::Column::Id.eq(self.question.id))
            .exec(tx)
            .await?;
        Ok(())
    }

    /// One more act on the question; gives its version now.
    pub async fn bump(&self, tx: &impl ConnectionTrait) -> Result<i32, DbErr> {
        questions::Entity::update_many()
            .col_expr(questions::Column::Version, Expr::col(questions::Column::Version).add(1))
            .filter(questions::Column::Id.eq(self.question.id))
            .exec(tx)
            .await?;
        Ok(self.question.version + 1)
    }
}

/// The question of the bank that is known by this hash.
pub(super) async fn same_stem(tx: &impl ConnectionTrait, bank_id: i64, hash: &str) -> Result<Option<i64>, DbErr> {
    let same = questions::Entity::find()
        .filter(questions::Column::BankId.eq(bank_id))
        .filter(questions::Column::StemHash.eq(hash));
    Ok(same.one(tx).await?.map(|question| question.id))
}

/// Puts a revision into a state.
pub(super) async fn set_state(tx: &impl ConnectionTrait, revision: i64, state: RevisionState) -> Result<(), DbErr> {
    question_revisions::Entity::update_many()
        .col_expr(question_revisions::Column::State, Expr::value(state.code()))
        .filter(question_revisions::Column::Id.eq(revision))
        .exec(tx)
        .await?;
    Ok(())
}
