//! Doing it.

use contest::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    super::{access::hand, decide::held, history},
    BulkAct, BulkError, MAX_BULK, NAMED, Selection, Skipped, TOGETHER,
    change::{GONE, Left, change},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::list,
    db::{
        entities::{bulk_act_rows, bulk_acts, question_revisions, questions},
        to_json,
    },
};

/// Does one act to many questions of a bank; gives its number, under which [`super::bulk_view`] says
/// what came of it. Questions that it cannot be done to are left alone.
pub async fn run(
    engine: &Engine,
    actor: &StaffSession,
    bank_id: i64,
    act: &BulkAct,
    selection: &Selection,
) -> Result<i64, BulkError> {
    let db = &engine.db.read;
    let hand = hand(db, actor, bank_id).await?.ok_or(BulkError::NotFound)?;
    if matches!(act, BulkAct::Topic(_) | BulkAct::Level(_)) && !hand.writes() {
        return Err(BulkError::NotAllowed);
    }
    let numbers = numbers(db, bank_id, selection).await?;
    let now = engine.now();
    let row = bulk_acts::ActiveModel {
        bank_id: Set(bank_id),
        staff_id: Set(actor.staff_id),
        at: Set(now.0),
        act: Set(act.code().to_owned()),
        value: Set(act.value().map(str::to_owned)),
        skipped: Set("[]".to_owned()),
        undone_at: Set(None),
        undone_by: Set(None),
        ..Default::default()
    };
    let tx = engine.db.begin().await?;
    let id = row.insert(&tx).await?.id;
    let (subject, detail) = (format!("bank:{bank_id}"), format!("act {id}: {} of {}", act.code(), numbers.len()));
    audit::record(&tx, now, Some(actor.staff_id), "bank.bulk", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;

    let mut skipped: Vec<Skipped> = Vec::new();
    for some in numbers.chunks(TOGETHER) {
        let tx = engine.db.begin().await?;
        for question in some {
            let done = one(&tx, (bank_id, *question), act, (hand, actor.staff_id, now), id).await;
            match done {
                Ok(()) => {}
                Err(Left::Alone(reason)) => skip(&mut skipped, reason, *question),
                Err(Left::Failed(failure)) => return Err(failure.into()),
            }
        }
        note_skipped(&tx, id, &skipped).await?;
        tx.commit().await?;
    }
    Ok(id)
}

async fn one(
    tx: &DatabaseTransaction,
    (bank_id, question): (i64, i64),
    act: &BulkAct,
    who: (contest::banks::BankHand, i64, Timestamp),
    bulk: i64,
) -> Result<(), Left> {
    let held = held(tx, bank_id, question).await?.ok_or_else(|| Left::Alone(GONE.to_owned()))?;
    let (number, deed, before) = change(tx, &held, act, who).await?;
    let version = held.bump(tx).await?;
    let mut past = history::act(question, number, who.2, who.1, deed);
    past.bulk_id = Set(Some(bulk));
    past.insert(tx).await?;
    let row = bulk_act_rows::ActiveModel {
        bulk_id: Set(bulk),
        question_id: Set(question),
        before: Set(to_json(&before)?),
        version: Set(version),
        undone: Set(false),
    };
    bulk_act_rows::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The numbers of the questions, ascending: all acts lock them in this order.
async fn numbers(db: &impl ConnectionTrait, bank_id: i64, selection: &Selection) -> Result<Vec<i64>, BulkError> {
    let mut numbers: Vec<i64> = match selection {
        Selection::Numbers(numbers) => numbers.clone(),
        Selection::Found(filter) => {
            let found = list::found(bank_id, filter).select_only().column(question_revisions::Column::QuestionId);
            let found = found.order_by_asc(question_revisions::Column::QuestionId).limit(MAX_BULK + 1);
            found.into_tuple().all(db).await?
        }
    };
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() as u64 > MAX_BULK {
        return Err(BulkError::TooMany);
    }
    // What was ticked may be of another bank, or made up.
    let mut ours = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(super::super::super::CHUNK) {
        let rows: Vec<i64> = questions::Entity::find()
            .select_only()
            .column(questions::Column::Id)
            .filter(questions::Column::BankId.eq(bank_id))
            .filter(questions::Column::Id.is_in(some.iter().copied()))
            .order_by_asc(questions::Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        ours.extend(rows);
    }
    if ours.is_empty() { Err(BulkError::Nothing) } else { Ok(ours) }
}

fn skip(skipped: &mut Vec<Skipped>, reason: String, question: i64) {
    let place = skipped.iter().position(|known| known.reason == reason).unwrap_or_else(|| {
        skipped.push(Skipped { reason, count: 0, numbers: Vec::new() });
        skipped.len() - 1
    });
    if let Some(known) = skipped.get_mut(place) {
        known.count += 1;
        if known.numbers.len() < NAMED {
            known.numbers.push(question);
        }
    }
}

async fn note_skipped(tx: &impl ConnectionTrait, id: i64, skipped: &[Skipped]) -> Result<(), DbErr> {
    bulk_acts::Entity::update_many()
        .col_expr(bulk_acts::Column::Skipped, Expr::value(to_json(&skipped)?))
        .filter(bulk_acts::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
