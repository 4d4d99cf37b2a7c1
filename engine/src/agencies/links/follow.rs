//! Following an address.

use contest::agencies::LinkCode;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};

use super::OWN_NAME;
use crate::{
    Engine, agencies,
    db::entities::{agencies as rows, link_openings, links},
};

/// How many mergers after each other are followed.
const MOST_MERGERS: usize = 8;

/// Where an address leads: to the agency with this official code, or to the one that it was merged into since. That
/// it was followed is counted. `None` when it leads to no agency that stands, or was ended.
pub async fn follow(engine: &Engine, code: &LinkCode) -> Result<Option<String>, DbErr> {
    let now = engine.now();
    let tree = agencies::tree(engine).await?;
    let link = links::Entity::find().filter(links::Column::Code.eq(code.as_str())).one(&engine.db.read).await?;
    let (link, agency_id) = match link {
        Some(link) if link.ended_at.is_some() => return Ok(None),
        Some(link) => (link.id, link.agency_id),
        None => {
            let Some(agency) = tree.by_code(code.as_str()) else { return Ok(None) };
            if standing(engine, agency.id).await?.is_none() {
                return Ok(None);
            }
            (own_link(engine, code, agency.id).await?, agency.id)
        }
    };
    let Some(agency) = standing(engine, agency_id).await? else { return Ok(None) };
    let opening = link_openings::ActiveModel { link_id: Set(link), opened_at: Set(now.0), ..Default::default() };
    engine.openings.ask(opening).await?;
    Ok(Some(agency))
}

/// The code of the agency, or of the one that stands in its stead.
async fn standing(engine: &Engine, mut agency_id: i64) -> Result<Option<String>, DbErr> {
    let (tree, now) = (agencies::tree(engine).await?, engine.now());
    for _ in 0..MOST_MERGERS {
        match tree.get(agency_id) {
            Some(agency) if agency.is_valid(now) => return Ok(Some(agency.code.clone())),
            _ => {}
        }
        let row = rows::Entity::find_by_id(agency_id).one(&engine.db.read).await?;
        let Some(successor) = row.and_then(|row| row.successor_id) else { return Ok(None) };
        agency_id = successor;
    }
    Ok(None)
}

/// The row of an agency's own code, made when it is followed for the first time; of two who do, one makes it.
async fn own_link(engine: &Engine, code: &LinkCode, agency_id: i64) -> Result<i64, DbErr> {
    let row = links::ActiveModel {
        code: Set(code.as_str().to_owned()),
        agency_id: Set(agency_id),
        name: Set(OWN_NAME.to_owned()),
        created_at: Set(engine.now().0),
        ..Default::default()
    };
    let once = OnConflict::column(links::Column::Code).do_nothing().to_owned();
    links::Entity::insert(row).on_conflict(once).exec_without_returning(&engine.db.write).await?;
    let made = followed(&engine.db.write, code).await?;
    made.ok_or_else(|| DbErr::RecordNotFound("the link of an agency's own code".to_owned()))
}

/// The row of an address that leads on.
pub(crate) async fn followed(db: &impl ConnectionTrait, code: &LinkCode) -> Result<Option<i64>, DbErr> {
    let link = links::Entity::find()
        .filter(links::Column::Code.eq(code.as_str()))
        .filter(links::Column::EndedAt.is_null())
        .one(db)
        .await?;
    Ok(link.map(|link| link.id))
}
