//! Đăng ký dự thi.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BirthDate, Field, FieldError, FieldProblem, FullName, IdNumber, Phone, Position};
use crate::{
    agencies::{CODE_LENGTH, LinkCode},
    contests::{Eligibility, Entrant, Ineligible},
    text,
    time::{LocalDate, Timestamp},
};

/// Under this age a guardian consents too, in years.
pub const GUARDIAN_AGE: u8 = 16;

/// The registration form as it was sent: whatever was typed, so that the page can show it again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// Họ và tên.
    #[serde(rename = "ho-ten")]
    pub full_name: String,
    /// Ngày sinh.
    #[serde(rename = "ngay")]
    pub birth_day: String,
    /// Tháng sinh.
    #[serde(rename = "thang")]
    pub birth_month: String,
    /// Năm sinh.
    #[serde(rename = "nam")]
    pub birth_year: String,
    /// Số điện thoại.
    #[serde(rename = "dien-thoai")]
    pub phone: String,
    /// The number of the identity card, where the contest asks for it.
    #[serde(rename = "so-can-cuoc")]
    pub id_number: String,
    /// The code of the agency picked from the tree.
    #[serde(rename = "don-vi")]
    pub agency: String,
    /// A [`Position`] code.
    #[serde(rename = "vi-tri")]
    pub position: String,
    /// `on` or `1` when ticked.
    #[serde(rename = "dong-y")]
    pub consent: String,
    /// A guardian's consent: `on` or `1` when ticked.
    #[serde(rename = "giam-ho")]
    pub guardian: String,
    /// The code of the link that led here, from a poster or a chat.
    #[serde(rename = "qua")]
    pub link: String,
}

/// A registration that keeps every rule but those that need the database: that the agency is there
/// and the phone number is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Họ và tên.
    pub name: FullName,
    /// Ngày sinh.
    pub birth_date: BirthDate,
    /// Số điện thoại.
    pub phone: Phone,
    /// Số căn cước, where the contest asks for it.
    pub id_number: Option<IdNumber>,
    /// The agency's official code.
    pub agency_code: String,
    /// Vị trí công tác.
    pub position: Position,
    /// The link that led here.
    pub link: Option<LinkCode>,
}

impl Registration {
    /// Whether a contest is for somebody who says this of themselves, where it begins at this time or
    /// is under way; else the field that tells against it.
    pub fn eligible(&self, eligibility: &Eligibility, at: Timestamp) -> Result<(), FieldProblem> {
        let entrant = Entrant { birth_date: Some(self.birth_date), ..Entrant::in_track(self.position.track()) };
        let (field, error) = match eligibility.admit(entrant, at) {
            Err(Ineligible::WrongTrack(track)) => (Field::Position, FieldError::TrackClosed(track)),
            Err(Ineligible::TooYoung(age, from)) => (Field::BirthYear, FieldError::UnderAge(age, from)),
            Err(Ineligible::Barred) | Ok(()) => return Ok(()),
        };
        Err(FieldProblem { field, error })
    }
}

impl RegistrationForm {
    /// Checks every field and tells all that is wrong, in the form's order. `asks_id` says whether the
    /// contest asks for the number of the identity card; where it does not, none is read.
    pub fn check(&self, today: LocalDate, asks_id: bool) -> Result<Registration, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut note = |field, error| problems.push(FieldProblem { field, error });

        let name = FullName::parse(&self.full_name).map_err(|error| note(Field::FullName, error)).ok();
        let birth_date = BirthDate::parse(&self.birth_day, &self.birth_month, &self.birth_year, today)
            .map_err(|error| note(birth_field(&self.birth_day, &self.birth_month, &error), error))
            .ok();
        let phone = Phone::parse(&self.phone).map_err(|error| note(Field::Phone, error)).ok();
        let id_number = asks_id.then(|| IdNumber::parse(&self.id_number)).transpose();
        let id_number = id_number.map_err(|error| note(Field::IdNumber, error)).ok().flatten();
        let agency_code = agency(&self.agency).map_err(|error| note(Field::Agency, error)).ok();
        let position = position(&self.position).map_err(|error| note(Field::Position, error)).ok();
        if !is_ticked(&self.consent) {
            note(Field::Consent, FieldError::ConsentMissing);
        }
        if needs_guardian(birth_date, today) && !is_ticked(&self.guardian) {
            note(Field::Guardian, FieldError::GuardianMissing);
        }

        match (name, birth_date, phone, agency_code, position) {
            (Some(name), Some(birth_date), Some(phone), Some(agency_code), Some(position)) if problems.is_empty() => {
                let link = LinkCode::parse(&self.link);
                Ok(Registration { name, birth_date, phone, id_number, agency_code, position, link })
            }
            _ => Err(problems),
        }
    }
}

/// Which of the three inputs of a birth date to mend.
pub(super) fn birth_field(day: &str, month: &str, error: &FieldError) -> Field {
    match error {
        FieldError::BirthMonth => Field::BirthMonth,
        FieldError::BirthYear | FieldError::BirthFuture | FieldError::TooYoung(_) | FieldError::TooOld => {
            Field::BirthYear
        }
        FieldError::BirthMissing if !day.trim().is_empty() => {
            if month.trim().is_empty() {
                Field::BirthMonth
            } else {
                Field::BirthYear
            }
        }
        _ => Field::BirthDay,
    }
}

/// Whether somebody is so young that a guardian consents too.
pub(super) fn needs_guardian(born: Option<BirthDate>, today: LocalDate) -> bool {
    born.is_some_and(|born| born.age_on(today) < GUARDIAN_AGE)
}

