//! What is said of one point of a list, when each point has its own.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::Reading;
use super::super::reading::lists::{Item, List};
use super::super::reading::naming::named;
use super::super::text::{Bag, alike_long, choose, lower_first, overlap, points_elsewhere, upper_first};
use super::MOST;
use super::lists::{Form, form, says_nothing};
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 12;
/// Most points that wrong choices are taken from.
const POOL: usize = 200;
/// Labels that are offices.
const OFFICES: [&str; 8] = ["Sở ", "Bộ ", "Văn phòng ", "Ban ", "UBND", "HĐND", "Báo ", "Thanh tra "];
/// A point of another list, with the words of its label and of its text.
struct Stranger<'a> {
    list: &'a List,
    item: &'a Item,
    words: [Bag; 2],
}

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let items = reading.lists.iter().flat_map(|list| list.items.iter().map(move |item| (list, item)));
    let strangers: Vec<Stranger<'_>> = items
        .filter_map(|(list, item)| {
            let label = item.label.as_ref().filter(|label| !says_nothing(label))?;
            let words = [Bag::of(label), Bag::of(&item.text)];
            (form(&item.text) == Form::Action).then_some(Stranger { list, item, words })
        })
        .take(POOL)
        .collect();
    let from = drafts.len();
    for list in &reading.lists {
        if drafts.len() - from >= MOST {
            break;
        }
        for item in &list.items {
            let Some(label) = &item.label else { continue };
            if let Some(when) = when(label) {
                drafts.extend(at_what_time(reading, list, item, when));
            } else if OFFICES.iter().any(|office| label.starts_with(office)) {
                drafts.extend(by_whom(reading, list, item, label));
            } else if !says_nothing(label) && named(label).is_empty() {
                // One question a point, from one side or the other.
                let which = which(reading, list, item, label);
                let from_label = which.is_none() || stable_hash(item.text.as_bytes()).is_multiple_of(2);
                let what = from_label.then(|| what(reading, list, item, label, &strangers)).flatten();
                drafts.extend(what.or(which));
            }
        }
    }
}

/// How a time in a label is asked for, and the time.
fn when(label: &str) -> Option<(&'static str, &str)> {
    [
        ("Từ ngày ", "từ ngày nào", "Ngày "),
        ("Trong năm ", "trong năm nào", "Năm "),
        ("Năm ", "năm nào", "Năm "),
        ("Đến năm ", "đến năm nào", "Năm "),
    ]
    .into_iter()
    .find_map(|(lead, ask, _)| {
        let time = label.strip_prefix(lead)?;
        time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/').then_some((ask, time))
    })
}

fn said(reading: &Reading<'_>, item: &Item) -> Option<String> {
    reading.sentence(item.source)?.under.clone()
}

/// The first part of what an item says.
fn clause(item: &Item) -> &str {
    item.text.split(';').next().unwrap_or(&item.text).trim()
}

fn at_what_time(reading: &Reading<'_>, list: &List, item: &Item, when: (&str, &str)) -> Option<Draft> {
    let (ask, time) = when;
    let text = clause(item).split(", theo ").next()?;
    if text.split(' ').count() < 5 || text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with("trong đó") {
        return None;
    }
    let said = said(reading, item)?;
    let name = if time.contains('/') { "Ngày" } else { "Năm" };
    let own = list.items.iter().filter_map(|other| {
        let (_, theirs) = self::when(other.label.as_deref()?)?;
        Some((0, theirs.to_owned(), other.source))
    });
    let year = |text: &str| text.rsplit('/').next().and_then(|year| year.parse::<u32>().ok());
    let wanted = year(time)?;
    let others = reading.documents.iter().filter_map(|document| document.date).filter_map(|(date, source)| {
        let text = if time.contains('/') { date.to_string() } else { date.year.to_string() };
        let far = year(&text)?.abs_diff(wanted);
        Some((1 + far, text, source))
    });
    let mut wrong: Vec<(u32, String, super::super::reading::Source)> =
        own.chain(others).filter(|(_, text, _)| text != time && text.contains('/') == time.contains('/')).collect();
    wrong.sort_by_key(|(far, text, _)| (*far, stable_hash(format!("{time}{text}").as_bytes())));
    wrong.dedup_by(|a, b| a.1 == b.1);
    Some(Draft {
        rule: Rule::Deadline,
        source: item.source,
        stem: format!("{said}, {ask} {}?", lower_first(text)),
        right: format!("{name} {time}"),
        wrong: wrong
            .into_iter()
            .take(ENOUGH)
            .map(|(_, text, source)| Wrong { choice: format!("{name} {text}"), source })
            .collect(),
        level: Level::Recall,
    })
}

