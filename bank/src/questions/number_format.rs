//! Numbers and dates as Excel shows them to a Vietnamese reader: decimal comma, day first.

/// Excel's days run to the end of 9999.
const LAST_DAY: f64 = 2_958_466.0;
/// Days from 1899-12-30 to 1904-01-01, the other day from which Excel may count.
const DAYS_TO_1904: f64 = 1_462.0;
/// The short date of the reader's own computer.
const SHORT_DATE: &str = "dd/mm/yyyy";

/// The code of a format that Excel knows by number alone; dates in their Vietnamese form.
pub(super) fn built_in(number: u32) -> &'static str {
    match number {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 | 42 => "#,##0",
        4 | 39 | 40 | 43 | 44 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 | 27..=31 | 36 | 50..=54 | 57 | 58 => SHORT_DATE,
        16 => "dd/mm",
        17 => "mm/yyyy",
        18 | 20 => "hh:mm",
        19 | 21 => "hh:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

/// A number under a format code.
pub(super) fn shown(value: f64, code: &str, from_1904: bool) -> String {
    let code = match code {
        _ if code.starts_with("[$-F800]") => SHORT_DATE,
        _ if code.starts_with("[$-F400]") => "hh:mm:ss",
        _ => code,
    };
    let (section, value) = section(code, value);
    let pieces = pieces(section);
    if pieces.iter().any(|piece| matches!(piece, Piece::Time(..) | Piece::Elapsed(_))) {
        let days = if from_1904 { value + DAYS_TO_1904 } else { value };
        if (0.0..LAST_DAY).contains(&days) {
            return moment(days, value, &pieces);
        }
    }
    number(value, &pieces).unwrap_or_else(|| general(value))
}

/// `2019-12-09T00:00:00` as `09/12/2019`.
pub(super) fn iso_date(value: &str) -> Option<String> {
    let mut parts = value.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(year, 4) && digits(month, 2) && digits(day, 2)).then(|| format!("{day}/{month}/{year}"))
}

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Shown as it is.
    Literal(char),
    /// `0` (always shown) or `#`, `?`.
    Digit {
        always: bool,
    },
    Point,
    Comma,
    Percent,
    /// `y`, `m`, `d`, `h`, `s`, this many times.
    Time(char, usize),
    /// `[h]`: hours beyond a day go on counting.
    Elapsed(char),
    /// `AM/PM`.
    Noon,
    /// Anything shown in the general way: `General`, `@`, powers, fractions.
    General,
}

/// The section of the code for the sign of the value, and the value to show under it.
fn section(code: &str, value: f64) -> (&str, f64) {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, character) in code.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    match sections.as_slice() {
        [_, negative, ..] if value < 0.0 => (negative, -value),
        [_, _, zero, ..] if value == 0.0 => (zero, value),
        [first, ..] => (first, value),
        [] => (code, value),
    }
}

fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = section.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' => pieces.extend(rest.by_ref().take_while(|&next| next != '"').map(Piece::Literal)),
            '\\' => pieces.extend(rest.next().map(Piece::Literal)),
            '_' | '*' => {
                rest.next();
            }
            '[' => bracket(&rest.by_ref().take_while(|&next| next != ']').collect::<String>(), &mut pieces),
            '0' => pieces.push(Piece::Digit { always: true }),
            '#' | '?' => pieces.push(Piece::Digit { always: false }),
            '.' => pieces.push(Piece::Point),
            ',' => pieces.push(Piece::Comma),
            '%' => pieces.push(Piece::Percent),
            'G' | 'g' | '@' | 'E' | 'e' => {
                pieces.push(Piece::General);
                return pieces;
            }
            'A' | 'a' if rest.peek().is_some_and(|&next| matches!(next, 'M' | 'm' | '/')) => {
                while rest.peek().is_some_and(|&next| matches!(next, 'A' | 'a' | 'M' | 'm' | 'P' | 'p' | '/')) {
                    rest.next();
                }
                pieces.push(Piece::Noon);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let unit = character.to_ascii_lowercase();
                let mut count = 1;
                while rest.next_if(|next| next.to_ascii_lowercase() == unit).is_some() {
                    count += 1;
                }
                pieces.push(Piece::Time(unit, count));
            }
            other => pieces.push(Piece::Literal(other)),
        }
    }
    pieces
}

