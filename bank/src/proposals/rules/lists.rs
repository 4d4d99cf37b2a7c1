//! What belongs to a list, and what does not.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::Reading;
use super::super::reading::documents::Document;
use super::super::reading::lists::{Item, List};
use super::super::reading::naming::named;
use super::super::reading::plain::acronyms;
use super::super::text::{Bag, overlap, points_elsewhere, upper_first};
use super::leads::{Asked, Sort, asked, sort_of};
use super::places;
use crate::stable_hash::stable_hash;

/// Most items that wrong choices are taken from.
const POOL: usize = 300;
/// Most lists that are asked about.
const MAX_LISTS: usize = 500;
/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 12;
/// Beginnings of labels that say only what sort of thing follows.
const EMPTY_LABELS: [&str; 26] = [
    "Nội dung",
    "Phạm vi",
    "Mục đích",
    "Lý do",
    "Căn cứ",
    "Cơ cấu",
    "Thang điểm",
    "Giống nhau",
    "Khác nhau",
    "Ai ",
    "Gửi ",
    "Nơi ",
    "Đối tượng",
    "Vị trí",
    "Chủ thể",
    "Điểm ",
    "Ngày ",
    "Cách ",
    "Người ",
    "Đơn vị",
    "Cơ quan",
    "Cá nhân",
    "Từ ",
    "Tiêu chí",
    "Kết quả",
    "Giai đoạn",
];
/// First words of phrases that say what is done.
const VERBS: [&str; 54] = [
    "tiếp", "nâng", "đưa", "giúp", "biểu", "gửi", "nộp", "sử", "trả", "góp", "hướng", "số", "tự", "sách", "tiết",
    "cắt", "gắn", "kiểm", "rà", "giới", "chỉ", "tổ", "bố", "yêu", "khuyến", "có", "không", "gặp", "vừa", "đổi", "thực",
    "xây", "đăng", "xếp", "dùng", "ghi", "tuyệt", "mở", "thống", "quản", "thu", "duy", "tập", "giảm", "bảo", "tăng",
    "đẩy", "hoàn", "phối", "cung", "đối", "xác", "trực", "đã",
];

/// What an item is by its form: only like goes with like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Document,
    Name,
    Person,
    Action,
    Thing,
}

pub(super) fn form(text: &str) -> Form {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    if named(text).first().is_some_and(|named| named.name_start == 0) {
        Form::Document
    } else if acronyms(text).first().is_some_and(|acronym| acronym == text) {
        Form::Name
    } else if first == "người" {
        Form::Person
    } else if VERBS.contains(&first.as_str()) {
        Form::Action
    } else {
        Form::Thing
    }
}

/// Whether a label says only what sort of thing follows, or where.
pub(super) fn says_nothing(label: &str) -> bool {
    EMPTY_LABELS.iter().any(|empty| label.starts_with(empty)) || places::at(label).is_some()
}

/// An item as a choice.
struct Member<'a> {
    list: &'a List,
    item: &'a Item,
    choice: String,
    form: Form,
    sort: Sort,
    /// The words of the choice, of the whole item, and of the question of the entry.
    words: [Bag; 3],
}

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let asked: Vec<(&List, Asked)> =
        reading.lists.iter().filter_map(|list| Some((list, asked(reading, list)?))).take(MAX_LISTS).collect();
    let members: Vec<Vec<Member<'_>>> = asked.iter().map(|(list, asked)| members(reading, list, asked.sort)).collect();
    let asked_of = |list: &List| asked.iter().any(|(other, _)| other.lead == list.lead);
    let others: Vec<Member<'_>> = reading
        .lists
        .iter()
        .filter(|list| !asked_of(list))
        .filter_map(|list| Some(self::members(reading, list, sort_of(&reading.sentence(list.lead)?.plain)?)))
        .flatten()
        .take(POOL)
        .collect();
    let pool: Vec<&Member<'_>> = members.iter().flatten().take(POOL).chain(&others).collect();
    for (own, (_, asked)) in members.iter().zip(&asked) {
        let Some(first) = own.first() else { continue };
        if own.len() < 2 || own.iter().any(|member| member.form != first.form) {
            continue;
        }
        let right = own.iter().find(|member| overlap(&member.choice, &asked.member) < 70);
        if let Some(right) = right {
            let wrong = if asked.sort == Sort::Document {
                other_documents(reading, right, own, &asked.member)
            } else {
                strangers(own, &right.choice, &pool, &asked.member)
            };
            drafts.push(Draft {
                rule: Rule::ListMember,
                source: right.item.source,
                stem: asked.member.clone(),
                right: right.choice.clone(),
                wrong,
                level: Level::Understand,
            });
        }
        drafts.extend(outsider(own, &pool, asked));
    }
}

fn members<'a>(reading: &Reading<'_>, list: &'a List, sort: Sort) -> Vec<Member<'a>> {
    let question = Bag::of(reading.question(list.entry));
    let member = |item: &'a Item| {
        let choice = choice(item)?;
        let words = [Bag::of(&choice), Bag::of(&item.text), question.clone()];
        Some(Member { list, item, form: form(&choice), choice, sort, words })
    };
    list.items.iter().filter_map(member).collect()
}

