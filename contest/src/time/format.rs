//! Dates, clocks and durations as people read them.

use super::{LocalDate, LocalDateTime, Millis, Timestamp};

const WEEKDAYS: [&str; 7] = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

impl LocalDate {
    /// `14/5/2026`.
    pub fn short_date(self) -> String {
        format!("{}/{}/{}", self.day, self.month, self.year)
    }

    /// `ngày 05 tháng 7 năm 2026`, as administrative documents have it: days below 10 and the months 1 and 2 with a zero
    /// (Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, mục II, khoản 4).
    pub fn in_document(self) -> String {
        let month = if self.month < 3 { format!("{:02}", self.month) } else { self.month.to_string() };
        format!("ngày {:02} tháng {month} năm {}", self.day, self.year)
    }

    /// `Chủ nhật` or `thứ Hai`.
    pub fn weekday_name(self) -> &'static str {
        weekday_name(self.weekday())
    }
}

/// The name of a day of the week, 0 for Sunday.
pub(super) fn weekday_name(number: u8) -> &'static str {
    WEEKDAYS[usize::from(number % 7)]
}

impl LocalDateTime {
    /// `17 giờ 00, Chủ nhật 17/5/2026`.
    pub fn long(self) -> String {
        format!("{} giờ {:02}, {} {}", self.hour, self.minute, self.date.weekday_name(), self.date.short_date())
    }
}

impl Timestamp {
    /// `17 giờ 00, Chủ nhật 17/5/2026`, in Vietnam.
    pub fn long(self) -> String {
        self.local().long()
    }

    /// `14/5/2026`, in Vietnam.
    pub fn short_date(self) -> String {
        self.local().date.short_date()
    }
}

/// `11:48`, from an hour on `1:02:03`. Rounded down to the second; nothing is below `0:00`.
pub fn clock(duration: Millis) -> String {
    let seconds = duration.as_seconds().max(0);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `3 ngày 5 giờ`: the largest unit and the next one, rounded down; a unit of none is left out.
pub fn in_words(duration: Millis) -> String {
    let seconds = duration.as_seconds().max(0);
    let units = [
        (seconds / 86_400, "ngày"),
        (seconds / 3_600 % 24, "giờ"),
        (seconds / 60 % 60, "phút"),
        (seconds % 60, "giây"),
    ];
    let Some(largest) = units.iter().position(|(count, _)| *count > 0) else {
        return "chưa đến 1 giây".to_owned();
    };
    let shown = units.iter().skip(largest).take(2).filter(|(count, _)| *count > 0);
    shown.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_vietnamese_dates() {
        let closes: LocalDateTime = "2026-05-17T17:00".parse().unwrap();
        assert_eq!(closes.long(), "17 giờ 00, Chủ nhật 17/5/2026");
        assert_eq!(closes.to_timestamp().long(), closes.long());
        assert_eq!("2026-05-18T08:05".parse::<LocalDateTime>().unwrap().long(), "8 giờ 05, thứ Hai 18/5/2026");
        assert_eq!(Timestamp(0).short_date(), "1/1/1970");
        assert_eq!(Timestamp(0).local().date.in_document(), "ngày 01 tháng 01 năm 1970");
        assert_eq!("2026-07-05".parse::<LocalDate>().unwrap().in_document(), "ngày 05 tháng 7 năm 2026");
    }

    #[test]
    fn clocks_count_down_to_nothing_and_no_further() {
        let cases = [(708_999, "11:48"), (3_723_000, "1:02:03"), (59_000, "0:59"), (0, "0:00"), (-5_000, "0:00")];
        for (millis, shown) in cases {
            assert_eq!(clock(Millis(millis)), shown);
        }
    }

    #[test]
    fn durations_are_told_in_two_units_at_most() {
        let cases = [
            (Millis(Millis::days(3).0 + Millis::hours(5).0 + 59_000), "3 ngày 5 giờ"),
            (Millis::days(3), "3 ngày"),
            (Millis(Millis::days(1).0 + Millis::minutes(5).0), "1 ngày"),
            (Millis::minutes(20), "20 phút"),
            (Millis(708_999), "11 phút 48 giây"),
            (Millis(999), "chưa đến 1 giây"),
        ];
        for (duration, words) in cases {
            assert_eq!(in_words(duration), words);
        }
    }
}
