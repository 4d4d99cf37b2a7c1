//! People who are alike, for an organiser to look at: they are one person, or different ones.

use std::collections::{BTreeMap, HashMap};

use contest::{Timestamp, contests::DuplicateKey};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};

use super::{StaffSession, WITHDRAWN_CODE, audit, likeness::Likeness};
use crate::{
    Engine, agencies,
    db::entities::{cleared_likenesses, participants},
};

/// Most groups that are looked for; who has settled these finds the next.
const MOST_GROUPS: u64 = 1_000;
/// Most people of a group that are shown.
const MOST_SHOWN: usize = 100;
/// Values of one `IN` list.
const CHUNK: usize = 500;

/// People who have one thing in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeGroup {
    /// What they have in common, as a keyed hash; names the group in forms.
    pub value: String,
    /// First to register first.
    pub people: Vec<AlikePerson>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePerson {
    /// Their row.
    pub participant_id: i64,
    /// Họ và tên.
    pub name: String,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// When they registered.
    pub registered_at: Timestamp,
}

/// A page of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// This page.
    pub groups: Vec<AlikeGroup>,
    /// How many there are on all pages; at most [`MOST_GROUPS`] are looked for.
    pub total: u64,
}

/// Why nothing was settled.
#[derive(Debug, thiserror::Error)]
pub enum DuplicateError {
    /// Who is who is an organiser's to say.
    #[error("only organisers look at duplicates")]
    NotAllowed,
    /// Nobody is alike in this, or no longer.
    #[error("nobody is alike in this")]
    NotFound,
    /// No reason, or one over [`audit::MAX_REASON`] characters.
    #[error("a reason has 1 to {max} characters", max = audit::MAX_REASON)]
    Reason,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// How many may have a thing in common since an organiser has looked, by its value.
pub(crate) async fn cleared(db: &impl ConnectionTrait, by: DuplicateKey) -> Result<HashMap<String, u32>, DbErr> {
    let rows =
        cleared_likenesses::Entity::find().filter(cleared_likenesses::Column::Kind.eq(by.code())).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.value, u32::try_from(row.people).ok()?))).collect())
}

/// Those who are alike in a thing and whom nobody has found to be different people.
pub async fn flagged_groups(
    engine: &Engine,
    actor: &StaffSession,
    by: DuplicateKey,
    page: super::Page,
) -> Result<Groups, DuplicateError> {
    if !actor.role.organises() {
        return Err(DuplicateError::NotAllowed);
    }
    let mut groups = groups(engine, by).await?;
    let cleared = cleared(&engine.db.read, by).await?;
    groups.retain(|group| group.people.len() > cleared.get(&group.value).map_or(1, |people| *people as usize));
    let (total, size) = (groups.len() as u64, page.size.clamp(1, super::MAX_PAGE));
    let first = Ord::min(page.number.saturating_mul(size), total) as usize;
    let mut groups: Vec<AlikeGroup> = groups.into_iter().skip(first).take(size as usize).collect();
    for group in &mut groups {
        group.people.truncate(MOST_SHOWN);
    }
    Ok(Groups { groups, total })
}

/// Notes that those who are alike are different people, with why: nothing is said of them until
/// another joins them, and no result leaves one of them out. Rounds counted before stay as they are.
pub async fn clear_alike(
    engine: &Engine,
    actor: &StaffSession,
    by: DuplicateKey,
    value: &str,
    why: &str,
) -> Result<(), DuplicateError> {
    if !actor.role.organises() {
        return Err(DuplicateError::NotAllowed);
    }
    let why = audit::reason(why).ok_or(DuplicateError::Reason)?;
    let group = groups(engine, by).await?.into_iter().find(|group| group.value == value);
    let people = group.ok_or(DuplicateError::NotFound)?.people.len();
    settle(engine, actor, by, value, people, &why).await
}

/// Lets one more register who is like this person in a thing that the rules allow no more of, with
/// why. Taken by whoever comes first.
pub async fn let_one_more_in(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
    by: DuplicateKey,
    why: &str,
) -> Result<(), DuplicateError> {
    if !actor.role.organises() {
        return Err(DuplicateError::NotAllowed);
    }
    let why = audit::reason(why).ok_or(DuplicateError::Reason)?;
    let person = participants::Entity::find_by_id(participant_id)
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
        .one(&engine.db.read)
        .await?
        .ok_or(DuplicateError::NotFound)?;
    let likeness = match by {
        DuplicateKey::Phone => Likeness::phone(person.shared_phone.as_ref().unwrap_or(&person.phone_index)),
        DuplicateKey::NameAndBirthDate => Likeness::name(&engine.secrets, &person.name_sort, &person.birth_date),
        DuplicateKey::IdNumber => Likeness::id_number(person.id_index.as_ref().ok_or(DuplicateError::NotFound)?),
    };
    let people = likeness.others(&engine.db.read, None).await? + 1;
    settle(engine, actor, by, &likeness.value, people, &why).await
}

