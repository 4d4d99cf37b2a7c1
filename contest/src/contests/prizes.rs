//! Giải cá nhân: what can be won, in which race.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::TrackKind;
use crate::agencies::Block;

/// One class of prizes: "Giải Nhất", so many of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizeClass {
    /// What people read, 1 to [`PrizeClass::MAX_NAME`] characters.
    pub name: String,
    /// How many, 1 to [`PrizeClass::MAX_COUNT`].
    pub count: u16,
    /// What one is worth, in đồng; 0 when the rules do not say.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub value: u64,
    /// Points that a winner brings to their agency, where the collective rules count them.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub points: u16,
}

/// Prizes for people, raced for in each round or once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndividualPrizes {
    /// What people read: "Giải tuần", "Giải lan tỏa".
    pub name: String,
    /// How often they are given.
    pub period: Period,
    /// Who races against whom for them.
    pub apart: Apart,
    /// The tracks whose people may win; none named for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TrackKind>,
    /// The blocks whose people may win; none named for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// The classes, highest first.
    pub classes: Vec<PrizeClass>,
    /// "Giải lan tỏa": at most so many of these go to people of one agency, so that they spread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_per_agency: Option<u16>,
}

/// How often a prize is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// In each round anew.
    Round,
    /// Once, over all rounds. People race with the best of their rounds.
    Contest,
}

/// Who is compared with whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// Everybody with everybody.
    Together,
    /// Each track apart.
    #[default]
    Track,
    /// Each block of agencies apart; people of no block are one more.
    Block,
}

/// Within what someone may win only one prize, the higher: the more valuable where every class has a
/// value, or else that of the list named first, the higher class, the earlier round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnePrize {
    /// One race: who wins in another too has both.
    #[default]
    Race,
    /// One round; prizes of the whole contest are apart.
    Round,
    /// The whole contest.
    Contest,
}

/// Why prizes cannot be given so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrizesError {
    /// No name, or one too long.
    #[error("Tên giải phải có từ 1 đến {} ký tự. Hãy nhập lại tên giải.", PrizeClass::MAX_NAME)]
    Name,
    /// A list without classes.
    #[error("Cơ cấu giải chưa có hạng nào. Hãy thêm ít nhất một hạng, ví dụ Giải Nhất.")]
    NoClasses,
    /// A class of none or too many.
    #[error("Số giải của mỗi hạng phải từ 1 đến {}. Hãy nhập lại số giải.", PrizeClass::MAX_COUNT)]
    Count,
    /// Two classes of one name.
    #[error("Có hai hạng giải trùng tên. Hãy gộp lại hoặc đặt tên khác.")]
    ClassTwice,
    /// Two lists of one name.
    #[error("Có hai cơ cấu giải trùng tên. Hãy đặt tên khác, ví dụ thêm tên bảng dự thi.")]
    ListTwice,
    /// None for an agency.
    #[error("Số giải tối đa của một đơn vị phải từ 1 trở lên. Hãy nhập lại, hoặc để trống.")]
    PerAgency,
}

impl PrizeClass {
    /// Longest name, in characters.
    pub const MAX_NAME: usize = 100;
    /// Most prizes of one class.
    pub const MAX_COUNT: u16 = 1_000;

    /// Checks that classes can be given.
    pub fn check_all(classes: &[Self]) -> Result<(), PrizesError> {
        if classes.is_empty() {
            return Err(PrizesError::NoClasses);
        }
        for (place, class) in classes.iter().enumerate() {
            check_name(&class.name)?;
            if !(1..=Self::MAX_COUNT).contains(&class.count) {
                return Err(PrizesError::Count);
            }
            if classes[..place].iter().any(|other| other.name == class.name) {
                return Err(PrizesError::ClassTwice);
            }
        }
        Ok(())
    }
}

impl IndividualPrizes {
    /// Checks that the prizes can be given.
    pub fn check(&self) -> Result<(), PrizesError> {
        check_name(&self.name)?;
        PrizeClass::check_all(&self.classes)?;
        if self.most_per_agency == Some(0) { Err(PrizesError::PerAgency) } else { Ok(()) }
    }
}

/// Checks that no two lists have one name: boards and logs tell them apart by it.
pub(super) fn check_names<'a>(mut names: impl Iterator<Item = &'a str>) -> Result<(), PrizesError> {
    let mut seen = BTreeSet::new();
    if names.all(|name| seen.insert(name.trim())) { Ok(()) } else { Err(PrizesError::ListTwice) }
}

/// A name that fits on a certificate.
pub(super) fn check_name(name: &str) -> Result<(), PrizesError> {
    let length = name.trim().chars().count();
    if (1..=PrizeClass::MAX_NAME).contains(&length) { Ok(()) } else { Err(PrizesError::Name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str, count: u16) -> PrizeClass {
        PrizeClass { name: name.to_owned(), count, value: 0, points: 0 }
    }

    fn prizes(classes: Vec<PrizeClass>) -> IndividualPrizes {
        IndividualPrizes {
            name: "Giải tuần".to_owned(),
            period: Period::Round,
            apart: Apart::Together,
            tracks: vec![],
            blocks: vec![],
            classes,
            most_per_agency: None,
        }
    }

    #[test]
    fn prizes_that_cannot_be_given_say_why() {
        let good = || prizes(vec![class("Giải Nhất", 1), class("Giải Nhì", 2)]);
        let cases = [
            (prizes(vec![]), PrizesError::NoClasses),
            (prizes(vec![class("  ", 1)]), PrizesError::Name),
            (prizes(vec![class("Giải Nhất", 0)]), PrizesError::Count),
            (prizes(vec![class("Giải Nhất", 1_001)]), PrizesError::Count),
            (prizes(vec![class("Giải Nhất", 1), class("Giải Nhất", 2)]), PrizesError::ClassTwice),
            (IndividualPrizes { name: "x".repeat(101), ..good() }, PrizesError::Name),
            (IndividualPrizes { most_per_agency: Some(0), ..good() }, PrizesError::PerAgency),
        ];
        for (prizes, error) in cases {
            assert_eq!(prizes.check(), Err(error));
        }
        assert_eq!(good().check(), Ok(()));
    }

    #[test]
    fn lists_are_told_apart_by_their_names() {
        assert_eq!(check_names(["Giải tuần", "Giải chung"].into_iter()), Ok(()));
        assert_eq!(check_names(["Giải tuần", " Giải tuần"].into_iter()), Err(PrizesError::ListTwice));
    }

    #[test]
    fn what_is_not_said_is_not_stored() {
        let stored = serde_json::to_value(class("Giải Nhất", 1)).unwrap();
        assert_eq!(stored, serde_json::json!({ "name": "Giải Nhất", "count": 1 }));
    }
}
