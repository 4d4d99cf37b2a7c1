//! Banks and what is in them.

use std::collections::HashMap;

use contest::{
    Timestamp,
    banks::{CellSize, Level, Question, RevisionState, Topic},
    text,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, SqlErr, sea_query::Expr,
};

use super::{revisions, sources, words};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{banks, question_revisions, questions},
};

/// Questions on one page of a list.
pub const PAGE_SIZE: u64 = 20;
/// Longest code of a bank, in characters.
pub const MAX_CODE: usize = 40;
/// Longest name of a bank, in characters.
pub const MAX_NAME: usize = 200;

/// A bank in the organiser's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankSummary {
    /// The bank's row.
    pub id: i64,
    /// The short name in addresses.
    pub code: String,
    /// The name on screen.
    pub name: String,
    /// How many questions it has.
    pub questions: u64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What to show of a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionFilter {
    /// Words of the stem or the choices, accents and case aside; empty for any.
    pub search: String,
    /// Lĩnh vực; `None` for any.
    pub topic: Option<Topic>,
    /// Mức độ; `None` for any.
    pub level: Option<Level>,
    /// How far the revision is that people work on; `None` for any.
    pub state: Option<RevisionState>,
    /// Whether only those are meant that rest on a document which another took the place of.
    pub basis_replaced: bool,
}

/// A question in a bank, with its key: for those who work on it only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankQuestion {
    /// The question's number, by which organisers name it.
    pub number: i64,
    /// The revision that people work on: the last that none took the place of.
    pub revision: i64,
    /// The question.
    pub question: Question,
    /// How far that revision is.
    pub state: RevisionState,
    /// Whether an earlier revision is in use meanwhile.
    pub in_use: bool,
}

/// A page of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionPage {
    /// At most [`PAGE_SIZE`], in the order they came in.
    pub questions: Vec<BankQuestion>,
    /// Questions on all pages.
    pub total: u64,
}

