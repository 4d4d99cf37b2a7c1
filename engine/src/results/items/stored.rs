//! What was counted, question by question: of the round, and of all rounds together.

use std::collections::{BTreeMap, BTreeSet};

use contest::{
    attempts::{Change, FULL_MARK},
    banks::ChoiceSet,
    results::items::{ItemFigures, ItemTally, Relation, RoundTally, warnings},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    Engine,
    banks::{KnownQuestion, known},
    contests::Round,
    db::{
        entities::{item_analyses, item_tallies},
        from_json, to_json,
    },
};

/// All rounds together, in the place of a round.
pub(super) const ALL: i64 = 0;

/// Questions of one transaction: answers of open rounds wait for it on SQLite.
const CHUNK: usize = 50;

/// Stores what was counted in a round. Done again, it changes nothing.
pub(super) async fn store(engine: &Engine, round: &Round, tally: &RoundTally) -> Result<(), DbErr> {
    // One that was dropped since is on no paper any more.
    let before = item_tallies::Entity::find().select_only().column(item_tallies::Column::RevisionId);
    let before = before.filter(item_tallies::Column::RoundId.eq(round.id)).into_tuple::<i64>();
    let mut revisions: BTreeSet<i64> = tally.questions.keys().copied().collect();
    revisions.extend(before.all(&engine.db.read).await?);
    let revisions: Vec<i64> = revisions.into_iter().collect();
    for chunk in revisions.chunks(CHUNK) {
        store_chunk(engine, round, tally, chunk).await?;
    }
    Ok(())
}

async fn store_chunk(engine: &Engine, round: &Round, tally: &RoundTally, chunk: &[i64]) -> Result<(), DbErr> {
    let questions = known(&engine.db.read, chunk.iter().copied()).await?;
    let tx = engine.db.begin().await?;
    // Of two rounds that are done at once, the second finds what the first has stored.
    let turn = item_analyses::Entity::find().select_only().column(item_analyses::Column::RoundId);
    turn.order_by_asc(item_analyses::Column::RoundId).lock_exclusive().into_tuple::<i64>().all(&tx).await?;
    let others = others(&tx, round.id, chunk).await?;
    let of_chunk = item_tallies::Entity::delete_many()
        .filter(item_tallies::Column::RoundId.is_in([ALL, round.id]))
        .filter(item_tallies::Column::RevisionId.is_in(chunk.iter().copied()));
    of_chunk.exec(&tx).await?;
    let mut rows = Vec::new();
    for (revision, question) in chunk.iter().filter_map(|revision| Some((*revision, questions.get(revision)?))) {
        let mut all = others.get(&revision).cloned().unwrap_or_default();
        if let Some(own) = tally.questions.get(&revision) {
            all.merge(own);
            let change = round.corrections.0.get(&revision).copied();
            let key = if let Some(Change::Key(key)) = change { key } else { question.question.correct };
            rows.push(row(round.id, revision, question, own, key, change.is_some())?);
        }
        if all.total() > 0 {
            rows.push(row(ALL, revision, question, &all, question.question.correct, false)?);
        }
    }
    if !rows.is_empty() {
        item_tallies::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    }
    tx.commit().await
}

/// What other rounds have counted of these questions, added up.
async fn others(tx: &impl ConnectionTrait, round_id: i64, chunk: &[i64]) -> Result<BTreeMap<i64, ItemTally>, DbErr> {
    let rows = item_tallies::Entity::find()
        .filter(item_tallies::Column::RevisionId.is_in(chunk.iter().copied()))
        .filter(item_tallies::Column::RoundId.is_not_in([ALL, round_id]))
        .all(tx)
        .await?;
    let mut others: BTreeMap<i64, ItemTally> = BTreeMap::new();
    for row in rows {
        others.entry(row.revision_id).or_default().merge(&tally_of(&row)?);
    }
    Ok(others)
}

/// What a row has counted.
pub(super) fn tally_of(row: &item_tallies::Model) -> Result<ItemTally, DbErr> {
    from_json(&row.tally, "item tally of question revision", row.revision_id)
}

fn row(
    round_id: i64,
    revision: i64,
    of: &KnownQuestion,
    tally: &ItemTally,
    key: ChoiceSet,
    corrected: bool,
) -> Result<item_tallies::ActiveModel, DbErr> {
    let figures = ItemFigures::of(tally, FULL_MARK, of.question.choices.len());
    let hundredths = |share: f64| (share * 10_000.0).round() as i32;
    let whole = |side: fn(Relation) -> Option<f64>| figures.with_whole.and_then(side).map(hundredths);
    Ok(item_tallies::ActiveModel {
        round_id: Set(round_id),
        revision_id: Set(revision),
        question_id: Set(of.number),
        bank_id: Set(of.bank_id),
        attempts: Set(figures.attempts as i32),
        facility: Set(figures.facility.map(hundredths)),
        discrimination: Set(whole(|relation| relation.correlation)),
        efficiency: Set(whole(|relation| relation.efficiency)),
        warnings: Set(warnings(&figures, of.question.kind, key).len() as i32),
        correct: Set(i32::from(key.bits())),
        corrected: Set(corrected),
        tally: Set(to_json(tally)?),
    })
}
