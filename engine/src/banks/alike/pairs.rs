//! All pairs of a bank, but for those that somebody found to be two questions.

use std::{collections::HashSet, sync::Arc};

use contest::banks::{RevisionState, Step};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::pool::{Pooled, pool, version};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::{
        remembered::apart,
        work::{self, WorkError, hand},
    },
    db::entities::kept_pairs,
};

/// Pairs on one page.
pub const PAIRS: u64 = 10;

/// Two revisions that are alike, the lower row first, with how much, in percent.
pub(in crate::banks) type Pair = (i64, i64, u8);

/// Two questions that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePair {
    /// The one that was there first.
    pub one: Pooled,
    /// The other.
    pub other: Pooled,
    /// In percent.
    pub likeness: u8,
}

/// A page of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairPage {
    /// At most [`PAIRS`], the most alike first.
    pub pairs: Vec<AlikePair>,
    /// Pairs on all pages.
    pub total: u64,
    /// Pairs that are not shown, since somebody kept both.
    pub kept: u64,
    /// How many questions were compared.
    pub compared: u64,
}

/// Why a pair stayed in the list.
#[derive(Debug, thiserror::Error)]
pub enum AlikeError {
    /// The actor does not work on this bank, or these are no such pair in it.
    #[error("no such pair, or not for this actor")]
    NotFound,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A page of the bank's pairs; `page` counts from 1, and beyond the last it is empty. `None` when the actor
/// does not work on the bank.
pub async fn pairs(engine: &Engine, actor: &StaffSession, bank_id: i64, page: u32) -> Result<Option<PairPage>, DbErr> {
    if hand(&engine.db.read, actor, bank_id).await?.is_none() {
        return Ok(None);
    }
    let pool = pool(engine, bank_id).await?;
    let all = all(engine, bank_id).await?;
    let kept = kept(&engine.db.read, bank_id).await?;
    let open: Vec<&Pair> = all.iter().filter(|(one, other, _)| !kept.contains(&(*one, *other))).collect();
    let before = usize::try_from(u64::from(page.saturating_sub(1)) * PAIRS).unwrap_or(usize::MAX);
    let shown = open.iter().skip(before).take(PAIRS as usize).filter_map(|(one, other, likeness)| {
        let (one, other) = (pool.questions.get(one)?.clone(), pool.questions.get(other)?.clone());
        Some(AlikePair { one, other, likeness: *likeness })
    });
    Ok(Some(PairPage {
        pairs: shown.collect(),
        total: open.len() as u64,
        kept: (all.len() - open.len()) as u64,
        compared: pool.questions.len() as u64,
    }))
}

/// Notes that two revisions, however alike, are two questions. Noted again, nothing happens.
pub async fn keep_both(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    (one, other): (i64, i64),
) -> Result<(), AlikeError> {
    if hand(&engine.db.read, actor, bank_id).await?.is_none() {
        return Err(AlikeError::NotFound);
    }
    let pair = (one.min(other), one.max(other));
    let all = all(engine, bank_id).await?;
    if !all.iter().any(|(one, other, _)| (*one, *other) == pair) {
        return Err(AlikeError::NotFound);
    }
    let now = engine.now();
    let row = kept_pairs::ActiveModel {
        bank_id: Set(bank_id),
        lower_revision: Set(pair.0),
        higher_revision: Set(pair.1),
        kept_at: Set(now.0),
        kept_by: Set(actor.staff_id),
    };
    let tx = engine.db.begin().await?;
    let key = [kept_pairs::Column::BankId, kept_pairs::Column::LowerRevision, kept_pairs::Column::HigherRevision];
    kept_pairs::Entity::insert_many([row]).on_conflict_do_nothing_on(key).exec_without_returning(&tx).await?;
    let detail = format!("revisions {} and {}", pair.0, pair.1);
    audit::record(&tx, now, Some(actor.staff_id), "bank.keep_both", Some(&format!("bank:{bank_id}")), Some(&detail))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one of two out, as far as that is in the actor's hands: what is approved is retired, a draft is
/// given up, and so is what waits for review by its own author; from others it goes back to its author. Gives the state that it has now.
pub async fn drop_one(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    (number, version): (i64, i32),
    kept: i64,
) -> Result<RevisionState, WorkError> {
    let pool = pool(engine, bank_id).await?;
    let found = pool.questions.values().find(|pooled| pooled.number == number).ok_or(WorkError::Changed)?;
    let note = format!("Trùng với câu {kept}.");
    let step = match found.state {
        RevisionState::Approved => Step::Retire,
        RevisionState::InReview if found.author != Some(actor.staff_id) => Step::Return,
        _ => Step::Discard,
    };
    work::decide(engine, actor, (bank_id, number, version), step, &note).await
}

/// All pairs of the bank as it stands.
async fn all(engine: &Engine, bank_id: i64) -> Result<Arc<Vec<Pair>>, DbErr> {
    let version = version(&engine.db.read, bank_id).await?;
    let find = || async {
        let pool = pool(engine, bank_id).await?;
        apart(move || {
            let ordered = |(one, other, likeness): Pair| (one.min(other), one.max(other), likeness);
            pool.index.pairs().into_iter().map(ordered).collect()
        })
        .await
    };
    engine.banks.pairs.get(version, find).await
}

async fn kept(db: &impl ConnectionTrait, bank_id: i64) -> Result<HashSet<(i64, i64)>, DbErr> {
    let rows: Vec<(i64, i64)> = kept_pairs::Entity::find()
        .select_only()
        .columns([kept_pairs::Column::LowerRevision, kept_pairs::Column::HigherRevision])
        .filter(kept_pairs::Column::BankId.eq(bank_id))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
