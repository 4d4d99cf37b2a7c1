//! Which topics were hardest, from what was counted of a round's questions.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::db::entities::{item_tallies, question_revisions};

/// Questions of one `IN` list.
const CHUNK: usize = 500;

/// How the questions of a topic did in a round, everybody's papers together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicFigures {
    /// The topic; `None` of questions without one.
    pub topic: Option<String>,
    /// Its questions that were asked.
    pub questions: u64,
    /// How often they were asked.
    pub asked: u64,
    /// The share of their marks that was earned, in hundredths of a percent.
    pub earned: u16,
}

/// The topics of a round, the hardest first. None until its questions have been counted, which is once the round is.
/// It tells no question and no key.
pub async fn topics(db: &impl ConnectionTrait, round_id: i64) -> Result<Vec<TopicFigures>, DbErr> {
    let rows: Vec<(i64, i32, i32)> = item_tallies::Entity::find()
        .select_only()
        .columns([item_tallies::Column::RevisionId, item_tallies::Column::Attempts, item_tallies::Column::Facility])
        .filter(item_tallies::Column::RoundId.eq(round_id))
        .filter(Expr::col(item_tallies::Column::Facility).is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut topics: BTreeMap<Option<String>, (u64, u64, u64)> = BTreeMap::new();
    for rows in rows.chunks(CHUNK) {
        let named: Vec<(i64, Option<String>)> = question_revisions::Entity::find()
            .select_only()
            .columns([question_revisions::Column::Id, question_revisions::Column::Topic])
            .filter(question_revisions::Column::Id.is_in(rows.iter().map(|(revision, ..)| *revision)))
            .into_tuple()
            .all(db)
            .await?;
        let named: HashMap<i64, Option<String>> = named.into_iter().collect();
        for (revision, asked, facility) in rows {
            let topic = topics.entry(named.get(revision).cloned().flatten()).or_default();
            let (asked, facility) = (*asked as u64, *facility as u64);
            *topic = (topic.0 + 1, topic.1 + asked, topic.2 + asked * facility);
        }
    }
    let figures = |(topic, (questions, asked, earned)): (Option<String>, (u64, u64, u64))| TopicFigures {
        topic,
        questions,
        asked,
        earned: earned.checked_div(asked).unwrap_or_default() as u16,
    };
    let mut topics: Vec<TopicFigures> = topics.into_iter().map(figures).collect();
    topics.sort_by(|a, b| (a.earned, &a.topic).cmp(&(b.earned, &b.topic)));
    Ok(topics)
}
