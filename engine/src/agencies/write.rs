//! Writing one agency's row: the only place that does, so that what was is kept and paths follow.

use contest::{Timestamp, agencies::AgencyKind, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::db::entities::{agencies, agency_past};

/// An agency as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyDraft {
    /// Its official code.
    pub code: String,
    /// Its name, NFC.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The code of its block; may be empty.
    pub block: String,
    /// The agency above it; none at the top.
    pub parent_id: Option<i64>,
}

/// What becomes of how an agency was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is so from this time on; how it was before is kept. What is not older than that itself is mended.
    From(Timestamp),
    /// It was written down wrongly and is mended, with since when it is so, if that is given.
    Mend(Option<Timestamp>),
}

/// The tree is changed by one at a time: whoever changes it holds its first row.
pub(super) async fn lock(tx: &impl ConnectionTrait) -> Result<(), DbErr> {
    agencies::Entity::find().order_by_asc(agencies::Column::Id).limit(1).lock_exclusive().one(tx).await?;
    Ok(())
}

/// The path of an agency below the one with `parent_path`.
fn path(parent_path: &str, id: i64) -> String {
    format!("{parent_path}{id}/")
}

/// The path of the agency above; `/` at the top.
pub(super) fn path_of(parent: Option<&agencies::Model>) -> &str {
    parent.map_or("/", |parent| parent.path.as_str())
}

impl AgencyDraft {
    /// Whether a row says the same.
    pub(super) fn is(&self, row: &agencies::Model) -> bool {
        row.code == self.code
            && row.name == self.name
            && row.kind == self.kind.code()
            && row.block == self.block
            && row.parent_id == self.parent_id
    }

    /// Adds it.
    pub(super) async fn insert(
        &self,
        db: &impl ConnectionTrait,
        parent_path: &str,
        from: Timestamp,
    ) -> Result<agencies::Model, DbErr> {
        let row = agencies::ActiveModel {
            code: Set(self.code.clone()),
            name: Set(self.name.clone()),
            name_folded: Set(text::fold(&self.name)),
            kind: Set(self.kind.code().to_owned()),
            block: Set(self.block.clone()),
            parent_id: Set(self.parent_id),
            path: Set(String::new()),
            valid_from: Set(from.0),
            valid_to: Set(None),
            ..Default::default()
        };
        let row = row.insert(db).await?;
        // The path ends with the row's own number, which the database gives.
        let path = path(parent_path, row.id);
        let mut row = row.into_active_model();
        row.path = Set(path);
        row.update(db).await
    }

    /// Makes a row say this. Gives it, and after it all that moved along with it.
    pub(super) async fn update(
        &self,
        db: &impl ConnectionTrait,
        row: agencies::Model,
        parent_path: &str,
        change: Change,
        by: Option<i64>,
        now: Timestamp,
    ) -> Result<Vec<agencies::Model>, DbErr> {
        keep_past(db, &row, change, by, now).await?;
        let (id, old_path, path) = (row.id, row.path.clone(), path(parent_path, row.id));
        let begins = row.valid_from;
        let mut row = row.into_active_model();
        row.code = Set(self.code.clone());
        row.name = Set(self.name.clone());
        row.name_folded = Set(text::fold(&self.name));
        row.kind = Set(self.kind.code().to_owned());
        row.block = Set(self.block.clone());
        row.parent_id = Set(self.parent_id);
        row.path = Set(path.clone());
        if let Change::Mend(Some(since)) = change
            && last_past(db, id).await?.is_none()
        {
            row.valid_from = Set(since.0);
        } else {
            row.valid_from = Set(begins);
        }
        let mut written = vec![row.update(db).await?];
        if path != old_path {
            move_below(db, &old_path, &path, id, &mut written).await?;
        }
        Ok(written)
    }
}

/// Gives all below an agency that has moved their new paths.
async fn move_below(
    db: &impl ConnectionTrait,
    old_path: &str,
    path: &str,
    moved: i64,
    written: &mut Vec<agencies::Model>,
) -> Result<(), DbErr> {
    let below = agencies::Entity::find()
        .filter(agencies::Column::Path.starts_with(old_path))
        .filter(agencies::Column::Id.ne(moved))
        .all(db)
        .await?;
    for row in below {
        let Some(rest) = row.path.strip_prefix(old_path) else { continue };
        let path = format!("{path}{rest}");
        let mut row = row.into_active_model();
        row.path = Set(path);
        written.push(row.update(db).await?);
    }
    Ok(())
}

/// How an agency was last, before it became as it is.
pub(super) async fn last_past(db: &impl ConnectionTrait, agency_id: i64) -> Result<Option<agency_past::Model>, DbErr> {
    agency_past::Entity::find()
        .filter(agency_past::Column::AgencyId.eq(agency_id))
        .order_by_desc(agency_past::Column::ValidTo)
        .one(db)
        .await
}

/// Since when an agency is as it is.
pub(super) async fn since(db: &impl ConnectionTrait, row: &agencies::Model) -> Result<Timestamp, DbErr> {
    Ok(Timestamp(last_past(db, row.id).await?.map_or(row.valid_from, |past| past.valid_to)))
}

async fn keep_past(
    db: &impl ConnectionTrait,
    row: &agencies::Model,
    change: Change,
    by: Option<i64>,
    now: Timestamp,
) -> Result<(), DbErr> {
    match change {
        Change::From(from) => {
            let since = since(db, row).await?;
            if from <= since {
                return Ok(());
            }
            let past = agency_past::ActiveModel {
                agency_id: Set(row.id),
                code: Set(row.code.clone()),
                name: Set(row.name.clone()),
                kind: Set(row.kind.clone()),
                block: Set(row.block.clone()),
                parent_id: Set(row.parent_id),
                valid_from: Set(since.0),
                valid_to: Set(from.0),
                changed_by: Set(by),
                changed_at: Set(now.0),
                ..Default::default()
            };
            agency_past::Entity::insert(past).exec_without_returning(db).await?;
        }
        Change::Mend(Some(since)) => {
            if let Some(past) = last_past(db, row.id).await? {
                let mut past = past.into_active_model();
                past.valid_to = Set(since.0);
                past.update(db).await?;
            }
        }
        Change::Mend(None) => {}
    }
    Ok(())
}
