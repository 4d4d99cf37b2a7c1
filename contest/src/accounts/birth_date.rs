//! Ngày sinh.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::FieldError;
use crate::time::{LocalDate, TimeError};

/// A day of birth. Written `1987-09-02` in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BirthDate {
    /// Four digits.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl BirthDate {
    /// The youngest who may take part, in years.
    pub const MIN_AGE: u8 = 6;
    /// The oldest who is believed, in years.
    pub const MAX_AGE: u8 = 120;

    /// Reads the three inputs of the form.
    pub fn parse(day: &str, month: &str, year: &str, today: LocalDate) -> Result<Self, FieldError> {
        let [day, month, year] = [day, month, year].map(str::trim);
        if day.is_empty() || month.is_empty() || year.is_empty() {
            return Err(FieldError::BirthMissing);
        }
        let day = number(day, 2).filter(|day| (1..=31).contains(day)).ok_or(FieldError::BirthDay)? as u8;
        let month = number(month, 2).filter(|month| (1..=12).contains(month)).ok_or(FieldError::BirthMonth)? as u8;
        let year = number(year, 4).filter(|year| *year >= 1_000).ok_or(FieldError::BirthYear)?;
        let born = LocalDate::new(year, month, day).ok_or(FieldError::BirthUnreal(day, month, year))?;
        if born > today {
            return Err(FieldError::BirthFuture);
        }
        let born = Self { year, month, day };
        match born.years_on(today) {
            age if age < i32::from(Self::MIN_AGE) => Err(FieldError::TooYoung(age as u8)),
            age if age > i32::from(Self::MAX_AGE) => Err(FieldError::TooOld),
            _ => Ok(born),
        }
    }

    /// Completed years on a day: 0 before birth, 255 for more than that.
    pub fn age_on(self, day: LocalDate) -> u8 {
        self.years_on(day).clamp(0, i32::from(u8::MAX)) as u8
    }

    /// The first day on which so many years are completed. Who was born on 29 February completes
    /// them on 1 March of a year without that day.
    pub fn comes_to(self, years: u8) -> LocalDate {
        let Self { year, month, day } = self;
        let year = year + i32::from(years);
        LocalDate::new(year, month, day).unwrap_or(LocalDate { year, month: 3, day: 1 })
    }

    /// `2/9/1987`.
    pub fn short_date(self) -> String {
        LocalDate::from(self).short_date()
    }

    fn years_on(self, day: LocalDate) -> i32 {
        day.year - self.year - i32::from((day.month, day.day) < (self.month, self.day))
    }
}

/// A number of 1 to `width` ASCII digits.
fn number(text: &str, width: usize) -> Option<i32> {
    let digits = text.len() <= width && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

impl From<BirthDate> for LocalDate {
    fn from(BirthDate { year, month, day }: BirthDate) -> Self {
        Self { year, month, day }
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        LocalDate::from(*self).fmt(f)
    }
}

impl FromStr for BirthDate {
    type Err = TimeError;

    /// Reads what storage holds; the limits of age belong to the form.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let LocalDate { year, month, day } = text.parse()?;
        Ok(Self { year, month, day })
    }
}

impl From<BirthDate> for String {
    fn from(date: BirthDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for BirthDate {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: LocalDate = LocalDate { year: 2026, month: 5, day: 17 };

    fn parse(day: &str, month: &str, year: &str) -> Result<BirthDate, FieldError> {
        BirthDate::parse(day, month, year, TODAY)
    }

    #[test]
    fn three_inputs_make_a_date() {
        assert_eq!(parse("02", " 9", "1987"), Ok(BirthDate { year: 1987, month: 9, day: 2 }));
        assert_eq!(parse("29", "2", "2000").map(|born| born.to_string()).as_deref(), Ok("2000-02-29"));
        assert!(parse("17", "5", "2020").is_ok(), "six years old today");
        assert!(parse("18", "5", "1905").is_ok(), "a hundred and twenty");
    }

    #[test]
    fn what_is_wrong_is_told_input_by_input() {
        let cases = [
            (["", "9", "1987"], FieldError::BirthMissing),
            (["2", "9", " "], FieldError::BirthMissing),
            (["0", "9", "1987"], FieldError::BirthDay),
            (["32", "9", "1987"], FieldError::BirthDay),
            (["2a", "9", "1987"], FieldError::BirthDay),
            (["-2", "9", "1987"], FieldError::BirthDay),
            (["2", "13", "1987"], FieldError::BirthMonth),
            (["2", "chín", "1987"], FieldError::BirthMonth),
            (["2", "9", "87"], FieldError::BirthYear),
            (["2", "9", "19870"], FieldError::BirthYear),
            (["31", "4", "1990"], FieldError::BirthUnreal(31, 4, 1990)),
            (["29", "2", "2026"], FieldError::BirthUnreal(29, 2, 2026)),
            (["18", "5", "2026"], FieldError::BirthFuture),
            (["17", "5", "2026"], FieldError::TooYoung(0)),
            (["18", "5", "2020"], FieldError::TooYoung(5)),
            (["17", "5", "1905"], FieldError::TooOld),
        ];
        for ([day, month, year], error) in cases {
            assert_eq!(parse(day, month, year), Err(error), "{day}/{month}/{year}");
        }
        assert_eq!(
            FieldError::TooYoung(5).to_string(),
            "Theo ngày sinh này, bạn mới 5 tuổi. Người dự thi từ 6 tuổi trở lên; hãy xem lại năm sinh."
        );
    }

    #[test]
    fn age_grows_on_the_birthday() {
        let born: BirthDate = "2010-05-18".parse().unwrap();
        assert_eq!(born.age_on(TODAY), 15);
        assert_eq!(born.age_on(LocalDate { day: 18, ..TODAY }), 16);
        assert_eq!(born.age_on(LocalDate { year: 2000, ..TODAY }), 0);
        let leap: BirthDate = "2008-02-29".parse().unwrap();
        assert_eq!(leap.age_on(LocalDate { year: 2026, month: 2, day: 28 }), 17);
        assert_eq!(leap.age_on(LocalDate { year: 2026, month: 3, day: 1 }), 18);
    }

    #[test]
    fn an_age_is_come_to_on_its_first_day() {
        for born in ["2010-05-18", "2008-02-29", "2008-12-31", "2010-01-01"] {
            let born: BirthDate = born.parse().unwrap();
            for years in 0..=40 {
                let day = born.comes_to(years);
                assert_eq!(born.age_on(day), years, "{born}");
                assert!(years == 0 || born.age_on(LocalDate::from_days(day.days() - 1)) < years, "{born}");
            }
        }
    }

    #[test]
    fn storage_holds_the_iso_form() {
        let born = BirthDate { year: 1987, month: 9, day: 2 };
        assert_eq!(serde_json::to_string(&born).unwrap(), "\"1987-09-02\"");
        assert_eq!(serde_json::from_str::<BirthDate>("\"1987-09-02\"").unwrap(), born);
        assert!(serde_json::from_str::<BirthDate>("\"1987-02-30\"").is_err());
        assert_eq!(born.short_date(), "2/9/1987");
    }
}
