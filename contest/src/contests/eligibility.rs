//! Who may take part, and who may win.

use serde::{Deserialize, Serialize};

use super::{Rules, TrackKind};
use crate::{
    accounts::BirthDate,
    time::{LocalDate, Timestamp},
};

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

/// Somebody, as far as it matters to whether they may take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Their track.
    pub track: TrackKind,
    /// Ngày sinh; `None` for not known, which is not too young.
    pub birth_date: Option<BirthDate>,
    /// Whether they helped to make the contest.
    pub barred: bool,
}

/// Why somebody may not take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ineligible {
    /// Theirs is none of the tracks that take part.
    #[error(
        "Vòng thi này không dành cho {}. Nếu chọn nhầm vị trí công tác, hãy sửa ở trang Của tôi.", .0.people()
    )]
    WrongTrack(TrackKind),
    /// They are younger than the contest asks, with how old one has to be and from when on they are.
    #[error(
        "Người dự thi phải từ đủ {0} tuổi. Bạn vào thi được từ ngày {day}. Nếu ngày sinh chưa đúng, hãy sửa ở trang Của tôi.",
        day = .1.short_date()
    )]
    TooYoung(u8, LocalDate),
    /// They helped to make the contest.
    #[error(
        "Bạn thuộc Ban Tổ chức, nhóm biên soạn câu hỏi hoặc kỹ thuật nên không dự thi. Nếu có nhầm lẫn, hãy gọi Ban Tổ chức theo số ở cuối trang."
    )]
    Barred,
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

impl Entrant {
    /// Somebody of a track, of whom nothing else is known.
    pub const fn in_track(track: TrackKind) -> Self {
        Self { track, birth_date: None, barred: false }
    }
}

impl Eligibility {
    /// Whether somebody may take part in what begins at this time. The first reason against it is
    /// told; the order is that of [`crate::results::field::Exclusion`].
    pub fn admit(&self, entrant: Entrant, at: Timestamp) -> Result<(), Ineligible> {
        let Entrant { track, birth_date, barred } = entrant;
        if !self.tracks.is_empty() && !self.tracks.contains(&track) {
            return Err(Ineligible::WrongTrack(track));
        }
        if let Some(born) = birth_date.filter(|born| born.age_on(at.local().date) < self.minimum_age) {
            return Err(Ineligible::TooYoung(self.minimum_age, born.comes_to(self.minimum_age)));
        }
        if barred && self.barred == BarredPolicy::Excluded { Err(Ineligible::Barred) } else { Ok(()) }
    }

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

impl Rules {
    /// Whether the number of the identity card is compared, and so asked for.
    pub fn asks_id_number(&self) -> bool {
        self.duplicates.iter().any(|rule| rule.by == DuplicateKey::IdNumber)
    }
}

impl DuplicateKey {
    /// All, as pages list them.
    pub const ALL: [Self; 3] = [Self::IdNumber, Self::Phone, Self::NameAndBirthDate];

    /// The short name in addresses, forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdNumber => "id_number",
            Self::Phone => "phone",
            Self::NameAndBirthDate => "name_and_birth_date",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }

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
    /// How many may register with the same thing under such rules; `None` for any number.
    ///
    /// A phone is one person's unless the rules say otherwise: people sign in with it. What else is not
    /// named is not compared.
    pub fn most_alike(rules: &[Self], by: DuplicateKey) -> Option<usize> {
        match (rules.iter().find(|rule| rule.by == by).map(|rule| rule.policy), by) {
            (Some(DuplicatePolicy::Block), _) | (None, DuplicateKey::Phone) => Some(1),
            (Some(DuplicatePolicy::Allow(count)), _) => Some(usize::from(count)),
            (Some(DuplicatePolicy::Flag) | None, _) => None,
        }
    }

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
    use crate::time::LocalDateTime;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    #[test]
    fn who_may_take_part_is_told_and_who_may_not_learns_why() {
        let rules = Eligibility {
            minimum_age: 16,
            tracks: vec![TrackKind::Citizens],
            barred: BarredPolicy::Excluded,
            all_correct_only: false,
        };
        let born = BirthDate { year: 2010, month: 5, day: 12 };
        let entrant = Entrant { birth_date: Some(born), ..Entrant::in_track(TrackKind::Citizens) };
        let eve = at("2026-05-11T23:59:59");
        let too_young = Err(Ineligible::TooYoung(16, LocalDate { year: 2026, month: 5, day: 12 }));
        assert_eq!(rules.admit(entrant, eve), too_young, "the day is that of Vietnam");
        assert_eq!(rules.admit(entrant, at("2026-05-12T00:00")), Ok(()));
        assert_eq!(rules.admit(Entrant::in_track(TrackKind::Citizens), eve), Ok(()), "not known is not too young");
        let staff = Err(Ineligible::WrongTrack(TrackKind::Staff));
        assert_eq!(rules.admit(Entrant { track: TrackKind::Staff, ..entrant }, eve), staff);
        let barred = Entrant { barred: true, ..Entrant::in_track(TrackKind::Citizens) };
        assert_eq!(rules.admit(barred, eve), Err(Ineligible::Barred));
        for policy in [BarredPolicy::Allowed, BarredPolicy::WithoutPrizes] {
            assert_eq!(Eligibility { barred: policy, ..rules.clone() }.admit(barred, eve), Ok(()), "they may play");
        }
        let everybody = Entrant { barred: true, ..entrant };
        assert_eq!(Eligibility::default().admit(everybody, eve), Ok(()));
        let told = Ineligible::TooYoung(16, LocalDate { year: 2026, month: 5, day: 12 }).to_string();
        assert!(told.contains("từ ngày 12/5/2026"), "{told}");
    }

    #[test]
    fn how_many_may_be_alike_follows_the_rules_and_a_phone_is_one_person_s() {
        let with = |by, policy| Rules { duplicates: vec![DuplicateRule { by, policy }], ..Rules::case_4() };
        for by in DuplicateKey::ALL {
            assert_eq!(DuplicateKey::parse(by.code()), Some(by));
            assert_eq!(serde_json::to_value(by).unwrap(), by.code());
            let most = |policy| DuplicateRule::most_alike(&with(by, policy).duplicates, by);
            assert_eq!(most(DuplicatePolicy::Block), Some(1));
            assert_eq!(most(DuplicatePolicy::Allow(3)), Some(3));
            assert_eq!(most(DuplicatePolicy::Flag), None);
            let unnamed = DuplicateRule::most_alike(&[], by);
            assert_eq!(unnamed, (by == DuplicateKey::Phone).then_some(1));
            assert_eq!(with(by, DuplicatePolicy::Flag).asks_id_number(), by == DuplicateKey::IdNumber);
        }
    }

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
