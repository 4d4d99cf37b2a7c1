//! Taking in a list of agencies. Taking in the same list again changes nothing.

use std::collections::{HashMap, HashSet};

use bank::{Problem, ReadError, agencies::AgencySet};
use contest::{Timestamp, time::LocalDate};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect as _,
};

use super::{
    plan::{Deed, HEADCOUNT, Plan, PlannedRow, Word, plan},
    write::{self, AgencyDraft, Change, path_of},
};
use crate::{
    Engine,
    accounts::{forget_viewers, viewers_sessions_below},
    db::entities::{agencies, agency_past, headcounts},
};

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Agencies that were not there.
    pub added: usize,
    /// Agencies of which something is other than before.
    pub changed: usize,
    /// Agencies that were there as they are.
    pub unchanged: usize,
    /// The rows that were left out, and why.
    pub problems: Vec<Problem>,
}

/// Why a list was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read at all.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Reads a list and takes it in: all its sound rows, or nothing.
///
/// Agencies that are not in it stay as they are, since a list may cover a part of the tree.
pub async fn import(engine: &Engine, bytes: &[u8]) -> Result<Imported, ImportError> {
    let set = bank::agencies::read(bytes)?;
    let tx = engine.db.begin().await?;
    let (imported, sessions) = take_in(&tx, set, engine.now(), Word::File).await?;
    tx.commit().await?;
    engine.agencies.forget();
    forget_viewers(engine, &sessions).await;
    Ok(imported)
}

/// Takes in a list that came with the platform and has been read, within the caller's transaction.
pub async fn import_set(db: &impl ConnectionTrait, set: AgencySet, at: Timestamp) -> Result<Imported, DbErr> {
    Ok(take_in(db, set, at, Word::File).await?.0)
}

/// Works out what a list would do, from the rows as they are.
pub(super) async fn planned(
    db: &impl ConnectionTrait,
    set: AgencySet,
    at: Timestamp,
    word: Word,
) -> Result<(Plan, HashMap<String, agencies::Model>), DbErr> {
    let rows = agencies::Entity::find().order_by_asc(agencies::Column::Id).all(db).await?;
    let latest = latest_headcounts(db, at, word).await?;
    let with_past: HashSet<i64> = agency_past::Entity::find()
        .select_only()
        .column(agency_past::Column::AgencyId)
        .distinct()
        .into_tuple::<i64>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let plan = plan(&set, &rows, &latest, &with_past, word);
    Ok((plan, rows.into_iter().map(|row| (row.code.clone(), row)).collect()))
}

/// Takes a list in. Gives the sessions, too, that see something elsewhere now.
pub(super) async fn take_in(
    db: &impl ConnectionTrait,
    set: AgencySet,
    at: Timestamp,
    word: Word,
) -> Result<(Imported, Vec<String>), DbErr> {
    write::lock(db).await?;
    let (plan, known) = planned(db, set, at, word).await?;
    carry_out(db, plan, known, at, word).await
}

/// Writes what was worked out.
pub(super) async fn carry_out(
    db: &impl ConnectionTrait,
    plan: Plan,
    mut known: HashMap<String, agencies::Model>,
    at: Timestamp,
    word: Word,
) -> Result<(Imported, Vec<String>), DbErr> {
    let mut imported = Imported { problems: plan.problems, ..Imported::default() };
    let (mut sessions, mut dissolved) = (Vec::new(), Vec::new());
    // Every parent stands before its children.
    for row in plan.rows {
        match row.deed {
            Deed::Add => imported.added += 1,
            Deed::Change | Deed::Dissolve => imported.changed += 1,
            Deed::Nothing => {
                imported.unchanged += 1;
                continue;
            }
        }
        let parent = row.listed.parent_code.as_ref().and_then(|code| known.get(code));
        let parent_path = path_of(parent).to_owned();
        let wanted = draft(&row, parent.map(|parent| parent.id));
        let written = match known.get(&wanted.code).cloned() {
            None => {
                let from = row.listed.valid_from.map_or(at, LocalDate::midnight);
                vec![wanted.insert(db, &parent_path, from).await?]
            }
            Some(before) => {
                if before.parent_id != wanted.parent_id {
                    sessions.extend(viewers_sessions_below(db, &before.path).await?);
                }
                update(db, &row, before, &wanted, &parent_path, at, word).await?
            }
        };
        let Some(id) = written.first().map(|row| row.id) else { continue };
        set_headcount(db, id, &row, at, word).await?;
        known.extend(written.into_iter().map(|row| (row.code.clone(), row)));
        if let Some(day) = row.listed.valid_to {
            dissolved.push((id, day, row.listed.successor_code));
        }
    }
    // Who takes over may stand further down the list.
    for (id, day, successor) in dissolved {
        let Some(row) = known.values().find(|row| row.id == id) else { continue };
        let mut row = row.clone().into_active_model();
        row.valid_to = Set(Some(day.midnight().0));
        row.successor_id = Set(successor.and_then(|code| known.get(&code)).map(|row| row.id));
        row.update(db).await?;
    }
    Ok((imported, sessions))
}

