//! The calendar and the clock of `Asia/Ho_Chi_Minh`: UTC+7 all the year round.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Millis, Timestamp};

/// What the country's clocks are ahead of UTC. No summer time since 1975.
pub(super) const OFFSET: Millis = Millis::hours(7);

const DAY: i64 = Millis::days(1).0;

/// A date or a time that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum TimeError {
    /// Not written as expected.
    #[error("Ngày giờ này chưa đọc được. Hãy ghi theo mẫu 2026-11-22T08:00.")]
    Format,
    /// Written well, but no such day or hour, such as 31/2.
    #[error("Không có ngày giờ này trong lịch. Hãy xem lại ngày, tháng và giờ.")]
    Unreal,
}

/// A day of the calendar in Vietnam. Written `2026-05-14` in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalDate {
    /// 1 to 9999 when made by [`LocalDate::new`].
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// What the clock on the wall in Vietnam shows, to the second. Written `2026-11-22T08:00`, as
/// `<input type=datetime-local>` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime {
    /// The day.
    pub date: LocalDate,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl LocalDate {
    /// The day, where there is one: 31/2 and the year 0 are `None`.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01.
    ///
    /// `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
    /// (<https://howardhinnant.github.io/date_algorithms.html>): years begin in March, so that the
    /// leap day comes last, and repeat in eras of 400 years.
    pub fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day so many days after 1970-01-01; `civil_from_days` of the same source.
    pub fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as i32, month: month as u8, day: day as u8 }
    }

    /// 0 for Sunday to 6 for Saturday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.days() + 4).rem_euclid(7) as u8
    }

    /// The Monday on or before this day.
    #[must_use]
    pub fn monday(self) -> Self {
        Self::from_days(self.days() - i64::from((self.weekday() + 6) % 7))
    }

    /// Its first instant.
    pub fn midnight(self) -> Timestamp {
        Timestamp(self.days() * DAY) - OFFSET
    }
}

impl LocalDateTime {
    /// The instant at which the clock shows this.
    pub fn to_timestamp(self) -> Timestamp {
        let seconds = (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second);
        self.date.midnight() + Millis::seconds(seconds)
    }
}

impl Timestamp {
    /// What the clock on the wall in Vietnam shows at this instant.
    pub fn local(self) -> LocalDateTime {
        let shifted = (self + OFFSET).0;
        let seconds = shifted.rem_euclid(DAY) / 1_000;
        LocalDateTime {
            date: LocalDate::from_days(shifted.div_euclid(DAY)),
            hour: (seconds / 3_600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
        }
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A field of exactly `width` ASCII digits.
pub(super) fn digits(text: &str, width: usize) -> Result<i32, TimeError> {
    if text.len() != width || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(TimeError::Format);
    }
    text.parse().map_err(|_| TimeError::Format)
}

impl FromStr for LocalDate {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (year, rest) = text.split_once('-').ok_or(TimeError::Format)?;
        let (month, day) = rest.split_once('-').ok_or(TimeError::Format)?;
        let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
        Self::new(year, month as u8, day as u8).ok_or(TimeError::Unreal)
    }
}

impl FromStr for LocalDateTime {
    type Err = TimeError;

    /// Reads `2026-11-22T08:00` and `2026-11-22T08:00:30`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (date, time) = text.trim().split_once('T').ok_or(TimeError::Format)?;
        let mut parts = time.splitn(3, ':');
        let mut part = || parts.next().map(|text| digits(text, 2));
        let hour = part().ok_or(TimeError::Format)??;
        let minute = part().ok_or(TimeError::Format)??;
        let second = part().unwrap_or(Ok(0))?;
        if hour > 23 || minute > 59 || second > 59 {
            return Err(TimeError::Unreal);
        }
        Ok(Self { date: date.parse()?, hour: hour as u8, minute: minute as u8, second: second as u8 })
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour, self.minute)?;
        if self.second == 0 { Ok(()) } else { write!(f, ":{:02}", self.second) }
    }
}

impl From<LocalDate> for String {
    fn from(date: LocalDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for LocalDate {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}
