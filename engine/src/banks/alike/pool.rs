//! The questions of a bank, laid out so that those that are alike are found.

use std::{collections::HashMap, sync::Arc};

use bank::similar::Index;
use contest::banks::{Question, RevisionState};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    Engine,
    banks::{remembered::apart, revisions},
    db::entities::{question_revisions, questions},
};

/// Questions of a bank that are compared; of a larger bank, the latest.
pub const MOST_COMPARED: u64 = 5_000;

/// How a bank stands: it changes with every question that comes in, and every act on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::banks) struct Version {
    bank_id: i64,
    questions: i64,
    last: Option<i64>,
    acts: Option<i64>,
}

/// A question in use or on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// Its number.
    pub number: i64,
    /// The revision that people work on.
    pub revision: i64,
    /// How often it was changed.
    pub version: i32,
    /// How far that revision is.
    pub state: RevisionState,
    /// Who wrote that revision; nobody where it came with the platform.
    pub author: Option<i64>,
    /// What it says.
    pub question: Question,
}

/// The questions of a bank.
#[derive(Debug)]
pub(in crate::banks) struct Pool {
    /// By the revision's row.
    pub questions: HashMap<i64, Pooled>,
    /// By the same.
    pub index: Index<i64>,
}

impl Pool {
    /// Those that are like a question, the most alike first, with how much, in percent.
    pub fn like(&self, question: &Question) -> impl Iterator<Item = (&Pooled, u8)> {
        let found = self.index.like(question).into_iter();
        found.filter_map(|found| Some((self.questions.get(&found.id)?, found.likeness)))
    }
}

/// The bank as it stands.
pub(super) async fn version(db: &impl ConnectionTrait, bank_id: i64) -> Result<Version, DbErr> {
    use questions::Column;

    let row: Option<(i64, Option<i64>, Option<i64>)> = questions::Entity::find()
        .select_only()
        .column_as(Column::Id.count(), "questions")
        .column_as(Column::Id.max(), "last")
        // PostgreSQL adds integers up to a bigint, SQLite has only one kind.
        .column_as(Expr::col(Column::Version).sum(), "acts")
        .filter(Column::BankId.eq(bank_id))
        .into_tuple()
        .one(db)
        .await?;
    let (questions, last, acts) = row.unwrap_or_default();
    Ok(Version { bank_id, questions, last, acts })
}

/// The questions of a bank, laid out anew when it has changed.
pub(in crate::banks) async fn pool(engine: &Engine, bank_id: i64) -> Result<Arc<Pool>, DbErr> {
    let version = version(&engine.db.read, bank_id).await?;
    engine.banks.pools.get(version, || lay_out(engine, bank_id)).await
}

async fn lay_out(engine: &Engine, bank_id: i64) -> Result<Pool, DbErr> {
    use question_revisions::Column;

    let db = &engine.db.read;
    let rows = question_revisions::Entity::find()
        .filter(Column::Id.in_subquery(revisions::latest(bank_id)))
        .filter(Column::State.ne(RevisionState::Retired.code()))
        .order_by_desc(Column::Id)
        .limit(MOST_COMPARED)
        .all(db)
        .await?;
    let versions: Vec<(i64, i32)> = questions::Entity::find()
        .select_only()
        .columns([questions::Column::Id, questions::Column::Version])
        .filter(questions::Column::BankId.eq(bank_id))
        .into_tuple()
        .all(db)
        .await?;
    let versions: HashMap<i64, i32> = versions.into_iter().collect();
    let mut pooled = Vec::with_capacity(rows.len());
    for row in rows {
        let state = RevisionState::parse(&row.state).unwrap_or(RevisionState::Superseded);
        let (number, revision, author) = (row.question_id, row.id, row.created_by);
        let version = versions.get(&number).copied().unwrap_or_default();
        pooled.push(Pooled { number, revision, version, state, author, question: revisions::question(row)? });
    }
    apart(move || {
        let index = Index::new(pooled.iter().map(|pooled| (pooled.revision, &pooled.question)));
        Pool { questions: pooled.into_iter().map(|pooled| (pooled.revision, pooled)).collect(), index }
    })
    .await
}
