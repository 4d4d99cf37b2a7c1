//! Đăng ký dự thi.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BirthDate, Field, FieldError, FieldProblem, FullName, Phone, Position};
use crate::{text, time::LocalDate};

/// Under this age a guardian consents too, in years.
pub const GUARDIAN_AGE: u8 = 16;
/// Longest agency code, in characters.
pub const MAX_AGENCY: usize = 100;

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
    /// The agency's official code.
    pub agency_code: String,
    /// Vị trí công tác.
    pub position: Position,
}

impl RegistrationForm {
    /// Checks every field and tells all that is wrong, in the form's order.
    pub fn check(&self, today: LocalDate) -> Result<Registration, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut note = |field, error| problems.push(FieldProblem { field, error });

        let name = FullName::parse(&self.full_name).map_err(|error| note(Field::FullName, error)).ok();
        let birth_date = BirthDate::parse(&self.birth_day, &self.birth_month, &self.birth_year, today)
            .map_err(|error| note(self.birth_field(&error), error))
            .ok();
        let phone = Phone::parse(&self.phone).map_err(|error| note(Field::Phone, error)).ok();
        let agency_code = agency(&self.agency).map_err(|error| note(Field::Agency, error)).ok();
        let position = position(&self.position).map_err(|error| note(Field::Position, error)).ok();
        if !is_ticked(&self.consent) {
            note(Field::Consent, FieldError::ConsentMissing);
        }
        if birth_date.is_some_and(|born| born.age_on(today) < GUARDIAN_AGE) && !is_ticked(&self.guardian) {
            note(Field::Guardian, FieldError::GuardianMissing);
        }

        match (name, birth_date, phone, agency_code, position) {
            (Some(name), Some(birth_date), Some(phone), Some(agency_code), Some(position)) if problems.is_empty() => {
                Ok(Registration { name, birth_date, phone, agency_code, position })
            }
            _ => Err(problems),
        }
    }

    /// Which of the three inputs of the birth date to mend.
    fn birth_field(&self, error: &FieldError) -> Field {
        match error {
            FieldError::BirthMonth => Field::BirthMonth,
            FieldError::BirthYear | FieldError::BirthFuture | FieldError::TooYoung(_) | FieldError::TooOld => {
                Field::BirthYear
            }
            FieldError::BirthMissing if !self.birth_day.trim().is_empty() => {
                if self.birth_month.trim().is_empty() { Field::BirthMonth } else { Field::BirthYear }
            }
            _ => Field::BirthDay,
        }
    }
}

fn agency(typed: &str) -> Result<String, FieldError> {
    let code = text::squeeze(typed);
    match code.chars().count() {
        0 => Err(FieldError::AgencyMissing),
        1..=MAX_AGENCY => Ok(code),
        _ => Err(FieldError::AgencyUnknown),
    }
}

fn position(typed: &str) -> Result<Position, FieldError> {
    let code = typed.trim();
    if code.is_empty() { Err(FieldError::PositionMissing) } else { Position::parse(code).ok_or(FieldError::PositionUnknown) }
}

fn is_ticked(value: &str) -> bool {
    matches!(value, "on" | "1")
}

impl fmt::Debug for RegistrationForm {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegistrationForm(…)")
    }
}
