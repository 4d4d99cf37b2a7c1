//! A submitted paper with what was marked on it and the key: for an organiser, and for the one whose
//! it is once the rules allow.

use contest::{
    attempts::{Change, Mark, PaperItem, PlanQuestion, draw},
    banks::ChoiceSet,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter};

use crate::{
    Engine,
    accounts::StaffSession,
    attempts::{read_journals, seed_of},
    contests::Round,
    db::entities::{attempts, complaints, results},
};

/// One question of the paper, its choices as they stood on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedQuestion {
    /// What was asked.
    pub stem: String,
    /// The choices.
    pub choices: Vec<MarkedChoice>,
    /// What that is worth, by what was decided about the question since.
    pub mark: Mark,
    /// What was decided.
    pub change: Option<Change>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedChoice {
    /// What it says.
    pub text: String,
    /// Whether it was marked.
    pub marked: bool,
    /// Whether it is right.
    pub right: bool,
}

/// The paper of a submitted attempt, for an organiser; `None` when there is none, or it is not for
/// this member of staff to see.
pub async fn marked_paper(
    engine: &Engine,
    actor: &StaffSession,
    attempt: i64,
) -> Result<Option<Vec<MarkedQuestion>>, DbErr> {
    let db = &engine.db.read;
    let found = attempts::Entity::find_by_id(attempt).one(db).await?.filter(|_| actor.role.organises());
    match found {
        Some(attempt) if is_submitted(db, attempt.id).await? => {
            let Some(round) = Round::load(db, attempt.round_id).await? else { return Ok(None) };
            Ok(Some(read(engine, &round, &attempt).await?))
        }
        _ => Ok(None),
    }
}

/// One's own paper; `None` when it is not theirs, not submitted, or the rules keep the key back.
pub async fn own_marked_paper(
    engine: &Engine,
    participant: i64,
    attempt: i64,
) -> Result<Option<(Round, Vec<MarkedQuestion>)>, DbErr> {
    let db = &engine.db.read;
    let mine = attempts::Column::ParticipantId.eq(participant);
    let Some(attempt) = attempts::Entity::find_by_id(attempt).filter(mine).one(db).await? else { return Ok(None) };
    // As it is this instant: a round that has just become provisional again shows nothing more.
    let Some(round) = Round::load(db, attempt.round_id).await? else { return Ok(None) };
    if !is_submitted(db, attempt.id).await? || !shows_key(db, &round, &attempt).await? {
        return Ok(None);
    }
    let paper = read(engine, &round, &attempt).await?;
    Ok(Some((round, paper)))
}

/// Whether the one whose attempt it is may see its key, by the rules that it began under.
pub(super) async fn shows_key(
    db: &impl ConnectionTrait,
    round: &Round,
    attempt: &attempts::Model,
) -> Result<bool, DbErr> {
    let rules = round.rules_of_version(db, attempt.rules_version).await?;
    if rules.reveal_key.shows(round.state, false) || !rules.reveal_key.shows(round.state, true) {
        return Ok(rules.reveal_key.shows(round.state, false));
    }
    let answered = complaints::Entity::find()
        .filter(complaints::Column::AttemptId.eq(attempt.id))
        .filter(complaints::Column::AnsweredAt.is_not_null());
    Ok(answered.count(db).await? > 0)
}

async fn is_submitted(db: &impl ConnectionTrait, attempt: i64) -> Result<bool, DbErr> {
    Ok(results::Entity::find_by_id(attempt).one(db).await?.is_some())
}

async fn read(engine: &Engine, round: &Round, attempt: &attempts::Model) -> Result<Vec<MarkedQuestion>, DbErr> {
    let db = &engine.db.read;
    let plan = engine.plans.get(db, attempt.plan_id).await?;
    let paper = draw(&plan, seed_of(attempt)?);
    let journal = read_journals(db, &[attempt.id]).await?.remove(&attempt.id).unwrap_or_default();
    let answers = journal.answers(paper.items.len());
    let items = paper.items.iter().zip(&answers.0);
    let question =
        |(item, marked): (&PaperItem, &ChoiceSet)| Some(question(round, item, item.question(&plan)?, *marked));
    Ok(items.filter_map(question).collect())
}

fn question(round: &Round, item: &PaperItem, question: &PlanQuestion, marked: ChoiceSet) -> MarkedQuestion {
    let key = round.corrections.key(question);
    let places = item.order.iter().enumerate();
    let choices = places.filter_map(|(place, &choice)| {
        let choice = usize::from(choice);
        let text = question.choices.get(choice)?.clone();
        Some(MarkedChoice { text, marked: marked.contains(place), right: key.contains(choice) })
    });
    MarkedQuestion {
        stem: question.stem.clone(),
        choices: choices.collect(),
        mark: round.corrections.mark(question, item.to_author(marked)),
        change: round.corrections.of(question),
    }
}
