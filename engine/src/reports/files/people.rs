//! The valid results of rounds, person by person. What is in memory is a page of each round.

use std::collections::VecDeque;

use contest::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::db::entities::results::{Column, Entity};

/// Results of one query.
const PAGE: u64 = 2_000;

/// What a report reads of a result.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Submission {
    pub attempt_id: i64,
    pub round_id: i64,
    pub participant_id: i64,
    pub agency_id: i64,
    pub track_id: i64,
    pub correct: i32,
    pub total: i32,
    pub score: i32,
    pub started_at: i64,
    pub submitted_at: i64,
}

/// The rounds, each read by person in the order of its index.
pub(super) struct People {
    db: DatabaseConnection,
    rounds: Vec<Reading>,
    submitted: Option<(Timestamp, Timestamp)>,
}

/// How far one round is read.
struct Reading {
    round: i64,
    rows: VecDeque<Submission>,
    after: (i64, i64),
    is_over: bool,
}

impl People {
    /// From the first person on; `submitted` leaves out what was submitted before its first instant, at its second or
    /// later.
    pub fn of(
        db: DatabaseConnection,
        rounds: impl IntoIterator<Item = i64>,
        submitted: Option<(Timestamp, Timestamp)>,
    ) -> Self {
        let begin = |round| Reading { round, rows: VecDeque::new(), after: (i64::MIN, i64::MIN), is_over: false };
        Self { db, rounds: rounds.into_iter().map(begin).collect(), submitted }
    }

    /// All results of the next person; none when everybody was read.
    pub async fn next(&mut self) -> Result<Option<Vec<Submission>>, DbErr> {
        for reading in &mut self.rounds {
            reading.fill(&self.db, self.submitted).await?;
        }
        let heads = self.rounds.iter().filter_map(|reading| reading.rows.front());
        let Some(person) = heads.map(|row| row.participant_id).min() else { return Ok(None) };
        let mut theirs = Vec::new();
        for reading in &mut self.rounds {
            while let Some(row) = reading.rows.pop_front_if(|row| row.participant_id == person) {
                theirs.push(row);
                reading.fill(&self.db, self.submitted).await?;
            }
        }
        Ok(Some(theirs))
    }
}

impl Reading {
    async fn fill(&mut self, db: &DatabaseConnection, submitted: Option<(Timestamp, Timestamp)>) -> Result<(), DbErr> {
        if self.is_over || !self.rows.is_empty() {
            return Ok(());
        }
        let (person, attempt) = self.after;
        let later = Condition::any().add(Column::ParticipantId.gt(person)).add(Column::AttemptId.gt(attempt));
        let mut within = Condition::all().add(Column::Valid.eq(true));
        if let Some((from, to)) = submitted {
            within = within.add(Column::SubmittedAt.gte(from.0)).add(Column::SubmittedAt.lt(to.0));
        }
        let rows = Entity::find()
            .filter(Column::RoundId.eq(self.round))
            // Said apart from what follows, so that the index finds the place to begin at.
            .filter(Column::ParticipantId.gte(person))
            .filter(later)
            .filter(within)
            .order_by_asc(Column::ParticipantId)
            .order_by_asc(Column::AttemptId)
            .limit(PAGE)
            .into_model::<Submission>()
            .all(db)
            .await?;
        self.is_over = (rows.len() as u64) < PAGE;
        self.after = rows.last().map_or(self.after, |last| (last.participant_id, last.attempt_id));
        self.rows = rows.into();
        Ok(())
    }
}
