//! What counters read. Every query is bounded by a range of people or of attempts.

use std::collections::{BTreeSet, HashMap};

use contest::{Millis, Timestamp, accounts::Position, reports::ValidAttempt};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, DerivePartialModel, EntityTrait,
    IsolationLevel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TransactionOptions, TransactionTrait,
    sea_query::{Expr, ExprTrait as _, Query},
};

use super::basis::Basis;
use crate::{
    Engine,
    db::{
        entities::{attempts, participants, results},
        padded,
    },
};

/// Attempts begun so lately may not be seen yet, though later ones are: they may be under way in another transaction,
/// or an instance's clock may be behind.
const SEEN_AFTER: Millis = Millis::minutes(1);
/// An attempt that has no result so long after its time cannot be graded; it holds nothing up. That one comes after
/// all is found when results are compared in number.
const GIVEN_UP_AFTER: Millis = Millis::hours(24);
/// Results of one query.
const PAGE: u64 = 10_000;
/// People of one `IN` list.
const CHUNK: usize = 512;

/// What is read of a result.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "results::Entity")]
pub(super) struct Row {
    pub attempt_id: i64,
    pub round_id: i64,
    pub participant_id: i64,
    agency_id: i64,
    track_id: i64,
    correct: i32,
    total: i32,
    score: i32,
    started_at: i64,
    submitted_at: i64,
    pub valid: bool,
    grading: i32,
}

/// One person's results, and their position where it is known.
#[derive(Debug, Default)]
pub(super) struct PersonRows {
    pub rows: Vec<Row>,
    pub position: Option<Position>,
}

impl Row {
    /// What counters take in; `None` of an invalid one, and of a track that the round does not have.
    pub(super) fn attempt(&self, basis: &Basis) -> Option<ValidAttempt> {
        let (round, _, track) = basis.place(self.round_id, self.track_id)?;
        self.valid.then_some(ValidAttempt {
            id: self.attempt_id,
            round,
            agency: self.agency_id,
            track,
            correct: self.correct as u16,
            total: self.total as u16,
            score: self.score as u16,
            started_at: Timestamp(self.started_at),
            submitted_at: Timestamp(self.submitted_at),
        })
    }

    /// Whether it will be graded again.
    pub(super) fn is_behind(&self, basis: &Basis) -> bool {
        basis.place(self.round_id, self.track_id).is_some_and(|(_, grading, _)| self.grading < grading)
    }
}

/// Begins to read the database as it is in this moment.
pub(super) async fn snapshot(engine: &Engine) -> Result<DatabaseTransaction, DbErr> {
    let options = match engine.db.backend() {
        // What a transaction of SQLite reads is of one moment in any case.
        DbBackend::Sqlite => TransactionOptions::default(),
        _ => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            ..TransactionOptions::default()
        },
    };
    engine.db.read.begin_with_options(options).await
}

/// The number below which every attempt of the rounds has its result, from a number on of which that is known.
pub(super) async fn settled(db: &impl ConnectionTrait, basis: &Basis, from: i64, now: Timestamp) -> Result<i64, DbErr> {
    use attempts::Column;

    let result = Query::select()
        .expr(Expr::val(1))
        .from(results::Entity)
        .and_where(Expr::col((results::Entity, results::Column::AttemptId)).equals((attempts::Entity, Column::Id)))
        .take();
    let under_way = Condition::all()
        .add(Column::RoundId.is_in(basis.ids()))
        .add(Column::AcceptUntil.gt((now - GIVEN_UP_AFTER).0))
        .add(Expr::exists(result).not());
    let open = Condition::any().add(Column::StartedAt.gt((now - SEEN_AFTER).0)).add(under_way);
    let ids = || attempts::Entity::find().select_only().column(Column::Id).filter(Column::Id.gte(from));
    let first: Option<i64> = ids().filter(open).order_by_asc(Column::Id).limit(1).into_tuple().one(db).await?;
    // Not the first open one itself: one that is not seen yet may have a number between.
    let done = match first {
        Some(first) => ids().filter(Column::Id.lt(first)),
        None => ids(),
    };
    let last: Option<i64> = done.order_by_desc(Column::Id).limit(1).into_tuple().one(db).await?;
    Ok(last.map_or(from, |last| last + 1))
}

