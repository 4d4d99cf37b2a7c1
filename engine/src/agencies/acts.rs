//! What organisers do to the tree: add, change, dissolve, set up again. How it was is kept, and every act is noted.

use contest::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter,
};

use super::write::{self, AgencyDraft, Change, path_of};
use crate::{
    Engine,
    accounts::{StaffSession, audit, forget_viewers, viewers_sessions_below},
    db::entities::agencies,
};

/// Why the tree was not changed.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// The actor is no organiser.
    #[error("only an organiser changes the tree")]
    NotAllowed,
    /// There is no such agency.
    #[error("no such agency")]
    NotFound,
    /// The tree would not be one any more.
    #[error("refused: {0:?}")]
    Refused(TreeRefusal),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeRefusal {
    /// The agency of this name has the code.
    CodeTaken(String),
    /// The agency above is not there, or does not stand any more.
    NoParent,
    /// The agency above is the agency itself or below it.
    ParentBelow,
    /// The province's own code and place are those of the installation.
    Top,
    /// It was dissolved.
    Dissolved,
    /// It stands.
    Standing,
    /// The time is not after this one, since which it is as it is.
    TooEarly(Timestamp),
    /// The time has not come.
    TooLate,
    /// So many units stand below it, and nobody takes them over.
    Units(u64),
    /// Who takes over is not there, does not stand, or is the agency itself or below it.
    NoSuccessor,
}

