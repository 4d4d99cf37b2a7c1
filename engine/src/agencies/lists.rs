//! Lists of agencies in the browser: a file is looked at before it is taken in, and the tree is written as one.

use std::collections::HashMap;

use bank::{
    Problem, ReadError,
    agencies::{Agency as Listed, AgencySet, read},
};
use contest::{Millis, Timestamp, agencies::AgencyKind};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};

use super::{
    acts::official,
    headcounts_at,
    import::{Imported, carry_out, planned},
    plan::{Deed, Plan, PlannedRow, Word},
    tree, write,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit, forget_viewers},
    db::entities::{agencies, import_files},
    secrets::sha256_hex,
};

/// How long a list waits for its organiser's word.
const KEPT: Millis = Millis::hours(24);
/// What stands in the place of a bank with a waiting file that is a list of agencies.
const NO_BANK: i64 = 0;

/// Why a list was not taken in hand.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file cannot be read; the sentence is for the person who brought it.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The actor is no organiser.
    #[error("only an organiser takes in lists")]
    NotAllowed,
    /// There is no such list, or it is somebody else's, or it has waited too long.
    #[error("no such list")]
    NotFound,
    /// The reader stopped half way.
    #[error("the reader stopped half way")]
    ReaderStopped,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What a list would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPreview {
    /// As the person's device calls it.
    pub file_name: String,
    /// When it was handed in.
    pub created_at: Timestamp,
    /// The rows that change something: what is added first, then dissolved, then changed.
    pub rows: Vec<PlannedRow>,
    /// How many agencies are as the list has them.
    pub unchanged: usize,
    /// How many agencies stand that it does not name.
    pub absent: usize,
    /// The rows that are left out, and why.
    pub problems: Vec<Problem>,
    /// Names exactly what is shown, so that nothing else is taken in ([`take_in_list`]).
    pub digest: String,
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was taken in.
    Done(Imported),
    /// The tree is another than when the list was looked at: look again.
    Changed,
}

