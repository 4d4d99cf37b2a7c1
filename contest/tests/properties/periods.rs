//! Periods lie side by side, whichever way they are cut.

use contest::time::{Cut, LocalDate, Period, Quarter};
use proptest::prelude::*;

fn cut() -> impl Strategy<Value = Cut> {
    prop::sample::select(Cut::ALL.to_vec())
}

fn period() -> impl Strategy<Value = Period> {
    let year = 2000..2999_i32;
    prop_oneof![
        (10_959..360_000_i64).prop_map(|day| Period::Week(LocalDate::from_days(day).monday())),
        (year.clone(), prop::sample::select(Quarter::ALL.to_vec()))
            .prop_map(|(year, quarter)| Period::Quarter(year, quarter)),
        year.clone().prop_map(Period::HalfYear),
        year.clone().prop_map(Period::NineMonths),
        year.prop_map(Period::Year),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(period in period()) {
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }

    #[test]
    fn quarters_make_up_the_year_and_years_follow_each_other(year in 2000..2999_i32, cut in cut()) {
        let quarters = Quarter::ALL.map(|quarter| Period::Quarter(year, quarter).days(cut));
        for two in quarters.windows(2) {
            prop_assert_eq!(two[0].last.days() + 1, two[1].first.days());
        }
        let from = quarters[0].first;
        for (whole, last) in [(Period::HalfYear(year), 1), (Period::NineMonths(year), 2), (Period::Year(year), 3)] {
            let whole = whole.days(cut);
            prop_assert_eq!((whole.first, whole.last), (from, quarters[last].last));
        }
        let next = Period::Year(year + 1).days(cut);
        prop_assert_eq!(quarters[3].last.days() + 1, next.first.days());
    }

    #[test]
    fn days_are_real_and_the_period_before_is_before(period in period(), cut in cut()) {
        let days = period.days(cut);
        for day in [days.first, days.last] {
            prop_assert_eq!(LocalDate::new(day.year, day.month, day.day), Some(day));
        }
        let (from, to) = days.instants();
        prop_assert!(from < to);
        prop_assert_eq!((from.local().date, (to - contest::Millis(1)).local().date), (days.first, days.last));
        let before = period.before().days(cut);
        prop_assert!(before.last < days.first);
        if matches!(period, Period::Week(_) | Period::Quarter(..) | Period::Year(_)) {
            prop_assert_eq!(before.last.days() + 1, days.first.days());
        }
    }
}
