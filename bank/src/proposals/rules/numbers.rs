//! How many, what share, when.

use contest::banks::Level;

use super::super::Rule;
use super::super::draft::{Draft, Wrong};
use super::super::reading::facts::{Fact, Value, counted, facts};
use super::super::reading::lists::{Item, List};
use super::super::reading::naming::named;
use super::super::reading::{Reading, Sentence, Source};
use super::super::text::upper_first;
use super::MOST;
use super::ask::ask;
use crate::handbook::Date;
use crate::stable_hash::stable_hash;

/// Wrong choices that are handed on: the gate takes the first that fit.
const ENOUGH: usize = 16;
/// Most facts of one kind that wrong choices are taken from.
const POOL: usize = 400;

/// A longer question for a period only winds about it, in characters.
const MAX_PERIOD_STEM: usize = 230;
/// Most facts of one sentence that are asked for.
const MOST_OF_SENTENCE: usize = 8;
/// Before a number that nobody would ask for.
const SKIPPED: [&str; 9] = [
    "một trong ",
    " trong ",
    "của cả ",
    "cho cả ",
    "chính quyền địa phương ",
    "tính đến ngày ",
    "trong cả ",
    "so với ",
    "trước ngày luật ",
];

/// Facts of the whole handbook, by kind.
#[derive(Default)]
struct Pools {
    dates: Vec<(Date, Source)>,
    years: Vec<(u16, Source)>,
    periods: Vec<(u16, u16, Source)>,
    shares: Vec<(u32, String, Source)>,
    counts: Vec<(u64, &'static str, Source)>,
}

pub(super) fn make(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let all: Vec<(&Sentence, Vec<Fact>)> =
        reading.sentences.values().map(|sentence| (sentence, facts(&sentence.plain))).collect();
    let mut pools = Pools::default();
    for (sentence, facts) in &all {
        for fact in facts {
            pools.add(&fact.value, sentence.source);
        }
    }
    for document in reading.documents.iter() {
        pools.dates.extend([document.date, document.effect].into_iter().flatten());
    }
    pools.cut();
    let from = drafts.len();
    for (sentence, facts) in &all {
        if drafts.len() - from < MOST {
            drafts.extend(facts.iter().take(MOST_OF_SENTENCE).filter_map(|fact| draft(sentence, fact, &pools)));
        }
    }
    for list in &reading.lists {
        drafts.extend(list.items.iter().filter_map(|item| part(reading, list, item, &pools)));
    }
}

/// What a list counts: `… có 38 đơn vị, gồm:` and then `36 xã`; `Từ ngày 01/7/2023: 1.800.000 đồng/tháng`.
fn part(reading: &Reading<'_>, list: &List, item: &Item, pools: &Pools) -> Option<Draft> {
    let lead = reading.sentence(list.lead)?;
    let found = facts(&item.text).into_iter().next().filter(|fact| fact.range.start == 0)?;
    let Value::Count { number, unit, in_words } = found.value else { return None };
    let stem = match &item.label {
        None => {
            let whole = lead.plain.strip_suffix(", gồm:")?;
            let total = facts(whole).into_iter().rfind(|fact| matches!(fact.value, Value::Count { .. }))?;
            format!("{}bao nhiêu {unit}?", &whole[..total.range.start])
        }
        Some(label) => {
            let (_, about) = lead.plain.trim_end_matches(':').rsplit_once(" về ")?;
            let per = item.text[found.range.end..].split([',', ' ', ';']).next().unwrap_or_default();
            let is_time = label.starts_with("Từ ngày ") || label.starts_with("Năm ");
            is_time.then(|| format!("{label}, {about} là bao nhiêu {unit}{per}?"))?
        }
    };
    Some(Draft {
        rule: Rule::Count,
        source: item.source,
        stem: upper_first(&stem),
        right: counted(number, unit, in_words)?,
        wrong: counts(number, unit, in_words, pools),
        level: Level::Recall,
    })
}

impl Pools {
    fn add(&mut self, value: &Value, source: Source) {
        match value {
            Value::Date(date) => self.dates.push((*date, source)),
            Value::Year(year) => self.years.push((*year, source)),
            Value::Period(from, to) => self.periods.push((*from, *to, source)),
            Value::Share { hundredths, text } => self.shares.push((*hundredths, text.clone(), source)),
            Value::Count { number, unit, .. } => self.counts.push((*number, unit, source)),
        }
    }

