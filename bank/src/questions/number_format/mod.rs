//! Numbers and dates as Excel shows them to a Vietnamese reader: decimal comma, day first.

mod code;
mod moment;
mod plain;

use code::{Piece, pieces, section};

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
            return moment::shown(days, value, &pieces);
        }
    }
    plain::shown(value, &pieces).unwrap_or_else(|| plain::general(value))
}

/// `2019-12-09T00:00:00` as `09/12/2019`.
pub(super) fn iso_date(value: &str) -> Option<String> {
    let mut parts = value.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(year, 4) && digits(month, 2) && digits(day, 2)).then(|| format!("{day}/{month}/{year}"))
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