/// `[Red]` and `[>100]` say nothing of the text; `[$₫-42A]` shows a currency, `[h]` hours.
fn bracket(inside: &str, pieces: &mut Vec<Piece>) {
    if let Some(currency) = inside.strip_prefix('$') {
        pieces.extend(currency.chars().take_while(|&next| next != '-').map(Piece::Literal));
    } else if let Some(unit @ ('h' | 'm' | 's')) = inside.chars().next().map(|unit| unit.to_ascii_lowercase())
        && inside.chars().all(|next| next.to_ascii_lowercase() == unit)
    {
        pieces.push(Piece::Elapsed(unit));
    }
}

/// A plain number under its code; `None` when it is shown in the general way.
fn number(value: f64, pieces: &[Piece]) -> Option<String> {
    let is_fraction = pieces.contains(&Piece::Literal('/')) && pieces.iter().any(|p| matches!(p, Piece::Digit { .. }));
    let is_time = pieces.iter().any(|piece| matches!(piece, Piece::Time(..) | Piece::Elapsed(_)));
    if pieces.contains(&Piece::General) || is_fraction || is_time || pieces.is_empty() {
        return None;
    }
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Digit { .. } | Piece::Point));
    let last = pieces.iter().rposition(|piece| matches!(piece, Piece::Digit { .. } | Piece::Point | Piece::Comma));
    let literals = |pieces: &[Piece]| -> String {
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Literal(character) => Some(*character),
                Piece::Percent => Some('%'),
                _ => None,
            })
            .collect()
    };
    let (Some(first), Some(last)) = (first, last) else { return Some(literals(pieces)) };
    let digits = pieces.get(first..=last)?;
    if digits.iter().any(|piece| matches!(piece, Piece::Literal(_))) {
        return None; // patterns such as 000-000 belong to other fields than ours
    }
    let percents = pieces.iter().filter(|piece| **piece == Piece::Percent).count();
    let scaled = (0..percents).fold(value, |value, _| value * 100.0);
    let (before, after) = split_at_point(digits);
    let thousands = before.windows(2).any(|pair| matches!(pair, [Piece::Comma, Piece::Digit { .. }]));
    let text = decimal(scaled.abs(), count(before, true), count(after, false), count(after, true), thousands);
    let sign = if scaled < 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { "-" } else { "" };
    Some(
        format!("{sign}{}{text}{}", literals(pieces.get(..first)?), literals(pieces.get(last + 1..)?))
            .trim()
            .to_owned(),
    )
}

fn split_at_point(digits: &[Piece]) -> (&[Piece], &[Piece]) {
    match digits.iter().position(|piece| *piece == Piece::Point) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, &[]),
    }
}

fn count(pieces: &[Piece], only_always: bool) -> usize {
    pieces.iter().filter(|piece| matches!(piece, Piece::Digit { always } if *always || !only_always)).count()
}

/// A number not below zero with `least` digits before the comma and `most` to `fewest` after it.
fn decimal(value: f64, least: usize, most: usize, fewest: usize, thousands: bool) -> String {
    let most = most.min(15);
    let text = format!("{value:.most$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut part = part.to_owned();
    while part.len() > fewest && part.ends_with('0') {
        part.pop();
    }
    let whole =
        if whole == "0" && least == 0 { String::new() } else { format!("{whole:0>least$}", least = least.min(30)) };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if thousands && index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(',');
        out.push_str(&part);
    }
    out
}

/// A number without a format: 34 and 2,5; eleven digits at most, as Excel has it.
fn general(value: f64) -> String {
    const WHOLE: f64 = 1e15;
    if value.abs() >= WHOLE {
        return format!("{value:E}").replace('.', ",");
    }
    let whole_digits = format!("{:.0}", value.abs().trunc()).len();
    let text = format!("{value:.decimals$}", decimals = 11_usize.saturating_sub(whole_digits).min(10));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.replace('.', ",") }
}

