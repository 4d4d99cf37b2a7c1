//! Dates, times of day and durations.

use super::code::Piece;

/// A point in time, taken apart.
struct Moment {
    /// Days since 1899-12-30.
    date: u64,
    hour: u64,
    minute: u64,
    second: u64,
    /// Seconds that `[h]`, `[m]` and `[s]` count.
    elapsed: u64,
    /// Whether hours go to twelve.
    has_noon: bool,
}

/// A day and time of day, from days since 1899-12-30; `value` is what `[h]` counts.
pub(super) fn shown(days: f64, value: f64, pieces: &[Piece]) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    let moment = Moment {
        date: seconds / 86_400,
        hour: seconds / 3_600 % 24,
        minute: seconds / 60 % 60,
        second: seconds % 60,
        elapsed: (value * 86_400.0).round() as u64,
        has_noon: pieces.contains(&Piece::Noon),
    };
    let shown: String = (0..pieces.len()).map(|at| moment.piece(pieces, at)).collect();
    shown.trim().to_owned()
}

impl Moment {
    fn piece(&self, pieces: &[Piece], at: usize) -> String {
        match &pieces[at] {
            Piece::Literal(character) => character.to_string(),
            Piece::Point => ".".to_owned(),
            Piece::Comma => ",".to_owned(),
            Piece::Noon => if self.hour < 12 { "SA" } else { "CH" }.to_owned(),
            Piece::Elapsed('h') => (self.elapsed / 3_600).to_string(),
            Piece::Elapsed('m') => (self.elapsed / 60).to_string(),
            Piece::Elapsed(_) => self.elapsed.to_string(),
            Piece::Time('m', width) if is_minute(pieces, at) => padded(self.minute, *width),
            Piece::Time(unit, width) => self.unit(*unit, *width),
            Piece::Digit { .. } | Piece::Percent | Piece::General => String::new(),
        }
    }

    fn unit(&self, unit: char, width: usize) -> String {
        let (year, month, day) = civil(self.date);
        match unit {
            'y' if width > 2 => year.to_string(),
            'y' => padded(year % 100, 2),
            'd' if width > 2 => weekday(self.date).to_owned(),
            'd' => padded(day, width),
            'h' if self.has_noon => padded((self.hour + 11) % 12 + 1, width),
            'h' => padded(self.hour, width),
            's' => padded(self.second, width),
            _ => padded(month, width),
        }
    }
}

/// `m` behind hours or before seconds is minutes, else months.
fn is_minute(pieces: &[Piece], at: usize) -> bool {
    let unit = |piece: &Piece| match piece {
        Piece::Time(unit, _) | Piece::Elapsed(unit) => Some(*unit),
        _ => None,
    };
    pieces[..at].iter().rev().find_map(unit) == Some('h') || pieces[at + 1..].iter().find_map(unit) == Some('s')
}

/// Two digits where the code writes the unit twice.
fn padded(value: u64, width: usize) -> String {
    if width > 1 { format!("{value:02}") } else { value.to_string() }
}

fn weekday(day: u64) -> &'static str {
    const NAMES: [&str; 7] = ["Thứ Bảy", "Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"];
    NAMES[(day % 7) as usize]
}

/// Year, month and day of a day counted from 1899-12-30. Before March 1900 Excel counts a day
/// more than there was; such dates are off by one here and on no paper.
fn civil(day: u64) -> (u64, u64, u64) {
    let days = day + 693_899; // since 0000-03-01, the proleptic Gregorian calendar
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153; // months since March
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}
