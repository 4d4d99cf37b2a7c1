//! What stands around the text of reports, kept so that it is typed once.

use ::reports::Header;
use contest::text::squeeze;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

use super::Whose;
use crate::{
    Engine,
    accounts::StaffSession,
    db::{entities::report_headers, from_json, to_json},
};

/// Longest line, in characters.
pub const MAX_LINE: usize = 200;
/// Most lines of who receives a report.
pub const MAX_RECIPIENTS: usize = 20;

/// What stood around the last report of those whose reports the actor sees; nothing before the first.
pub async fn kept_header(engine: &Engine, actor: &StaffSession) -> Result<Option<Header>, DbErr> {
    let Some(Whose(agency)) = Whose::of(actor) else { return Ok(None) };
    let row = report_headers::Entity::find_by_id(agency).one(&engine.db.read).await?;
    row.map(|row| from_json(&row.body, "header of reports of", agency)).transpose()
}

/// Keeps it for the next report. Its number and its day are of one report only.
pub(super) async fn keep(
    db: &impl ConnectionTrait,
    engine: &Engine,
    actor: &StaffSession,
    Whose(agency): Whose,
    header: &Header,
) -> Result<(), DbErr> {
    let next = Header { number: String::new(), date: None, ..header.clone() };
    let row = report_headers::ActiveModel {
        agency_id: Set(agency),
        body: Set(to_json(&next)?),
        set_by: Set(actor.staff_id),
        set_at: Set(engine.now().0),
    };
    let again = OnConflict::column(report_headers::Column::AgencyId)
        .update_columns([report_headers::Column::Body, report_headers::Column::SetBy, report_headers::Column::SetAt])
        .to_owned();
    report_headers::Entity::insert(row).on_conflict(again).exec_without_returning(db).await.map(drop)
}

/// The header with single spaces, cut to what is kept of each line; `None` when a line is too long or there are too many.
pub(super) fn checked(header: &Header) -> Option<Header> {
    let line = |text: &str| Some(squeeze(text)).filter(|text| text.chars().count() <= MAX_LINE);
    let recipients: Option<Vec<String>> = header.recipients.iter().map(|recipient| line(recipient)).collect();
    let recipients: Vec<String> = recipients?.into_iter().filter(|recipient| !recipient.is_empty()).collect();
    (recipients.len() <= MAX_RECIPIENTS).then_some(())?;
    Some(Header {
        superior: line(&header.superior)?,
        issuer: line(&header.issuer)?,
        number: line(&header.number)?,
        place: line(&header.place)?,
        date: header.date,
        authority: line(&header.authority)?,
        signer_title: line(&header.signer_title)?,
        signer: line(&header.signer)?,
        recipients,
    })
}
