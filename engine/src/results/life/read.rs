//! Results as pages show them.

use std::collections::HashMap;

use contest::{Timestamp, contests::RoundState, results::Certified};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    LifeError, ResultsOf, Subject, approve::complaints_until, proposal::refused, refuse::Refusable,
    settle::unsubmitted, stored,
};
use crate::{
    Engine,
    accounts::{StaffSession, names},
    agencies,
    db::entities::{awards, results, round_results, withdrawn_awards},
    results::boards::shown,
};

/// What is known of results.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What they are made of, as it is now.
    pub subject: Subject,
    /// Of a closed round, attempts that are not submitted yet.
    pub unsubmitted: u64,
    /// What was counted; `None` until it was.
    pub counted: Option<Counted>,
    /// The proposed prizes, or those that stand, in the order of the rules.
    pub awards: Vec<AwardLine>,
    /// Who was refused one, first to last.
    pub refused: Vec<Refused>,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// When.
    pub at: Timestamp,
    /// What lots are drawn from.
    pub lots_seed: String,
    /// The predicted quantity, where one was asked.
    pub quantity: Option<u32>,
    /// People with a valid attempt.
    pub people: u32,
    /// Valid attempts.
    pub attempts: u32,
    /// People with an all-correct one.
    pub people_all_correct: u32,
    /// Until when complaints may come in.
    pub complaints_until: Option<Timestamp>,
    /// Whether the prizes are those of the newest ranking.
    pub is_ranked: bool,
    /// When the results were published, and what the files of rules, attempts and places add up to.
    pub published: Option<(Timestamp, [String; 3])>,
}

/// One prize.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLine {
    /// The place in the order of the rules, from 0.
    pub position: i32,
    /// The round it is a prize of; `None` for the whole contest.
    pub round: Option<i32>,
    /// The name of the list of prizes.
    pub prizes: String,
    /// Who raced: a track, a block, or empty for everybody.
    pub group: String,
    /// The class.
    pub class: String,
    /// Whose it is.
    pub whose: Refusable,
    /// The person's name, full or as the rules show it; empty for an agency's prize.
    pub name: String,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// The attempt that won it.
    pub attempt: Option<i64>,
    /// Right answers out of all, and the time taken in milliseconds.
    pub worth: Option<(u16, u16, i64)>,
    /// When it was taken back after it was published, and why.
    pub taken_back: Option<(Timestamp, String)>,
}

impl AwardLine {
    /// What its certificate is about; `of` are the results it belongs to.
    pub const fn certified(&self, of: ResultsOf) -> Certified {
        let position = self.position as u32;
        match of {
            ResultsOf::Round(id) => Certified::RoundAward(id, position),
            ResultsOf::Contest(id) => Certified::ContestAward(id, position),
        }
    }
}

/// Somebody refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Who.
    pub whom: Refusable,
    /// The person's full name or the agency's.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What is known of results, for an organiser; `None` for a round that is not there or still being
/// prepared, and for a contest without rounds.
pub async fn outcome(engine: &Engine, actor: &StaffSession, of: ResultsOf) -> Result<Option<Overview>, LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    Ok(read(engine, of).await?)
}

/// Published results, for anyone: names as the rules show them, nobody who was refused.
pub async fn published(engine: &Engine, of: ResultsOf) -> Result<Option<Overview>, DbErr> {
    let outcome = read(engine, of).await?.filter(|outcome| outcome.subject.state == RoundState::Published);
    Ok(outcome.map(|mut outcome| {
        let masking = outcome.subject.rules.names;
        outcome.refused.clear();
        // Why a prize was taken back may name what nobody else should read.
        for (_, why) in outcome.awards.iter_mut().filter_map(|award| award.taken_back.as_mut()) {
            why.clear();
        }
        for award in outcome.awards.iter_mut().filter(|award| matches!(award.whose, Refusable::Person(_))) {
            award.name = shown(&award.name, masking);
        }
        outcome
    }))
}

/// The published results of a whole contest, as its rounds' pages tell of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Whose they are.
    pub of: ResultsOf,
    /// Whether prizes of rounds were given again with them, as somebody has won a higher one since.
    pub replaces_prizes: bool,
}

/// The published results of a whole contest; `None` until they are.
pub async fn whole_of(engine: &Engine, contest_id: i64) -> Result<Option<Whole>, DbErr> {
    let of = ResultsOf::Contest(contest_id);
    let row = stored(&engine.db.read, of).await?.filter(|row| row.published_at.is_some());
    if row.is_none() {
        return Ok(None);
    }
    let of_rounds = awards::Entity::find()
        .filter(awards::Column::RoundId.eq(of.key()))
        .filter(awards::Column::RoundNumber.is_not_null());
    Ok(Some(Whole { of, replaces_prizes: of_rounds.one(&engine.db.read).await?.is_some() }))
}

