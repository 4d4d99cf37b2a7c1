//! The times that are reported on.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{LocalDate, TimeError, Timestamp};

/// A week, or a part of a year that plans ask a report for. Written `2026-05-18` (a week, by its Monday), `2026-q1`,
/// `2026-6m`, `2026-9m` and `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// The seven days from this Monday on.
    Week(LocalDate),
    /// Quý I to IV of a year.
    Quarter(i32, Quarter),
    /// 6 tháng đầu năm.
    HalfYear(i32),
    /// 9 tháng đầu năm.
    NineMonths(i32),
    /// A year.
    Year(i32),
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quarter {
    /// Quý I.
    First,
    /// Quý II.
    Second,
    /// Quý III.
    Third,
    /// Quý IV.
    Fourth,
}

/// On which day a period's figures are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// From the first day of its first month to the last of its last.
    #[default]
    Calendar,
    /// From the 15th of the month before to the 14th of its last month, as periodic reports of state administrative
    /// agencies are cut (Nghị định 09/2019/NĐ-CP, điều 12). Weeks stay weeks; the decree knows no nine months, which
    /// are cut alike.
    Decree,
}

/// Days, the first and the last among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: LocalDate,
    /// The last day.
    pub last: LocalDate,
}

/// The years that are reported on; a report of another is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2999;
/// The day of the month before with which the decree's periods begin.
const DECREE_FIRST: u8 = 15;

impl Quarter {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// `I` to `IV`.
    pub const fn roman(self) -> &'static str {
        match self {
            Self::First => "I",
            Self::Second => "II",
            Self::Third => "III",
            Self::Fourth => "IV",
        }
    }

    /// 1 to 4.
    const fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl Cut {
    /// Both, as lists show them.
    pub const ALL: [Self; 2] = [Self::Calendar, Self::Decree];

    /// The short name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Decree => "decree",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Calendar => "Theo tháng dương lịch (quý I từ 01/01 đến 31/3)",
            Self::Decree => "Theo Nghị định 09/2019/NĐ-CP (quý I từ 15/12 năm trước đến 14/3)",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.code() == code)
    }
}

impl Period {
    /// Its days.
    pub fn days(self, cut: Cut) -> Days {
        let (year, first, last) = match self {
            Self::Week(monday) => return Days::of(monday, LocalDate::from_days(monday.days() + 6)),
            Self::Quarter(year, quarter) => (year, quarter.number() * 3 - 2, quarter.number() * 3),
            Self::HalfYear(year) => (year, 1, 6),
            Self::NineMonths(year) => (year, 1, 9),
            Self::Year(year) => (year, 1, 12),
        };
        let after = |year, month| if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let before = |year, month| if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        let of = |(year, month), day| LocalDate { year, month, day };
        match cut {
            Cut::Calendar => {
                let next = of(after(year, last), 1);
                Days::of(of((year, first), 1), LocalDate::from_days(next.days() - 1))
            }
            Cut::Decree => Days::of(of(before(year, first), DECREE_FIRST), of((year, last), DECREE_FIRST - 1)),
        }
    }

    /// What it is compared with: the week or the quarter before, else the same months of the year before.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self::Week(monday) => Self::Week(LocalDate::from_days(monday.days() - 7)),
            Self::Quarter(year, quarter) => match quarter {
                Quarter::First => Self::Quarter(year - 1, Quarter::Fourth),
                Quarter::Second => Self::Quarter(year, Quarter::First),
                Quarter::Third => Self::Quarter(year, Quarter::Second),
                Quarter::Fourth => Self::Quarter(year, Quarter::Third),
            },
            Self::HalfYear(year) => Self::HalfYear(year - 1),
            Self::NineMonths(year) => Self::NineMonths(year - 1),
            Self::Year(year) => Self::Year(year - 1),
        }
    }

    /// `Quý I năm 2026`, `6 tháng đầu năm 2026`, `Tuần từ 18/5/2026 đến 24/5/2026`.
    pub fn in_words(self) -> String {
        match self {
            Self::Week(_) => {
                let Days { first, last } = self.days(Cut::Calendar);
                format!("Tuần từ {} đến {}", first.short_date(), last.short_date())
            }
            Self::Quarter(year, quarter) => format!("Quý {} năm {year}", quarter.roman()),
            Self::HalfYear(year) => format!("6 tháng đầu năm {year}"),
            Self::NineMonths(year) => format!("9 tháng đầu năm {year}"),
            Self::Year(year) => format!("Năm {year}"),
        }
    }

    /// The periods that a report may be asked for on a day: those of its year and of the year before that have begun, and
    /// the last weeks, the nearest first.
    pub fn choices(today: LocalDate) -> Vec<Self> {
        const WEEKS: i64 = 8;
        let parts = |year| {
            let quarters = Quarter::ALL.into_iter().rev().map(move |quarter| Self::Quarter(year, quarter));
            quarters.chain([Self::HalfYear(year), Self::NineMonths(year), Self::Year(year)])
        };
        // By the decree a period begins up to 17 days before its month.
        let begun = |period: &Self| period.days(Cut::Decree).first <= today;
        let years = [today.year + 1, today.year, today.year - 1].into_iter().flat_map(parts).filter(begun);
        let monday = today.monday();
        let weeks = (0..WEEKS).map(|back| Self::Week(LocalDate::from_days(monday.days() - 7 * back)));
        years.chain(weeks).collect()
    }
}