/// The label of an item, or the item; a document by its name and date.
fn choice(item: &Item) -> Option<String> {
    let text = match &item.label {
        Some(label) if named(label).is_empty() => {
            if says_nothing(label) || label.contains(|c: char| c.is_ascii_digit()) {
                return None;
            }
            label.as_str()
        }
        Some(label) => label.as_str(),
        None => item.text.as_str(),
    };
    if let Some(document) = named(text).first().filter(|named| named.name_start == 0) {
        let mention = document.mention.as_ref()?;
        let date = mention.reference.date.map(|date| format!(" ngày {date}")).unwrap_or_default();
        return Some(format!("{} số {}{date}", document.kind, mention.reference.number));
    }
    let text = text.split(" (").next().unwrap_or(text).trim_end_matches([',', ';', ' ']);
    let text = text.split("; ").next().unwrap_or(text);
    let fits = (2..=130).contains(&text.chars().count());
    let is_plain = !points_elsewhere(text) && !text.starts_with(|c: char| c.is_ascii_digit());
    (fits && is_plain).then(|| upper_first(text))
}

/// Documents about something else, of the same kind, all with or all without a date.
fn other_documents(reading: &Reading<'_>, right: &Member<'_>, own: &[Member<'_>], stem: &str) -> Vec<Wrong> {
    let Some(kind) = named(&right.choice).first().map(|named| named.kind.clone()) else { return Vec::new() };
    let dated = right.choice.contains(" ngày ");
    let of_question = reading.question(right.list.entry).to_owned();
    let local = reading
        .documents
        .iter()
        .find(|document| right.choice.contains(&document.number))
        .is_some_and(Document::is_local);
    let mut wrong: Vec<(u64, Wrong)> = reading
        .documents
        .iter()
        .filter(|document| document.is_local() == local && !document.entries.contains(&right.list.entry))
        .filter(|document| {
            (local || !document.subjects.is_empty())
                && document.subjects.iter().all(|about| about.bag.overlap(&right.words[2]) < 30)
        })
        .filter(|document| own.iter().all(|member| !member.choice.contains(&document.number)))
        // What another document of the same province does is not for certain something else.
        .filter(|document| document.place.as_ref().is_none_or(|place| !of_question.contains(place.as_str())))
        .filter_map(|document| {
            let date = if dated { format!(" ngày {}", document.date?.0) } else { String::new() };
            let choice = format!("{} số {}{date}", document.kind, document.number);
            let unlike = u64::from(document.kind != kind) << 62;
            let mix = stable_hash(format!("{stem}{choice}").as_bytes()) >> 4;
            Some((unlike | mix, Wrong { choice, source: document.first }))
        })
        .collect();
    wrong.sort_by_key(|(mix, _)| *mix);
    wrong.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect()
}

/// Items of lists of the same sort about something else, of the same form and about as long.
fn strangers(own: &[Member<'_>], right: &str, pool: &[&Member<'_>], seed: &str) -> Vec<Wrong> {
    let Some(first) = own.first().filter(|first| first.sort != Sort::Other) else { return Vec::new() };
    // What is to be done is not forbidden.
    let sort = if first.sort == Sort::Ban { Sort::Task } else { first.sort };
    let length = right.chars().count();
    let alike_long = |text: &str| {
        let theirs = text.chars().count();
        theirs * 2 <= length.max(10) * 5 && length * 2 <= theirs.max(10) * 5
    };
    let mut strangers: Vec<(u64, Wrong)> = pool
        .iter()
        .filter(|other| other.list.entry != first.list.entry && other.form == first.form)
        .filter(|other| other.sort == sort)
        .filter(|other| alike_long(&other.choice) && other.words[2].overlap(&first.words[2]) < 70)
        .filter(|other| own.iter().all(|member| member.words[0].overlap(&other.words[0]) < 50))
        .filter(|other| own.iter().all(|member| member.words[1].overlap(&other.words[0]) < 60))
        .map(|other| {
            let mix = stable_hash(format!("{seed}{}", other.choice).as_bytes());
            (mix, Wrong { choice: other.choice.clone(), source: other.item.source })
        })
        .collect();
    strangers.sort_by_key(|(mix, _)| *mix);
    strangers.into_iter().map(|(_, wrong)| wrong).take(ENOUGH).collect()
}

fn outsider(own: &[Member<'_>], pool: &[&Member<'_>], asked: &Asked) -> Option<Draft> {
    let stem = asked.outsider.clone()?;
    if own.len() < 3 {
        return None;
    }
    let typical = own.get(1)?;
    let right = strangers(own, &typical.choice, pool, &stem).into_iter().next()?;
    let mut wrong: Vec<(u64, Wrong)> = own
        .iter()
        .map(|member| {
            let mix = stable_hash(format!("{stem}{}", member.choice).as_bytes());
            (mix, Wrong { choice: member.choice.clone(), source: member.item.source })
        })
        .collect();
    wrong.sort_by_key(|(mix, _)| *mix);
    Some(Draft {
        rule: Rule::ListOutsider,
        source: typical.list.lead,
        stem,
        right: right.choice,
        wrong: wrong.into_iter().map(|(_, wrong)| wrong).collect(),
        level: Level::Understand,
    })
}
