//! Someone's own results. Every query here takes the person: nobody can ask for another's.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    time::Duration,
};

use contest::{
    Millis, Timestamp,
    attempts::{Change, Mark, Paper, PaperItem, Plan, Seed, draw},
    banks::Topic,
    contests::{PredictedQuantity, Prediction, RoundState, Rules, last_prediction},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    BoardError, OwnPlace, boards,
    corrections::{self, AttemptCorrections},
    marked::shows_key,
    standing::counted,
};
use crate::{
    Engine,
    attempts::{read_journals, seed_of, usage},
    contests::Round,
    db::entities::{attempts, question_revisions, results, rounds},
};

/// What one submitted attempt is worth. Says which questions' topics went well, never which
/// choices are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptResult {
    /// The attempt.
    pub attempt: i64,
    /// Its round.
    pub round: i64,
    /// 1 for the person's first attempt of the round.
    pub ordinal: u16,
    /// The rules that it began under.
    pub rules: Rules,
    /// The plan that the paper was drawn from.
    pub plan: i64,
    /// What it was drawn by: with the plan's file, anyone draws it again.
    pub seed: Seed,
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions on the paper that count.
    pub total: u16,
    /// The score in hundredths of a percent, to 10,000.
    pub score: u16,
    /// What was decided about its questions since.
    pub corrections: AttemptCorrections,
    /// What was earned and what the paper is worth, in hundredths of a point, where questions are not
    /// all worth a point.
    pub points: Option<(u32, u32)>,
    /// The time taken.
    pub duration: Millis,
    /// When it was submitted, or its time was up.
    pub submitted_at: Timestamp,
    /// Whether the server submitted it, its time being up, with what had been saved.
    pub submitted_by_server: bool,
    /// The number predicted.
    pub prediction: Option<Prediction>,
    /// The prediction that is asked now that the score is known, and until when it is taken in; `None`
    /// where none is, or where it was made.
    pub prediction_due: Option<(PredictedQuantity, Timestamp)>,
    /// Whether the organiser has declared it invalid; it then has no place.
    pub valid: bool,
    /// How each topic went, by name; questions without one come last.
    pub topics: Vec<TopicCount>,
    /// Where the person now stands by the attempt that counts, which may be another.
    pub place: Option<OwnPlace>,
    /// Attempts that count against the limit now.
    pub attempts_used: u16,
    /// Attempts left; `None` for as many as one likes.
    pub attempts_left: Option<u16>,
    /// When the round closes for them.
    pub closes: Timestamp,
    /// Whether they may see their paper with the key.
    pub key_shown: bool,
}

/// How the questions of one topic went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicCount {
    /// Lĩnh vực; `None` for questions without one.
    pub topic: Option<Topic>,
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions.
    pub total: u16,
}

/// One attempt in someone's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyAttempt {
    /// The attempt.
    pub attempt: i64,
    /// Its round.
    pub round: i64,
    /// The round's name on screen.
    pub round_title: String,
    /// 1 for the person's first attempt of the round.
    pub ordinal: u16,
    /// When it began.
    pub started_at: Timestamp,
    /// When its time is up.
    pub deadline_at: Timestamp,
    /// What it is worth; `None` until it is submitted.
    pub result: Option<MyResult>,
}

/// What an attempt in a list is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MyResult {
    /// Questions answered wholly right.
    pub correct: u16,
    /// Questions on the paper.
    pub total: u16,
    /// The score in hundredths of a percent, to 10,000.
    pub score: u16,
    /// The time taken.
    pub duration: Millis,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// Whether it counts for anything.
    pub valid: bool,
    /// Whether it is the one that counts in its round.
    pub counts: bool,
    /// Until when a prediction may still be made that has not been.
    pub prediction_until: Option<Timestamp>,
}

