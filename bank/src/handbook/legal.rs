//! Documents that an answer names as its legal basis.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A legal document as an answer names it: `Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LegalReference {
    /// `Nghị quyết`, `Luật`, …; `None` when neither the number nor the words before it say.
    pub kind: Option<String>,
    /// `76/NQ-CP`, `202/2025/QH15`.
    pub number: String,
    /// When it was issued, when the answer says.
    pub date: Option<Date>,
    /// Who issued it, when the answer or the number says: `Chính phủ`, `UBND tỉnh Lai Châu`.
    pub issuer: Option<String>,
}

/// A calendar date that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The year, from 1945.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// What the letters after the slash say a document is.
const KINDS: [(&str, &str); 14] = [
    ("NQ", "Nghị quyết"),
    ("NĐ", "Nghị định"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("TTLT", "Thông tư liên tịch"),
    ("TT", "Thông tư"),
    ("KH", "Kế hoạch"),
    ("KL", "Kết luận"),
    ("CV", "Công văn"),
    ("CĐ", "Công điện"),
    ("HD", "Hướng dẫn"),
    ("TB", "Thông báo"),
    ("VBHN", "Văn bản hợp nhất"),
    ("QyĐ", "Quy định"),
];
/// What the National Assembly issues under one kind of number (`202/2025/QH15`).
const ASSEMBLY_KINDS: [&str; 5] = ["Bộ luật", "Luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp"];
/// Issuers by name; one that begins with another stands before it.
const ISSUERS: [&str; 27] = [
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Ủy ban Thường vụ Quốc hội",
    "Quốc hội",
    "Ban Chấp hành Trung ương",
    "Bộ Chính trị",
    "Ban Bí thư",
    "Thanh tra Chính phủ",
    "Văn phòng Chính phủ",
    "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Bộ Tài chính",
    "Bộ Công an",
    "Bộ Quốc phòng",
    "Bộ Ngoại giao",
    "Bộ Y tế",
    "Bộ Xây dựng",
    "Bộ Công Thương",
    "Bộ Giáo dục và Đào tạo",
    "Bộ Khoa học và Công nghệ",
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Dân tộc và Tôn giáo",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Thông tin và Truyền thông",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân hàng Nhà nước",
    "Tổng Bí thư",
];
/// Issuers named by their place.
const LOCAL_ISSUERS: [&str; 9] = [
    "UBND tỉnh",
    "Ủy ban nhân dân tỉnh",
    "HĐND tỉnh",
    "Hội đồng nhân dân tỉnh",
    "Chủ tịch UBND tỉnh",
    "UBND thành phố",
    "HĐND thành phố",
    "Tỉnh ủy",
    "Ban Thường vụ Tỉnh ủy",
];

/// The kind of a document stands no further before its number, in bytes.
const LONGEST_NAME: usize = 400;

/// A document where a line names it; the places are in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// What the line says of it.
    pub(crate) reference: LegalReference,
    /// Where its number begins, and where it ends.
    pub(crate) number: Range<usize>,
    /// Where the date and the issuer right after the number end.
    pub(crate) end: usize,
}

/// The documents a line names, in order, as often as it does; squeezed text only.
pub(crate) fn mentions(line: &str) -> impl Iterator<Item = Mention> {
    words(line).filter_map(move |(start, word)| {
        let number = number(word)?;
        let start = start + word.find(number)?;
        let (date, issuer, rest) = date_and_issuer(&line[start + number.len()..]);
        let reference = LegalReference { kind: kind(number, &line[..start]), number: number.to_owned(), date, issuer };
        Some(Mention { reference, number: start..start + number.len(), end: line.len() - rest.len() })
    })
}

/// The documents a text names, each once, in order; squeezed text only.
pub fn find(text: &str) -> Vec<LegalReference> {
    let mut found: Vec<LegalReference> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for line in text.lines() {
        for Mention { reference, .. } in mentions(line) {
            let next = found.len();
            match found.get_mut(*places.entry(reference.number.clone()).or_insert(next)) {
                Some(earlier) => {
                    earlier.kind = earlier.kind.take().or(reference.kind);
                    earlier.date = earlier.date.or(reference.date);
                    earlier.issuer = earlier.issuer.take().or(reference.issuer);
                }
                None => found.push(reference),
            }
        }
    }
    found
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(' ').scan(0, |start, word| {
        let here = *start;
        *start += word.len() + 1;
        Some((here, word))
    })
}

/// `30c/NQ-CP`, `136/2001/QĐ-TTg`, `57-NQ/TW`, `202/2025/QH15`, without the marks around it.
fn number(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (serial, rest) = word.split_at(digits);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let code = match rest.strip_prefix('/') {
        Some(rest) => match rest.split_once('/') {
            Some((year, code)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => code,
            _ => rest,
        },
        // The Party writes 57-NQ/TW.
        None => rest.strip_prefix('-').filter(|code| code.contains('/'))?,
    };
    let capitals = code.chars().filter(|c| c.is_uppercase()).count();
    let is_code =
        code.starts_with(char::is_uppercase) && code.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/'));
    ((1..=5).contains(&serial.len()) && is_code && capitals >= 2).then_some(word)
}

fn kind(number: &str, before: &str) -> Option<String> {
    let code = number.trim_start_matches(|c: char| !c.is_uppercase());
    let letters = code.split(['-', '/']).next().unwrap_or(code);
    let by_code = KINDS.iter().find(|(known, _)| *known == letters).map(|(_, kind)| *kind);
    let by_words = || {
        // The nearest kind before the number, in the same sentence.
        let before = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_NAME))..];
        let sentence = before.rsplit(['.', ';', ':']).next().unwrap_or(before);
        let nearest = ASSEMBLY_KINDS.iter().filter_map(|kind| sentence.rfind(kind).map(|at| (at, *kind)));
        nearest.max_by_key(|(at, kind)| (at + kind.len(), kind.len())).map(|(_, kind)| kind)
    };
    by_code.or_else(by_words).map(str::to_owned)
}

