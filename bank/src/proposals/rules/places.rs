//! Which province did it, came first, was the first.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::{Reading, Sentence, Source};
use super::MOST;
use super::ask::ask;
use crate::stable_hash::stable_hash;

/// Provinces and cities, those before July 2025 included (Nghị quyết số 202/2025/QH15).
pub(super) const PLACES: [&str; 63] = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thừa Thiên Huế",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
    "Thành phố Hồ Chí Minh",
];
/// What a place does; right behind its name.
const VERBS: [&str; 9] = [
    "lần đầu",
    "dẫn đầu",
    "triển khai",
    "xây dựng",
    "là một trong",
    "cũng có nhiều",
    "thuộc diện",
    "đứng đầu",
    "ban hành",
];

/// The place that a text begins with.
pub(super) fn at(text: &str) -> Option<&'static str> {
    let stands = |place: &&str| text.strip_prefix(*place).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    PLACES.iter().copied().find(stands)
}

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut seen: Vec<(&'static str, Source)> = Vec::new();
    for sentence in reading.sentences.values() {
        for place in PLACES {
            if sentence.text.contains(place) && seen.iter().all(|(known, _)| *known != place) {
                seen.push((place, sentence.source));
            }
        }
    }
    drafts.extend(reading.sentences.values().filter_map(|sentence| draft(sentence, &seen)).take(MOST));
}

fn draft(sentence: &Sentence, seen: &[(&'static str, Source)]) -> Option<Draft> {
    let text = sentence.plain.as_str();
    let from = text.find("; ").map_or(0, |at| at + "; ".len());
    let (start, place) = [0, from].into_iter().find_map(|from| Some((from, at(&text[from..])?)))?;
    let behind = text[start + place.len()..].strip_prefix(' ')?;
    // Of one of several, another is one, too.
    if !VERBS.iter().any(|verb| behind.starts_with(verb)) || behind.starts_with("là một trong") {
        return None;
    }
    let stem = ask(sentence, &(start..start + place.len()), "tỉnh, thành phố nào")?;
    let mut wrong: Vec<(u64, Wrong)> = seen
        .iter()
        .filter(|(other, _)| *other != place && !text.contains(other))
        .map(|(other, source)| {
            let mix = stable_hash(format!("{stem}{other}").as_bytes());
            (mix, Wrong { choice: (*other).to_owned(), source: *source })
        })
        .collect();
    wrong.sort_by_key(|(mix, _)| *mix);
    Some(Draft {
        rule: Rule::Place,
        source: sentence.source,
        stem,
        right: place.to_owned(),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).collect(),
        level: Level::Recall,
    })
}
