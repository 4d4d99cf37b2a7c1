//! What a list of agencies would change, worked out before anything is written. Importing writes exactly this.

use std::collections::{HashMap, HashSet};

use bank::{
    Place, Problem,
    agencies::{Agency as Listed, AgencySet},
};
use contest::{
    Timestamp,
    agencies::{AgencyKind, Block},
    text::group,
    time::LocalDate,
};

use crate::db::entities::{agencies, headcounts};

/// What a change of the headcount is called.
pub(super) const HEADCOUNT: &str = "Số người";

/// What a list says of an agency and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// Where it stands in the file.
    pub place: Place,
    /// Its code.
    pub code: String,
    /// Its name, as the list has it.
    pub name: String,
    /// What happens to it.
    pub deed: Deed,
    /// What is other than before, the most telling first.
    pub changes: Vec<PlannedChange>,
    pub(super) listed: Listed,
}

/// What happens to an agency of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// It is added.
    Add,
    /// It is dissolved.
    Dissolve,
    /// Something of it is changed.
    Change,
    /// It is as the list has it.
    Nothing,
}

/// Something of an agency that is other than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedChange {
    /// Which, as people call it.
    pub what: &'static str,
    /// As it is; empty for nothing.
    pub before: String,
    /// As it shall be.
    pub after: String,
}

/// What a whole list would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The sound rows: every parent stands before its children.
    pub rows: Vec<PlannedRow>,
    /// The rows that are left out, and why.
    pub problems: Vec<Problem>,
    /// Agencies that stand and that the list does not name; they stay as they are.
    pub absent: usize,
}

/// Whose word a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A file's that came with the platform or was brought by a command: a headcount that a person has set stands.
    File,
    /// An organiser's with this row, who has looked at what changes.
    Organiser(i64),
}

/// Works out what a list would do to the agencies as they are.
pub(super) fn plan(
    set: &AgencySet,
    rows: &[agencies::Model],
    headcounts: &HashMap<i64, headcounts::Model>,
    with_past: &HashSet<i64>,
    word: Word,
) -> Plan {
    let known: HashMap<&str, &agencies::Model> = rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let codes: HashMap<i64, &str> = rows.iter().map(|row| (row.id, row.code.as_str())).collect();
    let listed: HashMap<&str, bool> =
        set.agencies.iter().map(|agency| (agency.code.as_str(), agency.valid_to.is_none())).collect();
    let mut plan = Plan {
        absent: rows.iter().filter(|row| row.valid_to.is_none() && !listed.contains_key(row.code.as_str())).count(),
        problems: set.problems.clone(),
        rows: Vec::with_capacity(set.agencies.len()),
    };
    let units = Units::after(set, rows, &codes);
    for agency in &set.agencies {
        let row = known.get(agency.code.as_str()).copied();
        // A list need not speak of blocks.
        let block = row.filter(|_| agency.block.is_empty()).map_or(&agency.block, |row| &row.block);
        let agency = &Listed { block: block.clone(), ..agency.clone() };
        let refusal = refusal(agency, row, &units, |code| {
            listed.get(code).copied().unwrap_or_else(|| known.get(code).is_some_and(|row| row.valid_to.is_none()))
        });
        if let Some(sentence) = refusal {
            plan.problems.push(Problem { place: agency.place.clone(), message: sentence });
            continue;
        }
        let changes = row.map(|row| {
            let known =
                Known { codes: &codes, headcount: headcounts.get(&row.id), has_past: with_past.contains(&row.id) };
            changes(agency, row, &known, word)
        });
        let changes = changes.unwrap_or_default();
        let dissolves = agency.valid_to.is_some() && row.is_none_or(|row| row.valid_to.is_none());
        let deed = match row {
            None => Deed::Add,
            Some(_) if dissolves => Deed::Dissolve,
            Some(_) if changes.is_empty() => Deed::Nothing,
            Some(_) => Deed::Change,
        };
        plan.rows.push(PlannedRow {
            place: agency.place.clone(),
            code: agency.code.clone(),
            name: agency.name.clone(),
            deed,
            changes,
            listed: agency.clone(),
        });
    }
    plan
}

/// How many stand right below each agency once the list is taken in.
struct Units<'a>(HashMap<&'a str, usize>);

