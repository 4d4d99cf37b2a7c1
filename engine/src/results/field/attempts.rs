//! The submitted attempts of a round or of several, a page at a time.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use contest::{
    Timestamp,
    contests::{Prediction, Rules, TrackKind},
    results::{RankKey, field::Attempt},
};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::public_name;
use crate::{
    Engine,
    contests::Round,
    db::entities::{agencies, participants, results},
    secrets::Secrets,
};

/// No person and no attempt comes before this.
const BEFORE_ALL: (i64, i64) = (i64::MIN, i64::MIN);

/// Attempts of one query: a few megabytes.
const PAGE: u64 = 5_000;

/// One attempt, as files show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptLine {
    /// The attempt's number, which the person knows from the address of their result.
    pub entry: String,
    /// [`public_name`] of the person.
    pub person: String,
    /// The agency's code.
    pub agency: String,
    /// Bảng dự thi.
    pub track: TrackKind,
    /// The round's number.
    pub round: u16,
    /// Questions answered wholly right.
    pub correct: u16,
    /// The score in hundredths of a percent.
    pub score: u16,
    /// What was predicted.
    pub prediction: Option<Prediction>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When the person registered, where the rules ask for it.
    pub registered_at: Option<Timestamp>,
    /// Whether it stands.
    pub valid: bool,
}

impl AttemptLine {
    /// The same as a ranking takes it in. The block is that of the agency's facts.
    pub fn attempt(&self) -> Attempt<'_> {
        Attempt {
            entry: &self.entry,
            person: &self.person,
            agency: &self.agency,
            block: "",
            track: self.track,
            round: self.round,
            correct: self.correct,
            score: self.score,
            prediction: self.prediction,
            started_at: self.started_at,
            submitted_at: self.submitted_at,
            registered_at: self.registered_at,
            valid: self.valid,
        }
    }
}

/// The attempts of rounds, round by round and in each person by person. The memory is that of a page.
#[derive(Debug)]
pub struct Attempts {
    db: DatabaseConnection,
    secrets: Secrets,
    /// Those still to be read; the first is being read.
    rounds: VecDeque<Arc<Round>>,
    agencies: HashMap<i64, String>,
    tells_registration: bool,
    after: (i64, i64),
}

impl Attempts {
    /// From the first on; the rules say what is told of people.
    pub async fn of(engine: &Engine, rounds: &[Arc<Round>], rules: &Rules) -> Result<Self, DbErr> {
        let db = engine.db.read.clone();
        let codes = agencies::Entity::find().select_only().columns([agencies::Column::Id, agencies::Column::Code]);
        let agencies = codes.into_tuple::<(i64, String)>().all(&db).await?.into_iter().collect();
        let tells_registration = asks_registration(rules);
        Ok(Self {
            db,
            secrets: engine.secrets.clone(),
            rounds: rounds.iter().cloned().collect(),
            agencies,
            tells_registration,
            after: BEFORE_ALL,
        })
    }

    /// The next of them; none when all have been read.
    pub async fn next_page(&mut self) -> Result<Vec<AttemptLine>, DbErr> {
        while let Some(round) = self.rounds.front().cloned() {
            let page = self.page_of(&round).await?;
            if !page.is_empty() {
                return Ok(page);
            }
            self.rounds.pop_front();
            self.after = BEFORE_ALL;
        }
        Ok(Vec::new())
    }

    async fn page_of(&mut self, round: &Round) -> Result<Vec<AttemptLine>, DbErr> {
        let (person, attempt) = self.after;
        let later =
            Condition::any().add(results::Column::ParticipantId.gt(person)).add(results::Column::AttemptId.gt(attempt));
        let rows = results::Entity::find()
            .filter(results::Column::RoundId.eq(round.id))
            // Said apart from what follows, so that the index finds the place to begin at.
            .filter(results::Column::ParticipantId.gte(person))
            .filter(later)
            .order_by_asc(results::Column::ParticipantId)
            .order_by_asc(results::Column::AttemptId)
            .limit(PAGE)
            .all(&self.db)
            .await?;
        let Some(last) = rows.last() else { return Ok(Vec::new()) };
        let registered = self.registered(person, last.participant_id).await?;
        self.after = (last.participant_id, last.attempt_id);
        rows.iter().map(|row| self.line(round, row, &registered)).collect()
    }

    async fn registered(&self, from: i64, to: i64) -> Result<HashMap<i64, i64>, DbErr> {
        if !self.tells_registration {
            return Ok(HashMap::new());
        }
        let rows = participants::Entity::find()
            .select_only()
            .columns([participants::Column::Id, participants::Column::RegisteredAt])
            .filter(participants::Column::Id.between(from, to))
            .into_tuple::<(i64, i64)>()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().collect())
    }

    fn line(&self, round: &Round, row: &results::Model, registered: &HashMap<i64, i64>) -> Result<AttemptLine, DbErr> {
        let track = round.tracks.iter().find(|track| track.track_id == row.track_id);
        let track = track.ok_or_else(|| DbErr::Custom(format!("attempt {}: its track is gone", row.attempt_id)))?;
        Ok(AttemptLine {
            entry: row.attempt_id.to_string(),
            person: public_name(&self.secrets, row.participant_id),
            agency: self.agencies.get(&row.agency_id).cloned().unwrap_or_default(),
            track: track.kind,
            round: round.number as u16,
            correct: row.correct as u16,
            score: row.score as u16,
            prediction: row.prediction.and_then(|number| u32::try_from(number).ok()).map(Prediction),
            started_at: Timestamp(row.started_at),
            submitted_at: Timestamp(row.submitted_at),
            registered_at: registered.get(&row.participant_id).copied().map(Timestamp),
            valid: row.valid,
        })
    }
}

/// Whether when somebody registered decides anything; where it does not, files do not tell it.
fn asks_registration(rules: &Rules) -> bool {
    let asks = |keys: &[RankKey]| keys.contains(&RankKey::EarlierRegistration);
    asks(&rules.ranking) || asks(&rules.prize_ranking) || !rules.duplicates.is_empty()
}
