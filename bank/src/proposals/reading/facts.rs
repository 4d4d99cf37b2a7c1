//! Dates, years, counts and shares within a sentence.

use std::ops::Range;

use super::naming::named;
use crate::handbook::Date;
use crate::handbook::legal::take_date;

/// Number words and what they are worth.
const WORDS: [(&str, u64); 9] =
    [("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9), ("mười", 10)];
/// What is counted; the longest first.
const UNITS: [&str; 47] = [
    "tỉnh, thành phố",
    "đơn vị hành chính",
    "cơ quan ngang bộ",
    "điểm phần trăm",
    "chỉ số thành phần",
    "chỉ số nội dung",
    "thành phần chính",
    "người dân",
    "nội dung cải cách",
    "nội dung",
    "trọng tâm",
    "trụ cột",
    "chỉ số",
    "lĩnh vực",
    "phòng chuyên môn",
    "thành phần",
    "điều kiện",
    "quyền",
    "nghĩa vụ",
    "chương",
    "điều",
    "bộ",
    "đầu mối",
    "đơn vị",
    "nghị định",
    "thủ tục",
    "dịch vụ",
    "thôn",
    "lần",
    "phút",
    "tuổi",
    "điểm",
    "hồ sơ",
    "đồng",
    "cấp phó",
    "tỉnh",
    "trang",
    "cuốn",
    "nhóm",
    "xã",
    "phường",
    "nước",
    "ngày",
    "tháng tuổi",
    "cấp",
    "mức",
    "vế",
];
/// Words before a number that make it a name rather than a count.
const NAMING: [&str; 20] = [
    "năm", "ngày", "tháng", "điều", "khoản", "số", "án", "độ", "thứ", "quý", "khóa", "chương", "mục", "phần", "nhóm",
    "lớp", "cấp", "phiên", "tcvn", "phụ",
];

/// Something in a sentence that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Fact {
    /// Where, in bytes of the plain sentence.
    pub(in super::super) range: Range<usize>,
    pub(in super::super) value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Value {
    /// `01/7/2025` after “ngày”.
    Date(Date),
    /// `2012` after “từ năm”.
    Year(u16),
    /// `2021 - 2030` after “giai đoạn”.
    Period(u16, u16),
    /// `80%`, in hundredths of a percent.
    Share { hundredths: u32, text: String },
    /// `38 đơn vị`, `sáu nội dung`.
    Count { number: u64, unit: &'static str, in_words: bool },
}

/// The facts of a sentence, in order, without the dates that belong to the documents it names.
pub(in super::super) fn facts(text: &str) -> Vec<Fact> {
    let documents = named(text);
    let in_document = |at: usize| documents.iter().any(|named| named.name_start <= at && at < named.end_all);
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = "";
    for word in text.split(' ') {
        let here = start;
        start += word.len() + 1;
        let previous = std::mem::replace(&mut before, word);
        if in_document(here) {
            continue;
        }
        let rest = &text[here..];
        let fact = date(rest, previous)
            .or_else(|| year(text, here, rest, previous))
            .or_else(|| period(rest, previous))
            .or_else(|| share(rest))
            .or_else(|| count(rest, previous));
        if let Some((value, length)) = fact {
            found.push(Fact { range: here..here + length, value });
        }
    }
    found
}

fn date(rest: &str, previous: &str) -> Option<(Value, usize)> {
    let (date, behind) = (previous.eq_ignore_ascii_case("ngày") || previous == "Ngày").then(|| take_date(rest))??;
    Some((Value::Date(date), rest.len() - behind.len()))
}

fn year(text: &str, at: usize, rest: &str, previous: &str) -> Option<(Value, usize)> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let begins = previous == "năm" && ["từ năm ", "Từ năm "].iter().any(|lead| text[..at].ends_with(lead));
    let year = rest[..digits].parse().ok().filter(|year| (1945..=2100).contains(year))?;
    let goes_on = rest[digits..].trim_start().starts_with(['-', '–']) || rest[digits..].starts_with(" đến");
    (digits == 4 && begins && !goes_on).then_some((Value::Year(year), digits))
}

fn period(rest: &str, previous: &str) -> Option<(Value, usize)> {
    let year = |text: &str| text.parse().ok().filter(|year| (1945..=2100).contains(year));
    let text = rest.get(.."2021 - 2030".len()).filter(|_| previous == "đoạn" || previous == "Đoạn")?;
    let (from, to) = text.split_once(" - ")?;
    Some((Value::Period(year(from)?, year(to)?), text.len()))
}

fn share(rest: &str) -> Option<(Value, usize)> {
    let end = rest.find('%')?;
    let number = &rest[..end];
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=3).contains(&whole.len()) || decimals.len() > 2 || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let padded = format!("{whole}{decimals:0<2}");
    Some((Value::Share { hundredths: padded.parse().ok()?, text: format!("{number}%") }, end + 1))
}

fn count(rest: &str, previous: &str) -> Option<(Value, usize)> {
    let (word, behind) = rest.split_once(' ')?;
    let (number, in_words) = match WORDS.iter().find(|(name, _)| *name == word.to_lowercase()) {
        Some((_, number)) => (*number, true),
        None => (grouped(word)?, false),
    };
    let names = !previous.ends_with([',', ';', ':']);
    let previous = previous.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_number = !previous.is_empty() && previous.bytes().all(|byte| byte.is_ascii_digit());
    if names && (NAMING.contains(&previous.as_str()) || is_number) || number == 0 {
        return None;
    }
    let unit = UNITS.iter().find(|unit| {
        behind.strip_prefix(**unit).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })?;
    // “năm 2025”, “ba cấp là …”: a year is no count.
    Some((Value::Count { number, unit, in_words }, word.len() + 1 + unit.len()))
}

/// `38`, `1.170`, `02`.
fn grouped(word: &str) -> Option<u64> {
    let parts: Vec<&str> = word.split('.').collect();
    let digits = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let groups = parts.len() == 1 || (parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3));
    (digits && groups && word.len() <= 12 && !word.is_empty()).then(|| parts.concat().parse().ok()).flatten()
}

