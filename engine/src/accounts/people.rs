//! The people that a member of staff may see.

use contest::{
    Timestamp,
    accounts::{Phone, Position},
    contests::TrackKind,
    text,
};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LikeExpr},
};

use super::{Involved, StaffSession, WITHDRAWN_CODE, involvement, likeness::with_phone, private};
use crate::{Engine, agencies::AgencyTree, db::entities::participants};

/// Most people on one page.
pub const MAX_PAGE: u64 = 100;

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// 0 for the first.
    pub number: u64,
    /// People on a page, 1 to [`MAX_PAGE`]; what is out of range is taken as the nearest.
    pub size: u64,
}

/// One person in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Their row.
    pub participant_id: i64,
    /// Họ và tên.
    pub name: String,
    /// The phone number but for its last three digits: `*** *** *678`.
    pub masked_phone: String,
    /// The agency's row.
    pub agency_id: i64,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// Vị trí công tác.
    pub position: Option<Position>,
    /// Bảng dự thi.
    pub track: Option<TrackKind>,
    /// When they registered.
    pub registered_at: Timestamp,
    /// What they have to do with making the contest, if anything.
    pub involved: Option<Involved>,
}

/// Whom to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter<'a> {
    /// Words of a name, accents and case aside, or a phone number; empty for any.
    pub search: &'a str,
    /// Only those who helped to make the contest.
    pub involved: bool,
}

/// A page of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// In the order of Vietnamese names.
    pub lines: Vec<PersonLine>,
    /// How many the search found on all pages.
    pub total: u64,
}

/// People within the session's reach whose name has every word that is searched for, or whose phone
/// number it is. Those who have withdrawn are not people any more.
pub async fn people_of(
    engine: &Engine,
    actor: &StaffSession,
    filter: PeopleFilter<'_>,
    page: Page,
) -> Result<People, DbErr> {
    let db = &engine.db.read;
    let mut found = participants::Entity::find()
        .filter(actor.reach().participants())
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
        .filter(matching(engine, filter.search));
    if filter.involved {
        found = found.filter(participants::Column::Involvement.is_not_null());
    }
    let total = found.clone().count(db).await?;
    let size = page.size.clamp(1, MAX_PAGE);
    let rows = found
        .order_by_asc(participants::Column::NameSort)
        .order_by_asc(participants::Column::Id)
        .limit(size)
        .offset(Ord::min(page.number.saturating_mul(size), i64::MAX as u64))
        .all(db)
        .await?;
    let tree = crate::agencies::tree(engine).await?;
    Ok(People { lines: rows.into_iter().map(|row| line(engine, &tree, row)).collect(), total })
}

/// One person within the session's reach.
pub async fn person_of(
    engine: &Engine,
    actor: &StaffSession,
    participant_id: i64,
) -> Result<Option<PersonLine>, DbErr> {
    let found = participants::Entity::find_by_id(participant_id)
        .filter(actor.reach().participants())
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE));
    let Some(row) = found.one(&engine.db.read).await? else { return Ok(None) };
    let tree = crate::agencies::tree(engine).await?;
    Ok(Some(line(engine, &tree, row)))
}

fn line(engine: &Engine, tree: &AgencyTree, row: participants::Model) -> PersonLine {
    PersonLine {
        involved: involvement::of(&row),
        participant_id: row.id,
        masked_phone: masked(private::open_phone(&engine.secrets, &row.phone_index, &row.phone_sealed).as_ref()),
        agency: tree.full_name(row.agency_id),
        agency_id: row.agency_id,
        position: Position::parse(&row.position),
        track: TrackKind::parse(&row.track),
        name: row.name,
        registered_at: Timestamp(row.registered_at),
    }
}

fn matching(engine: &Engine, search: &str) -> Condition {
    if let Ok(phone) = Phone::parse(search) {
        let index = private::phone_index(&engine.secrets, &phone);
        return with_phone(&index);
    }
    let folded = text::fold(search);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.fold(Condition::all(), |all, word| {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{escaped}%")).escape('\\');
        all.add(Expr::col(participants::Column::NameFolded).like(like))
    })
}

fn masked(phone: Option<&Phone>) -> String {
    phone.and_then(|phone| phone.as_str().get(7..)).map(|end| format!("*** *** *{end}")).unwrap_or_default()
}
