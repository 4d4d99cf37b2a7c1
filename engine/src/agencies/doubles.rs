//! Two rows for the same agency become one.

use contest::contests::RoundState;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::{
    Change, MovePreview, Moved, Movers, TreeError, TreeRefusal,
    acts::{draft_of, one, standing, units_of},
    move_people, preview_move, write,
};
use crate::{
    Engine,
    accounts::{StaffSession, audit, forget_viewers, viewers_sessions_below},
    db::entities::{agencies, headcount_entries, headcounts, links, position_counts, reliefs, rounds, staff},
};

/// What merging would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoublePreview {
    /// Its people and their attempts.
    pub people: MovePreview,
    /// Accounts that see it.
    pub viewers: u64,
    /// Units right below it.
    pub units: u64,
    /// Headcounts that go along; none where the other has some of its own, which stand.
    pub headcounts: u64,
}

/// What merging a double into the agency that it is would do; for an organiser.
pub async fn preview_double(
    engine: &Engine,
    actor: &StaffSession,
    double: i64,
    into: i64,
) -> Result<DoublePreview, TreeError> {
    let people = preview_move(engine, actor, double, &Movers::All).await?;
    let db = &engine.db.read;
    check(db, double, into).await?;
    Ok(DoublePreview {
        people,
        viewers: staff::Entity::find().filter(staff::Column::AgencyId.eq(double)).count(db).await?,
        units: units_of(db, double).await?.len() as u64,
        headcounts: if has_headcounts(db, into).await? {
            0
        } else {
            headcounts::Entity::find().filter(headcounts::Column::AgencyId.eq(double)).count(db).await?
        },
    })
}

/// Makes one agency of two: units, accounts, headcounts, people and what they did in rounds that are not counted go over
/// to the other, and the double is dissolved into it. Rounds that are counted stay as they are. If it is cut short, the
/// double's page moves the people who are left.
pub async fn merge_double(engine: &Engine, actor: &StaffSession, double: i64, into: i64) -> Result<Moved, TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    write::lock(&tx).await?;
    let (row, heir) = check(&tx, double, into).await?;
    let hashes = viewers_sessions_below(&tx, &row.path).await?;
    for unit in units_of(&tx, double).await? {
        let draft = super::AgencyDraft { parent_id: Some(into), ..draft_of(&unit) };
        draft.update(&tx, unit, &heir.path, Change::From(now), Some(actor.staff_id), now).await?;
    }
    staff::Entity::update_many()
        .col_expr(staff::Column::AgencyId, Expr::value(into))
        .filter(staff::Column::AgencyId.eq(double))
        .exec(&tx)
        .await?;
    move_headcounts(&tx, double, into).await?;
    move_reliefs(&tx, double, into).await?;
    // Posters that hang already go on leading people in, and what comes of it is the other's.
    links::Entity::update_many()
        .col_expr(links::Column::AgencyId, Expr::value(into))
        .filter(links::Column::AgencyId.eq(double))
        .exec(&tx)
        .await?;
    agencies::Entity::update_many()
        .col_expr(agencies::Column::ValidTo, Expr::value(now.0))
        .col_expr(agencies::Column::SuccessorId, Expr::value(into))
        .filter(agencies::Column::Id.eq(double))
        .exec(&tx)
        .await?;
    let (subject, detail) = (format!("agency:{double}"), format!("into agency:{into}"));
    audit::record(&tx, now, Some(actor.staff_id), "agency.merge_double", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    engine.agencies.forget();
    forget_viewers(engine, &hashes).await;
    move_people(engine, actor, double, into, &Movers::All).await
}

async fn check(
    db: &impl ConnectionTrait,
    double: i64,
    into: i64,
) -> Result<(agencies::Model, agencies::Model), TreeError> {
    let row = one(db, double).await?;
    match (row.valid_to, row.parent_id) {
        (Some(_), _) => return Err(TreeRefusal::Dissolved.into()),
        (_, None) => return Err(TreeRefusal::Top.into()),
        _ => {}
    }
    let heir = standing(db, Some(into)).await?.filter(|heir| !heir.path.starts_with(&row.path));
    Ok((row, heir.ok_or(TreeRefusal::NoSuccessor)?))
}

async fn has_headcounts(db: &impl ConnectionTrait, agency: i64) -> Result<bool, DbErr> {
    Ok(headcounts::Entity::find().filter(headcounts::Column::AgencyId.eq(agency)).count(db).await? > 0)
}

/// The double's numbers count only where the other has none: both say of the same people how many they are.
async fn move_headcounts(tx: &impl ConnectionTrait, double: i64, into: i64) -> Result<(), DbErr> {
    if !has_headcounts(tx, into).await? {
        headcounts::Entity::update_many()
            .col_expr(headcounts::Column::AgencyId, Expr::value(into))
            .filter(headcounts::Column::AgencyId.eq(double))
            .exec(tx)
            .await?;
    }
    let positions =
        position_counts::Entity::find().filter(position_counts::Column::AgencyId.eq(into)).count(tx).await?;
    if positions == 0 {
        position_counts::Entity::update_many()
            .col_expr(position_counts::Column::AgencyId, Expr::value(into))
            .filter(position_counts::Column::AgencyId.eq(double))
            .exec(tx)
            .await?;
    }
    let of_double = headcount_entries::Column::AgencyId.eq(double);
    let waiting = headcount_entries::Entity::find()
        .filter(headcount_entries::Column::AgencyId.eq(into))
        .filter(headcount_entries::Column::DecidedAt.is_null())
        .count(tx)
        .await?;
    let left = headcount_entries::Entity::delete_many()
        .filter(of_double.clone())
        .filter(headcount_entries::Column::DecidedAt.is_null());
    if waiting > 0 {
        left.exec(tx).await?;
    }
    headcount_entries::Entity::update_many()
        .col_expr(headcount_entries::Column::AgencyId, Expr::value(into))
        .filter(of_double)
        .exec(tx)
        .await?;
    Ok(())
}

/// Time and attempts that the double was given in rounds that are not counted go along where the other was given none:
/// given twice, they would add up.
async fn move_reliefs(tx: &impl ConnectionTrait, double: i64, into: i64) -> Result<(), DbErr> {
    let open: Vec<i64> = rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.is_in([RoundState::Open.code(), RoundState::Closed.code()]))
        .into_tuple()
        .all(tx)
        .await?;
    for round in open {
        let of = |agency: i64| {
            reliefs::Entity::find()
                .filter(reliefs::Column::RoundId.eq(round))
                .filter(reliefs::Column::AgencyId.eq(agency))
        };
        if of(into).count(tx).await? == 0 {
            reliefs::Entity::update_many()
                .col_expr(reliefs::Column::AgencyId, Expr::value(into))
                .filter(reliefs::Column::RoundId.eq(round))
                .filter(reliefs::Column::AgencyId.eq(double))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}