/// The result of one of this person's attempts; `None` when it is not theirs, or not submitted.
pub async fn attempt_result(
    engine: &Engine,
    participant: i64,
    attempt: i64,
) -> Result<Option<AttemptResult>, BoardError> {
    let db = &engine.db.read;
    let mine = attempts::Column::ParticipantId.eq(participant);
    let Some(attempt) = attempts::Entity::find_by_id(attempt).filter(mine).one(db).await? else { return Ok(None) };
    let Some(result) = results::Entity::find_by_id(attempt.id).one(db).await? else { return Ok(None) };
    let Some(round) = engine.rounds.get(db, attempt.round_id, engine.now()).await? else { return Ok(None) };
    let usage = usage(db, &round, participant, attempt.agency_id, engine.now()).await?;
    let plan = engine.plans.get(db, attempt.plan_id).await?;
    let paper = draw(&plan, seed_of(&attempt)?);
    Ok(Some(AttemptResult {
        attempt: attempt.id,
        round: round.id,
        ordinal: attempt.ordinal as u16,
        rules: round.rules_of_version(db, attempt.rules_version).await?.into_owned(),
        plan: attempt.plan_id,
        seed: seed_of(&attempt)?,
        correct: result.correct as u16,
        total: result.total as u16,
        score: result.score as u16,
        corrections: corrections::of_attempt(engine, &round, attempt.id, &plan, &paper).await?,
        points: points(&round, &plan, &paper, result.score as u32),
        duration: Timestamp(result.submitted_at) - Timestamp(result.started_at),
        submitted_at: Timestamp(result.submitted_at),
        submitted_by_server: result.submitted_by == "server",
        prediction: result.prediction.and_then(|number| u32::try_from(number).ok()).map(Prediction),
        prediction_due: prediction_due(engine, &round, &attempt, &result).await?,
        valid: result.valid,
        topics: topics(engine, &round, attempt.id, &plan, &paper).await?,
        place: place_soon(engine, &round, participant).await?,
        attempts_used: usage.used,
        attempts_left: usage.limit.left(usage.used),
        closes: usage.window.closes,
        key_shown: shows_key(db, &round, &attempt).await?,
    }))
}

/// The round of one of this person's submitted attempts; `None` when it is not theirs, or not submitted.
pub async fn round_of_result(db: &impl ConnectionTrait, participant: i64, attempt: i64) -> Result<Option<i64>, DbErr> {
    let mine = results::Column::ParticipantId.eq(participant);
    Ok(results::Entity::find_by_id(attempt).filter(mine).one(db).await?.map(|result| result.round_id))
}

/// Points as the score says them, so that the two never differ.
fn points(round: &Round, plan: &Plan, paper: &Paper, score: u32) -> Option<(u32, u32)> {
    if !plan.is_weighted() {
        return None;
    }
    let counts = |item: &&PaperItem| {
        item.question(plan).is_none_or(|question| round.corrections.of(question) != Some(Change::Drop))
    };
    let whole: u32 = paper.items.iter().filter(counts).map(|item| u32::from(plan.weight(item).0)).sum();
    let earned = (u64::from(score) * u64::from(whole) + 5_000) / 10_000;
    Some((earned as u32, whole))
}

/// The prediction that the rules of an attempt ask now that it has a result, and until when.
async fn prediction_due(
    engine: &Engine,
    round: &Round,
    attempt: &attempts::Model,
    result: &results::Model,
) -> Result<Option<(PredictedQuantity, Timestamp)>, DbErr> {
    if result.prediction.is_some() || !result.valid || round.state > RoundState::Closed {
        return Ok(None);
    }
    let rules = round.rules_of_version(&engine.db.read, attempt.rules_version).await?;
    let until = last_prediction(&rules, round.window_of(attempt.participant_id, attempt.agency_id));
    Ok(rules.predicted_after_score().filter(|_| engine.now() <= until).map(|quantity| (quantity, until)))
}

/// How long a result waits for its place. After a loss of the cache the boards of a great contest
/// take longer to be made again than somebody should look at an empty page.
const PATIENCE: Duration = Duration::from_secs(2);

async fn place_soon(engine: &Engine, round: &Round, participant: i64) -> Result<Option<OwnPlace>, BoardError> {
    match tokio::time::timeout(PATIENCE, boards::place(engine, round, participant)).await {
        Ok(place) => place,
        Err(_) => Ok(None),
    }
}

/// All attempts of this person, in whatever round, newest first.
pub async fn mine(engine: &Engine, participant: i64) -> Result<Vec<MyAttempt>, DbErr> {
    let db = &engine.db.read;
    let rows = attempts::Entity::find()
        .filter(attempts::Column::ParticipantId.eq(participant))
        .order_by_desc(attempts::Column::StartedAt)
        .order_by_desc(attempts::Column::Id)
        .all(db)
        .await?;
    let of_mine = results::Column::AttemptId.is_in(rows.iter().map(|row| row.id));
    let done = results::Entity::find().filter(of_mine).all(db).await?;
    let counting = counting(engine, &done).await?;
    let mut worths: HashMap<i64, MyResult> = HashMap::with_capacity(done.len());
    for result in &done {
        let attempt = rows.iter().find(|row| row.id == result.attempt_id);
        let round = engine.rounds.get(db, result.round_id, engine.now()).await?;
        let due = match attempt.zip(round) {
            Some((attempt, round)) => prediction_due(engine, &round, attempt, result).await?,
            None => None,
        };
        let until = due.map(|(_, until)| until);
        worths.insert(result.attempt_id, worth(result, counting.contains(&result.attempt_id), until));
    }
    let titles: HashMap<i64, String> = rounds::Entity::find()
        .select_only()
        .columns([rounds::Column::Id, rounds::Column::Title])
        .filter(rounds::Column::Id.is_in(rows.iter().map(|row| row.round_id)))
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let attempt = |row: attempts::Model| MyAttempt {
        attempt: row.id,
        round: row.round_id,
        round_title: titles.get(&row.round_id).cloned().unwrap_or_default(),
        ordinal: row.ordinal as u16,
        started_at: Timestamp(row.started_at),
        deadline_at: Timestamp(row.deadline_at),
        result: worths.get(&row.id).copied(),
    };
    Ok(rows.into_iter().map(attempt).collect())
}

