//! Short addresses that lead people into an agency: posters, messages in a chat. What came through
//! which of them is counted; nothing is kept of who followed one.

mod follow;
mod list;
#[cfg(test)]
mod tests;

use contest::{Timestamp, agencies::LinkCode};
use rand::Rng;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _,
};

pub use self::{
    follow::follow,
    list::{LinkLine, links_of},
};
use super::Agency;
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::entities::{agencies, links},
};
pub(crate) use follow::followed;

/// Addresses of one agency that lead on; who makes more ends some first.
pub const MAX_LINKS: u64 = 50;
/// What an agency's own code is called among its addresses.
const OWN_NAME: &str = "Mã của đơn vị";
/// Longest name of one, in characters.
pub const MAX_LINK_NAME: usize = 80;

/// Why an address was not made or ended.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No such agency or address, or none that the actor may change.
    #[error("no such agency or link within the actor's reach")]
    NotFound,
    /// No name, or one longer than [`MAX_LINK_NAME`].
    #[error("the link needs a name of 1 to {MAX_LINK_NAME} characters")]
    Name,
    /// The agency has [`MAX_LINKS`] that lead on.
    #[error("the agency has as many links as it may")]
    TooMany,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// The agency with this code, if the actor may see it.
pub async fn agency_within(engine: &Engine, actor: &StaffSession, code: &str) -> Result<Agency, LinkError> {
    let found = agencies::Entity::find().filter(agencies::Column::Code.eq(code)).filter(actor.reach().agencies());
    found.one(&engine.db.read).await?.map(Agency::from).ok_or(LinkError::NotFound)
}

/// Makes an address for an agency within the actor's reach.
pub async fn create_link(
    engine: &Engine,
    actor: &StaffSession,
    agency_id: i64,
    name: &str,
    rng: &mut impl Rng,
) -> Result<LinkCode, LinkError> {
    let name = contest::text::squeeze(name);
    if name.is_empty() || name.chars().nth(MAX_LINK_NAME).is_some() {
        return Err(LinkError::Name);
    }
    let tx = engine.db.begin().await?;
    // Locked, so that of two who make the last one the second is told.
    let agency = agencies::Entity::find_by_id(agency_id).filter(actor.reach().agencies());
    let agency = sea_orm::QuerySelect::lock_exclusive(agency).one(&tx).await?.ok_or(LinkError::NotFound)?;
    let standing = links::Entity::find()
        .filter(links::Column::AgencyId.eq(agency_id))
        .filter(links::Column::EndedAt.is_null())
        .count(&tx)
        .await?;
    if standing >= MAX_LINKS {
        return Err(LinkError::TooMany);
    }
    let code = free_code(&tx, rng).await?;
    let now = engine.now();
    insert(&tx, &code, agency_id, &name, now, Some(actor.staff_id)).await?;
    let (subject, detail) = (format!("agency:{}", agency.id), format!("{code}: {name}"));
    audit::record(&tx, now, Some(actor.staff_id), "agency.link", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    Ok(code)
}

/// Ends an address: it leads to the form, but to no agency, and counts no more. What came through it stays
/// counted.
pub async fn end_link(engine: &Engine, actor: &StaffSession, code: &LinkCode) -> Result<(), LinkError> {
    let tx = engine.db.begin().await?;
    let link = links::Entity::find()
        .filter(links::Column::Code.eq(code.as_str()))
        .filter(links::Column::EndedAt.is_null())
        .one(&tx)
        .await?
        .ok_or(LinkError::NotFound)?;
    let agency = agencies::Entity::find_by_id(link.agency_id).filter(actor.reach().agencies()).one(&tx).await?;
    // An agency's own code is its address for good.
    let agency = agency.filter(|agency| agency.code != link.code).ok_or(LinkError::NotFound)?;
    let now = engine.now();
    let mut row: links::ActiveModel = link.into();
    row.ended_at = Set(Some(now.0));
    row.update(&tx).await?;
    let subject = format!("agency:{}", agency.id);
    audit::record(&tx, now, Some(actor.staff_id), "agency.link_end", Some(&subject), Some(code.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// A code that no address and no agency has. Of a few drawn one is free, or there are millions of them.
async fn free_code(db: &impl ConnectionTrait, rng: &mut impl Rng) -> Result<LinkCode, DbErr> {
    for _ in 0..8 {
        let code = LinkCode::generate(rng);
        let link = links::Entity::find().filter(links::Column::Code.eq(code.as_str())).count(db).await?;
        let agency = agencies::Entity::find().filter(agencies::Column::Code.eq(code.as_str())).count(db).await?;
        if link + agency == 0 {
            return Ok(code);
        }
    }
    Err(DbErr::Custom("no free code for a link was found".to_owned()))
}

async fn insert(
    db: &impl ConnectionTrait,
    code: &LinkCode,
    agency_id: i64,
    name: &str,
    now: Timestamp,
    by: Option<i64>,
) -> Result<i64, DbErr> {
    let row = links::ActiveModel {
        code: Set(code.as_str().to_owned()),
        agency_id: Set(agency_id),
        name: Set(name.to_owned()),
        created_at: Set(now.0),
        created_by: Set(by),
        ..Default::default()
    };
    Ok(row.insert(db).await?.id)
}
