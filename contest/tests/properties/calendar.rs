//! The calendar.

use contest::{
    Millis, Timestamp,
    time::{LocalDate, LocalDateTime, TimeError},
};
use proptest::prelude::*;

/// Every day of the years 1 to 9999 in turn, beside a count that knows nothing of eras.
#[test]
fn every_day_has_its_number_and_its_weekday() {
    let mut days = LocalDate { year: 1, month: 1, day: 1 }.days();
    assert_eq!(days, -719_162);
    for year in 1..=9999 {
        for month in 1..=12 {
            for day in (1..=31).map_while(|day| LocalDate::new(year, month, day)) {
                assert_eq!(day.days(), days);
                assert_eq!(LocalDate::from_days(days), day);
                days += 1;
            }
        }
    }
    assert_eq!(LocalDate { year: 2026, month: 5, day: 17 }.weekday(), 0, "a Sunday");
    assert_eq!(LocalDate { year: 1, month: 1, day: 1 }.weekday(), 1, "a Monday");
}

#[test]
fn days_that_are_not_are_none() {
    let cases = [(2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1)];
    for (year, month, day) in cases {
        assert_eq!(LocalDate::new(year, month, day), None);
    }
    assert!(LocalDate::new(2000, 2, 29).is_some() && LocalDate::new(2024, 2, 29).is_some());
}

#[test]
fn vietnam_is_seven_hours_ahead() {
    let shown = Timestamp(0).local();
    assert_eq!(shown.to_string(), "1970-01-01T07:00");
    assert_eq!("1970-01-01T07:00".parse::<LocalDateTime>().unwrap().to_timestamp(), Timestamp(0));
    assert_eq!(Timestamp(-1).local().to_string(), "1970-01-01T06:59:59");
    assert_eq!("2026-05-17".parse::<LocalDate>().unwrap().midnight().local().to_string(), "2026-05-17T00:00");
}

#[test]
fn inputs_that_are_no_time_are_told_apart() {
    for text in [
        "",
        "2026-11-22",
        "2026-11-22 08:00",
        "22/11/2026T08:00",
        "2026-1-22T08:00",
        "2026-11-22T8:00",
        "2026-11-22T08:00:00:00",
        "2026-11-22T-8:00",
    ] {
        assert_eq!(text.parse::<LocalDateTime>(), Err(TimeError::Format), "{text}");
    }
    for text in ["2026-02-29T08:00", "2026-11-22T24:00", "2026-11-22T08:60", "2026-13-01T00:00"] {
        assert_eq!(text.parse::<LocalDateTime>(), Err(TimeError::Unreal), "{text}");
    }
}

proptest! {
    #[test]
    fn clocks_go_there_and_back(seconds in -62_000_000_000..253_000_000_000_i64, millis in 0..1_000_i64) {
        let instant = Timestamp(seconds * 1_000 + millis);
        let shown = instant.local();
        prop_assert_eq!(shown.to_timestamp(), instant - Millis(millis));
        prop_assert_eq!(shown.to_string().parse(), Ok(shown));
        prop_assert_eq!(Timestamp::from_rfc3339(&instant.to_rfc3339()), Ok(instant));
        prop_assert_eq!(serde_json::from_value::<LocalDate>(serde_json::to_value(shown.date).unwrap()).unwrap(), shown.date);
    }

    #[test]
    fn later_instants_show_later_clocks(a in any::<i32>(), b in any::<i32>()) {
        let [a, b] = [a, b].map(|seconds| Timestamp(i64::from(seconds) * 1_000));
        prop_assert_eq!(a.cmp(&b), a.local().cmp(&b.local()));
    }

    #[test]
    fn no_number_breaks_the_clock(instant in any::<i64>(), text in any::<String>()) {
        let _ = Timestamp(instant).long();
        let _ = Timestamp::from_rfc3339(&text);
    }
}
