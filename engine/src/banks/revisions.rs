//! A question as a row of `question_revisions`, and back.

use contest::{
    Timestamp,
    banks::{ChoiceSet, KeptFor, Kind, Level, Question, RevisionState, Topic},
    text,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{SelectStatement, SimpleExpr},
};

use crate::{
    db::{
        entities::{question_revisions, questions},
        from_json, to_json,
    },
    secrets::sha256_hex,
};

/// The state of a revision that papers may be drawn from.
pub(super) const APPROVED: &str = RevisionState::Approved.code();

/// By this a question is known again within its bank: the stem, accents and case aside.
pub(super) fn stem_hash(stem: &str) -> String {
    sha256_hex(text::fold(stem).as_bytes())
}

/// The first revision of a question. What a person brought waits for another's approval
/// ([`RevisionState::InReview`]); what ships with the platform has no author and is approved.
pub(super) fn first(
    bank_id: i64,
    question_id: i64,
    question: &Question,
    state: RevisionState,
    at: Timestamp,
    by: Option<i64>,
) -> Result<question_revisions::ActiveModel, DbErr> {
    Ok(question_revisions::ActiveModel {
        question_id: Set(question_id),
        bank_id: Set(bank_id),
        number: Set(1),
        stem: Set(question.stem.clone()),
        choices: Set(to_json(&question.choices)?),
        correct: Set(i32::from(question.correct.bits())),
        anchored: Set(i32::from(question.anchored.bits())),
        kind: Set(kind_code(question.kind).to_owned()),
        topic: Set(question.topic.as_ref().map(|topic| topic.0.clone())),
        level: Set(question.level.map(|level| level.code().to_owned())),
        explanation: Set(question.explanation.clone()),
        handbook_entry: Set(question.handbook_entry.map(|number| number as i32)),
        folded: Set(text::fold(&format!("{} {}", question.stem, question.choices.join(" ")))),
        state: Set(state.code().to_owned()),
        created_at: Set(at.0),
        created_by: Set(by),
        ..Default::default()
    })
}

/// The question that a row holds.
pub(super) fn question(row: question_revisions::Model) -> Result<Question, DbErr> {
    let unreadable = |what: &str| DbErr::Custom(format!("question revision {}: its {what} cannot be read", row.id));
    let set = |bits: i32| u16::try_from(bits).ok().and_then(ChoiceSet::from_bits);
    Ok(Question {
        choices: from_json(&row.choices, "choices of question revision", row.id)?,
        correct: set(row.correct).ok_or_else(|| unreadable("key"))?,
        anchored: set(row.anchored).ok_or_else(|| unreadable("anchored choices"))?,
        kind: kind(&row.kind).ok_or_else(|| unreadable("kind"))?,
        level: row.level.as_deref().and_then(Level::parse),
        topic: row.topic.map(Topic),
        stem: row.stem,
        explanation: row.explanation,
        handbook_entry: row.handbook_entry.map(|number| number as u32),
    })
}

/// The newest approved revision of each question of a bank, as a subquery of their identifiers.
/// A later revision has a higher one.
pub(super) fn newest(bank_id: i64) -> SelectStatement {
    question_revisions::Entity::find()
        .select_only()
        .column_as(question_revisions::Column::Id.max(), "id")
        .filter(question_revisions::Column::BankId.eq(bank_id))
        .filter(question_revisions::Column::State.eq(APPROVED))
        .group_by(question_revisions::Column::QuestionId)
        .into_query()
}

/// The questions that are kept for practice, as a subquery of their numbers.
pub(super) fn for_practice() -> SelectStatement {
    questions::Entity::find()
        .select_only()
        .column(questions::Column::Id)
        .filter(questions::Column::KeptFor.eq(KeptFor::Practice.code()))
        .into_query()
}

/// Whether papers may be drawn from the question.
pub(super) fn is_for_contest() -> SimpleExpr {
    question_revisions::Column::QuestionId.not_in_subquery(for_practice())
}

/// The revision of each question of a bank that people work on, as a subquery of their identifiers:
/// the last that none took the place of.
pub(super) fn latest(bank_id: i64) -> SelectStatement {
    question_revisions::Entity::find()
        .select_only()
        .column_as(question_revisions::Column::Id.max(), "id")
        .filter(question_revisions::Column::BankId.eq(bank_id))
        .filter(question_revisions::Column::State.ne(RevisionState::Superseded.code()))
        .group_by(question_revisions::Column::QuestionId)
        .into_query()
}

/// What a paper of this bank may be drawn from, with the identifiers of the revisions, ascending.
pub async fn approved(db: &impl ConnectionTrait, bank_id: i64) -> Result<Vec<(i64, Question)>, DbErr> {
    let rows = question_revisions::Entity::find()
        .filter(question_revisions::Column::Id.in_subquery(newest(bank_id)))
        .filter(is_for_contest())
        .order_by_asc(question_revisions::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.id, question(row)?))).collect()
}

const fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::TrueFalse => "true_false",
    }
}

fn kind(code: &str) -> Option<Kind> {
    [Kind::Single, Kind::Multiple, Kind::TrueFalse].into_iter().find(|kind| kind_code(*kind) == code)
}