/// When results were published; `None` until they are.
pub(in crate::results) async fn published_at(
    db: &impl ConnectionTrait,
    of: ResultsOf,
) -> Result<Option<Timestamp>, DbErr> {
    Ok(stored(db, of).await?.and_then(|row| row.published_at).map(Timestamp))
}

pub(in crate::results) async fn read(engine: &Engine, of: ResultsOf) -> Result<Option<Overview>, DbErr> {
    let db = &engine.db.read;
    let subject = Subject::load(db, of).await?.filter(|subject| subject.state > RoundState::Draft);
    let Some(subject) = subject else { return Ok(None) };
    let row = stored(db, of).await?;
    let counted = row.as_ref().and_then(|row| counted(&subject, row));
    let refused = refused(db, of).await?;
    let awards = awards::Entity::find()
        .filter(awards::Column::RoundId.eq(of.key()))
        .order_by_asc(awards::Column::Position)
        .all(db)
        .await?;
    let tree = agencies::tree(engine).await?;
    let people = awards.iter().filter_map(|award| award.participant_id);
    let names = names(db, people.chain(refused.iter().filter_map(|row| row.participant_id)).collect()).await?;
    let worth = worth(db, awards.iter().filter_map(|award| award.attempt_id).collect()).await?;
    let taken_back = taken_back(db, of).await?;
    let name = |person: i64| names.get(&person).cloned().unwrap_or_default();
    let refused = refused.into_iter().filter_map(|row| {
        let (whom, name) = match (row.participant_id, row.agency_id) {
            (Some(person), _) => (Refusable::Person(person), name(person)),
            (None, Some(agency)) => (Refusable::Agency(agency), tree.full_name(agency)),
            (None, None) => return None,
        };
        Some(Refused { whom, name, reason: row.reason })
    });
    let award = |award: awards::Model| AwardLine {
        position: award.position,
        round: award.round_number,
        prizes: award.prizes,
        group: award.race_group,
        class: award.class,
        whose: award.participant_id.map_or(Refusable::Agency(award.agency_id), Refusable::Person),
        name: award.participant_id.map(name).unwrap_or_default(),
        agency: tree.full_name(award.agency_id),
        attempt: award.attempt_id,
        worth: award.attempt_id.and_then(|attempt| worth.get(&attempt).copied()),
        taken_back: taken_back.get(&award.position).cloned(),
    };
    Ok(Some(Overview {
        unsubmitted: if subject.state == RoundState::Closed { unsubmitted(db, of).await? } else { 0 },
        counted,
        refused: refused.collect(),
        awards: awards.into_iter().map(award).collect(),
        subject,
    }))
}

fn counted(subject: &Subject, row: &round_results::Model) -> Option<Counted> {
    let count = |figure: Option<i32>| figure.and_then(|figure| u32::try_from(figure).ok());
    let sums = [&row.rules_sha256, &row.entries_sha256, &row.ranked_sha256];
    let published = row.published_at.map(|at| (Timestamp(at), sums.map(|sum| sum.clone().unwrap_or_default())));
    Some(Counted {
        at: Timestamp(row.counted_at?),
        lots_seed: row.lots_seed.clone(),
        quantity: count(row.quantity),
        people: count(row.people).unwrap_or_default(),
        attempts: count(row.attempts).unwrap_or_default(),
        people_all_correct: count(row.people_all_correct).unwrap_or_default(),
        complaints_until: complaints_until(subject, row),
        is_ranked: row.ranked_revision == row.revision,
        published,
    })
}

/// By position, when prizes were taken back and why.
async fn taken_back(db: &impl ConnectionTrait, of: ResultsOf) -> Result<HashMap<i32, (Timestamp, String)>, DbErr> {
    let rows = withdrawn_awards::Entity::find().filter(withdrawn_awards::Column::RoundId.eq(of.key())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.position, (Timestamp(row.withdrawn_at), row.reason))).collect())
}

/// Keys of one `IN` list.
const CHUNK: usize = 1_000;

async fn worth(db: &impl ConnectionTrait, attempts: Vec<i64>) -> Result<HashMap<i64, (u16, u16, i64)>, DbErr> {
    let mut worth = HashMap::new();
    for attempts in attempts.chunks(CHUNK) {
        let of = results::Column::AttemptId.is_in(attempts.iter().copied());
        let rows = results::Entity::find().filter(of).all(db).await?;
        worth
            .extend(rows.into_iter().map(|row| {
                (row.attempt_id, (row.correct as u16, row.total as u16, row.submitted_at - row.started_at))
            }));
    }
    Ok(worth)
}
