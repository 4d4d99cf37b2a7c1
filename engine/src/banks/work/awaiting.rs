//! Questions that wait for a reviewer.

use contest::banks::{BankHand, RevisionState};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::{
    accounts::StaffSession,
    db::entities::{bank_members, banks, question_revisions},
};

/// A bank whose questions wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitingReview {
    /// The bank.
    pub bank_id: i64,
    /// Its name.
    pub bank: String,
    /// How many wait.
    pub questions: u64,
}

/// The banks, `most` at most, where questions of others wait for the actor's word, those with the most of
/// them first.
pub async fn awaiting_review(
    db: &impl ConnectionTrait,
    actor: &StaffSession,
    most: u64,
) -> Result<Vec<AwaitingReview>, DbErr> {
    use question_revisions::Column;

    let Some(hand) = actor.role.bank_hand().filter(|hand| hand.reviews()) else { return Ok(Vec::new()) };
    let of_others = Condition::any().add(Column::CreatedBy.is_null()).add(Column::CreatedBy.ne(actor.staff_id));
    let mut waiting = question_revisions::Entity::find()
        .select_only()
        .column(Column::BankId)
        .column_as(Column::Id.count(), "questions")
        .filter(Column::State.eq(RevisionState::InReview.code()))
        .filter(of_others)
        .group_by(Column::BankId);
    if hand != BankHand::Organiser {
        let own = bank_members::Entity::find()
            .select_only()
            .column(bank_members::Column::BankId)
            .filter(bank_members::Column::StaffId.eq(actor.staff_id))
            .into_query();
        waiting = waiting.filter(Column::BankId.in_subquery(own));
    }
    let counts: Vec<(i64, i64)> =
        waiting.order_by_desc(Column::Id.count()).order_by_asc(Column::BankId).limit(most).into_tuple().all(db).await?;
    let names: Vec<(i64, String)> = banks::Entity::find()
        .select_only()
        .columns([banks::Column::Id, banks::Column::Name])
        .filter(banks::Column::Id.is_in(counts.iter().map(|(bank_id, _)| *bank_id)))
        .into_tuple()
        .all(db)
        .await?;
    let told = |(bank_id, questions): (i64, i64)| {
        let (_, bank) = names.iter().find(|(id, _)| *id == bank_id)?;
        Some(AwaitingReview { bank_id, bank: bank.clone(), questions: questions as u64 })
    };
    Ok(counts.into_iter().filter_map(told).collect())
}