impl Days {
    const fn of(first: LocalDate, last: LocalDate) -> Self {
        Self { first, last }
    }

    /// The first instant, and the first after the last day.
    pub fn instants(self) -> (Timestamp, Timestamp) {
        (self.first.midnight(), LocalDate::from_days(self.last.days() + 1).midnight())
    }

    /// `từ ngày 01/01/2026 đến ngày 31/3/2026`, as documents write days.
    pub fn in_words(self) -> String {
        let day = |date: LocalDate| {
            let month = if date.month < 3 { format!("{:02}", date.month) } else { date.month.to_string() };
            format!("{:02}/{month}/{}", date.day, date.year)
        };
        format!("từ ngày {} đến ngày {}", day(self.first), day(self.last))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(monday) => write!(f, "{monday}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-q{}", quarter.number()),
            Self::HalfYear(year) => write!(f, "{year}-6m"),
            Self::NineMonths(year) => write!(f, "{year}-9m"),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        if let Ok(day) = text.parse::<LocalDate>() {
            let is_week = day == day.monday() && YEARS.contains(&day.year);
            return if is_week { Ok(Self::Week(day)) } else { Err(TimeError::Unreal) };
        }
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let year = super::calendar::digits(year, 4)?;
        if !YEARS.contains(&year) {
            return Err(TimeError::Unreal);
        }
        let quarter = |number: &str| Quarter::ALL.into_iter().find(|quarter| quarter.number().to_string() == number);
        match part {
            None => Ok(Self::Year(year)),
            Some("6m") => Ok(Self::HalfYear(year)),
            Some("9m") => Ok(Self::NineMonths(year)),
            Some(part) => part
                .strip_prefix('q')
                .and_then(quarter)
                .map(|quarter| Self::Quarter(year, quarter))
                .ok_or(TimeError::Format),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(period: &str, cut: Cut) -> String {
        period.parse::<Period>().unwrap().days(cut).in_words()
    }

    #[test]
    fn periods_are_cut_as_the_calendar_or_the_decree_has_it() {
        assert_eq!(days("2026-q1", Cut::Calendar), "từ ngày 01/01/2026 đến ngày 31/3/2026");
        assert_eq!(days("2026-q1", Cut::Decree), "từ ngày 15/12/2025 đến ngày 14/3/2026");
        assert_eq!(days("2026-6m", Cut::Decree), "từ ngày 15/12/2025 đến ngày 14/6/2026");
        assert_eq!(days("2026", Cut::Decree), "từ ngày 15/12/2025 đến ngày 14/12/2026");
        assert_eq!(days("2024-q4", Cut::Calendar), "từ ngày 01/10/2024 đến ngày 31/12/2024");
        assert_eq!(days("2026-05-18", Cut::Decree), "từ ngày 18/5/2026 đến ngày 24/5/2026");
    }

    #[test]
    fn periods_have_names() {
        let words = |text: &str| text.parse::<Period>().unwrap().in_words();
        assert_eq!(words("2026-q3"), "Quý III năm 2026");
        assert_eq!(words("2026-6m"), "6 tháng đầu năm 2026");
        assert_eq!(words("2026-9m"), "9 tháng đầu năm 2026");
        assert_eq!(words("2026"), "Năm 2026");
        assert_eq!(words("2026-05-18"), "Tuần từ 18/5/2026 đến 24/5/2026");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "26",
            "2026-q0",
            "2026-q5",
            "2026-q",
            "2026-7m",
            "2026-05-19",
            "1999",
            "2026-q1-q2",
            "2026-",
            "9999-12-27",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_may_be_chosen_has_begun() {
        let choices = Period::choices(LocalDate::new(2026, 11, 28).unwrap());
        assert_eq!(choices[0], Period::Quarter(2026, Quarter::Fourth));
        assert!(choices.contains(&Period::Year(2025)) && !choices.contains(&Period::Year(2027)));
        assert_eq!(choices.last().unwrap().to_string(), "2026-10-05");
        let december = Period::choices(LocalDate::new(2026, 12, 20).unwrap());
        assert!(december.contains(&Period::Quarter(2027, Quarter::First)), "by the decree it has begun");
    }
}
