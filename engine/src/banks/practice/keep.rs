//! Saying what questions are kept for.

use std::collections::{BTreeSet, HashSet};

use contest::banks::{CellSize, KeptFor, Level, Topic, share_for_practice};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::in_use::in_use;
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::{CHUNK, revisions},
    db::entities::{banks, question_revisions, questions},
};

/// Most questions that are named by their numbers in one act.
pub const MAX_NUMBERS: usize = 500;

/// Which questions of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those with these numbers; the others stay as they are.
    Numbers(Vec<i64>, KeptFor),
    /// Of a topic (`None` for all), so many in 100 of each topic and level for practice, by
    /// [`share_for_practice`], and the others for papers.
    Share(Option<Topic>, u8),
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Questions that are kept for something else now.
    pub changed: u32,
    /// Questions that stay for papers: rounds that are not published ask them.
    pub in_use: Vec<i64>,
    /// Numbers of no approved question of the bank.
    pub unknown: Vec<i64>,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// Banks are an organiser's.
    #[error("only organisers say what questions are kept for")]
    NotAllowed,
    /// There is no such bank.
    #[error("no such bank")]
    NoBank,
    /// None, or more than [`MAX_NUMBERS`].
    #[error("1 to {MAX_NUMBERS} numbers")]
    Numbers,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// An approved question of the bank.
struct Row {
    number: i64,
    topic: Option<Topic>,
    level: Option<Level>,
}

/// Says what questions of a bank are kept for.
pub async fn keep(engine: &Engine, actor: &StaffSession, bank_id: i64, which: &Which) -> Result<Kept, KeepError> {
    if !actor.role.organises() {
        return Err(KeepError::NotAllowed);
    }
    if let Which::Numbers(numbers, _) = which
        && !(1..=MAX_NUMBERS).contains(&numbers.len())
    {
        return Err(KeepError::Numbers);
    }
    banks::Entity::find_by_id(bank_id).one(&engine.db.read).await?.ok_or(KeepError::NoBank)?;
    let in_use = in_use(engine).await?;
    let tx = engine.db.begin().await?;
    let kept = change(&tx, bank_id, which, &in_use).await?;
    let (subject, detail) = (format!("bank:{bank_id}"), detail(which, &kept));
    audit::record(&tx, engine.now(), Some(actor.staff_id), "bank.keep_for", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Keeps a share of a bank that no round has asked yet, as the first start does.
pub(crate) async fn keep_share_of_new(tx: &impl ConnectionTrait, bank_id: i64, percent: u8) -> Result<Kept, DbErr> {
    change(tx, bank_id, &Which::Share(None, percent), &HashSet::new()).await
}

/// How many questions are kept for practice, by topic and level.
pub async fn practice_cells(db: &impl ConnectionTrait, bank_id: i64) -> Result<Vec<CellSize>, DbErr> {
    let kept: HashSet<i64> = of_practice(db, bank_id).await?.into_iter().collect();
    let rows = rows(db, bank_id).await?.into_iter().filter(|row| kept.contains(&row.number));
    Ok(rows.map(|row| CellSize { topic: row.topic, level: row.level, available: 1 }).collect())
}

async fn change(tx: &impl ConnectionTrait, bank_id: i64, which: &Which, in_use: &HashSet<i64>) -> Result<Kept, DbErr> {
    let rows = rows(tx, bank_id).await?;
    let practice: BTreeSet<i64> = of_practice(tx, bank_id).await?.into_iter().collect();
    let mut kept = Kept::default();
    let (mut to_practice, mut to_contest) = (BTreeSet::new(), BTreeSet::new());
    match which {
        Which::Numbers(numbers, to) => {
            let known: HashSet<i64> = rows.iter().map(|row| row.number).collect();
            let (known, unknown) = numbers.iter().copied().partition::<Vec<i64>, _>(|number| known.contains(number));
            kept.unknown = unknown;
            if *to == KeptFor::Practice { &mut to_practice } else { &mut to_contest }.extend(known);
        }
        Which::Share(topic, percent) => {
            let of_topic = rows.into_iter().filter(|row| topic.is_none() || row.topic == *topic);
            let of_topic: Vec<Row> = of_topic.collect();
            to_contest.extend(of_topic.iter().map(|row| row.number));
            to_practice.extend(share_for_practice(
                of_topic.into_iter().map(|row| (row.number, row.topic, row.level)),
                *percent,
            ));
            to_contest.retain(|number| !to_practice.contains(number));
        }
    }
    to_practice.retain(|number| !practice.contains(number));
    kept.in_use = to_practice.intersection(&in_use.iter().copied().collect()).copied().collect();
    to_practice.retain(|number| !in_use.contains(number));
    to_contest.retain(|number| practice.contains(number));
    kept.changed = (to_practice.len() + to_contest.len()) as u32;
    for (numbers, to) in [(to_practice, KeptFor::Practice), (to_contest, KeptFor::Contest)] {
        let numbers: Vec<i64> = numbers.into_iter().collect();
        for chunk in numbers.chunks(CHUNK) {
            questions::Entity::update_many()
                .col_expr(questions::Column::KeptFor, Expr::value(to.code()))
                .filter(questions::Column::BankId.eq(bank_id))
                .filter(questions::Column::Id.is_in(chunk.iter().copied()))
                .exec(tx)
                .await?;
        }
    }
    Ok(kept)
}

async fn rows(db: &impl ConnectionTrait, bank_id: i64) -> Result<Vec<Row>, DbErr> {
    use question_revisions::Column;

    let rows: Vec<(i64, Option<String>, Option<String>)> = question_revisions::Entity::find()
        .select_only()
        .columns([Column::QuestionId, Column::Topic, Column::Level])
        .filter(Column::Id.in_subquery(revisions::newest(bank_id)))
        .into_tuple()
        .all(db)
        .await?;
    let row = |(number, topic, level): (i64, Option<String>, Option<String>)| Row {
        number,
        topic: topic.map(Topic),
        level: level.as_deref().and_then(Level::parse),
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn of_practice(db: &impl ConnectionTrait, bank_id: i64) -> Result<Vec<i64>, DbErr> {
    let of_bank = questions::Entity::find().select_only().column(questions::Column::Id);
    let of_bank = of_bank.filter(questions::Column::BankId.eq(bank_id));
    of_bank.filter(questions::Column::KeptFor.eq(KeptFor::Practice.code())).into_tuple().all(db).await
}

fn detail(which: &Which, kept: &Kept) -> String {
    let what = match which {
        Which::Numbers(numbers, to) => format!("{} numbered for {}", numbers.len(), to.code()),
        Which::Share(None, percent) => format!("{percent} % for practice"),
        Which::Share(Some(topic), percent) => format!("{percent} % of {topic} for practice"),
    };
    format!("{what}: {} changed, {} in use", kept.changed, kept.in_use.len())
}
