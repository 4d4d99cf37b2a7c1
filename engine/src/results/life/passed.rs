//! Who would have been given a prize but for a rule: kept with each ranking, and shown to organisers.

use std::collections::HashMap;

use contest::results::field::{AgencyExclusion, Outcome, Race};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{
    LifeError, ResultsOf, Subject,
    store::{CHUNK, Owners, owners},
};
use crate::{
    Engine,
    accounts::{Page, StaffSession, names},
    agencies,
    db::entities::{agencies as agency_rows, passed_over},
};

/// Most that are kept of one ranking, and most on a page.
const MOST: usize = 1_000;

/// Somebody who was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedLine {
    /// The name of the list of prizes.
    pub prizes: String,
    /// Who raced: a track, a block, or empty for everybody.
    pub group: String,
    /// The round it is a prize of; `None` for the whole contest.
    pub round: Option<i32>,
    /// The place in the race, from 1; `None` for who does not count in it.
    pub place: Option<u32>,
    /// The person's full name; empty for an agency.
    pub name: String,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// The person's attempt.
    pub attempt: Option<i64>,
    /// Why, in words.
    pub reason: String,
}

/// A page of those who were passed over, for an organiser, race by race; and how many there are.
pub async fn passed_over(
    engine: &Engine,
    actor: &StaffSession,
    of: ResultsOf,
    page: Page,
) -> Result<(u64, Vec<PassedLine>), LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let db = &engine.db.read;
    let of_results = || passed_over::Entity::find().filter(passed_over::Column::RoundId.eq(of.key()));
    let size = page.size.clamp(1, MOST as u64);
    let rows = of_results()
        .order_by_asc(passed_over::Column::Position)
        .offset(page.number.saturating_mul(size))
        .limit(size)
        .all(db)
        .await?;
    let names = names(db, rows.iter().filter_map(|row| row.participant_id).collect()).await?;
    let tree = agencies::tree(engine).await?;
    let line = |row: passed_over::Model| PassedLine {
        prizes: row.prizes,
        group: row.race_group,
        round: row.round_number,
        place: row.place.map(|place| place as u32),
        name: row.participant_id.and_then(|person| names.get(&person).cloned()).unwrap_or_default(),
        agency: row.agency_id.map(|agency| tree.full_name(agency)).unwrap_or_default(),
        attempt: row.attempt_id,
        reason: row.reason,
    };
    Ok((of_results().count(db).await?, rows.into_iter().map(line).collect()))
}

/// Keeps who was passed over in a ranking, in the place of what was kept before.
pub(super) async fn replace(tx: &impl ConnectionTrait, subject: &Subject, outcome: &Outcome) -> Result<(), DbErr> {
    let key = subject.of.key();
    passed_over::Entity::delete_many().filter(passed_over::Column::RoundId.eq(key)).exec(tx).await?;
    let mut rows = people(tx, subject, outcome).await?;
    rows.extend(of_agencies(tx, outcome).await?);
    rows.truncate(MOST);
    for (row, position) in rows.iter_mut().zip(0..) {
        (row.round_id, row.position) = (Set(key), Set(position));
    }
    for rows in rows.chunks(CHUNK) {
        passed_over::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn people(
    tx: &impl ConnectionTrait,
    subject: &Subject,
    outcome: &Outcome,
) -> Result<Vec<passed_over::ActiveModel>, DbErr> {
    let passed = outcome.passed.iter().map(|one| (&one.race, Some(one.order), &one.entry, one.reason.label()));
    let missed = outcome.missed.iter().map(|one| (&one.race, None, &one.entry, one.exclusion.label().to_owned()));
    let told: Vec<(&Race, Option<u32>, i64, String)> = passed
        .chain(missed)
        .filter(|(race, ..)| subject.settles(race.round))
        .filter_map(|(race, place, entry, why)| Some((race, place, entry.parse().ok()?, why)))
        .take(MOST)
        .collect();
    let owners: Owners = owners(tx, told.iter().map(|(_, _, attempt, _)| *attempt).collect()).await?;
    let row = |(race, place, attempt, why): (&Race, Option<u32>, i64, String)| {
        let (person, agency) = owners.get(&attempt).copied().unzip();
        passed_over::ActiveModel {
            prizes: Set(race.prizes.clone()),
            race_group: Set(race.group.code().to_owned()),
            round_number: Set(race.round.map(i32::from)),
            place: Set(place.map(|place| place as i32)),
            participant_id: Set(person),
            attempt_id: Set(Some(attempt)),
            agency_id: Set(agency),
            reason: Set(why),
            ..Default::default()
        }
    };
    Ok(told.into_iter().map(row).collect())
}

async fn of_agencies(tx: &impl ConnectionTrait, outcome: &Outcome) -> Result<Vec<passed_over::ActiveModel>, DbErr> {
    let standings = outcome.collective.iter().flat_map(|table| table.standings.iter().map(move |one| (table, one)));
    let told: Vec<_> = standings.filter(|(_, one)| one.missed || one.refused.is_some()).take(MOST).collect();
    let ids: HashMap<String, i64> = agency_rows::Entity::find()
        .select_only()
        .columns([agency_rows::Column::Code, agency_rows::Column::Id])
        .into_tuple::<(String, i64)>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let row = |(table, one): (&contest::results::field::CollectiveTable, &contest::results::field::AgencyStanding)| {
        let excluded = || one.excluded.iter().copied().map(AgencyExclusion::label).collect::<Vec<_>>().join(" ");
        let why = one.refused.as_ref().map_or_else(excluded, |why| format!("Không được trao giải: {why}"));
        passed_over::ActiveModel {
            prizes: Set(table.prizes.clone()),
            race_group: Set(table.group.code().to_owned()),
            round_number: Set(table.round.map(i32::from)),
            place: Set(one.rank.map(|rank| rank as i32)),
            participant_id: Set(None),
            attempt_id: Set(None),
            agency_id: Set(ids.get(&one.agency).copied()),
            reason: Set(why),
            ..Default::default()
        }
    };
    Ok(told.into_iter().map(row).collect())
}