/// Of the results in each round, the one that counts by its rules.
async fn counting(engine: &Engine, done: &[results::Model]) -> Result<HashSet<i64>, DbErr> {
    let mut by_round: HashMap<i64, Vec<results::Model>> = HashMap::new();
    for row in done {
        by_round.entry(row.round_id).or_default().push(row.clone());
    }
    let mut counting = HashSet::new();
    for (round, rows) in by_round {
        let Some(round) = engine.rounds.get(&engine.db.read, round, engine.now()).await? else { continue };
        // When somebody registered does not tell their own attempts apart.
        counting.extend(counted(&round.rules, &rows, Timestamp::default()).map(|(row, _)| row.attempt_id));
    }
    Ok(counting)
}

fn worth(row: &results::Model, counts: bool, prediction_until: Option<Timestamp>) -> MyResult {
    MyResult {
        correct: row.correct as u16,
        total: row.total as u16,
        score: row.score as u16,
        duration: Timestamp(row.submitted_at) - Timestamp(row.started_at),
        submitted_at: Timestamp(row.submitted_at),
        valid: row.valid,
        counts,
        prediction_until,
    }
}

/// Counts a paper's right answers by topic.
async fn topics(
    engine: &Engine,
    round: &Round,
    attempt: i64,
    plan: &Plan,
    paper: &Paper,
) -> Result<Vec<TopicCount>, DbErr> {
    let db = &engine.db.read;
    let journal = read_journals(db, &[attempt]).await?.remove(&attempt).unwrap_or_default();
    let answers = journal.answers(paper.items.len());
    let topics = topics_of(db, plan, paper).await?;

    // Those without a topic sort last.
    let mut counts: BTreeMap<(bool, Option<String>), (u16, u16)> = BTreeMap::new();
    for (item, marked) in paper.items.iter().zip(&answers.0) {
        let Some(question) = item.question(plan) else { continue };
        let topic = topics.get(&question.revision).cloned();
        let (correct, total) = counts.entry((topic.is_none(), topic)).or_default();
        let mark = round.corrections.mark(question, item.to_author(*marked));
        *correct += u16::from(mark == Mark::Right);
        *total += u16::from(mark != Mark::NotCounted);
    }
    let count = |((_, topic), (correct, total)): ((bool, Option<String>), (u16, u16))| TopicCount {
        topic: topic.map(Topic),
        correct,
        total,
    };
    // A topic of dropped questions alone says nothing.
    Ok(counts.into_iter().map(count).filter(|count| count.total > 0).collect())
}

/// Revision → topic. A cell of one topic says it; for others the bank does.
async fn topics_of(db: &impl ConnectionTrait, plan: &Plan, paper: &Paper) -> Result<HashMap<i64, String>, DbErr> {
    let mut topics = HashMap::new();
    let mut unsaid = Vec::new();
    for item in &paper.items {
        let Some(question) = item.question(plan) else { continue };
        match plan.cells.get(usize::from(item.cell)).and_then(|cell| cell.cell.topic.as_ref()) {
            Some(topic) => {
                topics.insert(question.revision, topic.0.clone());
            }
            None => unsaid.push(question.revision),
        }
    }
    if !unsaid.is_empty() {
        let rows: Vec<(i64, Option<String>)> = question_revisions::Entity::find()
            .select_only()
            .columns([question_revisions::Column::Id, question_revisions::Column::Topic])
            .filter(question_revisions::Column::Id.is_in(unsaid))
            .into_tuple()
            .all(db)
            .await?;
        topics.extend(rows.into_iter().filter_map(|(revision, topic)| Some((revision, topic?))));
    }
    Ok(topics)
}
