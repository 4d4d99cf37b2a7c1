//! How questions did, as those see it who keep the banks.

use contest::{
    attempts::FULL_MARK,
    banks::{ChoiceSet, Question},
    results::items::{ItemFigures, PaperFigures, RoundTally, Warning, warnings},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use super::stored::{ALL, tally_of};
use crate::{
    accounts::StaffSession,
    banks::{known, work::hand},
    db::{
        entities::{item_analyses, item_tallies, rounds},
        from_json,
    },
};

/// Questions on one page of a list.
pub const ROWS: u64 = 20;

/// Why figures are not shown.
#[derive(Debug, thiserror::Error)]
pub enum ItemsError {
    /// They tell the key.
    #[error("only organisers, and those who work on the bank, see how questions did")]
    NotAllowed,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Whose questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemsOf {
    /// Those of a round's papers, as they did in it.
    Round(i64),
    /// Those of a bank, as they did in all rounds together.
    Bank(i64),
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemOrder {
    /// What looks wrong most.
    #[default]
    Doubtful,
    /// The hardest.
    Hard,
    /// The easiest.
    Easy,
    /// What tells people apart least.
    Weak,
    /// What comes least near to what it could tell.
    Inefficient,
    /// What was asked most.
    Asked,
}

/// A question with how it did.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLine {
    /// The question's number.
    pub number: i64,
    /// Its bank.
    pub bank_id: i64,
    /// Its revision.
    pub revision: i64,
    /// What it says.
    pub question: Question,
    /// The choices by which it was graded.
    pub key: ChoiceSet,
    /// Whether that was decided after people had answered it.
    pub corrected: bool,
    /// How it did.
    pub figures: ItemFigures,
    /// What looks wrong.
    pub warnings: Vec<Warning>,
}

/// A page of questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemPage {
    /// At most [`ROWS`].
    pub lines: Vec<ItemLine>,
    /// Questions on all pages.
    pub total: u64,
    /// Those of them with which something looks wrong.
    pub doubtful: u64,
}

/// How far the papers of a round have been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Papers so far: one of each person.
    pub papers: u64,
    /// Whether these are all.
    pub is_done: bool,
    /// The figures of the papers of each plan, by its version, in parts of [`contest::results::items::PAPER`].
    pub plans: Vec<(i64, PaperFigures)>,
}

/// A page of the questions that have figures; `page` counts from 1.
pub async fn items(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    of: ItemsOf,
    order: ItemOrder,
    page: u64,
) -> Result<ItemPage, ItemsError> {
    use item_tallies::Column;

    may(actor)?;
    let found = match of {
        ItemsOf::Round(round_id) => item_tallies::Entity::find().filter(Column::RoundId.eq(round_id)),
        ItemsOf::Bank(bank_id) => {
            item_tallies::Entity::find().filter(Column::BankId.eq(bank_id)).filter(Column::RoundId.eq(ALL))
        }
    };
    let total = found.clone().count(db).await?;
    let doubtful = found.clone().filter(Column::Warnings.gt(0)).count(db).await?;
    let (column, way) = match order {
        ItemOrder::Doubtful => (Column::Warnings, Order::Desc),
        ItemOrder::Hard => (Column::Facility, Order::Asc),
        ItemOrder::Easy => (Column::Facility, Order::Desc),
        ItemOrder::Weak => (Column::Discrimination, Order::Asc),
        ItemOrder::Inefficient => (Column::Efficiency, Order::Asc),
        ItemOrder::Asked => (Column::Attempts, Order::Desc),
    };
    let first = Ord::min(page.saturating_sub(1).saturating_mul(ROWS), total);
    let rows = found
        // The two engines do not agree on where nothing stands.
        .order_by_asc(Expr::col(column).is_null())
        .order_by(column, way)
        .order_by_asc(Column::RevisionId)
        .offset(first)
        .limit(ROWS)
        .all(db)
        .await?;
    Ok(ItemPage { lines: lines(db, &rows).await?, total, doubtful })
}

/// How all revisions of a question of a bank did: the newest first, each in all rounds together (no round) and then
/// in each of the last rounds that had it, told by its row and title. Who works on the bank knows the key, and may see
/// this.
pub async fn of_question(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    bank_id: i64,
    number: i64,
) -> Result<Vec<(Option<(i64, String)>, ItemLine)>, ItemsError> {
    use item_tallies::Column;

    if hand(db, actor, bank_id).await?.is_none() && !actor.role.organises() {
        return Err(ItemsError::NotAllowed);
    }
    let rows = item_tallies::Entity::find()
        .filter(Column::BankId.eq(bank_id))
        .filter(Column::QuestionId.eq(number))
        .order_by_desc(Column::RevisionId)
        .order_by_asc(Expr::col(Column::RoundId).ne(ALL))
        .order_by_desc(Column::RoundId)
        .limit(ROWS)
        .all(db)
        .await?;
    let rounds = rounds::Entity::find().filter(rounds::Column::Id.is_in(rows.iter().map(|row| row.round_id)));
    let rounds = rounds.all(db).await?;
    let titles = rows.iter().map(|row| {
        let round = rounds.iter().find(|round| round.id == row.round_id);
        round.map(|round| (round.id, round.title.clone()))
    });
    let titles: Vec<Option<(i64, String)>> = titles.collect();
    Ok(titles.into_iter().zip(lines(db, &rows).await?).collect())
}

/// How far a round has been read; `None` where that has not begun.
pub async fn progress(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    round_id: i64,
) -> Result<Option<Progress>, ItemsError> {
    may(actor)?;
    let Some(row) = item_analyses::Entity::find_by_id(round_id).one(db).await? else { return Ok(None) };
    let is_done = row.done_at.is_some();
    // While it is being read this is large, and tells nothing yet.
    let tally: RoundTally =
        if is_done { from_json(&row.tally, "item analysis of round", round_id)? } else { RoundTally::default() };
    let plans = tally.plans.iter().map(|(plan, papers)| (*plan, papers.figures())).collect();
    Ok(Some(Progress { papers: row.attempts as u64, is_done, plans }))
}

fn may(actor: &StaffSession) -> Result<(), ItemsError> {
    if actor.role.organises() { Ok(()) } else { Err(ItemsError::NotAllowed) }
}

async fn lines(db: &impl ConnectionTrait, rows: &[item_tallies::Model]) -> Result<Vec<ItemLine>, DbErr> {
    let known = known(db, rows.iter().map(|row| row.revision_id)).await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let of = known.get(&row.revision_id);
        let of = of.ok_or_else(|| DbErr::RecordNotFound(format!("question revision {}", row.revision_id)))?;
        let key = u16::try_from(row.correct).ok().and_then(ChoiceSet::from_bits).unwrap_or(of.question.correct);
        let figures = ItemFigures::of(&tally_of(row)?, FULL_MARK, of.question.choices.len());
        lines.push(ItemLine {
            number: of.number,
            bank_id: of.bank_id,
            revision: row.revision_id,
            question: of.question.clone(),
            key,
            corrected: row.corrected,
            warnings: warnings(&figures, of.question.kind, key),
            figures,
        });
    }
    Ok(lines)
}
