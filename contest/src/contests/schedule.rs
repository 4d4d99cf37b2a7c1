//! The shape of a contest's calendar, before it has dates.

use serde::{Deserialize, Serialize};

use super::Window;
use crate::time::{LocalDate, Millis, TimeOfDay, Timestamp, WeekTime};

/// How many rounds there are, and when they open and close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Rounds, 1 to [`Schedule::MAX_ROUNDS`].
    pub rounds: u16,
    /// One round's hours; the next follows at once.
    pub shape: RoundShape,
    /// Days in which provisional results may be disputed, 0 to 60.
    #[serde(default)]
    pub complaint_days: u8,
}

/// When a round opens and closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RoundShape {
    /// Once a week.
    Weekly {
        /// The first instant.
        opens: WeekTime,
        /// The instant at which it is over, at most a week later.
        closes: WeekTime,
        /// By when its results are due after that, if the rules say.
        #[serde(default)]
        results: Option<WeekTime>,
    },
    /// So many days, one after the other.
    Days {
        /// Days, 1 to 366.
        days: u16,
        /// On the first day.
        opens: TimeOfDay,
        /// On the last day.
        closes: TimeOfDay,
    },
}

/// Why a schedule cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleError {
    /// No round, or more than fit in two years.
    #[error("Số vòng thi phải từ 1 đến {}. Hãy nhập lại số vòng.", Schedule::MAX_ROUNDS)]
    Rounds,
    /// No day, or more than a year.
    #[error("Mỗi vòng thi phải kéo dài từ 1 đến 366 ngày. Hãy nhập lại số ngày.")]
    Days,
    /// Closes before it opens.
    #[error("Vòng thi một ngày phải đóng sau khi mở. Hãy xem lại giờ mở và giờ đóng.")]
    ClosesFirst,
    /// Too long a window for complaints.
    #[error("Thời hạn khiếu nại phải từ 0 đến 60 ngày. Hãy nhập lại số ngày.")]
    Complaints,
}

impl Schedule {
    /// Two years of weeks.
    pub const MAX_ROUNDS: u16 = 104;

    /// Checks that the schedule can be kept.
    pub fn check(&self) -> Result<(), ScheduleError> {
        if !(1..=Self::MAX_ROUNDS).contains(&self.rounds) {
            return Err(ScheduleError::Rounds);
        }
        if self.complaint_days > 60 {
            return Err(ScheduleError::Complaints);
        }
        match self.shape {
            RoundShape::Days { days, .. } if !(1..=366).contains(&days) => Err(ScheduleError::Days),
            RoundShape::Days { days: 1, opens, closes } if closes <= opens => Err(ScheduleError::ClosesFirst),
            RoundShape::Days { .. } | RoundShape::Weekly { .. } => Ok(()),
        }
    }

    /// The rounds' windows when the contest begins on `first_day`, in order; none overlaps another.
    /// A weekly round opens at its hour on that day or on the first one after it.
    pub fn windows(&self, first_day: LocalDate) -> Vec<Window> {
        let nth = |round: u16| match self.shape {
            RoundShape::Weekly { opens, closes, .. } => {
                let opens = opens.at_or_after(first_day.midnight()) + Millis::days(7 * i64::from(round));
                Window { opens, closes: closes.at_or_after(opens + Millis(1)) }
            }
            RoundShape::Days { days, opens, closes } => {
                let day = |offset: i64| LocalDate::from_days(first_day.days() + offset);
                let (days, round) = (i64::from(days), i64::from(round));
                Window { opens: opens.on(day(round * days)), closes: closes.on(day((round + 1) * days - 1)) }
            }
        };
        (0..self.rounds).map(nth).collect()
    }

    /// By when the results of a round that closes then are due, if the rules say.
    pub fn results_due(&self, closes: Timestamp) -> Option<Timestamp> {
        match self.shape {
            RoundShape::Weekly { results, .. } => results.map(|results| results.at_or_after(closes)),
            RoundShape::Days { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{LocalDateTime, Weekday};

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    fn time(clock: &str) -> TimeOfDay {
        clock.parse().unwrap()
    }

    fn monday(clock: &str) -> WeekTime {
        WeekTime { weekday: Weekday::Monday, time: time(clock) }
    }

    #[test]
    fn a_weekly_round_closes_an_hour_before_the_next_opens() {
        let shape =
            RoundShape::Weekly { opens: monday("10:00"), closes: monday("09:00"), results: Some(monday("12:00")) };
        let schedule = Schedule { rounds: 20, shape, complaint_days: 0 };
        assert_eq!(schedule.check(), Ok(()));
        let windows = schedule.windows(LocalDate { year: 2026, month: 5, day: 6 });
        assert_eq!(windows.len(), 20);
        assert_eq!(windows[0], Window { opens: at("2026-05-11T10:00"), closes: at("2026-05-18T09:00") });
        assert_eq!(windows[1].opens, at("2026-05-18T10:00"));
        assert_eq!(schedule.results_due(windows[0].closes), Some(at("2026-05-18T12:00")));
    }

    #[test]
    fn a_week_from_an_hour_to_the_same_hour_is_a_whole_week() {
        let shape = RoundShape::Weekly { opens: monday("10:00"), closes: monday("10:00"), results: None };
        let windows =
            Schedule { rounds: 1, shape, complaint_days: 0 }.windows(LocalDate { year: 2026, month: 5, day: 11 });
        assert_eq!(windows[0].closes - windows[0].opens, Millis::days(7));
    }

    #[test]
    fn rounds_of_days_follow_each_other() {
        let shape = RoundShape::Days { days: 14, opens: time("08:00"), closes: time("17:00") };
        let windows =
            Schedule { rounds: 2, shape, complaint_days: 3 }.windows(LocalDate { year: 2026, month: 2, day: 20 });
        assert_eq!(windows[0], Window { opens: at("2026-02-20T08:00"), closes: at("2026-03-05T17:00") });
        assert_eq!(windows[1].opens, at("2026-03-06T08:00"));
    }

    #[test]
    fn a_schedule_that_cannot_be_kept_says_why() {
        let days = |days, opens, closes| RoundShape::Days { days, opens: time(opens), closes: time(closes) };
        let good = Schedule { rounds: 1, shape: days(1, "08:00", "17:00"), complaint_days: 0 };
        let cases = [
            (Schedule { rounds: 0, ..good }, ScheduleError::Rounds),
            (Schedule { rounds: 105, ..good }, ScheduleError::Rounds),
            (Schedule { complaint_days: 61, ..good }, ScheduleError::Complaints),
            (Schedule { shape: days(0, "08:00", "17:00"), ..good }, ScheduleError::Days),
            (Schedule { shape: days(1, "08:00", "08:00"), ..good }, ScheduleError::ClosesFirst),
        ];
        for (schedule, error) in cases {
            assert_eq!(schedule.check(), Err(error));
        }
        assert_eq!(good.check(), Ok(()));
    }
}
