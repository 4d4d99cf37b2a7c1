//! `/ban-to-chuc/ngan-hang/{bank}/de-xuat`: questions that the handbook proposes.

mod act;
mod card;
mod edit;
mod list;

pub(super) use self::{
    act::act,
    edit::{save, show as edit},
    list::show,
};
use super::address;

const TITLE: &str = "Câu hỏi đề xuất";

/// The address of a bank's proposals.
pub(super) fn proposals_address(bank_id: i64) -> String {
    format!("{}/de-xuat", address(bank_id))
}
