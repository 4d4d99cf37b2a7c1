//! The whole tree in memory: a few hundred agencies, in the order in which pages show them.

use std::collections::HashMap;

use contest::{
    Timestamp,
    agencies::{AgencyKind, Block},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::acts::official;
use crate::db::entities::agencies;

/// One agency or unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Its row.
    pub id: i64,
    /// Its code, which no other has ([`Agency::official_code`] for people).
    pub code: String,
    /// Its name, NFC.
    pub name: String,
    /// Its name for search.
    pub name_folded: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The code of its block (khối).
    pub block: String,
    /// The agency above it.
    pub parent_id: Option<i64>,
    /// Ancestors and self, `/3/17/`.
    pub path: String,
    /// Since when it has been there.
    pub valid_from: Timestamp,
    /// Until when; `None` while it stands.
    pub valid_to: Option<Timestamp>,
}

impl Agency {
    /// Whether it stands at this time.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.valid_from <= now && self.valid_to.is_none_or(|end| now < end)
    }

    /// Whether it had been dissolved by this time.
    pub fn is_dissolved(&self, now: Timestamp) -> bool {
        self.valid_to.is_some_and(|end| end <= now)
    }

    /// Its code as people know it.
    pub fn official_code(&self) -> &str {
        official(&self.code)
    }
}

impl From<agencies::Model> for Agency {
    fn from(row: agencies::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            name_folded: row.name_folded,
            kind: AgencyKind::parse(&row.kind).unwrap_or(AgencyKind::Other),
            block: row.block,
            parent_id: row.parent_id,
            path: row.path,
            valid_from: Timestamp(row.valid_from),
            valid_to: row.valid_to.map(Timestamp),
        }
    }
}

/// A group of a `<select>`: the agencies of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockOfAgencies<'a> {
    /// What people read.
    pub label: &'a str,
    /// Its agencies, by name.
    pub agencies: Vec<&'a Agency>,
}

/// All agencies, by name, with their codes and places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyTree {
    agencies: Vec<Agency>,
    by_id: HashMap<i64, usize>,
    by_code: HashMap<String, usize>,
}

impl AgencyTree {
    /// Reads the tree from the database.
    pub async fn load(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let rows = agencies::Entity::find().all(db).await?;
        Ok(Self::new(rows.into_iter().map(Agency::from).collect()))
    }

    pub(super) fn new(mut agencies: Vec<Agency>) -> Self {
        agencies.sort_by(|a, b| (&a.name_folded, &a.code).cmp(&(&b.name_folded, &b.code)));
        let by_id = agencies.iter().enumerate().map(|(place, agency)| (agency.id, place)).collect();
        let by_code = agencies.iter().enumerate().map(|(place, agency)| (agency.code.clone(), place)).collect();
        Self { agencies, by_id, by_code }
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.iter()
    }

    /// By its row.
    pub fn get(&self, id: i64) -> Option<&Agency> {
        self.agencies.get(*self.by_id.get(&id)?)
    }

    /// By its official code.
    pub fn by_code(&self, code: &str) -> Option<&Agency> {
        self.agencies.get(*self.by_code.get(code)?)
    }

    /// The agency with this path and all below it, by name.
    pub fn subtree<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Agency> {
        self.agencies.iter().filter(move |agency| agency.path.starts_with(path))
    }

    /// The name with that of the agency above, where that is not the top: two departments may have
    /// an office of the same name. Nothing for an agency that is not there.
    pub fn full_name(&self, id: i64) -> String {
        let Some(agency) = self.get(id) else { return String::new() };
        match agency.parent_id.and_then(|parent| self.get(parent)) {
            Some(parent) if parent.parent_id.is_some() => format!("{}, {}", agency.name, parent.name),
            _ => agency.name.clone(),
        }
    }

    /// The agencies below the one with this path that stand now, by block: the common blocks first.
    pub fn by_block<'a>(&'a self, path: &'a str, now: Timestamp) -> Vec<BlockOfAgencies<'a>> {
        let below: Vec<&Agency> =
            self.subtree(path).filter(|agency| agency.is_valid(now) && agency.path != path).collect();
        let mut codes: Vec<&str> = below.iter().map(|agency| agency.block.as_str()).collect();
        let common = |code: &str| Block::COMMON.iter().position(|(known, _)| *known == code).unwrap_or(usize::MAX);
        codes.sort_by_key(|code| (common(code), *code));
        codes.dedup();
        let group = |code| BlockOfAgencies {
            label: Block::label(code),
            agencies: below.iter().copied().filter(|agency| agency.block == code).collect(),
        };
        codes.into_iter().map(group).collect()
    }
}
