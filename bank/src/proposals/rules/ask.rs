//! A sentence asked: Vietnamese asks with the question word in the place of what is asked for.

use std::ops::Range;

use super::super::reading::Sentence;
use super::super::reading::naming::named;
use super::super::reading::plain::acronyms;
use super::super::text::{lower_first, upper_first};
use super::places::PLACES;

/// What goes on after the clause that is asked about.
const TAILS: [&str; 48] = [
    ", theo ",
    ", cũng là",
    ", gắn với",
    ", tại ",
    " tại Nghị quyết số",
    " tại Quyết định số",
    ", định hướng đến",
    ", tầm nhìn",
    ", có hiệu lực",
    ", cùng ",
    ", tức ",
    ", trong đó",
    ", nhiều hơn",
    ", giảm so",
    ", tăng ",
    ", thay thế",
    ", riêng ",
    ", bên cạnh",
    ", nhưng ",
    ", còn ",
    ", cao nhất",
    ", không phải",
    ", gồm",
    ", trước khi",
    ", vì vậy",
    ", lấy tên",
    ", trừ ",
    ", quy định",
    ", bàn về",
    ", hướng tới",
    ", khác",
    ", chấm",
    ", nhằm",
    ", tạo ",
    ", là ",
    ", đưa ",
    ", tổng cộng",
    " (",
    " và có hiệu lực",
    " và thay thế",
    ", đồng thời",
    ", sau đó",
    ", không nhất",
    ", dày",
    ", số lượng",
    ", mỗi lần",
    ", khi ",
    ", phối hợp",
];
/// Labels of list items that say when.
const TIMES: [&str; 8] = ["Năm ", "Trong năm ", "Đến năm ", "Từ ngày ", "Từ năm ", "Giai đoạn ", "Chặng ", "Từ "];
/// What may be left out at the beginning of a clause.
const FILLERS: [&str; 3] = ["trong đó có nhiệm vụ ", "trong đó đặt mục tiêu ", "trong đó "];
/// Fewer words ask nothing, the question word aside.
const LEAST_WORDS: usize = 4;

/// The sentence with a question word in the place of `fact`; `None` when what is left cannot stand alone.
pub(super) fn ask(sentence: &Sentence, fact: &Range<usize>, word: &str) -> Option<String> {
    let text = sentence.plain.as_str();
    let (mut from, mut to) = (0, text.len());
    let (mut label, mut is_labelled) = (None, false);
    if sentence.in_list
        && let Some(colon) = text.find(": ").filter(|colon| *colon < fact.start)
    {
        label = said_of_label(&text[..colon]);
        from = colon + 2;
        is_labelled = true;
    }
    // The clause between semicolons.
    let semicolon = text[from..fact.start].rfind("; ").map(|at| from + at + 2);
    if let Some(semicolon) = semicolon {
        from = semicolon;
    }
    if let Some(colon) = text[from..fact.start].rfind(": ") {
        return after_colon(sentence, from + colon + 2, fact, word);
    }
    if let Some(end) = text[fact.end..].find([';', ':']) {
        to = fact.end + end;
    }
    let cut = tail(&text[fact.end..to]);
    let shared = shared_tail(&text[fact.end + cut..to]);
    let mut before = &text[from..fact.start];
    for filler in FILLERS {
        before = before.strip_prefix(filler).unwrap_or(before);
    }
    let core = format!("{before}{word}{}{shared}", &text[fact.end..fact.end + cut]);
    let rest_words = before.split_whitespace().count() + text[fact.end..fact.end + cut].split_whitespace().count();
    let is_person = ["Người ", "Từ đủ ", "Tiếp nối "].iter().any(|head| core.starts_with(head)) && sentence.in_list;
    // “riêng lĩnh vực đất đai ít nhất 90%”: of what, the clause before says.
    let leans = before.starts_with("riêng ");
    if rest_words < LEAST_WORDS || leans || is_person || (label.is_some() && before.trim().is_empty()) {
        return None;
    }
    let anchored = is_anchored(&core);
    // A label that cannot be said may be left out before a clause that says what it speaks of.
    if is_labelled && label.is_none() && !(anchored && begins_with_name(&core)) {
        return None;
    }
    // A clause behind a semicolon may lack its subject.
    if semicolon.is_some() && label.is_none() && !anchored {
        return None;
    }
    let mut said: Vec<String> = Vec::new();
    match &sentence.under {
        Some(under) if sentence.in_list || !anchored => said.push(under.clone()),
        _ if anchored || label.as_ref().is_some_and(|label| is_anchored(label)) => {}
        _ => return None,
    }
    if let Some(document) = label.as_ref().and_then(|label| label.strip_prefix("theo "))
        && ["ban hành ", "phê duyệt ", "quy định "].iter().any(|verb| core.starts_with(verb))
    {
        return Some(format!("{document} {}?", core.trim()));
    }
    said.extend(label);
    Some(joined(&said, &core))
}

