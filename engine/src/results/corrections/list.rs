//! A round's questions to choose from, and what was decided about them.

use std::collections::{BTreeMap, HashMap};

use contest::{
    Timestamp,
    attempts::{Change, PlanQuestion},
    banks::Kind,
    contests::TrackKind,
    text,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    CorrectionError, Figures,
    act::{change_of, each_question, question},
    figures,
};
use crate::{
    Engine,
    accounts::StaffSession,
    contests::Round,
    db::entities::{question_corrections, staff},
};

/// Questions of one page.
const PAGE: usize = 20;

/// A question of a round's papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The question, with its first key.
    pub question: PlanQuestion,
    /// Whose papers may have it.
    pub tracks: Vec<TrackKind>,
}

/// A page of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundQuestions {
    /// The questions, by revision.
    pub lines: Vec<PlanLine>,
    /// How many were found.
    pub found: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// A correction, standing or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its row.
    pub id: i64,
    /// The question's revision.
    pub revision: i64,
    /// What was asked.
    pub stem: String,
    /// How it is answered.
    pub kind: Kind,
    /// What was decided.
    pub change: Change,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What has become of the grades by it, so far.
    pub grades: Figures,
    /// If it was taken back.
    pub undone: Option<Undone>,
}

/// How a correction was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What has become of the grades by that, so far.
    pub grades: Figures,
}

/// The questions of a round's papers with these words in them, accents or not; a page from 1.
pub async fn questions(
    engine: &Engine,
    actor: &StaffSession,
    round: &Round,
    search: &str,
    page: usize,
) -> Result<FoundQuestions, CorrectionError> {
    if !actor.role.organises() {
        return Err(CorrectionError::NotAllowed);
    }
    let mut lines: BTreeMap<i64, PlanLine> = BTreeMap::new();
    each_question(engine, round.id, |track, question| {
        let line = lines
            .entry(question.revision)
            .or_insert_with(|| PlanLine { question: question.clone(), tracks: Vec::new() });
        let track = round.tracks.iter().find(|of_round| of_round.track_id == track);
        line.tracks.extend(track.map(|track| track.kind));
    })
    .await?;
    let folded = text::fold(search);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let has = |line: &PlanLine| {
        let written = text::fold(&format!("{} {}", line.question.stem, line.question.choices.join(" ")));
        words.iter().all(|word| written.contains(word))
    };
    let found: Vec<PlanLine> = lines.into_values().filter(has).collect();
    let pages = found.len().div_ceil(PAGE).max(1);
    let page = page.clamp(1, pages);
    let count = found.len();
    Ok(FoundQuestions {
        lines: found.into_iter().skip((page - 1) * PAGE).take(PAGE).collect(),
        found: count,
        page,
        pages,
    })
}

/// A question of a round's papers.
pub async fn find(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    revision: i64,
) -> Result<PlanQuestion, CorrectionError> {
    if !actor.role.organises() {
        return Err(CorrectionError::NotAllowed);
    }
    question(engine, round_id, revision).await?.ok_or(CorrectionError::NotFound)
}

/// What was decided about a round's questions, newest first.
pub async fn made(engine: &Engine, actor: &StaffSession, round_id: i64) -> Result<Vec<Correction>, CorrectionError> {
    if !actor.role.organises() {
        return Err(CorrectionError::NotAllowed);
    }
    let rows = rows(engine, round_id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let asked = asked(engine, round_id).await?;
    let people = rows.iter().flat_map(|row| row.undone_by.into_iter().chain([row.made_by]));
    let names: HashMap<i64, String> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::DisplayName])
        .filter(staff::Column::Id.is_in(people))
        .into_tuple::<(i64, String)>()
        .all(&engine.db.read)
        .await?
        .into_iter()
        .collect();
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let mut made = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        let undone = match (row.until, row.undone_at, row.undone_by) {
            (Some(until), Some(at), Some(by)) => Some(Undone {
                at: Timestamp(at),
                by: name(by),
                reason: row.undone_reason.clone().unwrap_or_default(),
                grades: figures::of(&engine.db.read, round_id, until).await?,
            }),
            _ => None,
        };
        made.push(Correction {
            id: row.id,
            revision: row.revision_id,
            stem: asked.get(&row.revision_id).map(|(stem, _)| stem.clone()).unwrap_or_default(),
            kind: asked.get(&row.revision_id).map_or(Kind::Single, |(_, kind)| *kind),
            change: change_of(row)?,
            reason: row.reason.clone(),
            at: Timestamp(row.made_at),
            by: name(row.made_by),
            grades: figures::of(&engine.db.read, round_id, row.since).await?,
            undone,
        });
    }
    Ok(made)
}

/// The corrections of a round, first to last.
pub(super) async fn rows(engine: &Engine, round_id: i64) -> Result<Vec<question_corrections::Model>, DbErr> {
    let of_round = question_corrections::Column::RoundId.eq(round_id);
    let rows = question_corrections::Entity::find().filter(of_round).order_by_asc(question_corrections::Column::Since);
    rows.all(&engine.db.read).await
}

/// What the questions of a round ask and how they are answered, by revision.
async fn asked(engine: &Engine, round_id: i64) -> Result<HashMap<i64, (String, Kind)>, DbErr> {
    let mut asked = HashMap::new();
    each_question(engine, round_id, |_, question| {
        asked.insert(question.revision, (question.stem.clone(), question.kind));
    })
    .await?;
    Ok(asked)
}
