//! Bringing boards up to date, from the database: after a commit, and whole.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{BoardError, standing::standings};
use crate::{
    cache::{Cache, CacheError, Scope},
    contests::Round,
    db::{entities::results, padded},
};

/// People of one query and one application.
const BATCH: usize = 512;

/// Brings the boards of a round up to date for people whose results were just committed.
///
/// `db` must see that commit. Doing it twice, or late, does no harm.
pub async fn publish(
    db: &impl ConnectionTrait,
    cache: &Cache,
    round: &Round,
    participants: &[i64],
) -> Result<(), BoardError> {
    for people in participants.chunks(BATCH) {
        let who = Condition::all().add(results::Column::ParticipantId.is_in(padded(people)));
        cache.board_apply(round.id, &standings(db, round, who).await?).await?;
    }
    Ok(())
}

/// Applies everyone of a round and says that its boards are ready. Several instances may do it at
/// once, and results may come in meanwhile: whoever is applied twice stays once.
pub async fn rebuild(db: &impl ConnectionTrait, cache: &Cache, round: &Round) -> Result<(), BoardError> {
    // As it is now: whoever asks may have read it before it was counted, and places go by that.
    let newest = Round::load(db, round.id).await?;
    let round = newest.as_ref().unwrap_or(round);
    let applied = apply_everyone(db, cache, round).await?;
    if people_on(cache, round.id).await? < applied {
        // The cache lost some of it under way.
        apply_everyone(db, cache, round).await?;
    }
    Ok(cache.board_mark_ready(round.id).await?)
}

/// How many people the boards of a round hold.
pub(super) async fn people_on(cache: &Cache, round: i64) -> Result<u64, CacheError> {
    let mut people = 0;
    for track in contest::contests::TrackKind::ALL {
        people += cache.board_size(round, Scope::Track(track)).await?;
    }
    Ok(people)
}

async fn apply_everyone(db: &impl ConnectionTrait, cache: &Cache, round: &Round) -> Result<u64, BoardError> {
    let (mut applied, mut after) = (0, i64::MIN);
    while let Some((first, last)) = next_people(db, round.id, after).await? {
        let who = Condition::all().add(results::Column::ParticipantId.between(first, last));
        let standings = standings(db, round, who).await?;
        cache.board_apply(round.id, &standings).await?;
        applied += standings.len() as u64;
        after = last;
    }
    Ok(applied)
}

/// The first and the last of the next [`BATCH`] people with results, by number.
async fn next_people(db: &impl ConnectionTrait, round: i64, after: i64) -> Result<Option<(i64, i64)>, DbErr> {
    let people: Vec<i64> = results::Entity::find()
        .select_only()
        .column(results::Column::ParticipantId)
        .distinct()
        .filter(results::Column::RoundId.eq(round))
        .filter(results::Column::ParticipantId.gt(after))
        .order_by_asc(results::Column::ParticipantId)
        .limit(BATCH as u64)
        .into_tuple()
        .all(db)
        .await?;
    Ok(people.first().copied().zip(people.last().copied()))
}