/// The part behind a colon, under the document that is named before it.
fn after_colon(sentence: &Sentence, from: usize, fact: &Range<usize>, word: &str) -> Option<String> {
    let text = sentence.plain.as_str();
    let named = named(&text[..from]);
    let [only] = named.as_slice() else { return None };
    let end = text[fact.end..].find([';', ':']).map_or(text.len(), |end| fact.end + end);
    let cut = tail(&text[fact.end..end]);
    let core = format!("{}{word}{}", &text[from..fact.start], &text[fact.end..fact.end + cut]);
    Some(joined(&[format!("Theo {}", only.name)], &core))
}

fn joined(said: &[String], core: &str) -> String {
    let shortened = without_repeated_name(said, core);
    let whole = shortened.trim();
    let core = whole;
    if said.is_empty() {
        // “Ngày nào, Chính phủ …”: no pause behind the question word.
        let core = ["ngày nào, ", "Ngày nào, "].iter().find_map(|lead| {
            let at = core.find(lead).filter(|at| *at < 6)? + lead.len();
            Some(format!("{} {}", core[..at].trim_end_matches([',', ' ']), &core[at..]))
        });
        return format!("{}?", upper_first(core.as_deref().unwrap_or(whole)));
    }
    format!("{}, {}?", upper_first(&said.join(", ")), lower_first(core))
}

/// `Theo Luật X, … trước ngày Luật X có hiệu lực` with a bare “Luật” the second time.
fn without_repeated_name(said: &[String], core: &str) -> String {
    let names = said.iter().flat_map(|said| named(said));
    names.fold(core.to_owned(), |core, named| core.replace(&named.name, &named.kind))
}

/// Whether a clause begins with an index, a province or a document.
fn begins_with_name(core: &str) -> bool {
    let first = core.split(' ').next().unwrap_or_default();
    !acronyms(first).is_empty()
        || core.starts_with("PAR INDEX")
        || named(core).first().is_some_and(|named| named.name_start == 0)
}

/// How a label goes into the sentence: a time as it is, a document after “Theo”.
fn said_of_label(label: &str) -> Option<String> {
    if TIMES.iter().any(|time| label.starts_with(time)) {
        let within = ["Năm ", "Giai đoạn ", "Chặng "].iter().any(|time| label.starts_with(time));
        return Some(if within { format!("trong {}", lower_first(label)) } else { lower_first(label) });
    }
    let is_document = named(label).first().is_some_and(|named| named.name_start == 0);
    is_document.then(|| format!("theo {label}"))
}

/// How much of what follows is kept.
fn tail(after: &str) -> usize {
    let and_number =
        after.match_indices(" và ").find(|(at, and)| after[at + and.len()..].starts_with(|c: char| c.is_ascii_digit()));
    let comma_number = after
        .match_indices(", ")
        .find(|(at, comma)| after[at + comma.len()..].starts_with(|c: char| c.is_ascii_digit()));
    let by_words = TAILS.iter().filter_map(|tail| after.find(tail));
    by_words.chain(and_number.map(|(at, _)| at)).chain(comma_number.map(|(at, _)| at)).min().unwrap_or(after.len())
}

/// What is said of both of two counts, of which the second was cut: `4 quyền và 5 nghĩa vụ của công dân`.
fn shared_tail(cut: &str) -> &str {
    let is_second = cut.strip_prefix(" và ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let link = [" của ", " liên quan "].iter().filter_map(|link| cut.find(link)).min().filter(|_| is_second);
    let Some(shared) = link.map(|at| &cut[at..]) else { return "" };
    &shared[..tail(shared)]
}

/// Whether a text says what it speaks of: a document, an index, a province, an office.
pub(super) fn is_anchored(text: &str) -> bool {
    const ANCHORS: [&str; 13] = [
        "Chính phủ",
        "Quốc hội",
        "Cổng Dịch vụ công",
        "Đề án 06",
        "Bộ Nội vụ",
        "Bộ Công an",
        "VNeID",
        "Chương trình Chuyển đổi số",
        "thành phố trực thuộc",
        "dân chủ ở cơ sở",
        "mức lương cơ sở",
        "chuyển đổi số quốc gia",
        "Ngày Chuyển đổi số",
    ];
    let place = || PLACES.iter().any(|place| text.contains(place));
    !named(text).is_empty()
        || !acronyms(text).is_empty()
        || ANCHORS.iter().any(|anchor| text.contains(anchor))
        || place()
}