async fn settle(
    engine: &Engine,
    actor: &StaffSession,
    by: DuplicateKey,
    value: &str,
    people: usize,
    why: &str,
) -> Result<(), DuplicateError> {
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let row = cleared_likenesses::ActiveModel {
        kind: Set(by.code().to_owned()),
        value: Set(value.to_owned()),
        people: Set(i32::try_from(people).unwrap_or(i32::MAX)),
        reason: Set(why.to_owned()),
        cleared_at: Set(now.0),
        cleared_by: Set(actor.staff_id),
    };
    let mut newer = OnConflict::columns([cleared_likenesses::Column::Kind, cleared_likenesses::Column::Value]);
    newer.update_columns([
        cleared_likenesses::Column::People,
        cleared_likenesses::Column::Reason,
        cleared_likenesses::Column::ClearedAt,
        cleared_likenesses::Column::ClearedBy,
    ]);
    cleared_likenesses::Entity::insert(row).on_conflict(newer).exec_without_returning(&tx).await?;
    let subject = format!("{}:{}", by.code(), value.get(..16).unwrap_or(value));
    let detail = format!("{people}: {why}");
    audit::record(&tx, now, Some(actor.staff_id), "participant.alike", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// All groups of people who are alike in a thing; who has withdrawn is in none.
async fn groups(engine: &Engine, by: DuplicateKey) -> Result<Vec<AlikeGroup>, DbErr> {
    let db = &engine.db.read;
    let keys = repeated(db, by).await?;
    let mut rows = Vec::new();
    for keys in keys.chunks(CHUNK) {
        let found = participants::Entity::find()
            .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
            .filter(having(by, keys))
            .order_by_asc(participants::Column::RegisteredAt)
            .order_by_asc(participants::Column::Id);
        rows.extend(found.all(db).await?);
    }
    let tree = agencies::tree(engine).await?;
    let mut groups: BTreeMap<String, Vec<AlikePerson>> = BTreeMap::new();
    for row in rows {
        let value = match by {
            DuplicateKey::Phone => row.shared_phone.unwrap_or(row.phone_index),
            DuplicateKey::IdNumber => row.id_index.unwrap_or_default(),
            DuplicateKey::NameAndBirthDate => super::name_value(&engine.secrets, &row.name_sort, &row.birth_date),
        };
        groups.entry(value).or_default().push(AlikePerson {
            participant_id: row.id,
            name: row.name,
            agency: tree.full_name(row.agency_id),
            registered_at: Timestamp(row.registered_at),
        });
    }
    let mut groups: Vec<AlikeGroup> = groups
        .into_iter()
        .filter(|(_, people)| people.len() > 1)
        .map(|(value, people)| AlikeGroup { value, people })
        .collect();
    // The newest likeness first: it is what has not been looked at.
    let newest = |group: &AlikeGroup| group.people.iter().map(|person| person.registered_at).max();
    groups.sort_by(|a, b| newest(b).cmp(&newest(a)).then_with(|| a.value.cmp(&b.value)));
    Ok(groups)
}

/// What more than one person has, as it is stored: a hash alone, or a name with a birth date.
async fn repeated(db: &impl ConnectionTrait, by: DuplicateKey) -> Result<Vec<(String, String)>, DbErr> {
    let found = participants::Entity::find().select_only();
    let more_than_one = || Expr::col(participants::Column::Id).count().gt(1);
    let alone = |keys: Vec<String>| keys.into_iter().map(|key| (key, String::new())).collect();
    Ok(match by {
        // Who shares a phone came second to it.
        DuplicateKey::Phone => alone(
            found
                .column(participants::Column::SharedPhone)
                .filter(participants::Column::SharedPhone.is_not_null())
                .distinct()
                .limit(MOST_GROUPS)
                .into_tuple()
                .all(db)
                .await?,
        ),
        DuplicateKey::IdNumber => alone(
            found
                .column(participants::Column::IdIndex)
                .filter(participants::Column::IdIndex.is_not_null())
                .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
                .group_by(participants::Column::IdIndex)
                .having(more_than_one())
                .limit(MOST_GROUPS)
                .into_tuple()
                .all(db)
                .await?,
        ),
        DuplicateKey::NameAndBirthDate => {
            found
                .columns([participants::Column::NameSort, participants::Column::BirthDate])
                .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
                .group_by(participants::Column::NameSort)
                .group_by(participants::Column::BirthDate)
                .having(more_than_one())
                .limit(MOST_GROUPS)
                .into_tuple()
                .all(db)
                .await?
        }
    })
}

/// Holds for those who have one of these.
fn having(by: DuplicateKey, keys: &[(String, String)]) -> Condition {
    let first = || keys.iter().map(|(key, _)| key.as_str());
    match by {
        DuplicateKey::Phone => Condition::any()
            .add(participants::Column::PhoneIndex.is_in(first()))
            .add(participants::Column::SharedPhone.is_in(first())),
        DuplicateKey::IdNumber => Condition::all().add(participants::Column::IdIndex.is_in(first())),
        DuplicateKey::NameAndBirthDate => keys.iter().fold(Condition::any(), |any, (name, birth_date)| {
            any.add(
                Condition::all()
                    .add(participants::Column::NameSort.eq(name))
                    .add(participants::Column::BirthDate.eq(birth_date)),
            )
        }),
    }
}