impl From<TreeRefusal> for TreeError {
    fn from(refusal: TreeRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Adds an agency that stands from a time on, and gives its row.
pub async fn add_agency(
    engine: &Engine,
    actor: &StaffSession,
    draft: &AgencyDraft,
    from: Timestamp,
) -> Result<i64, TreeError> {
    let (tx, now) = begin(engine, actor).await?;
    if from > now {
        return Err(TreeRefusal::TooLate.into());
    }
    let parent = standing(&tx, draft.parent_id).await?.ok_or(TreeRefusal::NoParent)?;
    free_code(&tx, &draft.code, None).await?;
    let row = draft.insert(&tx, &parent.path, from).await?;
    let detail = format!("{} {} from {}", draft.code, draft.name, from.to_rfc3339());
    note(&tx, now, actor, "agency.add", row.id, &detail).await?;
    tx.commit().await?;
    engine.agencies.forget();
    Ok(row.id)
}

/// Makes an agency say what the draft says: a new name or code, another kind or block, another place. Says whether
/// anything is other than before.
pub async fn change_agency(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    draft: &AgencyDraft,
    change: Change,
) -> Result<bool, TreeError> {
    let (tx, now) = begin(engine, actor).await?;
    let row = one(&tx, agency_id).await?;
    if row.valid_to.is_some() {
        return Err(TreeRefusal::Dissolved.into());
    }
    if draft.is(&row) && matches!(change, Change::From(_) | Change::Mend(None)) {
        return Ok(false);
    }
    check_time(&tx, &row, change, now).await?;
    let parent = place(&tx, &row, draft).await?;
    if draft.code != row.code {
        free_code(&tx, &draft.code, Some(row.id)).await?;
    }
    let hashes =
        if row.parent_id == draft.parent_id { Vec::new() } else { viewers_sessions_below(&tx, &row.path).await? };
    let detail = in_words(&row, draft, change);
    draft.update(&tx, row, path_of(parent.as_ref()), change, Some(actor.staff_id), now).await?;
    note(&tx, now, actor, "agency.change", agency_id, &detail).await?;
    tx.commit().await?;
    engine.agencies.forget();
    forget_viewers(engine, &hashes).await;
    Ok(true)
}

/// Dissolves an agency from a time on. A successor takes over the units below it; without one there must be none.
/// People and results stay where they are until somebody moves them.
pub async fn dissolve_agency(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    from: Timestamp,
    successor_id: Option<i64>,
) -> Result<(), TreeError> {
    let (tx, now) = begin(engine, actor).await?;
    let row = one(&tx, agency_id).await?;
    match (row.valid_to, row.parent_id) {
        (Some(_), _) => return Err(TreeRefusal::Dissolved.into()),
        (_, None) => return Err(TreeRefusal::Top.into()),
        _ => check_time(&tx, &row, Change::From(from), now).await?,
    }
    let successor = match successor_id {
        None => None,
        Some(id) => {
            let found = standing(&tx, Some(id)).await?.filter(|found| !found.path.starts_with(&row.path));
            Some(found.ok_or(TreeRefusal::NoSuccessor)?)
        }
    };
    let hashes = viewers_sessions_below(&tx, &row.path).await?;
    let units = units_of(&tx, row.id).await?;
    let count = units.len();
    match &successor {
        None if count > 0 => return Err(TreeRefusal::Units(count as u64).into()),
        None => {}
        Some(successor) => {
            for unit in units {
                let draft = AgencyDraft { parent_id: Some(successor.id), ..draft_of(&unit) };
                draft.update(&tx, unit, &successor.path, Change::From(from), Some(actor.staff_id), now).await?;
            }
        }
    }
    let mut row = row.into_active_model();
    row.valid_to = Set(Some(from.0));
    row.successor_id = Set(successor_id);
    row.update(&tx).await?;
    let into = successor.map(|successor| format!(" into agency:{}, {count} units with it", successor.id));
    let detail = format!("from {}{}", from.to_rfc3339(), into.unwrap_or_default());
    note(&tx, now, actor, "agency.dissolve", agency_id, &detail).await?;
    tx.commit().await?;
    engine.agencies.forget();
    forget_viewers(engine, &hashes).await;
    Ok(())
}

/// Says that an agency was dissolved by mistake: it stands again as it stood. Units that somebody took over stay there.
pub async fn restore_agency(engine: &Engine, actor: &StaffSession, agency_id: i64) -> Result<(), TreeError> {
    let (tx, now) = begin(engine, actor).await?;
    let row = one(&tx, agency_id).await?;
    if row.valid_to.is_none() {
        return Err(TreeRefusal::Standing.into());
    }
    standing(&tx, row.parent_id).await?.ok_or(TreeRefusal::NoParent)?;
    let code = official(&row.code).to_owned();
    if code != row.code {
        free_code(&tx, &code, Some(row.id)).await?;
    }
    let mut row = row.into_active_model();
    (row.valid_to, row.successor_id, row.code) = (Set(None), Set(None), Set(code));
    row.update(&tx).await?;
    note(&tx, now, actor, "agency.restore", agency_id, "").await?;
    tx.commit().await?;
    engine.agencies.forget();
    Ok(())
}

/// A code as people know it: a dissolved agency that gave its code up keeps it with its number behind an `@`.
pub(super) fn official(code: &str) -> &str {
    code.split_once('@').map_or(code, |(code, _)| code)
}

/// A row as a draft that changes nothing.
pub(super) fn draft_of(row: &agencies::Model) -> AgencyDraft {
    let kind = contest::agencies::AgencyKind::parse(&row.kind).unwrap_or(contest::agencies::AgencyKind::Other);
    AgencyDraft {
        code: row.code.clone(),
        name: row.name.clone(),
        kind,
        block: row.block.clone(),
        parent_id: row.parent_id,
    }
}

pub(super) async fn begin(
    engine: &Engine,
    actor: &StaffSession,
) -> Result<(DatabaseTransaction, Timestamp), TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    write::lock(&tx).await?;
    Ok((tx, engine.now()))
}

pub(super) async fn one(db: &impl ConnectionTrait, id: i64) -> Result<agencies::Model, TreeError> {
    agencies::Entity::find_by_id(id).one(db).await?.ok_or(TreeError::NotFound)
}

/// The agency with this row, if there is one that stands.
pub(super) async fn standing(db: &impl ConnectionTrait, id: Option<i64>) -> Result<Option<agencies::Model>, DbErr> {
    let Some(id) = id else { return Ok(None) };
    agencies::Entity::find_by_id(id).filter(agencies::Column::ValidTo.is_null()).one(db).await
}

pub(super) async fn units_of(db: &impl ConnectionTrait, id: i64) -> Result<Vec<agencies::Model>, DbErr> {
    agencies::Entity::find()
        .filter(agencies::Column::ParentId.eq(id))
        .filter(agencies::Column::ValidTo.is_null())
        .all(db)
        .await
}

/// The agency above, as the draft has it.
async fn place(
    db: &impl ConnectionTrait,
    row: &agencies::Model,
    draft: &AgencyDraft,
) -> Result<Option<agencies::Model>, TreeError> {
    if row.parent_id.is_none() {
        let stays = draft.parent_id.is_none() && draft.code == row.code;
        return if stays { Ok(None) } else { Err(TreeRefusal::Top.into()) };
    }
    let parent = standing(db, draft.parent_id).await?.ok_or(TreeRefusal::NoParent)?;
    if parent.path.starts_with(&row.path) {
        return Err(TreeRefusal::ParentBelow.into());
    }
    Ok(Some(parent))
}

async fn check_time(
    db: &impl ConnectionTrait,
    row: &agencies::Model,
    change: Change,
    now: Timestamp,
) -> Result<(), TreeError> {
    let after = match change {
        Change::Mend(None) => return Ok(()),
        Change::From(from) => Some((from, write::since(db, row).await?)),
        Change::Mend(Some(since)) => {
            write::last_past(db, row.id).await?.map(|past| (since, Timestamp(past.valid_from)))
        }
    };
    let (Change::From(time) | Change::Mend(Some(time))) = change else { return Ok(()) };
    match after {
        _ if time > now => Err(TreeRefusal::TooLate.into()),
        Some((time, since)) if time <= since => Err(TreeRefusal::TooEarly(since).into()),
        _ => Ok(()),
    }
}

/// Sees to it that nobody else has a code. A dissolved agency gives its code up.
async fn free_code(db: &impl ConnectionTrait, code: &str, but: Option<i64>) -> Result<(), TreeError> {
    let Some(holder) = agencies::Entity::find().filter(agencies::Column::Code.eq(code)).one(db).await? else {
        return Ok(());
    };
    if Some(holder.id) == but {
        return Ok(());
    }
    if holder.valid_to.is_none() {
        return Err(TreeRefusal::CodeTaken(holder.name).into());
    }
    let given_up = format!("{code}@{}", holder.id);
    let mut holder = holder.into_active_model();
    holder.code = Set(given_up);
    holder.update(db).await?;
    Ok(())
}

fn in_words(row: &agencies::Model, draft: &AgencyDraft, change: Change) -> String {
    let parents = [row.parent_id, draft.parent_id].map(|id| id.map(|id| id.to_string()).unwrap_or_default());
    let pairs = [
        ("code", row.code.as_str(), draft.code.as_str()),
        ("name", &row.name, &draft.name),
        ("kind", &row.kind, draft.kind.code()),
        ("block", &row.block, &draft.block),
        ("parent", &parents[0], &parents[1]),
    ];
    let changes = pairs.into_iter().filter(|(_, old, new)| old != new);
    let mut words: Vec<String> = changes.map(|(what, old, new)| format!("{what}: {old} → {new}")).collect();
    words.push(match change {
        Change::From(from) => format!("from {}", from.to_rfc3339()),
        Change::Mend(Some(since)) => format!("mended, since {}", since.to_rfc3339()),
        Change::Mend(None) => "mended".to_owned(),
    });
    words.join("; ")
}

async fn note(
    tx: &impl ConnectionTrait,
    now: Timestamp,
    actor: &StaffSession,
    action: &str,
    agency_id: i64,
    detail: &str,
) -> Result<(), DbErr> {
    let subject = format!("agency:{agency_id}");
    let detail = Some(detail).filter(|detail| !detail.is_empty());
    audit::record(tx, now, Some(actor.staff_id), action, Some(&subject), detail).await
}