/// `ngày 15/7/2021 của Chính phủ`, in either order, right after the number; and what follows.
fn date_and_issuer(after: &str) -> (Option<Date>, Option<String>, &str) {
    let (mut date, mut issuer) = (None, None);
    let mut behind_all = after;
    for _ in 0..2 {
        let rest = behind_all.trim_start_matches([' ', ',', '(']);
        if let Some((found, behind)) = rest.strip_prefix("ngày ").and_then(take_date).filter(|_| date.is_none()) {
            date = Some(found);
            behind_all = behind;
        } else if let Some((found, behind)) =
            rest.strip_prefix("của ").and_then(take_issuer).filter(|_| issuer.is_none())
        {
            issuer = Some(found);
            behind_all = behind;
        }
    }
    (date, issuer, behind_all)
}

/// `15/7/2021` or `15 tháng 7 năm 2021`, and what follows.
pub(crate) fn take_date(text: &str) -> Option<(Date, &str)> {
    let (day, text) = take_number(text)?;
    let text = text.strip_prefix(['/', '-', '.']).or_else(|| text.strip_prefix(" tháng "))?;
    let (month, text) = take_number(text)?;
    let text = text.strip_prefix(['/', '-', '.']).or_else(|| text.strip_prefix(" năm "))?;
    let (year, text) = take_number(text)?;
    let date = Date { year: u16::try_from(year).ok()?, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    date.exists().then_some((date, text))
}

fn take_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

pub(crate) fn take_issuer(text: &str) -> Option<(String, &str)> {
    let known = ISSUERS.iter().find_map(|name| text.strip_prefix(name).map(|rest| ((*name).to_owned(), rest)));
    known.or_else(|| LOCAL_ISSUERS.iter().find_map(|head| local_issuer(text, head)))
}

/// `UBND tỉnh Lai Châu`: the head with the capitalised words behind it.
fn local_issuer<'a>(text: &'a str, head: &str) -> Option<(String, &'a str)> {
    let behind = text.strip_prefix(head)?;
    let mut end = 0;
    for word in behind.strip_prefix(' ')?.split(' ') {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        let name = word.trim_end_matches(|c: char| !c.is_alphabetic());
        end += 1 + name.len();
        if name.len() < word.len() {
            break;
        }
    }
    let rest = &behind[end..];
    (end > 0).then(|| (text[..text.len() - rest.len()].to_owned(), rest))
}

impl fmt::Display for Date {
    /// `02/9/2021`: with a nought before days under 10 and months under 3, as official documents have it
    /// (Nghị định số 30/2020/NĐ-CP, Phụ lục I).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nought = if self.month < 3 { "0" } else { "" };
        write!(f, "{:02}/{nought}{}/{}", self.day, self.month, self.year)
    }
}

impl Date {
    /// Days since a day long ago, months taken as 31 days: for telling near from far only.
    pub(crate) fn rank(self) -> u32 {
        (u32::from(self.year) * 12 + u32::from(self.month)) * 31 + u32::from(self.day)
    }

    fn exists(self) -> bool {
        let is_leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=last).contains(&self.day) && (1945..=2200).contains(&self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> LegalReference {
        let mut found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0)
    }

    fn date(day: u8, month: u8, year: u16) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn number_date_and_issuer() {
        let found = only("Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, có sáu nội dung.");
        assert_eq!(found.kind.as_deref(), Some("Nghị quyết"));
        assert_eq!(found.number, "76/NQ-CP");
        assert_eq!(found.date, Some(date(15, 7, 2021)));
        assert_eq!(found.issuer.as_deref(), Some("Chính phủ"));

        let found = only("Kế hoạch số 2943/KH-UBND của UBND tỉnh Lai Châu ngày 20 tháng 9 năm 2021.");
        assert_eq!(found.issuer.as_deref(), Some("UBND tỉnh Lai Châu"));
        assert_eq!(found.date, Some(date(20, 9, 2021)));

        let found = only("Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15, có hiệu lực từ ngày 01/7/2023.");
        assert_eq!((found.kind.as_deref(), found.date), (Some("Luật"), None));
    }

    #[test]
    fn numbers_in_their_many_forms() {
        for (word, expected) in [
            ("(30c/NQ-CP),", Some("30c/NQ-CP")),
            ("136/2001/QĐ-TTg", Some("136/2001/QĐ-TTg")),
            ("57-NQ/TW.", Some("57-NQ/TW")),
            ("202/2025/QH15", Some("202/2025/QH15")),
            ("15/7/2021", None),
            ("22/4", None),
            ("24/7/A", None),
            ("km/h", None),
            ("2021-2030", None),
        ] {
            assert_eq!(number(word), expected, "{word}");
        }
    }

    #[test]
    fn a_document_named_twice_is_one() {
        let found =
            only("Nghị định số 61/2018/NĐ-CP quy định…\nNghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.");
        assert_eq!((found.date, found.issuer.as_deref()), (Some(date(23, 4, 2018)), Some("Chính phủ")));
        assert_eq!(only("Nghị định số 1/2018/NĐ-CP ngày 31/02/2018").date, None);
    }
}