fn draft(row: &PlannedRow, parent_id: Option<i64>) -> AgencyDraft {
    AgencyDraft {
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.listed.kind,
        block: row.listed.block.clone(),
        parent_id,
    }
}

/// Makes a row say what the list says. Since when an agency is there is mended as long as nothing of it has changed.
async fn update(
    db: &impl ConnectionTrait,
    row: &PlannedRow,
    before: agencies::Model,
    wanted: &AgencyDraft,
    parent_path: &str,
    at: Timestamp,
    word: Word,
) -> Result<Vec<agencies::Model>, DbErr> {
    let by = by(word);
    let mut rows = vec![before];
    if let Some(since) = row.listed.valid_from.map(LocalDate::midnight)
        && let Some(before) = rows.first().cloned()
        && Timestamp(before.valid_from).local().date != since.local().date
        && write::last_past(db, before.id).await?.is_none()
    {
        let as_it_is = super::acts::draft_of(&before);
        let above = before.path.strip_suffix(&format!("{}/", before.id)).unwrap_or("/").to_owned();
        rows = as_it_is.update(db, before, &above, Change::Mend(Some(since)), by, at).await?;
    }
    match rows.first().cloned() {
        Some(row) if !wanted.is(&row) => wanted.update(db, row, parent_path, Change::From(at), by, at).await,
        _ => Ok(rows),
    }
}

fn by(word: Word) -> Option<i64> {
    match word {
        Word::File => None,
        Word::Organiser(staff) => Some(staff),
    }
}

/// What an organiser's list is compared with is in force; a file does not undo what a person has set for later, either.
async fn latest_headcounts(
    db: &impl ConnectionTrait,
    at: Timestamp,
    word: Word,
) -> Result<HashMap<i64, headcounts::Model>, DbErr> {
    let begun = match word {
        Word::File => Condition::all(),
        Word::Organiser(_) => Condition::all().add(headcounts::Column::ValidFrom.lte(at.0)),
    };
    let rows = headcounts::Entity::find()
        .filter(begun)
        .order_by_asc(headcounts::Column::ValidFrom)
        .order_by_asc(headcounts::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.agency_id, row)).collect())
}

/// Notes the list's headcount where the plan says so, from now on.
async fn set_headcount(
    db: &impl ConnectionTrait,
    agency_id: i64,
    row: &PlannedRow,
    at: Timestamp,
    word: Word,
) -> Result<(), DbErr> {
    let Some(people) = row.listed.headcount else { return Ok(()) };
    if row.deed != Deed::Add && !row.changes.iter().any(|change| change.what == HEADCOUNT) {
        return Ok(());
    }
    let same_time = headcounts::Entity::find()
        .filter(headcounts::Column::AgencyId.eq(agency_id))
        .filter(headcounts::Column::ValidFrom.eq(at.0));
    let known = same_time.one(db).await?;
    let mut count = match known {
        Some(known) => known.into_active_model(),
        None => headcounts::ActiveModel { agency_id: Set(agency_id), valid_from: Set(at.0), ..Default::default() },
    };
    count.people = Set(people as i32);
    count.set_by = Set(by(word));
    count.set_at = Set(at.0);
    count.save(db).await?;
    Ok(())
}