/// Why a bank was not made.
#[derive(Debug, thiserror::Error)]
pub enum NewBankError {
    /// Banks are an organiser's to make.
    #[error("only organisers make banks")]
    NotAllowed,
    /// The code is not 1 to [`MAX_CODE`] of `a`–`z`, `0`–`9` and `-`.
    #[error("a bank's code is of a–z, 0–9 and -")]
    Code,
    /// Another bank has the code.
    #[error("another bank has this code")]
    CodeTaken,
    /// The name is empty or over [`MAX_NAME`] characters.
    #[error("a bank's name has 1 to {MAX_NAME} characters")]
    Name,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// All banks, by name.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<BankSummary>, DbErr> {
    let counts: Vec<(i64, i64)> = questions::Entity::find()
        .select_only()
        .column(questions::Column::BankId)
        .column_as(questions::Column::Id.count(), "questions")
        .group_by(questions::Column::BankId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<i64, i64> = counts.into_iter().collect();
    let rows = banks::Entity::find().order_by_asc(banks::Column::Name).order_by_asc(banks::Column::Id).all(db).await?;
    let summary = |row: banks::Model| BankSummary {
        questions: counts.get(&row.id).map_or(0, |count| *count as u64),
        id: row.id,
        code: row.code,
        name: row.name,
        created_at: Timestamp(row.created_at),
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// How many questions papers may be drawn from, by bank; a bank without any is not in it.
pub async fn usable(db: &impl ConnectionTrait) -> Result<HashMap<i64, u64>, DbErr> {
    use question_revisions::Column;

    let counts: Vec<(i64, i64)> = question_revisions::Entity::find()
        .select_only()
        .column(Column::BankId)
        .expr_as(Expr::col(Column::QuestionId).count_distinct(), "usable")
        .filter(Column::State.eq(revisions::APPROVED))
        .filter(revisions::is_for_contest())
        .group_by(Column::BankId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts.into_iter().map(|(bank, count)| (bank, count as u64)).collect())
}

/// How many questions a paper may be drawn from, by topic and level, in this order.
pub async fn cells(db: &impl ConnectionTrait, bank_id: i64) -> Result<Vec<CellSize>, DbErr> {
    use question_revisions::Column;

    let sizes: Vec<(Option<String>, Option<String>, i64)> = question_revisions::Entity::find()
        .select_only()
        .column(Column::Topic)
        .column(Column::Level)
        .column_as(Column::Id.count(), "available")
        .filter(Column::Id.in_subquery(revisions::newest(bank_id)))
        .filter(revisions::is_for_contest())
        .group_by(Column::Topic)
        .group_by(Column::Level)
        .into_tuple()
        .all(db)
        .await?;
    let mut cells: Vec<CellSize> = sizes
        .into_iter()
        .map(|(topic, level, available)| CellSize {
            topic: topic.map(Topic),
            level: level.as_deref().and_then(Level::parse),
            available: available as u32,
        })
        .collect();
    // Sorted here: the two engines do not agree on the order of Vietnamese text.
    cells.sort_by_cached_key(|cell| (cell.topic.as_ref().map(|topic| text::fold(&topic.0)), cell.level));
    Ok(cells)
}

/// The most topics that [`topics`] gives.
const MOST_TOPICS: u64 = 200;

/// What the banks' questions are about, each topic once, by name.
pub async fn topics(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    use question_revisions::Column;

    let mut topics: Vec<String> = question_revisions::Entity::find()
        .select_only()
        .column(Column::Topic)
        .distinct()
        .filter(Column::Topic.is_not_null())
        .limit(MOST_TOPICS)
        .into_tuple()
        .all(db)
        .await?;
    // Sorted here: the two engines do not agree on the order of Vietnamese text.
    topics.sort_by_cached_key(|topic| text::fold(topic));
    Ok(topics)
}

/// A page of a bank's questions; `page` counts from 1.
pub async fn questions(
    db: &impl ConnectionTrait,
    bank_id: i64,
    filter: &QuestionFilter,
    page: u64,
) -> Result<QuestionPage, DbErr> {
    use question_revisions::Column;

    let found = found(bank_id, filter);
    let total = found.clone().count(db).await?;
    let first = Ord::min(page.saturating_sub(1).saturating_mul(PAGE_SIZE), total);
    let rows = found.order_by_asc(Column::QuestionId).offset(first).limit(PAGE_SIZE).all(db).await?;
    let used: Vec<(i64, i64)> = question_revisions::Entity::find()
        .select_only()
        .columns([Column::QuestionId, Column::Id])
        .filter(Column::QuestionId.is_in(rows.iter().map(|row| row.question_id)))
        .filter(Column::State.eq(revisions::APPROVED))
        .into_tuple()
        .all(db)
        .await?;
    let questions = rows.into_iter().map(|row| {
        Ok(BankQuestion {
            number: row.question_id,
            revision: row.id,
            state: RevisionState::parse(&row.state).unwrap_or(RevisionState::Superseded),
            in_use: used.iter().any(|(question, revision)| *question == row.question_id && *revision != row.id),
            question: revisions::question(row)?,
        })
    });
    Ok(QuestionPage { questions: questions.collect::<Result<_, DbErr>>()?, total })
}

/// The latest revisions of a bank's questions that a filter lets through.
pub(super) fn found(bank_id: i64, filter: &QuestionFilter) -> Select<question_revisions::Entity> {
    use question_revisions::Column;

    let mut found = question_revisions::Entity::find()
        .filter(Column::Id.in_subquery(revisions::latest(bank_id)))
        .filter(words::all_in(Column::Folded, &filter.search));
    if let Some(topic) = &filter.topic {
        found = found.filter(Column::Topic.eq(topic.0.as_str()));
    }
    if let Some(level) = filter.level {
        found = found.filter(Column::Level.eq(level.code()));
    }
    if let Some(state) = filter.state {
        found = found.filter(Column::State.eq(state.code()));
    }
    if filter.basis_replaced {
        found = found.filter(Column::Id.in_subquery(sources::rests_on_superseded(bank_id)));
    }
    found
}

/// How many questions of a bank are in each state, of those that have any.
pub async fn states(db: &impl ConnectionTrait, bank_id: i64) -> Result<HashMap<RevisionState, u64>, DbErr> {
    use question_revisions::Column;

    let counts: Vec<(String, i64)> = question_revisions::Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "questions")
        .filter(Column::Id.in_subquery(revisions::latest(bank_id)))
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts.into_iter().filter_map(|(state, count)| Some((RevisionState::parse(&state)?, count as u64))).collect())
}

/// Makes an empty bank and gives its identifier.
pub async fn create(engine: &Engine, actor: &StaffSession, code: &str, name: &str) -> Result<i64, NewBankError> {
    if !actor.role.organises() {
        return Err(NewBankError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let id = insert(&tx, code, name, engine.now()).await?;
    audit::record(&tx, engine.now(), Some(actor.staff_id), "bank.create", Some(&format!("bank:{id}")), Some(code))
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// The bank with this code.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<banks::Model>, DbErr> {
    banks::Entity::find().filter(banks::Column::Code.eq(code)).one(db).await
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    code: &str,
    name: &str,
    now: Timestamp,
) -> Result<i64, NewBankError> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if code.is_empty() || code.len() > MAX_CODE || !code.bytes().all(allowed) {
        return Err(NewBankError::Code);
    }
    let name = text::squeeze(name);
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return Err(NewBankError::Name);
    }
    let row = banks::ActiveModel {
        code: Set(code.to_owned()),
        name: Set(name),
        created_at: Set(now.0),
        ..Default::default()
    };
    match row.insert(db).await {
        Ok(row) => Ok(row.id),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(NewBankError::CodeTaken)
        }
        Err(error) => Err(error.into()),
    }
}