fn by_whom(reading: &Reading<'_>, list: &List, item: &Item, label: &str) -> Option<Draft> {
    let plan = reading.question(list.entry).strip_prefix("Kế hoạch ")?;
    let end = [" phân công ", " giao "].iter().filter_map(|verb| plan.find(verb)).min()?;
    let plan = &plan[..end];
    let text = clause(item);
    let wrong = siblings(list, item, |other| other.label.clone());
    (text.split(' ').count() >= 3 && !points_elsewhere(text)).then(|| Draft {
        rule: Rule::WhoDoes,
        source: item.source,
        stem: format!("Theo Kế hoạch {plan}, cơ quan nào được giao {}?", lower_first(text)),
        right: label.to_owned(),
        wrong,
        level: Level::Recall,
    })
}

fn siblings(list: &List, item: &Item, choice: impl Fn(&Item) -> Option<String>) -> Vec<Wrong> {
    let others = list.items.iter().filter(|other| other.source != item.source);
    let mut wrong: Vec<Wrong> =
        others.filter_map(|other| Some(Wrong { choice: choice(other)?, source: other.source })).collect();
    wrong.sort_by_key(|wrong| stable_hash(format!("{}{}", item.text, wrong.choice).as_bytes()));
    wrong
}

/// What a point is about.
fn what(reading: &Reading<'_>, list: &List, item: &Item, label: &str, strangers: &[Stranger<'_>]) -> Option<Draft> {
    let said = said(reading, item)?;
    let right = upper_first(&item.text);
    if right.chars().count() < 20 || overlap(label, &right) >= 60 || points_elsewhere(&right) {
        return None;
    }
    let mut wrong = siblings(list, item, |other| {
        other.label.as_ref()?;
        (form(&other.text) == form(&item.text)).then(|| upper_first(&other.text))
    });
    let (own_label, own_text) = (Bag::of(label), Bag::of(&item.text));
    let mut more: Vec<Wrong> = strangers
        .iter()
        .filter(|other| other.list.entry != list.entry && form(&item.text) == Form::Action)
        .filter(|other| alike_long(&other.item.text, &item.text, 2) && other.words[0].overlap(&own_label) < 50)
        .filter(|other| other.words[1].overlap(&own_text) < 45 && other.words[1].overlap(&own_label) < 40)
        .map(|other| Wrong { choice: upper_first(&other.item.text), source: other.item.source })
        .collect();
    more.sort_by_key(|wrong| stable_hash(format!("{label}{}", wrong.choice).as_bytes()));
    if wrong.len() < 2 {
        return None;
    }
    wrong.extend(more.into_iter().take(ENOUGH));
    let stem = choose(
        label,
        &[
            "{said}, nội dung “{label}” gồm việc nào sau đây?",
            "{said}, nội dung “{label}” được nêu cụ thể như thế nào?",
        ],
    );
    Some(Draft {
        rule: Rule::Pairing,
        source: item.source,
        stem: stem.replace("{said}", &said).replace("{label}", label),
        right,
        wrong,
        level: Level::Understand,
    })
}

/// Which point something belongs to.
fn which(reading: &Reading<'_>, list: &List, item: &Item, label: &str) -> Option<Draft> {
    let said = said(reading, item)?;
    let text = clause(item);
    if list.items.len() < 4 || text.split(' ').count() < 4 || overlap(label, text) >= 25 || points_elsewhere(text) {
        return None;
    }
    let wrong = siblings(list, item, |other| other.label.clone());
    Some(Draft {
        rule: Rule::Pairing,
        source: item.source,
        stem: format!("{said}, việc {} thuộc nội dung nào sau đây?", lower_first(text)),
        right: label.to_owned(),
        wrong,
        level: Level::Understand,
    })
}