/// A day and time of day, from days since 1899-12-30; `value` is what `[h]` counts.
fn moment(days: f64, value: f64, pieces: &[Piece]) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let total = (value * 86_400.0).round() as u64;
    let has_noon = pieces.contains(&Piece::Noon);
    let times: Vec<char> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Time(unit, _) | Piece::Elapsed(unit) => Some(*unit),
            _ => None,
        })
        .collect();
    let mut seen = 0_usize;
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(character) => out.push(*character),
            Piece::Point => out.push('.'),
            Piece::Comma => out.push(','),
            Piece::Noon => out.push_str(if hour < 12 { "SA" } else { "CH" }),
            Piece::Elapsed(unit) => {
                let per_unit = match unit {
                    'h' => 3_600,
                    'm' => 60,
                    _ => 1,
                };
                out.push_str(&(total / per_unit).to_string());
                seen += 1;
            }
            Piece::Time(unit, width) => {
                // `m` beside hours or seconds is minutes.
                let beside = |index: Option<usize>| index.and_then(|index| times.get(index)).copied();
                let is_minute =
                    *unit == 'm' && (beside(seen.checked_sub(1)) == Some('h') || beside(Some(seen + 1)) == Some('s'));
                let value = match unit {
                    'y' => u64::from(if *width > 2 { year } else { year % 100 }),
                    'd' if *width > 2 => {
                        out.push_str(weekday(seconds / 86_400));
                        seen += 1;
                        continue;
                    }
                    'd' => day,
                    'h' if has_noon => (hour + 11) % 12 + 1,
                    'h' => hour,
                    's' => second,
                    _ if is_minute => minute,
                    _ => month,
                };
                out.push_str(&format!("{value:0>width$}", width = (*width).min(2)));
                seen += 1;
            }
            Piece::Digit { .. } | Piece::Percent | Piece::General => {}
        }
    }
    out.trim().to_owned()
}

fn weekday(day: u64) -> &'static str {
    const NAMES: [&str; 7] = ["Thứ Bảy", "Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"];
    NAMES[(day % 7) as usize]
}

/// Year, month and day of a day counted from 1899-12-30. Before March 1900 Excel counts a day
/// more than there was; such dates are off by one here and on no paper.
fn civil(day: u64) -> (u16, u64, u64) {
    let days = day + 693_899; // since 0000-03-01, the proleptic Gregorian calendar
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153; // months since March
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year as u16, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_excel() {
        for (value, code, expected) in [
            (34.0, "General", "34"),
            (0.1 + 0.2, "General", "0,3"),
            (-2.5, "General", "-2,5"),
            (0.3, "0%", "30%"),
            (0.455, "0.0%", "45,5%"),
            (0.455, "0.00%", "45,50%"),
            (1_234_567.0, "#,##0", "1.234.567"),
            (1234.5, "#,##0.00", "1.234,50"),
            (7.0, "00", "07"),
            (0.5, "#.##", ",5"),
            (12.0, "0\" ngày\"", "12 ngày"),
            (15000.0, "#,##0\\ [$₫-42A]", "15.000 ₫"),
            (-3.0, "0;(0)", "(3)"),
            (0.0, "0;-0;\"không\"", "không"),
            (5.0, "@", "5"),
            (0.5, "# ?/?", "0,5"),
            (1e20, "General", "1E20"),
        ] {
            assert_eq!(shown(value, code, false), expected, "{value} {code}");
        }
    }

    #[test]
    fn dates_are_day_first() {
        for (value, code, expected) in [
            (43808.0, "dd/mm/yyyy", "09/12/2019"),
            (44392.0, built_in(14), "15/07/2021"),
            (45839.0, "d/m/yyyy", "1/7/2025"),
            (45839.0, "[$-42A]dd\\-mm\\-yy;@", "01-07-25"),
            (45839.5, "dd/mm/yyyy hh:mm", "01/07/2025 12:00"),
            (45839.75, "h:mm AM/PM", "6:00 CH"),
            (1.5, "[h]:mm", "36:00"),
            (45839.0, "dddd, dd/mm", "Thứ Ba, 01/07"),
            (0.25, "mm:ss", "00:00"),
            (45839.0, "[$-F800]dddd, mmmm dd, yyyy", "01/07/2025"),
            (44927.0, "mm/yyyy", "01/2023"),
            (-1.0, "dd/mm/yyyy", "-1"),
        ] {
            assert_eq!(shown(value, code, false), expected, "{value} {code}");
        }
        assert_eq!(shown(43808.0 - DAYS_TO_1904, "dd/mm/yyyy", true), "09/12/2019");
        assert_eq!(iso_date("2019-12-09T00:00:00").as_deref(), Some("09/12/2019"));
        assert_eq!(iso_date("PT3H"), None);
    }
}
