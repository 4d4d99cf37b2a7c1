//! Rounds as the hot path sees them: read once, kept for a second.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, RwLock},
};

use contest::{
    Millis, Timestamp,
    attempts::Corrections,
    contests::{AttemptLimit, PastAttempt, RoundState, Rules, TrackKind, Window},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use tokio::sync::Mutex;

use super::reliefs::Reliefs;
use crate::{
    db::{
        entities::{attempts, plans, round_results, rounds, rules, tracks},
        from_json,
    },
    results::corrections::in_force,
};

/// How old a remembered round may be. Another instance's change is seen after this; this
/// instance's own changes are seen at once ([`RoundBook::forget`]).
const FRESH: Millis = Millis::seconds(1);

/// How old one may be that is being read again just now.
const STALE: Millis = Millis::seconds(3);

/// One track of a round, with the plan its papers are drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundTrack {
    /// Bảng dự thi.
    pub kind: TrackKind,
    /// The track's row.
    pub track_id: i64,
    /// The newest frozen plan; `None` until the round has been opened once.
    pub plan_id: Option<i64>,
}

/// A round with all that an attempt needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The round's row.
    pub id: i64,
    /// Its contest.
    pub contest_id: i64,
    /// 1 for the first round of the contest.
    pub number: i32,
    /// The name on screen.
    pub title: String,
    /// When it is open.
    pub window: Window,
    /// Where it stands in its life.
    pub state: RoundState,
    /// The version of `rules`.
    pub rules_version: i32,
    /// The rules an attempt begins under.
    pub rules: Rules,
    /// Its tracks.
    pub tracks: Vec<RoundTrack>,
    /// What predictions are measured against, once the round is counted.
    pub quantity: Option<u32>,
    /// How often what its questions are worth has changed; 0 where nothing was ever corrected.
    pub grading: i32,
    /// What was decided about its questions, by that grading.
    pub corrections: Corrections,
    /// When it was counted, once it is.
    pub counted_at: Option<Timestamp>,
    /// What organisers have given to some beyond the rules.
    pub reliefs: Reliefs,
}

impl Round {
    /// The track of a kind of people.
    pub fn track(&self, kind: TrackKind) -> Option<&RoundTrack> {
        self.tracks.iter().find(|track| track.kind == kind)
    }

    /// Whether an attempt may start now, for those who were given no time.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == RoundState::Open && self.window.contains(now)
    }

    /// When the round is open to somebody of an agency.
    pub fn window_of(&self, participant: i64, agency: i64) -> Window {
        self.window.extended(self.reliefs.of(participant, agency).time)
    }

    /// How many attempts somebody of an agency has, by those that they have begun.
    pub fn limit_of<'a>(
        &self,
        participant: i64,
        agency: i64,
        past: impl IntoIterator<Item = &'a attempts::Model>,
        now: Timestamp,
    ) -> AttemptLimit {
        let past = past
            .into_iter()
            .map(|attempt| PastAttempt { started: Timestamp(attempt.started_at), here: attempt.round_id == self.id });
        self.rules.attempts.with_more(self.reliefs.of(participant, agency).attempts, past, now)
    }

    /// When the last of those are through who were given time; at the latest.
    pub fn last_close(&self) -> Timestamp {
        self.window.closes + self.reliefs.longest()
    }

    /// Until when complaints may come in; `None` unless the results are provisional and the rules
    /// leave time for it.
    pub fn complaints_until(&self) -> Option<Timestamp> {
        let counted_at = self.counted_at.filter(|_| self.state == RoundState::Provisional)?;
        self.rules.complaints_until(counted_at)
    }

    /// The rules that an attempt of this round began under, which may be older than the round's.
    pub async fn rules_of_version(&self, db: &impl ConnectionTrait, version: i32) -> Result<Cow<'_, Rules>, DbErr> {
        if version == self.rules_version {
            return Ok(Cow::Borrowed(&self.rules));
        }
        let row = rules::Entity::find_by_id((self.contest_id, version)).one(db).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("rules version {version}")))?;
        from_json(&row.body, "rules of contest", self.contest_id).map(Cow::Owned)
    }

    /// Reads a round from the database.
    pub async fn load(db: &impl ConnectionTrait, id: i64) -> Result<Option<Self>, DbErr> {
        let Some(round) = rounds::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let rules = rules::Entity::find_by_id((round.contest_id, round.rules_version)).one(db).await?;
        let rules = rules.and_then(|row| serde_json::from_str(&row.body).ok());
        let rules = rules.ok_or_else(|| DbErr::Custom(format!("round {id}: its rules cannot be read")))?;
        let plans = plans::Entity::find()
            .filter(plans::Column::RoundId.eq(id))
            .order_by_asc(plans::Column::Id)
            .select_ids(db)
            .await?;
        let tracks = tracks::Entity::find().filter(tracks::Column::ContestId.eq(round.contest_id)).all(db).await?;
        let tracks = tracks
            .into_iter()
            .filter_map(|track| {
                let plan_id = plans.iter().rev().find(|(_, of)| *of == track.id).map(|(plan, _)| *plan);
                Some(RoundTrack { kind: TrackKind::parse(&track.kind)?, track_id: track.id, plan_id })
            })
            .collect();
        let state = RoundState::parse(&round.state)
            .ok_or_else(|| DbErr::Custom(format!("round {id}: unknown state {}", round.state)))?;
        let results = match state {
            RoundState::Draft | RoundState::Open | RoundState::Closed => None,
            _ => round_results::Entity::find_by_id(id).one(db).await?,
        };
        let quantity = results.as_ref().and_then(|results| results.quantity);
        let corrections = match round.grading {
            0 => Corrections::default(),
            grading => in_force(db, id, grading).await?,
        };
        Ok(Some(Self {
            id,
            contest_id: round.contest_id,
            number: round.number,
            title: round.title,
            window: Window { opens: Timestamp(round.opens_at), closes: Timestamp(round.closes_at) },
            state,
            rules_version: round.rules_version,
            rules,
            tracks,
            quantity: quantity.and_then(|quantity| u32::try_from(quantity).ok()),
            grading: round.grading,
            corrections,
            reliefs: Reliefs::load(db, id).await?,
            counted_at: results.and_then(|results| results.counted_at).map(Timestamp),
        }))
    }
}

