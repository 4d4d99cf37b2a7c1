//! One agency with all that is known of it, for an organiser.

use contest::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Agency, PastState, TreeError, past::past_of, tree, write::since};
use crate::{
    Engine,
    accounts::{Role, StaffSession, WITHDRAWN_CODE},
    db::entities::{agencies, headcounts, participants, staff},
};

/// Headcounts that are shown, the newest.
const HEADCOUNTS: u64 = 20;
/// Accounts that are shown.
const VIEWERS: u64 = 50;

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyFile {
    /// As it is.
    pub agency: Agency,
    /// Since when it is so.
    pub since: Timestamp,
    /// Those above it, the top first: row and name.
    pub above: Vec<(i64, String)>,
    /// How it was before, the latest first, each with the name of the agency above it.
    pub past: Vec<(PastState, String)>,
    /// Who took its place: row and name.
    pub successor: Option<(i64, String)>,
    /// Whose place it took: row and name.
    pub predecessors: Vec<(i64, String)>,
    /// Its headcounts, the newest first.
    pub headcounts: Vec<KnownHeadcount>,
    /// The user names of the accounts that see it.
    pub viewers: Vec<String>,
    /// People who belong to it, those below not counted.
    pub people: u64,
}

/// A headcount with when it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownHeadcount {
    /// How many.
    pub people: u32,
    /// From when on.
    pub from: Timestamp,
    /// When somebody said so.
    pub set_at: Timestamp,
    /// Whether a list said so rather than a person.
    pub by_list: bool,
}

/// One agency, for an organiser.
pub async fn agency_file(engine: &Engine, actor: &StaffSession, agency_id: i64) -> Result<AgencyFile, TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let db = &engine.db.read;
    let row = agencies::Entity::find_by_id(agency_id).one(db).await?.ok_or(TreeError::NotFound)?;
    let tree = tree(engine).await?;
    let name = |id: i64| tree.get(id).map(|agency| agency.name.clone()).unwrap_or_default();
    let up = |id: &i64| tree.get(*id).and_then(|agency| agency.parent_id);
    let mut above: Vec<(i64, String)> =
        std::iter::successors(row.parent_id, up).take(64).map(|id| (id, name(id))).collect();
    above.reverse();
    let past = past_of(db, row.id).await?;
    let past = past.into_iter().map(|state| (state.parent_id.map(name).unwrap_or_default(), state));
    Ok(AgencyFile {
        since: since(db, &row).await?,
        above,
        past: past.map(|(above, state)| (state, above)).collect(),
        successor: row.successor_id.map(|id| (id, name(id))),
        predecessors: predecessors(db, row.id).await?,
        headcounts: headcounts_of(db, row.id).await?,
        viewers: viewers_of(db, row.id).await?,
        people: participants::Entity::find()
            .filter(participants::Column::AgencyId.eq(row.id))
            .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
            .count(db)
            .await?,
        agency: Agency::from(row),
    })
}

async fn predecessors(db: &impl ConnectionTrait, id: i64) -> Result<Vec<(i64, String)>, DbErr> {
    agencies::Entity::find()
        .select_only()
        .columns([agencies::Column::Id, agencies::Column::Name])
        .filter(agencies::Column::SuccessorId.eq(id))
        .order_by_asc(agencies::Column::NameFolded)
        .into_tuple()
        .all(db)
        .await
}

async fn headcounts_of(db: &impl ConnectionTrait, id: i64) -> Result<Vec<KnownHeadcount>, DbErr> {
    let rows = headcounts::Entity::find()
        .filter(headcounts::Column::AgencyId.eq(id))
        .order_by_desc(headcounts::Column::ValidFrom)
        .order_by_desc(headcounts::Column::Id)
        .limit(HEADCOUNTS)
        .all(db)
        .await?;
    let known = |row: headcounts::Model| KnownHeadcount {
        people: row.people as u32,
        from: Timestamp(row.valid_from),
        set_at: Timestamp(row.set_at),
        by_list: row.set_by.is_none(),
    };
    Ok(rows.into_iter().map(known).collect())
}

async fn viewers_of(db: &impl ConnectionTrait, id: i64) -> Result<Vec<String>, DbErr> {
    staff::Entity::find()
        .select_only()
        .column(staff::Column::Username)
        .filter(staff::Column::Role.eq(Role::AgencyViewer.code()))
        .filter(staff::Column::AgencyId.eq(id))
        .filter(staff::Column::DisabledAt.is_null())
        .order_by_asc(staff::Column::Username)
        .limit(VIEWERS)
        .into_tuple()
        .all(db)
        .await
}
