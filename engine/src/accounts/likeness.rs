//! What people are compared by, and how many may be alike.
//!
//! Whoever registers, or mends what is compared, first locks the row that all who could be like them
//! lock too, and then counts: so of two at once the second finds the first, on however many instances.
//! SQLite has one writer, which comes to the same.

use std::collections::BTreeSet;

use contest::{
    accounts::{BirthDate, FullName, IdNumber},
    contests::{DuplicateKey, DuplicateRule},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::private;
use crate::{
    db::entities::{cleared_likenesses, duplicate_locks, participants},
    secrets::{Purpose, Secrets},
};

/// How many rows there are to lock; the schema makes them.
const LOCKS: u8 = 64;

/// Most people who may share a phone, whatever the rules: each is tried at a sign-in.
pub(super) const MOST_ON_A_PHONE: usize = 100;

/// One thing that people may have in common.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    /// What.
    pub by: DuplicateKey,
    /// A keyed hash of it, under which what an organiser has cleared is kept.
    pub value: String,
    /// Holds for those who have it.
    having: Condition,
}

impl Likeness {
    /// A phone, by its hash. Who has withdrawn still has theirs.
    pub fn phone(index: &str) -> Self {
        Self { by: DuplicateKey::Phone, value: index.to_owned(), having: with_phone(index) }
    }

    /// A name and a birth date, as they are stored.
    pub fn name(secrets: &Secrets, name_sort: &str, birth_date: &str) -> Self {
        let having = Condition::all()
            .add(participants::Column::NameSort.eq(name_sort))
            .add(participants::Column::BirthDate.eq(birth_date));
        Self { by: DuplicateKey::NameAndBirthDate, value: name_value(secrets, name_sort, birth_date), having }
    }

    /// The number of an identity card, by its hash. Who has withdrawn still has theirs.
    pub fn id_number(index: &str) -> Self {
        let having = Condition::all().add(participants::Column::IdIndex.eq(index));
        Self { by: DuplicateKey::IdNumber, value: index.to_owned(), having }
    }

    /// What the rules compare of somebody, but for the phone.
    pub fn of(
        secrets: &Secrets,
        rules: &[DuplicateRule],
        (name, birth_date): (&FullName, BirthDate),
        id_number: Option<&IdNumber>,
    ) -> Vec<Self> {
        let mut all = vec![Self::name(secrets, &name.sort_key(), &birth_date.to_string())];
        all.extend(id_number.map(|number| Self::id_number(&private::id_index(secrets, number))));
        all.retain(|likeness| DuplicateRule::most_alike(rules, likeness.by).is_some());
        all
    }

    /// Which row to lock.
    fn bucket(&self) -> i32 {
        let sum = self.value.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
        i32::from(sum % LOCKS)
    }

    /// How many may have it: what the rules say, or more where an organiser has found that those who
    /// have it are different people. `None` for any number.
    pub async fn most(&self, tx: &impl ConnectionTrait, rules: &[DuplicateRule]) -> Result<Option<usize>, DbErr> {
        let Some(most) = DuplicateRule::most_alike(rules, self.by) else { return Ok(None) };
        let key = (self.by.code().to_owned(), self.value.clone());
        let cleared = cleared_likenesses::Entity::find_by_id(key).one(tx).await?;
        Ok(Some(
            cleared.and_then(|cleared| usize::try_from(cleared.people).ok()).map_or(most, |people| people.max(most)),
        ))
    }

    /// How many others have it.
    pub async fn others(&self, tx: &impl ConnectionTrait, but: Option<i64>) -> Result<usize, DbErr> {
        let mut found = participants::Entity::find().filter(self.having.clone());
        if let Some(but) = but {
            found = found.filter(participants::Column::Id.ne(but));
        }
        Ok(found.count(tx).await? as usize)
    }
}

/// Holds for those with the phone of this hash.
pub(super) fn with_phone(index: &str) -> Condition {
    Condition::any().add(participants::Column::PhoneIndex.eq(index)).add(participants::Column::SharedPhone.eq(index))
}

/// The keyed hash of a name with a birth date.
pub(crate) fn name_value(secrets: &Secrets, name_sort: &str, birth_date: &str) -> String {
    let parts = [b"name".as_slice(), name_sort.as_bytes(), birth_date.as_bytes()];
    hex::encode(secrets.keyed_hash(Purpose::Likeness, &parts))
}

/// Waits for all who could be alike in one of these, until the transaction ends.
pub(super) async fn lock(tx: &impl ConnectionTrait, likenesses: &[Likeness]) -> Result<(), DbErr> {
    let buckets: BTreeSet<i32> = likenesses.iter().map(Likeness::bucket).collect();
    if buckets.is_empty() {
        return Ok(());
    }
    duplicate_locks::Entity::find()
        .filter(duplicate_locks::Column::Bucket.is_in(buckets))
        // One order for everyone: two who lock never wait for each other.
        .order_by_asc(duplicate_locks::Column::Bucket)
        .lock_exclusive()
        .all(tx)
        .await?;
    Ok(())
}

/// The first of these that as many others have already as may; `but` is the person's own row.
pub(super) async fn taken(
    tx: &impl ConnectionTrait,
    rules: &[DuplicateRule],
    likenesses: &[Likeness],
    but: Option<i64>,
) -> Result<Option<DuplicateKey>, DbErr> {
    for likeness in likenesses {
        if let Some(most) = likeness.most(tx, rules).await?
            && likeness.others(tx, but).await? >= most
        {
            return Ok(Some(likeness.by));
        }
    }
    Ok(None)
}
