//! Hours of the week, as rules name them: "thứ Hai, 10 giờ".

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{LocalDate, LocalDateTime, Millis, TimeError, Timestamp, calendar::digits};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Thứ Hai.
    Monday,
    /// Thứ Ba.
    Tuesday,
    /// Thứ Tư.
    Wednesday,
    /// Thứ Năm.
    Thursday,
    /// Thứ Sáu.
    Friday,
    /// Thứ Bảy.
    Saturday,
    /// Chủ nhật.
    Sunday,
}

/// An hour and a minute on the clocks of Vietnam. Written `10:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A moment that comes once a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekTime {
    /// The day.
    pub weekday: Weekday,
    /// The hour and the minute.
    pub time: TimeOfDay,
}

impl Weekday {
    /// As [`LocalDate::weekday`] counts: 0 for Sunday to 6 for Saturday.
    pub const fn number(self) -> u8 {
        match self {
            Self::Sunday => 0,
            Self::Monday => 1,
            Self::Tuesday => 2,
            Self::Wednesday => 3,
            Self::Thursday => 4,
            Self::Friday => 5,
            Self::Saturday => 6,
        }
    }

    /// `thứ Hai`.
    pub fn label(self) -> &'static str {
        super::format::weekday_name(self.number())
    }
}

impl TimeOfDay {
    /// The instant at which the clock shows this on a day.
    pub fn on(self, date: LocalDate) -> Timestamp {
        LocalDateTime { date, hour: self.hour, minute: self.minute, second: 0 }.to_timestamp()
    }

    /// `10 giờ 00`.
    pub fn in_words(self) -> String {
        format!("{} giờ {:02}", self.hour, self.minute)
    }
}

impl WeekTime {
    /// The first such moment at `from` or later.
    pub fn at_or_after(self, from: Timestamp) -> Timestamp {
        let today = from.local().date;
        let ahead = (self.weekday.number() + 7 - today.weekday()) % 7;
        let first = self.time.on(LocalDate::from_days(today.days() + i64::from(ahead)));
        if first < from { first + Millis::days(7) } else { first }
    }

    /// Where it lies in a week that begins on Monday at 0:00.
    pub const fn in_week(self) -> Millis {
        let days = (self.weekday.number() as i64 + 6) % 7;
        Millis(
            Millis::days(days).0 + Millis::hours(self.time.hour as i64).0 + Millis::minutes(self.time.minute as i64).0,
        )
    }

    /// `10 giờ 00 thứ Hai`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.time.in_words(), self.weekday.label())
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (hour, minute) = text.split_once(':').ok_or(TimeError::Format)?;
        let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
        if hour > 23 || minute > 59 {
            return Err(TimeError::Unreal);
        }
        Ok(Self { hour: hour as u8, minute: minute as u8 })
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    #[test]
    fn the_next_monday_at_ten_may_be_today() {
        let monday = WeekTime { weekday: Weekday::Monday, time: "10:00".parse().unwrap() };
        assert_eq!(monday.at_or_after(at("2026-05-11T09:59")), at("2026-05-11T10:00"));
        assert_eq!(monday.at_or_after(at("2026-05-11T10:00")), at("2026-05-11T10:00"));
        assert_eq!(monday.at_or_after(at("2026-05-11T10:00:01")), at("2026-05-18T10:00"));
        assert_eq!(monday.at_or_after(at("2026-05-17T23:59")), at("2026-05-18T10:00"));
        assert_eq!(monday.in_words(), "10 giờ 00 thứ Hai");
        let sunday = WeekTime { weekday: Weekday::Sunday, ..monday };
        assert_eq!((monday.in_week(), sunday.in_week() - monday.in_week()), (Millis::hours(10), Millis::days(6)));
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        for text in ["00:00", "09:05", "23:59"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        }
        for wrong in ["24:00", "9:00", "10", "10:60", "10:00:00"] {
            assert!(wrong.parse::<TimeOfDay>().is_err(), "{wrong}");
        }
    }
}