/// The results of attempts from a number on that are not among those known.
pub(super) async fn new_results(
    db: &impl ConnectionTrait,
    basis: &Basis,
    mut from: i64,
    known: &BTreeSet<i64>,
) -> Result<Vec<Row>, DbErr> {
    let mut found: Vec<Row> = Vec::new();
    loop {
        let rows = results::Entity::find()
            .filter(results::Column::AttemptId.gte(from))
            // Written so that no engine goes through the whole round by its index.
            .filter(Expr::col(results::Column::RoundId).add(0).is_in(basis.ids()))
            .order_by_asc(results::Column::AttemptId)
            .limit(PAGE)
            .into_partial_model::<Row>()
            .all(db)
            .await?;
        let last = rows.last().filter(|_| rows.len() as u64 == PAGE).map(|row| row.attempt_id);
        found.extend(rows.into_iter().filter(|row| !known.contains(&row.attempt_id)));
        match last {
            Some(last) => from = last + 1,
            None => return Ok(found),
        }
    }
}

/// All results of these people in the rounds.
pub(super) async fn of_people(
    db: &impl ConnectionTrait,
    basis: &Basis,
    people: &[i64],
) -> Result<HashMap<i64, PersonRows>, DbErr> {
    let mut found = HashMap::with_capacity(people.len());
    for people in people.chunks(CHUNK) {
        let who = Condition::all().add(results::Column::ParticipantId.is_in(padded(people)));
        let known = Condition::all().add(participants::Column::Id.is_in(padded(people)));
        found.extend(read(db, basis, who, known).await?);
    }
    Ok(found)
}

/// All results in the rounds of those from one number to another.
pub(super) async fn of_range(
    db: &impl ConnectionTrait,
    basis: &Basis,
    first: i64,
    last: i64,
) -> Result<HashMap<i64, PersonRows>, DbErr> {
    let who = Condition::all().add(results::Column::ParticipantId.between(first, last));
    let known = Condition::all().add(participants::Column::Id.between(first, last));
    read(db, basis, who, known).await
}

async fn read(
    db: &impl ConnectionTrait,
    basis: &Basis,
    who: Condition,
    known: Condition,
) -> Result<HashMap<i64, PersonRows>, DbErr> {
    let rows = results::Entity::find().filter(results::Column::RoundId.is_in(basis.ids())).filter(who);
    let mut people: HashMap<i64, PersonRows> = HashMap::new();
    for row in rows.into_partial_model::<Row>().all(db).await? {
        people.entry(row.participant_id).or_default().rows.push(row);
    }
    let positions: Vec<(i64, String)> = participants::Entity::find()
        .select_only()
        .columns([participants::Column::Id, participants::Column::Position])
        .filter(known)
        .into_tuple()
        .all(db)
        .await?;
    for (person, position) in positions {
        if let Some(person) = people.get_mut(&person) {
            person.position = Position::parse(&position);
        }
    }
    Ok(people)
}

/// The first person from a number on who has a result.
pub(super) async fn next_person(db: &impl ConnectionTrait, basis: &Basis, from: i64) -> Result<Option<i64>, DbErr> {
    let mut first: Option<i64> = None;
    for round in basis.ids() {
        let of_round: Option<i64> = results::Entity::find()
            .select_only()
            .column(results::Column::ParticipantId)
            .filter(results::Column::RoundId.eq(round))
            .filter(results::Column::ParticipantId.gte(from))
            .order_by_asc(results::Column::ParticipantId)
            .limit(1)
            .into_tuple()
            .one(db)
            .await?;
        first = [first, of_round].into_iter().flatten().min();
    }
    Ok(first)
}

/// How many results there are, invalid ones too.
pub(super) async fn number(db: &impl ConnectionTrait, basis: &Basis) -> Result<u64, DbErr> {
    results::Entity::find().filter(results::Column::RoundId.is_in(basis.ids())).count(db).await
}
