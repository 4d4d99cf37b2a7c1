//! Taking in a list of agencies. Taking in the same list again changes nothing.

use std::collections::HashMap;

use bank::{Problem, ReadError, agencies::AgencySet};
use contest::{Timestamp, text};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryOrder};

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
    let rows = agencies::Entity::find().all(db).await?;
    let mut known: HashMap<String, agencies::Model> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    let latest = latest_headcounts(db).await?;
    let mut imported = Imported { problems: set.problems, ..Imported::default() };
    // Every parent stands before its children.
    for agency in set.agencies {
        let parent = agency.parent_code.as_ref().and_then(|code| known.get(code));
        let wanted = Wanted {
            name: agency.name,
            kind: agency.kind.code(),
            block: agency.block,
            parent_id: parent.map(|parent| parent.id),
            parent_path: parent.map_or_else(|| "/".to_owned(), |parent| parent.path.clone()),
        };
        let (row, done) = match known.get(&agency.code) {
            None => (wanted.insert(db, &agency.code, at).await?, Done::Added),
            Some(row) if wanted.is(row) => (row.clone(), Done::Nothing),
            Some(row) => (wanted.update(db, row.clone(), &mut known).await?, Done::Changed),
        };
        let counted = set_headcount_of_file(db, row.id, agency.headcount, latest.get(&row.id), at).await?;
        match done {
            Done::Added => imported.added += 1,
            Done::Changed => imported.changed += 1,
            Done::Nothing if counted => imported.changed += 1,
            Done::Nothing => imported.unchanged += 1,
        }
        known.insert(agency.code, row);
    }
    Ok(imported)
}

enum Done {
    Added,
    Changed,
    Nothing,
}

/// An agency as the list has it.
struct Wanted {
    name: String,
    kind: &'static str,
    block: String,
    parent_id: Option<i64>,
    parent_path: String,
}

impl Wanted {
    fn path(&self, id: i64) -> String {
        format!("{}{id}/", self.parent_path)
    }

    fn is(&self, row: &agencies::Model) -> bool {
        row.name == self.name
            && row.kind == self.kind
            && row.block == self.block
            && row.parent_id == self.parent_id
            && row.path == self.path(row.id)
    }

    async fn insert(&self, db: &impl ConnectionTrait, code: &str, at: Timestamp) -> Result<agencies::Model, DbErr> {
        let row = agencies::ActiveModel {
            code: Set(code.to_owned()),
            name: Set(self.name.clone()),
            name_folded: Set(text::fold(&self.name)),
            kind: Set(self.kind.to_owned()),
            block: Set(self.block.clone()),
            parent_id: Set(self.parent_id),
            path: Set(String::new()),
            valid_from: Set(at.0),
            valid_to: Set(None),
            ..Default::default()
        };
        let row = row.insert(db).await?;
        // The path ends with the row's own number, which the database gives.
        let path = self.path(row.id);
        let mut row = row.into_active_model();
        row.path = Set(path);
        row.update(db).await
    }

    async fn update(
        &self,
        db: &impl ConnectionTrait,
        row: agencies::Model,
        known: &mut HashMap<String, agencies::Model>,
    ) -> Result<agencies::Model, DbErr> {
        let (old_path, path) = (row.path.clone(), self.path(row.id));
        let mut row = row.into_active_model();
        row.name = Set(self.name.clone());
        row.name_folded = Set(text::fold(&self.name));
        row.kind = Set(self.kind.to_owned());
        row.block = Set(self.block.clone());
        row.parent_id = Set(self.parent_id);
        row.path = Set(path.clone());
        let row = row.update(db).await?;
        if path != old_path {
            move_below(db, row.id, &old_path, &path, known).await?;
        }
        Ok(row)
    }
}

/// Gives all below an agency that has moved their new paths.
async fn move_below(
    db: &impl ConnectionTrait,
    moved: i64,
    old_path: &str,
    path: &str,
    known: &mut HashMap<String, agencies::Model>,
) -> Result<(), DbErr> {
    for row in known.values_mut().filter(|row| row.id != moved) {
        let Some(rest) = row.path.strip_prefix(old_path) else { continue };
        let mut changed = row.clone().into_active_model();
        changed.path = Set(format!("{path}{rest}"));
        *row = changed.update(db).await?;
    }
    Ok(())
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