impl<'a> Units<'a> {
    fn after(set: &'a AgencySet, rows: &'a [agencies::Model], codes: &HashMap<i64, &'a str>) -> Self {
        let listed: HashMap<&str, &Listed> = set.agencies.iter().map(|agency| (agency.code.as_str(), agency)).collect();
        let stay = rows.iter().filter(|row| row.valid_to.is_none() && !listed.contains_key(row.code.as_str()));
        let parents = stay.filter_map(|row| codes.get(&row.parent_id?).copied());
        let come = set.agencies.iter().filter(|agency| agency.valid_to.is_none());
        let mut units = HashMap::new();
        for parent in parents.chain(come.filter_map(|agency| agency.parent_code.as_deref())) {
            *units.entry(parent).or_default() += 1;
        }
        Self(units)
    }
}

/// Why a row that is sound by itself does not fit the tree.
fn refusal(
    agency: &Listed,
    row: Option<&agencies::Model>,
    units: &Units<'_>,
    stands: impl Fn(&str) -> bool,
) -> Option<String> {
    if let Some(row) = row.filter(|row| row.valid_to.is_some()) {
        let is_the_same = row.name == agency.name && agency.valid_to.is_some();
        return (!is_the_same).then(|| {
            format!(
                "Mã “{}” là của {}, đã giải thể. Hãy đặt mã khác, hoặc khôi phục đơn vị này trước.",
                row.code, row.name
            )
        });
    }
    if row.is_some_and(|row| row.parent_id.is_none() != agency.parent_code.is_none()) {
        return Some(
            "Đơn vị này là gốc của cây, hoặc danh sách để trống mã cấp trên. Hãy ghi mã cấp trên như đang có."
                .to_owned(),
        );
    }
    agency.valid_to?;
    let left = units.0.get(agency.code.as_str()).copied().unwrap_or_default();
    if left > 0 {
        return Some(format!(
            "Đơn vị giải thể còn {} đơn vị trực thuộc. Hãy ghi mã cấp trên mới cho các đơn vị đó.",
            group(left as i64)
        ));
    }
    match agency.successor_code.as_deref() {
        Some(code) if code == agency.code || !stands(code) => {
            Some(format!("Không có đơn vị kế thừa mang mã “{code}” đang hoạt động. Hãy sửa mã."))
        }
        _ => None,
    }
}

/// What is known of an agency beside its row.
struct Known<'a> {
    codes: &'a HashMap<i64, &'a str>,
    headcount: Option<&'a headcounts::Model>,
    /// Whether it was otherwise before: then since when it is there is settled.
    has_past: bool,
}

fn changes(agency: &Listed, row: &agencies::Model, known: &Known<'_>, word: Word) -> Vec<PlannedChange> {
    // What was dissolved is as it was left.
    if row.valid_to.is_some() {
        return Vec::new();
    }
    let day = |time: i64| Timestamp(time).local().date;
    let short = |day: Option<LocalDate>| day.map(LocalDate::short_date).unwrap_or_default();
    let kind = |code: &str| AgencyKind::parse(code).map_or_else(|| code.to_owned(), |kind| kind.label().to_owned());
    let parent = row.parent_id.and_then(|id| known.codes.get(&id).copied()).unwrap_or_default().to_owned();
    let mut pairs = vec![
        ("Tên", row.name.clone(), agency.name.clone()),
        ("Cấp trên", parent, agency.parent_code.clone().unwrap_or_default()),
        ("Loại", kind(&row.kind), agency.kind.label().to_owned()),
        ("Khối", Block::label(&row.block).to_owned(), Block::label(&agency.block).to_owned()),
    ];
    let people = |people: i64| group(people);
    let by_hand = known.headcount.is_some_and(|known| known.set_by.is_some());
    if let Some(listed) = agency.headcount.filter(|_| word != Word::File || !by_hand) {
        let before = known.headcount.map(|known| people(i64::from(known.people))).unwrap_or_default();
        pairs.push((HEADCOUNT, before, people(i64::from(listed))));
    }
    if agency.valid_from.is_some() && !known.has_past {
        pairs.push(("Có từ ngày", day(row.valid_from).short_date(), short(agency.valid_from)));
    }
    if agency.valid_to.is_some() {
        pairs.push(("Giải thể từ ngày", String::new(), short(agency.valid_to)));
        pairs.push(("Sáp nhập vào", String::new(), agency.successor_code.clone().unwrap_or_default()));
    }
    let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(what, before, after)| PlannedChange { what, before, after }).collect()
}
