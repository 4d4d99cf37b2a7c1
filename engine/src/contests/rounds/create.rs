//! Making a round.

use contest::{
    Millis, Timestamp,
    banks::{Blueprint, FixedQuestion},
    contests::{RoundState, TrackKind, Window},
    text,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{TrackShortages, subject};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    contests::{
        blueprints::lacks,
        queries::{Track, tracks},
    },
    db::{
        entities::{banks, blueprints, contests, rounds, rules},
        to_json,
    },
};

/// Longest title of a round, in characters.
pub const MAX_TITLE: usize = 120;
/// Most questions on a paper.
pub const MAX_PAPER: u32 = 100;
/// Longest time a round is open.
pub const MAX_LENGTH: Millis = Millis::days(366);

/// A round to be made in a contest, under its newest rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRound {
    /// The name on screen, such as `Tuần 2`.
    pub title: String,
    /// When it is to be open.
    pub window: Window,
    /// What papers are drawn by, for each track of the contest.
    pub papers: Vec<NewPapers>,
}

/// A round's name with its hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The name on screen.
    pub title: String,
    /// When it is to be open.
    pub window: Window,
}

/// What the papers of one track are to be drawn by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPapers {
    /// Bảng dự thi.
    pub track: TrackKind,
    /// The bank that the questions come from; the track's when `None`.
    pub bank_id: Option<i64>,
    /// How many from each topic and level.
    pub blueprint: Blueprint,
    /// What stands on every paper beside that.
    pub fixed: Vec<FixedQuestion>,
}