/// `Sáu nội dung`, `38 đơn vị`: as the fact it is beside is written.
pub(in super::super) fn counted(number: u64, unit: &str, in_words: bool) -> Option<String> {
    if !in_words {
        return Some(format!("{} {unit}", contest::text::group(i64::try_from(number).ok()?)));
    }
    let (word, _) = WORDS.iter().find(|(_, value)| *value == number)?;
    Some(format!("{} {unit}", super::super::text::upper_first(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<Value> {
        facts(text).into_iter().map(|fact| fact.value).collect()
    }

    #[test]
    fn what_can_be_asked_for() {
        assert_eq!(
            values("Luật Viên chức số 129/2025/QH15 ngày 10/12/2025, gồm 6 chương, có từ năm 2026, đạt 88,37%"),
            [
                Value::Count { number: 6, unit: "chương", in_words: false },
                Value::Year(2026),
                Value::Share { hundredths: 8837, text: "88,37%".into() },
            ]
        );
        assert_eq!(
            values("Từ ngày 01/7/2025 có sáu nội dung, 1.170 thôn và năm 2024 điều chỉnh"),
            [
                Value::Date(Date { year: 2025, month: 7, day: 1 }),
                Value::Count { number: 6, unit: "nội dung", in_words: true },
                Value::Count { number: 1170, unit: "thôn", in_words: false },
            ]
        );
        assert_eq!(values("mức độ 02 mức, khoản 5 điều, giai đoạn 2021 - 2030, Đề án 06"), [Value::Period(2021, 2030)]);
    }

    #[test]
    fn numbers_are_written_as_their_neighbours() {
        assert_eq!(counted(1170, "thôn", false).as_deref(), Some("1.170 thôn"));
        assert_eq!(counted(3, "trụ cột", true).as_deref(), Some("Ba trụ cột"));
        assert_eq!(counted(11, "trụ cột", true), None);
    }
}
