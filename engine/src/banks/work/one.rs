//! One question with all that is known of it.

use contest::{
    Timestamp,
    banks::{BankHand, Question, RevisionState, Standing, Step},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    access::hand,
    decide::{seen, state_of},
    history::{self, Past, staff_names},
};
use crate::{
    accounts::StaffSession,
    banks::{revisions, sources},
    db::entities::{legal_documents, plans, question_revisions, rounds},
};

/// Frozen lists that are looked through for a question, the newest first.
const MOST_PLANS: u64 = 200;
/// Revisions that are looked for in frozen lists, the newest first.
const MOST_REVISIONS: usize = 20;

/// A question as those who work on it see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionWork {
    /// The question's number.
    pub number: i64,
    /// The bank it is in.
    pub bank_id: i64,
    /// Grows with every act on it; what a form carries along.
    pub version: i32,
    /// What is in the actor's hands.
    pub hand: BankHand,
    /// How its latest revision stands to the actor.
    pub standing: Standing,
    /// The steps that are open to the actor.
    pub steps: Vec<Step>,
    /// Its revisions, the newest first; at least one.
    pub revisions: Vec<RevisionWork>,
    /// What was done and said, the newest first.
    pub history: Vec<Past>,
    /// Rounds that were frozen with it, the newest first.
    pub rounds: Vec<RoundUse>,
    /// The documents that its latest revision rests on, each with the name of the one that took its place.
    pub documents: Vec<(legal_documents::Model, Option<String>)>,
}

/// A revision of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionWork {
    /// Its row.
    pub id: i64,
    /// From 1.
    pub number: i32,
    /// How far it is.
    pub state: RevisionState,
    /// What it says.
    pub question: Question,
    /// Who wrote it, as pages call them; `None` for what came with the platform.
    pub author: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// A round that was frozen with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundUse {
    /// The round's row.
    pub round_id: i64,
    /// `Tuần 2`.
    pub title: String,
    /// The number of the revision that it was frozen with.
    pub revision: i32,
}

/// A question of a bank that the actor works on; `None` when there is none such for them.
pub async fn question_work(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
    question_id: i64,
) -> Result<Option<QuestionWork>, DbErr> {
    let Some(hand) = hand(db, actor, bank_id).await? else { return Ok(None) };
    let Some(held) = seen(db, bank_id, question_id).await? else { return Ok(None) };
    let Some(latest) = held.latest().or(held.revisions.last()) else { return Ok(None) };
    let standing = held.standing(latest, actor.staff_id);
    let steps = held.open(hand, actor.staff_id);
    let rounds = rounds_with(db, &held.revisions).await?;
    let documents = sources::with_successors(db, latest.id).await?;
    let names = staff_names(db, held.revisions.iter().filter_map(|row| row.created_by).collect()).await?;
    let mut revisions = Vec::with_capacity(held.revisions.len());
    for row in held.revisions.into_iter().rev() {
        revisions.push(RevisionWork {
            id: row.id,
            number: row.number,
            state: state_of(&row),
            author: row.created_by.and_then(|id| names.get(&id).cloned()),
            created_at: Timestamp(row.created_at),
            question: revisions::question(row)?,
        });
    }
    Ok(Some(QuestionWork {
        number: question_id,
        bank_id,
        version: held.question.version,
        hand,
        standing,
        steps,
        revisions,
        history: history::of(db, question_id).await?,
        rounds,
        documents,
    }))
}

/// The rounds whose frozen lists hold any of these revisions. What was never approved is in none.
async fn rounds_with(
    db: &impl ConnectionTrait,
    revisions: &[question_revisions::Model],
) -> Result<Vec<RoundUse>, DbErr> {
    let mut used: Vec<RoundUse> = Vec::new();
    let once_approved = revisions.iter().rev().filter(|row| !state_of(row).is_open()).take(MOST_REVISIONS);
    for (id, number) in once_approved.map(|row| (row.id, row.number)) {
        // A plan is looked into by the words of its JSON: it is written by one hand, in one form.
        let held = plans::Column::Body.contains(format!("\"revision\":{id},"));
        let rounds: Vec<i64> = plans::Entity::find()
            .select_only()
            .column(plans::Column::RoundId)
            .filter(held)
            .order_by_desc(plans::Column::Id)
            .limit(MOST_PLANS)
            .into_tuple()
            .all(db)
            .await?;
        let rows = rounds::Entity::find().filter(rounds::Column::Id.is_in(rounds)).order_by_desc(rounds::Column::Id);
        let rows = rows.all(db).await?;
        used.extend(rows.into_iter().map(|row| RoundUse { round_id: row.id, title: row.title, revision: number }));
    }
    used.sort_by_key(|round| std::cmp::Reverse(round.round_id));
    Ok(used)
}