    fn cut(&mut self) {
        self.dates.truncate(POOL);
        self.years.truncate(POOL);
        self.periods.truncate(POOL);
        self.shares.truncate(POOL);
        self.counts.truncate(POOL);
    }
}

fn draft(sentence: &Sentence, fact: &Fact, pools: &Pools) -> Option<Draft> {
    let text = sentence.plain.as_str();
    let before = &text[..fact.range.start];
    let skipped = SKIPPED.iter().any(|lead| before.to_lowercase().ends_with(lead));
    if skipped
        || before.matches('(').count() > before.matches(')').count()
        || before.starts_with("So với ")
        || before.matches('"').count() % 2 == 1
    {
        return None;
    }
    let (rule, word, right, wrong) = match &fact.value {
        Value::Date(date) => {
            // What is asked of documents, another rule asks.
            let issued = ["thông qua ngày ", "ban hành ngày "].iter().any(|verb| before.ends_with(verb));
            let of_document = named(text).iter().any(|named| named.mention.is_some() && named.end < fact.range.start);
            if (issued && of_document)
                || before.starts_with("Cùng ngày ")
                || before.ends_with("hiệu lực từ ngày ")
                || before.contains("từ ngày") && before.ends_with("đến ngày ")
            {
                return None;
            }
            (Rule::Deadline, "nào".to_owned(), format!("Ngày {date}"), dates(*date, text, pools))
        }
        Value::Year(year) => (Rule::Deadline, "nào".to_owned(), format!("Năm {year}"), years(*year, pools)),
        Value::Period(from, to) => {
            (Rule::Period, "nào".to_owned(), format!("Giai đoạn {from} - {to}"), periods(*from, *to, pools))
        }
        Value::Share { hundredths, text } => {
            (Rule::Percentage, "bao nhiêu phần trăm".to_owned(), text.clone(), shares(*hundredths, text, pools))
        }
        Value::Count { number, unit, in_words } => {
            if sentence.in_list && fact.range.start == 0 {
                return None;
            }
            let right = counted(*number, unit, *in_words)?;
            (Rule::Count, format!("bao nhiêu {unit}"), right, counts(*number, unit, *in_words, pools))
        }
    };
    let stem = ask(sentence, &fact.range, &word)?;
    // Many things go by the same years: the document says which is meant.
    let is_known = !named(&stem).is_empty() || stem.contains("Đề án 06");
    if rule == Rule::Period && (!is_known || stem.contains("một trong") || stem.chars().count() > MAX_PERIOD_STEM) {
        return None;
    }
    Some(Draft { rule, source: sentence.source, stem, right, wrong, level: Level::Recall })
}

/// The nearest others, one of each, far ones left out; of equals the order is by hash.
fn nearest(seed: &str, mut all: Vec<(u64, Wrong)>) -> Vec<Wrong> {
    all.sort_by_cached_key(|(far, wrong)| (*far, stable_hash(format!("{seed}{}", wrong.choice).as_bytes())));
    let mut taken: Vec<Wrong> = Vec::new();
    for (_, wrong) in all {
        if taken.len() < ENOUGH && taken.iter().all(|taken| taken.choice != wrong.choice) {
            taken.push(wrong);
        }
    }
    taken
}

fn dates(date: Date, text: &str, pools: &Pools) -> Vec<Wrong> {
    let bound = text.matches(&date.year.to_string()).count() > 1;
    let fits = |other: &Date| *other != date && (!bound || other.year == date.year);
    let all = pools.dates.iter().filter(|(other, _)| fits(other));
    let ranked = all.map(|(other, source)| {
        let far = other.rank().abs_diff(date.rank()) / 60;
        (u64::from(far), Wrong { choice: format!("Ngày {other}"), source: *source })
    });
    nearest(text, ranked.collect())
}

fn years(year: u16, pools: &Pools) -> Vec<Wrong> {
    let from_dates = pools.dates.iter().map(|(date, source)| (date.year, *source));
    let all = pools.years.iter().copied().chain(from_dates).filter(|(other, _)| *other != year);
    let ranked =
        all.map(|(other, source)| (u64::from(other.abs_diff(year)), Wrong { choice: format!("Năm {other}"), source }));
    nearest("", ranked.collect())
}

fn periods(from: u16, to: u16, pools: &Pools) -> Vec<Wrong> {
    let all = pools.periods.iter().filter(|(other_from, other_to, _)| (*other_from, *other_to) != (from, to));
    let ranked = all.map(|(other_from, other_to, source)| {
        let far = other_from.abs_diff(from) + other_to.abs_diff(to);
        (u64::from(far), Wrong { choice: format!("Giai đoạn {other_from} - {other_to}"), source: *source })
    });
    nearest("", ranked.collect())
}

fn shares(hundredths: u32, text: &str, pools: &Pools) -> Vec<Wrong> {
    let decimals = |text: &str| text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let all = pools.shares.iter().filter(|(other, theirs, _)| {
        *other != hundredths
            && *other <= hundredths * 6
            && hundredths <= other * 6
            && (decimals(theirs) == 0) == (decimals(text) == 0)
    });
    let ranked = all.map(|(other, theirs, source)| {
        (u64::from(other.abs_diff(hundredths) / 1_000), Wrong { choice: theirs.clone(), source: *source })
    });
    nearest(text, ranked.collect())
}

fn counts(number: u64, unit: &'static str, in_words: bool, pools: &Pools) -> Vec<Wrong> {
    let near = |other: u64| {
        let far = other.abs_diff(number);
        // Sums of money lie further apart.
        let times = if number >= 100_000 { 10 } else { 5 };
        if number < 10 { far <= 5 } else { other * times >= number * 2 && other * 2 <= number * times }
    };
    let all = pools.counts.iter().filter(|(other, _, _)| *other != number && near(*other));
    let ranked = all.filter_map(|(other, theirs, source)| {
        let choice = counted(*other, unit, in_words)?;
        // Beside 15 days stand 10 and 30 rather than 13.
        let odd = number >= 10 && number.is_multiple_of(5) && !other.is_multiple_of(5);
        let unlike = u64::from(*theirs != unit) << 40 | u64::from(odd) << 30;
        Some((unlike | (other.abs_diff(number) * 8 / number.max(1)), Wrong { choice, source: *source }))
    });
    nearest(unit, ranked.collect())
}
