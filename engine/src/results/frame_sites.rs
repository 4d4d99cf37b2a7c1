//! The sites that may show a board within a frame: an organiser keeps the list.

use contest::{Timestamp, results::FrameSite};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::frame_sites,
};

/// Why the list is not changed.
#[derive(Debug, thiserror::Error)]
pub enum FrameSiteListError {
    /// Only organisers keep it.
    #[error("only organisers keep the list of sites")]
    NotAllowed,
    /// It holds [`FrameSite::MOST`] already.
    #[error("the list of sites is full")]
    Full,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A site of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSite {
    /// Its row.
    pub id: i64,
    /// The site.
    pub site: FrameSite,
    /// Since when.
    pub added_at: Timestamp,
}

/// The sites, by name. One that is none by today's rules is left out, so that no policy says what nobody has checked.
pub async fn frame_sites(db: &impl ConnectionTrait) -> Result<Vec<ListedSite>, DbErr> {
    let rows = frame_sites::Entity::find().order_by_asc(frame_sites::Column::Origin).all(db).await?;
    let listed = |row: frame_sites::Model| {
        let site = FrameSite::parse(&row.origin).ok()?;
        Some(ListedSite { id: row.id, site, added_at: Timestamp(row.added_at) })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}

/// Puts a site on the list. One that is on it already changes nothing.
pub async fn allow_frames(engine: &Engine, actor: &StaffSession, site: &FrameSite) -> Result<(), FrameSiteListError> {
    if !actor.role.organises() {
        return Err(FrameSiteListError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let of_site = frame_sites::Entity::find().filter(frame_sites::Column::Origin.eq(site.as_str()));
    if of_site.one(&tx).await?.is_some() {
        return Ok(());
    }
    if frame_sites::Entity::find().count(&tx).await? >= FrameSite::MOST as u64 {
        return Err(FrameSiteListError::Full);
    }
    let now = engine.now();
    let row = frame_sites::ActiveModel {
        origin: Set(site.to_string()),
        added_at: Set(now.0),
        added_by: Set(actor.staff_id),
        ..Default::default()
    };
    // Two may add it at once.
    let once = OnConflict::column(frame_sites::Column::Origin).do_nothing().to_owned();
    frame_sites::Entity::insert(row).on_conflict(once).exec_without_returning(&tx).await?;
    audit::record(&tx, now, Some(actor.staff_id), "frames.allow", None, Some(site.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a site off the list. One that is not on it changes nothing.
pub async fn refuse_frames(engine: &Engine, actor: &StaffSession, id: i64) -> Result<(), FrameSiteListError> {
    if !actor.role.organises() {
        return Err(FrameSiteListError::NotAllowed);
    }
    let tx = engine.db.begin().await?;
    let Some(row) = frame_sites::Entity::find_by_id(id).one(&tx).await? else { return Ok(()) };
    frame_sites::Entity::delete_by_id(id).exec(&tx).await?;
    let at = engine.now();
    audit::record(&tx, at, Some(actor.staff_id), "frames.refuse", None, Some(&row.origin)).await?;
    tx.commit().await?;
    Ok(())
}