pub(super) fn agency(typed: &str) -> Result<String, FieldError> {
    let code = text::squeeze(typed);
    match code.chars().count() {
        0 => Err(FieldError::AgencyMissing),
        1..=CODE_LENGTH => Ok(code),
        _ => Err(FieldError::AgencyUnknown),
    }
}

pub(super) fn position(typed: &str) -> Result<Position, FieldError> {
    let code = typed.trim();
    if code.is_empty() {
        Err(FieldError::PositionMissing)
    } else {
        Position::parse(code).ok_or(FieldError::PositionUnknown)
    }
}

pub(super) fn is_ticked(value: &str) -> bool {
    matches!(value, "on" | "1")
}

impl fmt::Debug for RegistrationForm {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegistrationForm(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::TrackKind;

    const TODAY: LocalDate = LocalDate { year: 2026, month: 5, day: 17 };

    fn form() -> RegistrationForm {
        serde_json::from_value(serde_json::json!({
            "ho-ten": " Vàng Thị  Mỷ", "ngay": "02", "thang": "9", "nam": "1987", "dien-thoai": "0912 345 678",
            "don-vi": "15-so-noi-vu", "vi-tri": "civil_servant", "dong-y": "on",
        }))
        .unwrap()
    }

    fn problems(form: &RegistrationForm) -> Vec<(&'static str, FieldError)> {
        let problems = form.check(TODAY, false).err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.field.name(), problem.error)).collect()
    }

    #[test]
    fn a_well_filled_form_is_a_registration() {
        let registration = form().check(TODAY, false).unwrap();
        assert_eq!(registration.name.as_str(), "Vàng Thị Mỷ");
        assert_eq!(registration.birth_date.to_string(), "1987-09-02");
        assert_eq!(registration.phone.as_str(), "0912345678");
        assert_eq!(registration.agency_code, "15-so-noi-vu");
        assert_eq!(registration.position.track(), TrackKind::Staff);
    }

    #[test]
    fn an_empty_form_is_told_everything_in_its_order() {
        assert_eq!(
            problems(&RegistrationForm::default()),
            [
                ("ho-ten", FieldError::NameMissing),
                ("ngay", FieldError::BirthMissing),
                ("dien-thoai", FieldError::PhoneMissing),
                ("don-vi", FieldError::AgencyMissing),
                ("vi-tri", FieldError::PositionMissing),
                ("dong-y", FieldError::ConsentMissing),
            ]
        );
    }

    #[test]
    fn the_input_to_mend_is_pointed_at() {
        let cases = [
            (RegistrationForm { birth_month: String::new(), ..form() }, "thang", FieldError::BirthMissing),
            (RegistrationForm { birth_year: String::new(), ..form() }, "nam", FieldError::BirthMissing),
            (RegistrationForm { birth_month: "13".to_owned(), ..form() }, "thang", FieldError::BirthMonth),
            (RegistrationForm { birth_year: "2027".to_owned(), ..form() }, "nam", FieldError::BirthFuture),
            (RegistrationForm { birth_day: "31".to_owned(), ..form() }, "ngay", FieldError::BirthUnreal(31, 9, 1987)),
            (RegistrationForm { position: "admin".to_owned(), ..form() }, "vi-tri", FieldError::PositionUnknown),
            (RegistrationForm { agency: "x".repeat(101), ..form() }, "don-vi", FieldError::AgencyUnknown),
            (RegistrationForm { consent: "off".to_owned(), ..form() }, "dong-y", FieldError::ConsentMissing),
        ];
        for (form, field, error) in cases {
            assert_eq!(problems(&form), [(field, error)]);
        }
    }

    #[test]
    fn the_identity_card_is_asked_for_where_the_contest_compares_it() {
        let told = |form: &RegistrationForm| form.check(TODAY, true).map(|read| read.id_number.map(String::from));
        let problem = |error| Err(vec![FieldProblem { field: Field::IdNumber, error }]);
        assert_eq!(told(&form()), problem(FieldError::IdMissing));
        let filled = RegistrationForm { id_number: "010 087 001 234".to_owned(), ..form() };
        assert_eq!(told(&filled), Ok(Some("010087001234".to_owned())));
        assert_eq!(filled.check(TODAY, false).unwrap().id_number, None, "what is not asked is not kept");
    }

    #[test]
    fn under_sixteen_a_guardian_consents_too() {
        let young = RegistrationForm { birth_year: "2012".to_owned(), ..form() };
        assert_eq!(problems(&young), [("giam-ho", FieldError::GuardianMissing)]);
        assert!(FieldError::GuardianMissing.to_string().contains("dưới 16 tuổi"));
        assert!(RegistrationForm { guardian: "1".to_owned(), ..young }.check(TODAY, false).is_ok());
    }

    #[test]
    fn whom_the_contest_is_not_for_is_told_at_the_field_that_says_so() {
        let now = TODAY.midnight();
        let registration = form().check(TODAY, false).unwrap();
        let told = |rules: &Eligibility| registration.eligible(rules, now).map_err(|problem| problem.field);
        assert_eq!(told(&Eligibility::default()), Ok(()));
        assert_eq!(told(&Eligibility { minimum_age: 38, ..Eligibility::default() }), Ok(()));
        assert_eq!(told(&Eligibility { minimum_age: 39, ..Eligibility::default() }), Err(Field::BirthYear));
        let citizens = Eligibility { tracks: vec![TrackKind::Citizens], ..Eligibility::default() };
        assert_eq!(told(&citizens), Err(Field::Position));
        let problem = registration.eligible(&Eligibility { minimum_age: 39, ..Eligibility::default() }, now);
        assert!(problem.unwrap_err().to_string().contains("từ ngày 2/9/2026"));
    }

    #[test]
    fn a_log_shows_nothing_of_the_form() {
        assert_eq!(format!("{:?}", form()), "RegistrationForm(…)");
    }
}