/// Reads a list and keeps it for its preview; nothing is changed. It takes the place of the one handed in before.
pub async fn hand_in_list(
    engine: &Engine,
    actor: &StaffSession,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<i64, ListError> {
    if !actor.role.organises() {
        return Err(ListError::NotAllowed);
    }
    let (_, bytes) = read_list(bytes).await?;
    let tx = engine.db.begin().await?;
    of(actor.staff_id).exec(&tx).await?;
    let row = import_files::ActiveModel {
        bank_id: Set(NO_BANK),
        staff_id: Set(actor.staff_id),
        file_name: Set(file_name.to_owned()),
        created_at: Set(engine.now().0),
        encoding: Set(None),
        bytes: Set(bytes),
        ..Default::default()
    };
    let id = row.insert(&tx).await?.id;
    tx.commit().await?;
    Ok(id)
}

/// What a list that was handed in would change, by the tree as it is now.
pub async fn preview_list(engine: &Engine, actor: &StaffSession, list: i64) -> Result<ListPreview, ListError> {
    let row = find(engine, actor, list).await?;
    let (set, _) = read_list(row.bytes).await?;
    let (plan, _) = planned(&engine.db.read, set, engine.now(), Word::Organiser(actor.staff_id)).await?;
    let digest = digest(&plan);
    let (mut rows, same): (Vec<PlannedRow>, Vec<PlannedRow>) =
        plan.rows.into_iter().partition(|row| row.deed != Deed::Nothing);
    rows.sort_by_key(|row| row.deed);
    Ok(ListPreview {
        file_name: row.file_name,
        created_at: Timestamp(row.created_at),
        rows,
        unchanged: same.len(),
        absent: plan.absent,
        problems: plan.problems,
        digest,
    })
}

/// Takes a list in: exactly what its preview with this digest showed, or nothing.
pub async fn take_in_list(engine: &Engine, actor: &StaffSession, list: i64, seen: &str) -> Result<Taken, ListError> {
    let row = find(engine, actor, list).await?;
    let (set, _) = read_list(row.bytes).await?;
    let (word, now) = (Word::Organiser(actor.staff_id), engine.now());
    let tx = engine.db.begin().await?;
    write::lock(&tx).await?;
    let (plan, known) = planned(&tx, set, now, word).await?;
    if digest(&plan) != seen {
        return Ok(Taken::Changed);
    }
    let (imported, sessions) = carry_out(&tx, plan, known, now, word).await?;
    let detail = format!("{} added, {} changed: {}", imported.added, imported.changed, row.file_name);
    audit::record(&tx, now, Some(actor.staff_id), "agencies.import", None, Some(&detail)).await?;
    of(actor.staff_id).exec(&tx).await?;
    tx.commit().await?;
    engine.agencies.forget();
    forget_viewers(engine, &sessions).await;
    Ok(Taken::Done(imported))
}

/// Forgets a list that was handed in.
pub async fn drop_list(engine: &Engine, actor: &StaffSession, list: i64) -> Result<(), ListError> {
    find(engine, actor, list).await?;
    of(actor.staff_id).exec(&engine.db.write).await?;
    Ok(())
}

/// The whole tree as a list, each agency behind the one above it; for an organiser. Taken in again it changes nothing.
/// Agencies whose code another has taken over are left out, since a list tells agencies apart by their codes.
pub async fn export_list(engine: &Engine, actor: &StaffSession) -> Result<Vec<Listed>, ListError> {
    if !actor.role.organises() {
        return Err(ListError::NotAllowed);
    }
    let db = &engine.db.read;
    let tree = tree(engine).await?;
    let successors = successors(db).await?;
    let headcounts = headcounts_at(db, Condition::all(), engine.now()).await?;
    let code = |id: i64| tree.get(id).map(|agency| official(&agency.code).to_owned());
    let day = |time: Timestamp| time.local().date;
    let mut listed: Vec<(usize, Listed)> = tree
        .iter()
        .filter(|agency| agency.code == agency.official_code())
        .map(|agency| {
            let depth = agency.path.matches('/').count();
            let listed = Listed {
                place: bank::Place::File,
                code: agency.code.clone(),
                name: agency.name.clone(),
                kind: agency.kind,
                parent_code: agency.parent_id.and_then(code),
                block: agency.block.clone(),
                headcount: headcounts.get(&agency.id).map(|known| known.people),
                valid_from: Some(day(agency.valid_from)),
                valid_to: agency.valid_to.map(day),
                successor_code: successors.get(&agency.id).copied().and_then(code),
            };
            (depth, listed)
        })
        .collect();
    listed.sort_by_key(|(depth, agency)| (*depth, agency.kind != AgencyKind::Province));
    Ok(listed.into_iter().map(|(_, agency)| agency).collect())
}

async fn successors(db: &impl ConnectionTrait) -> Result<HashMap<i64, i64>, DbErr> {
    let rows = agencies::Entity::find().filter(agencies::Column::SuccessorId.is_not_null()).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.successor_id?))).collect())
}

/// Reads where it holds nobody up: a large workbook takes a while.
async fn read_list(bytes: Vec<u8>) -> Result<(AgencySet, Vec<u8>), ListError> {
    let read = tokio::task::spawn_blocking(move || read(&bytes).map(|set| (set, bytes))).await;
    Ok(read.map_err(|_| ListError::ReaderStopped)??)
}

fn of(staff: i64) -> sea_orm::DeleteMany<import_files::Entity> {
    import_files::Entity::delete_many()
        .filter(import_files::Column::StaffId.eq(staff))
        .filter(import_files::Column::BankId.eq(NO_BANK))
}

async fn find(engine: &Engine, actor: &StaffSession, list: i64) -> Result<import_files::Model, ListError> {
    if !actor.role.organises() {
        return Err(ListError::NotAllowed);
    }
    let row = import_files::Entity::find_by_id(list)
        .filter(import_files::Column::BankId.eq(NO_BANK))
        .filter(import_files::Column::StaffId.eq(actor.staff_id))
        .filter(import_files::Column::CreatedAt.gt((engine.now() - KEPT).0))
        .one(&engine.db.read)
        .await?;
    row.ok_or(ListError::NotFound)
}

fn digest(plan: &Plan) -> String {
    sha256_hex(format!("{plan:?}").as_bytes())
}
