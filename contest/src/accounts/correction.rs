//! Sửa thông tin của mình.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    BirthDate, Field, FieldError, FieldProblem, FullName, IdNumber, Position,
    registration::{agency, birth_field, is_ticked, needs_guardian, position},
};
use crate::time::LocalDate;

/// The form of a correction as it was sent: the registration's without the phone number, which
/// people sign in with, and without the consent, which they have given.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
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
    /// The number of the identity card, where the contest asks for it; empty to keep what is known.
    #[serde(rename = "so-can-cuoc")]
    pub id_number: String,
    /// The code of the agency picked from the tree.
    #[serde(rename = "don-vi")]
    pub agency: String,
    /// A [`Position`] code.
    #[serde(rename = "vi-tri")]
    pub position: String,
    /// A guardian's consent: `on` or `1` when ticked.
    #[serde(rename = "giam-ho")]
    pub guardian: String,
}

/// A correction that keeps every rule but those that need the database: that the agency is there,
/// and the track may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Họ và tên.
    pub name: FullName,
    /// Ngày sinh.
    pub birth_date: BirthDate,
    /// Số căn cước; `None` to keep what is known.
    pub id_number: Option<IdNumber>,
    /// The agency's official code.
    pub agency_code: String,
    /// Vị trí công tác.
    pub position: Position,
    /// Whether a guardian consents, now or since registration.
    pub guardian: bool,
}

impl CorrectionForm {
    /// Checks every field and tells all that is wrong, in the form's order. `guardian` says whether
    /// one has consented before, `asks_id` whether the contest asks for the number of the identity card.
    pub fn check(&self, today: LocalDate, guardian: bool, asks_id: bool) -> Result<Correction, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut note = |field, error| problems.push(FieldProblem { field, error });

        let name = FullName::parse(&self.full_name).map_err(|error| note(Field::FullName, error)).ok();
        let birth_date = BirthDate::parse(&self.birth_day, &self.birth_month, &self.birth_year, today)
            .map_err(|error| note(birth_field(&self.birth_day, &self.birth_month, &error), error))
            .ok();
        let id_number = Some(&self.id_number).filter(|typed| asks_id && !typed.trim().is_empty());
        let id_number = id_number.map(|typed| IdNumber::parse(typed)).transpose();
        let id_number = id_number.map_err(|error| note(Field::IdNumber, error)).ok().flatten();
        let agency_code = agency(&self.agency).map_err(|error| note(Field::Agency, error)).ok();
        let position = position(&self.position).map_err(|error| note(Field::Position, error)).ok();
        let guardian = guardian || is_ticked(&self.guardian);
        if needs_guardian(birth_date, today) && !guardian {
            note(Field::Guardian, FieldError::GuardianMissing);
        }

        match (name, birth_date, agency_code, position) {
            (Some(name), Some(birth_date), Some(agency_code), Some(position)) if problems.is_empty() => {
                Ok(Correction { name, birth_date, id_number, agency_code, position, guardian })
            }
            _ => Err(problems),
        }
    }
}

impl fmt::Debug for CorrectionForm {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CorrectionForm(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: LocalDate = LocalDate { year: 2026, month: 5, day: 17 };

    fn form() -> CorrectionForm {
        serde_json::from_value(serde_json::json!({
            "ho-ten": " Vàng Thị  Mỷ", "ngay": "02", "thang": "9", "nam": "1987", "don-vi": "15-so-noi-vu",
            "vi-tri": "leader", "dien-thoai": "0912345678",
        }))
        .unwrap()
    }

    fn problems(form: &CorrectionForm, guardian: bool) -> Vec<(&'static str, FieldError)> {
        let problems = form.check(TODAY, guardian, false).err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.field.name(), problem.error)).collect()
    }

    #[test]
    fn a_well_filled_form_is_a_correction() {
        let correction = form().check(TODAY, false, false).unwrap();
        assert_eq!(correction.name.as_str(), "Vàng Thị Mỷ");
        assert_eq!(correction.birth_date.to_string(), "1987-09-02");
        assert_eq!((correction.agency_code.as_str(), correction.position), ("15-so-noi-vu", Position::Leader));
        assert!(!correction.guardian);
    }

    #[test]
    fn an_empty_form_is_told_everything_in_its_order() {
        let expected = [
            ("ho-ten", FieldError::NameMissing),
            ("ngay", FieldError::BirthMissing),
            ("don-vi", FieldError::AgencyMissing),
            ("vi-tri", FieldError::PositionMissing),
        ];
        assert_eq!(problems(&CorrectionForm::default(), false), expected);
    }

    #[test]
    fn the_identity_card_s_number_is_kept_unless_another_is_typed() {
        let typed = |typed: &str, asks| {
            let form = CorrectionForm { id_number: typed.to_owned(), ..form() };
            form.check(TODAY, false, asks).map(|read| read.id_number.map(String::from))
        };
        assert_eq!((typed(" ", true), typed("1", false)), (Ok(None), Ok(None)));
        assert_eq!(typed("063 123 456", true), Ok(Some("063123456".to_owned())));
        let problem = FieldProblem { field: Field::IdNumber, error: FieldError::IdLength(2) };
        assert_eq!(typed("12", true), Err(vec![problem]));
    }

    #[test]
    fn whoever_turns_out_to_be_young_needs_a_guardian_who_has_not_consented_yet() {
        let young = CorrectionForm { birth_year: "2012".to_owned(), ..form() };
        assert_eq!(problems(&young, false), [("giam-ho", FieldError::GuardianMissing)]);
        assert!(young.check(TODAY, true, false).unwrap().guardian);
        let asked = CorrectionForm { guardian: "on".to_owned(), ..young };
        assert!(asked.check(TODAY, false, false).unwrap().guardian);
    }

    #[test]
    fn a_log_shows_nothing_of_the_form() {
        assert_eq!(format!("{:?}", form()), "CorrectionForm(…)");
    }
}
