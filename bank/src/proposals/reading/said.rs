//! What a sentence says of a document it names: when, from when, about what.

use super::super::text::{points_elsewhere, sentences, without_connective};
use super::naming::named;
use crate::handbook::Date;
use crate::handbook::legal::take_date;

/// How a sentence goes on to say what a document deals with; the longest first.
const VERBS: [&str; 15] = [
    "quy định riêng về",
    "quy định chi tiết",
    "quy định về",
    "quy định",
    "bàn về",
    "phê duyệt",
    "ban hành",
    "hướng dẫn",
    "triển khai",
    "yêu cầu đẩy mạnh",
    "sửa đổi, bổ sung một số điều của",
    "về việc",
    "về",
    "lấy",
    "điều chỉnh",
];
/// What ends a subject.
const ENDS: [&str; 17] = [
    ", có hiệu lực",
    " có hiệu lực",
    ", thay thế",
    " và thay thế",
    " nhằm ",
    ", đồng thời",
    ", gồm",
    ", trong đó",
    ", cùng ",
    ", tức",
    ", vì vậy",
    ", được",
    ", chỉ ",
    " chỉ ",
    " tại hai nơi",
    ", tên là",
    "; ",
];

/// `… được Quốc hội thông qua ngày 19/02/2025`, right behind a name.
pub(super) fn issued(after: &str) -> Option<Date> {
    let lead = after.get(..after.find(" ngày ")?)?;
    let plain = !lead.contains([',', ';', ':', '(']);
    let says = ["thông qua", "ban hành"].iter().any(|verb| lead.ends_with(verb));
    let rest = &after[lead.len() + " ngày ".len()..];
    (plain && says && lead.len() < 80).then(|| take_date(rest)).flatten().map(|(date, _)| date)
}

/// `có hiệu lực từ ngày 01/7/2025`.
pub(super) fn in_force(text: &str) -> Option<Date> {
    let rest = text.strip_prefix("có hiệu lực ")?;
    let rest = rest.strip_prefix("thi hành ").unwrap_or(rest);
    let rest = rest.strip_prefix("ngay ").unwrap_or(rest);
    let rest = rest.strip_prefix("kể ").unwrap_or(rest);
    let rest = rest.strip_prefix("từ ngày ")?;
    let rest = rest.strip_prefix("thông qua ").unwrap_or(rest);
    take_date(rest).map(|(date, _)| date)
}

/// What stands behind a document: `về …`, `quy định …`.
pub(super) fn subject(after: &str) -> Option<(&'static str, String)> {
    let rest = after.strip_prefix(':').or_else(|| after.strip_prefix(',')).unwrap_or(after);
    let rest = rest.trim_start();
    let verb = VERBS.iter().find(|verb| rest.strip_prefix(**verb).is_some_and(|rest| rest.starts_with(' ')))?;
    let rest = rest[verb.len()..].trim_start();
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let text = rest[..end].trim().trim_end_matches([',', ';', ':', '.', ' ', '(']);
    let is_cut = rest[end..].starts_with(':') || text.contains(": ") || text.ends_with(" và") || text.ends_with(" của");
    let goes_on = [" không được", " phải ", " có thể ", " được ", " ngày "].iter().any(|verb| text.contains(verb));
    let fits = (15..=200).contains(&text.chars().count());
    (fits
        && !is_cut
        && !goes_on
        && !points_elsewhere(text)
        && verb != &"sửa đổi, bổ sung một số điều của"
        && verb != &"lấy")
        .then(|| (*verb, text.to_owned()))
}

/// `… đã phê duyệt Chiến lược X tại` before a document.
pub(super) fn subject_before(before: &str) -> Option<(&'static str, String)> {
    let before = before.trim_end().strip_suffix(" tại")?;
    let before = sentences(before).pop()?;
    let before = before.rsplit("; ").next().unwrap_or(before);
    if named(before).iter().any(|named| named.mention.is_some()) {
        return None;
    }
    if let Some((name, passive)) = before.split_once(" được ") {
        let verb = ["phê duyệt", "ban hành"].into_iter().find(|verb| passive.ends_with(*verb))?;
        let name = without_connective(name);
        let fits = (15..=160).contains(&name.chars().count()) && name.contains(' ');
        return (fits && !points_elsewhere(name) && name.starts_with(char::is_uppercase) && passive.len() < 60)
            .then(|| (if verb == "phê duyệt" { "phê duyệt" } else { "ban hành" }, name.to_owned()));
    }
    let (at, verb) =
        ["phê duyệt ", "ban hành "].into_iter().filter_map(|verb| before.rfind(verb).map(|at| (at, verb))).max()?;
    let name = before[at + verb.len()..].trim();
    let fits = (15..=200).contains(&name.chars().count()) && !name.contains([':', ';']);
    (fits && !points_elsewhere(name) && name.starts_with(char::is_uppercase))
        .then(|| (if verb.starts_with("phê") { "phê duyệt" } else { "ban hành" }, name.to_owned()))
}
