//! Who may work on which bank. Every act below asks here, with the session and the bank.

use contest::banks::BankHand;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::{
    accounts::StaffSession,
    banks::{BankSummary, list},
    db::entities::{bank_members, banks},
};

/// What is in the actor's hands of this bank: an organiser's every bank, an author's and a reviewer's
/// those that an organiser gave them. `None` also when there is no such bank.
pub async fn hand(db: &impl ConnectionTrait, actor: &StaffSession, bank_id: i64) -> Result<Option<BankHand>, DbErr> {
    let Some(hand) = actor.role.bank_hand() else { return Ok(None) };
    let found = match hand {
        BankHand::Organiser => banks::Entity::find_by_id(bank_id).count(db).await?,
        BankHand::Author | BankHand::Reviewer => {
            bank_members::Entity::find_by_id((bank_id, actor.staff_id)).count(db).await?
        }
    };
    Ok(Some(hand).filter(|_| found > 0))
}

/// The banks that the actor may work on, by name.
pub async fn banks_of(db: &impl ConnectionTrait, actor: &StaffSession) -> Result<Vec<BankSummary>, DbErr> {
    let mut banks = match actor.role.bank_hand() {
        Some(_) => list(db).await?,
        None => return Ok(Vec::new()),
    };
    if !actor.role.organises() {
        let own: Vec<i64> = bank_members::Entity::find()
            .select_only()
            .column(bank_members::Column::BankId)
            .filter(bank_members::Column::StaffId.eq(actor.staff_id))
            .into_tuple()
            .all(db)
            .await?;
        banks.retain(|bank| own.contains(&bank.id));
    }
    Ok(banks)
}
