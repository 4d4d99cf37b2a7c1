//! Taking in a list of agencies. Taking in the same list again changes nothing.

use std::collections::HashMap;

use bank::{Problem, ReadError, agencies::AgencySet};
use contest::Timestamp;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryOrder};

use super::write::{self, AgencyDraft, Change, path_of};
use crate::{
    Engine,
    db::entities::{agencies, headcounts},
};

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Agencies that were not there.
    pub added: usize,
    /// Agencies whose name, kind, block, place in the tree or headcount is another now.
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
    let imported = import_set(&tx, set, engine.now()).await?;
    tx.commit().await?;
    engine.agencies.forget();
    Ok(imported)
}

/// Takes in a list that has been read, within the caller's transaction.
pub async fn import_set(db: &impl ConnectionTrait, set: AgencySet, at: Timestamp) -> Result<Imported, DbErr> {
    write::lock(db).await?;
    let rows = agencies::Entity::find().all(db).await?;
    let mut known: HashMap<String, agencies::Model> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    let latest = latest_headcounts(db).await?;
    let mut imported = Imported { problems: set.problems, ..Imported::default() };
    // Every parent stands before its children.
    for agency in set.agencies {
        let parent = agency.parent_code.as_ref().and_then(|code| known.get(code));
        let parent_path = path_of(parent).to_owned();
        let wanted = AgencyDraft {
            code: agency.code,
            name: agency.name,
            kind: agency.kind,
            block: agency.block,
            parent_id: parent.map(|parent| parent.id),
        };
        let (rows, done) = match known.get(&wanted.code) {
            None => (vec![wanted.insert(db, &parent_path, at).await?], Done::Added),
            Some(row) if wanted.is(row) => (vec![row.clone()], Done::Nothing),
            Some(row) => {
                let row = row.clone();
                (wanted.update(db, row, &parent_path, Change::From(at), None, at).await?, Done::Changed)
            }
        };
        let Some(id) = rows.first().map(|row| row.id) else { continue };
        let counted = set_headcount_of_file(db, id, agency.headcount, latest.get(&id), at).await?;
        match done {
            Done::Added => imported.added += 1,
            Done::Changed => imported.changed += 1,
            Done::Nothing if counted => imported.changed += 1,
            Done::Nothing => imported.unchanged += 1,
        }
        known.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }
    Ok(imported)
}

enum Done {
    Added,
    Changed,
    Nothing,
}

async fn latest_headcounts(db: &impl ConnectionTrait) -> Result<HashMap<i64, headcounts::Model>, DbErr> {
    let rows = headcounts::Entity::find()
        .order_by_asc(headcounts::Column::ValidFrom)
        .order_by_asc(headcounts::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.agency_id, row)).collect())
}

/// Notes the list's headcount, unless it is known or a person has set one since.
async fn set_headcount_of_file(
    db: &impl ConnectionTrait,
    agency_id: i64,
    people: Option<u32>,
    latest: Option<&headcounts::Model>,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let Some(people) = people.map(|people| people as i32) else { return Ok(false) };
    if latest.is_some_and(|latest| latest.set_by.is_some() || latest.people == people) {
        return Ok(false);
    }
    let row = headcounts::ActiveModel {
        agency_id: Set(agency_id),
        people: Set(people),
        valid_from: Set(at.0),
        set_by: Set(None),
        set_at: Set(at.0),
        ..Default::default()
    };
    headcounts::Entity::insert(row).exec_without_returning(db).await?;
    Ok(true)
}
