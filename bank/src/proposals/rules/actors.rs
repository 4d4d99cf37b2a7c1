//! Who does something: an office, or an index that measures it.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::plain::acronyms;
use super::super::reading::{Reading, Sentence, Source};
use super::MOST;
use super::ask::ask;
use crate::stable_hash::stable_hash;

/// Offices by what they are compared with: the longest names first within a group.
const OFFICES: [&[&str]; 4] = [
    &[
        "Ủy ban Thường vụ Quốc hội",
        "Thủ tướng Chính phủ",
        "Văn phòng Chính phủ",
        "Thanh tra Chính phủ",
        "Bộ trưởng Bộ Nội vụ",
        "Bộ Thông tin và Truyền thông",
        "Bộ Khoa học và Công nghệ",
        "Bộ Chính trị",
        "Bộ Nội vụ",
        "Bộ Tư pháp",
        "Bộ Tài chính",
        "Bộ Công an",
        "Bộ Quốc phòng",
        "Bộ Y tế",
        "Bộ Xây dựng",
        "Quốc hội",
        "Chính phủ",
    ],
    &[
        "Văn phòng UBND tỉnh",
        "Sở Thông tin và Truyền thông",
        "Sở Kế hoạch và Đầu tư",
        "Sở Khoa học và Công nghệ",
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Tư pháp",
        "Thanh tra tỉnh",
        "Ban Tuyên giáo Tỉnh ủy",
        "Văn phòng Sở",
        "UBND tỉnh",
        "HĐND tỉnh",
        "Văn phòng Thanh tra tỉnh",
        "Báo Lai Châu",
    ],
    &[
        "Chương trình Phát triển Liên hợp quốc (UNDP) tại Việt Nam",
        "UNDP tại Việt Nam",
        "Liên đoàn Thương mại và Công nghiệp Việt Nam (VCCI)",
        "VCCI",
        "CECODES",
        "USAID",
    ],
    &["Chủ tịch UBND cấp xã", "UBND thành phố", "HĐND thành phố", "Văn phòng UBND cấp tỉnh", "UBND cấp xã"],
];
/// What offices do; right behind the name.
const VERBS: [&str; 18] = [
    "ban hành",
    "chủ trì",
    "công bố",
    "khởi xướng",
    "phê duyệt",
    "trình",
    "phát triển",
    "quyết định",
    "xây dựng và quản lý",
    "thông qua",
    "giữ vai trò",
    "bổ nhiệm",
    "khai trương",
    "tổ chức",
    "thực hiện",
    "được giao",
    "đo lường",
    "tham mưu",
];
/// What indexes do.
const MEASURES: [&str; 6] = ["đo mức", "đo lường mức", "phản ánh", "đánh giá kết quả", "đánh giá mức", "đi sâu"];

/// Most indexes that are compared.
const MAX_INDEXES: usize = 50;

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut seen: Vec<(&'static str, usize, Source)> = Vec::new();
    let mut indexes: Vec<(String, Source)> = Vec::new();
    for sentence in reading.sentences.values() {
        for (group, names) in OFFICES.iter().enumerate() {
            for name in *names {
                let is_known = seen.iter().any(|(known, _, _)| known == name);
                if !is_known && sentence.text.contains(name) {
                    seen.push((name, group, sentence.source));
                }
            }
        }
        for acronym in acronyms(&sentence.plain) {
            if sentence.plain.contains(&format!("{acronym}: Chỉ số"))
                && indexes.len() < MAX_INDEXES
                && !indexes.iter().any(|(known, _)| *known == acronym)
            {
                indexes.push((acronym, sentence.source));
            }
        }
    }
    let from = drafts.len();
    for sentence in reading.sentences.values() {
        if drafts.len() - from >= MOST {
            break;
        }
        for (group, names) in OFFICES.iter().enumerate() {
            drafts.extend(office(sentence, names, group, &seen));
        }
        drafts.extend(index(sentence, &indexes));
    }
}

/// The first office of the group that does something in this sentence.
fn office(
    sentence: &Sentence,
    names: &[&'static str],
    group: usize,
    seen: &[(&'static str, usize, Source)],
) -> Option<Draft> {
    let text = sentence.plain.as_str();
    let (at, name) = names
        .iter()
        .filter_map(|name| acts(text, name).map(|at| (at, *name)))
        .min_by_key(|(at, name)| (*at, usize::MAX - name.len()))?;
    if text.contains("Chương trình hành động tại") || text.contains("kế hoạch triển khai tại") {
        return None;
    }
    // Who passes laws, and who issues what bears their sign, needs no asking.
    if name == "Quốc hội" && (text.starts_with("Luật") || text.contains("/QH1")) {
        return None;
    }
    let is_person = is_person_name(name);
    let word = match (is_person, group) {
        (true, _) => "cơ quan, người có thẩm quyền nào",
        (_, 2) => "tổ chức nào",
        _ => "cơ quan nào",
    };
    let stem = ask(sentence, &(at..at + name.len()), word)?;
    let mut wrong: Vec<(u64, Wrong)> = seen
        .iter()
        .filter(|(other, _, _)| is_person || !is_person_name(other))
        .filter(|(other, of, _)| *of == group && !other.contains(name) && !name.contains(other))
        .map(|(other, _, source)| {
            (stable_hash(format!("{stem}{other}").as_bytes()), Wrong { choice: (*other).to_owned(), source: *source })
        })
        .collect();
    wrong.sort_by_key(|(mix, _)| *mix);
    Some(Draft {
        rule: Rule::WhoDoes,
        source: sentence.source,
        stem,
        right: name.to_owned(),
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).collect(),
        level: Level::Recall,
    })
}

fn is_person_name(name: &str) -> bool {
    ["Thủ tướng", "Bộ trưởng", "Chủ tịch"].iter().any(|head| name.starts_with(head))
}

/// Where an office is followed by what it does.
fn acts(text: &str, name: &str) -> Option<usize> {
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = &text[..*at];
        let behind = &text[at + name.len()..];
        let begins =
            before.is_empty() || ["do ", "được ", ", ", ": ", "; ", "ngày "].iter().any(|lead| before.ends_with(lead));
        let by_date = before.ends_with(|c: char| c.is_ascii_digit() || c == ' ')
            && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let acts = VERBS.iter().any(|verb| behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(verb)));
        (begins || by_date) && acts
    })
}

fn index(sentence: &Sentence, indexes: &[(String, Source)]) -> Option<Draft> {
    let text = sentence.plain.as_str();
    let (at, acronym) = indexes.iter().find_map(|(acronym, _)| {
        let at = text.find(acronym.as_str())?;
        let behind = text[at + acronym.len()..].strip_prefix(' ')?;
        let begins = at == 0 || text[..at].ends_with("; ") || text[..at].ends_with(": ");
        (begins && MEASURES.iter().any(|verb| behind.starts_with(verb))).then_some((at, acronym))
    })?;
    let end = text[at..].find(';').map_or(text.len(), |end| at + end);
    let clause = text[at + acronym.len()..end].trim();
    let clause = clause.split(", khác ").next().unwrap_or(clause);
    let mut wrong: Vec<Wrong> = indexes
        .iter()
        .filter(|(other, _)| other != acronym)
        .map(|(other, source)| Wrong { choice: other.clone(), source: *source })
        .collect();
    wrong.sort_by_key(|wrong| stable_hash(format!("{acronym}{}", wrong.choice).as_bytes()));
    Some(Draft {
        rule: Rule::Definition,
        source: sentence.source,
        stem: format!("Chỉ số nào sau đây {clause}?"),
        right: acronym.clone(),
        wrong,
        level: Level::Understand,
    })
}