/// Why a round was not made.
#[derive(Debug, thiserror::Error)]
pub enum NewRoundError {
    /// Rounds are an organiser's to make.
    #[error("only organisers make rounds")]
    NotAllowed,
    /// There is no contest to make it in.
    #[error("there is no contest")]
    NoContest,
    /// The title is empty or over [`MAX_TITLE`] characters.
    #[error("a round's title has 1 to {MAX_TITLE} characters")]
    Title,
    /// It closes before it opens, or at once.
    #[error("the round closes before it opens")]
    Backwards,
    /// It closes in the past.
    #[error("the round closes in the past")]
    Past,
    /// It is open for more than [`MAX_LENGTH`].
    #[error("the round is open too long")]
    TooLong,
    /// There is no such bank to draw a track's papers from.
    #[error("the track {} has no such bank", .0.code())]
    NoBank(TrackKind),
    /// A track without a blueprint, or with one of no questions.
    #[error("the papers of the track {} have no questions", .0.code())]
    NoQuestions(TrackKind),
    /// A paper of more than [`MAX_PAPER`] questions.
    #[error("a paper has at most {MAX_PAPER} questions")]
    TooManyQuestions(TrackKind),
    /// The bank cannot fill these cells.
    #[error("the bank has too few questions")]
    Shortages(Vec<TrackShortages>),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Makes a round, to be opened later, and gives its identifier.
pub async fn create(
    engine: &Engine,
    actor: &StaffSession,
    contest_id: i64,
    new: &NewRound,
) -> Result<i64, NewRoundError> {
    if !actor.role.organises() {
        return Err(NewRoundError::NotAllowed);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    // Locked, so that two rounds made at once do not take the same number.
    let contest = contests::Entity::find_by_id(contest_id).lock_exclusive().one(&tx).await?;
    contest.ok_or(NewRoundError::NoContest)?;
    let id = insert(&tx, contest_id, new, now).await?;
    audit::record(&tx, now, Some(actor.staff_id), "round.create", Some(&subject(id)), Some(&new.title)).await?;
    tx.commit().await?;
    Ok(id)
}

pub(in crate::contests) async fn insert(
    tx: &impl ConnectionTrait,
    contest_id: i64,
    new: &NewRound,
    now: Timestamp,
) -> Result<i64, NewRoundError> {
    let slot = Slot { title: new.title.clone(), window: new.window };
    let made = insert_all(tx, contest_id, &[slot], &new.papers, false, now).await?;
    made.first().copied().ok_or_else(|| DbErr::RecordNotInserted.into())
}

/// Makes several rounds with the same papers, first to last. The banks are looked at once.
pub(in crate::contests) async fn insert_all(
    tx: &impl ConnectionTrait,
    contest_id: i64,
    slots: &[Slot],
    papers: &[NewPapers],
    opens_by_itself: bool,
    now: Timestamp,
) -> Result<Vec<i64>, NewRoundError> {
    let papers = check_papers(tx, &tracks(tx, contest_id).await?, papers).await?;
    let rules_version = newest_rules(tx, contest_id).await?;
    let first = newest_number(tx, contest_id).await? + 1;
    let mut made = Vec::with_capacity(slots.len());
    for (slot, number) in slots.iter().zip(first..) {
        let title = text::squeeze(&slot.title);
        check(&title, slot.window, now)?;
        let round = rounds::ActiveModel {
            contest_id: Set(contest_id),
            number: Set(number),
            title: Set(title),
            opens_at: Set(slot.window.opens.0),
            closes_at: Set(slot.window.closes.0),
            state: Set(RoundState::Draft.code().to_owned()),
            rules_version: Set(rules_version),
            created_at: Set(now.0),
            opens_by_itself: Set(opens_by_itself),
            ..Default::default()
        };
        let id = round.insert(tx).await?.id;
        store_papers(tx, id, &papers).await?;
        made.push(id);
    }
    Ok(made)
}

pub(super) async fn store_papers(
    tx: &impl ConnectionTrait,
    round_id: i64,
    papers: &[(Track, NewPapers)],
) -> Result<(), NewRoundError> {
    let rows = papers.iter().map(|(track, papers)| {
        Ok(blueprints::ActiveModel {
            round_id: Set(round_id),
            track_id: Set(track.id),
            body: Set(to_json(&papers.blueprint)?),
            bank_id: Set(papers.bank_id),
            fixed: Set(if papers.fixed.is_empty() { None } else { Some(to_json(&papers.fixed)?) }),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, DbErr>>()?;
    blueprints::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) fn check(title: &str, window: Window, now: Timestamp) -> Result<(), NewRoundError> {
    if title.is_empty() || title.chars().count() > MAX_TITLE {
        return Err(NewRoundError::Title);
    }
    if window.closes <= window.opens {
        return Err(NewRoundError::Backwards);
    }
    if window.closes <= now {
        return Err(NewRoundError::Past);
    }
    if window.closes - window.opens > MAX_LENGTH {
        return Err(NewRoundError::TooLong);
    }
    Ok(())
}

/// What each track's papers are drawn by, without the cells that ask for nothing.
pub(super) async fn check_papers(
    tx: &impl ConnectionTrait,
    tracks: &[Track],
    asked: &[NewPapers],
) -> Result<Vec<(Track, NewPapers)>, NewRoundError> {
    let (mut sound, mut short) = (Vec::with_capacity(tracks.len()), Vec::new());
    for track in tracks {
        let papers = asked.iter().find(|papers| papers.track == track.kind);
        let mut papers = papers.cloned().ok_or(NewRoundError::NoQuestions(track.kind))?;
        papers.blueprint.0.retain(|cell| cell.take > 0);
        match papers.blueprint.total() + papers.fixed.len() as u32 {
            0 => return Err(NewRoundError::NoQuestions(track.kind)),
            1..=MAX_PAPER => {}
            _ => return Err(NewRoundError::TooManyQuestions(track.kind)),
        }
        let bank_id = papers.bank_id.unwrap_or(track.bank_id);
        if banks::Entity::find_by_id(bank_id).count(tx).await? == 0 {
            return Err(NewRoundError::NoBank(track.kind));
        }
        let lacks = lacks(tx, bank_id, &papers.blueprint, &papers.fixed).await?;
        if !lacks.is_nothing() {
            short.push(TrackShortages { track: track.kind, lacks });
        }
        sound.push((*track, papers));
    }
    if short.is_empty() { Ok(sound) } else { Err(NewRoundError::Shortages(short)) }
}

async fn newest_number(db: &impl ConnectionTrait, contest_id: i64) -> Result<i32, DbErr> {
    let rounds = rounds::Entity::find().filter(rounds::Column::ContestId.eq(contest_id));
    Ok(rounds.order_by_desc(rounds::Column::Number).one(db).await?.map_or(0, |round| round.number))
}

async fn newest_rules(db: &impl ConnectionTrait, contest_id: i64) -> Result<i32, DbErr> {
    let versions = rules::Entity::find().filter(rules::Column::ContestId.eq(contest_id));
    let newest = versions.order_by_desc(rules::Column::Version).one(db).await?;
    newest.map(|row| row.version).ok_or_else(|| DbErr::RecordNotFound(format!("rules of contest {contest_id}")))
}
