//! Who may take part, and who may win.

use serde::{Deserialize, Serialize};

use super::TrackKind;

/// Who may take part, and who may win. The default lets everybody do both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Eligibility {
    /// The youngest age in years on the day an attempt begins; 0 for any that may register.
    pub minimum_age: u8,
    /// The tracks that take part; none named for all.
    pub tracks: Vec<TrackKind>,
    /// What becomes of organisers, question writers and technical staff.
    pub barred: BarredPolicy,
    /// Whether only an attempt with every question right may win an individual prize.
    pub all_correct_only: bool,
}

/// What becomes of those who helped to make the contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarredPolicy {
    /// They are like everybody else.
    #[default]
    Allowed,
    /// They may play and are ranked, but win nothing.
    WithoutPrizes,
    /// Their attempts do not count.
    Excluded,
}

/// What two registrations have in common when they may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKey {
    /// The number of the identity card.
    IdNumber,
    /// The phone number.
    Phone,
    /// Name and birth date.
    NameAndBirthDate,
}

/// What becomes of registrations that have a thing in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuplicateRule {
    /// The thing.
    pub by: DuplicateKey,
    /// What becomes of them.
    pub policy: DuplicatePolicy,
}

/// What becomes of registrations that have a thing in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicatePolicy {
    /// Only the first to register counts.
    Block,
    /// All count, and are shown to the organiser.
    Flag,
    /// The first so many to register count, 2 to 100: a relative's phone may serve.
    Allow(u8),
}

/// Why such rules cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EligibilityError {
    /// An age that nobody can have.
    #[error("Tuổi dự thi tối thiểu phải từ 0 đến 100. Hãy nhập lại số tuổi.")]
    Age,
    /// A track named twice.
    #[error("Có bảng dự thi được chọn hai lần. Hãy bỏ một lần.")]
    TrackTwice,
    /// One thing with two policies.
    #[error("“{}” có hai cách xử lý trùng. Hãy giữ một.", .0.label())]
    DuplicateTwice(DuplicateKey),
    /// Too few or too many.
    #[error("Số người dùng chung phải từ 2 đến 100. Hãy nhập lại, hoặc chọn không cho trùng.")]
    DuplicateCount,
}

impl Eligibility {
    /// Checks that the rules can be kept.
    pub fn check(&self) -> Result<(), EligibilityError> {
        if self.minimum_age > 100 {
            return Err(EligibilityError::Age);
        }
        let twice = |(place, track): (usize, &TrackKind)| self.tracks[..place].contains(track);
        if self.tracks.iter().enumerate().any(twice) {
            return Err(EligibilityError::TrackTwice);
        }
        Ok(())
    }
}

impl DuplicateKey {
    /// `số căn cước`, inside a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::IdNumber => "số căn cước",
            Self::Phone => "số điện thoại",
            Self::NameAndBirthDate => "họ tên và ngày sinh",
        }
    }
}

impl DuplicateRule {
    /// Checks that a list of such rules can be kept.
    pub fn check_all(rules: &[Self]) -> Result<(), EligibilityError> {
        for (place, rule) in rules.iter().enumerate() {
            if rules[..place].iter().any(|other| other.by == rule.by) {
                return Err(EligibilityError::DuplicateTwice(rule.by));
            }
            if matches!(rule.policy, DuplicatePolicy::Allow(count) if !(2..=100).contains(&count)) {
                return Err(EligibilityError::DuplicateCount);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_kept_says_why() {
        assert_eq!(Eligibility { minimum_age: 101, ..Eligibility::default() }.check(), Err(EligibilityError::Age));
        let tracks = vec![TrackKind::Staff, TrackKind::Staff];
        assert_eq!(Eligibility { tracks, ..Eligibility::default() }.check(), Err(EligibilityError::TrackTwice));
        let rule = |by, policy| DuplicateRule { by, policy };
        let phone = rule(DuplicateKey::Phone, DuplicatePolicy::Allow(3));
        assert_eq!(DuplicateRule::check_all(&[phone, rule(DuplicateKey::IdNumber, DuplicatePolicy::Block)]), Ok(()));
        assert_eq!(
            DuplicateRule::check_all(&[phone, rule(DuplicateKey::Phone, DuplicatePolicy::Flag)]),
            Err(EligibilityError::DuplicateTwice(DuplicateKey::Phone))
        );
        for count in [0, 1, 101] {
            let rules = [rule(DuplicateKey::Phone, DuplicatePolicy::Allow(count))];
            assert_eq!(DuplicateRule::check_all(&rules), Err(EligibilityError::DuplicateCount));
        }
    }
}