/// Plans are large: of those of a round, only which they are and whose.
trait SelectIds {
    async fn select_ids(self, db: &impl ConnectionTrait) -> Result<Vec<(i64, i64)>, DbErr>;
}

impl SelectIds for sea_orm::Select<plans::Entity> {
    async fn select_ids(self, db: &impl ConnectionTrait) -> Result<Vec<(i64, i64)>, DbErr> {
        use sea_orm::QuerySelect as _;
        self.select_only().column(plans::Column::Id).column(plans::Column::TrackId).into_tuple().all(db).await
    }
}

/// What is known, if it is not too old.
fn fresh(known: Option<&(Timestamp, Arc<Round>)>, now: Timestamp) -> Option<Arc<Round>> {
    known.filter(|(read_at, _)| now - *read_at < FRESH).map(|(_, round)| Arc::clone(round))
}

/// Rounds with when they were read.
type Seen = HashMap<i64, (Timestamp, Arc<Round>)>;

/// The rounds this process has seen lately.
#[derive(Clone, Debug, Default)]
pub struct RoundBook {
    seen: Arc<RwLock<Seen>>,
    /// Whoever reads. Thousands ask for a round in the moment in which it has become too old.
    turn: Arc<Mutex<()>>,
}

impl RoundBook {
    /// A round, at most [`FRESH`] old; while one reads it again, the others get the one that is known if
    /// that is not older than [`STALE`].
    pub async fn get(&self, db: &impl ConnectionTrait, id: i64, now: Timestamp) -> Result<Option<Arc<Round>>, DbErr> {
        let known = self.known(id);
        let _turn = match (fresh(known.as_ref(), now), self.turn.try_lock()) {
            (Some(round), _) => return Ok(Some(round)),
            (None, Ok(turn)) => turn,
            (None, Err(_)) => match known {
                Some((read_at, round)) if now - read_at < STALE => return Ok(Some(round)),
                _ => self.turn.lock().await,
            },
        };
        if let Some(round) = fresh(self.known(id).as_ref(), now) {
            return Ok(Some(round));
        }
        let Some(round) = Round::load(db, id).await? else { return Ok(None) };
        let round = Arc::new(round);
        self.lock_write().insert(id, (now, Arc::clone(&round)));
        Ok(Some(round))
    }

    fn known(&self, id: i64) -> Option<(Timestamp, Arc<Round>)> {
        self.lock_read().get(&id).cloned()
    }

    /// Forgets a round that was just changed here.
    pub fn forget(&self, id: i64) {
        self.lock_write().remove(&id);
    }

    fn lock_read(&self) -> std::sync::RwLockReadGuard<'_, Seen> {
        // A panic elsewhere cannot leave the map half written: entries are replaced whole.
        self.seen.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn lock_write(&self) -> std::sync::RwLockWriteGuard<'_, Seen> {
        self.seen.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
