//! The list of agencies and units (cơ quan, đơn vị): a tree by official codes.
//!
//! **Read:** csv in UTF-8 with the columns `code,name,kind,parent_code,block,headcount` (or their
//! Vietnamese names), in any order, separated by commas, semicolons or tabs.
//!
//! **Refused, row by row:** no code or name; a code used above; a kind that is not one of
//! [`AgencyKind`]; a parent that is not in the list, was refused, or leads back to the agency
//! itself; a headcount that is no whole number from 1 to [`MAX_HEADCOUNT`]. **Refused as a
//! whole:** see [`ReadError`].

use std::collections::HashMap;

use contest::agencies::AgencyKind;
use contest::text;

use crate::package::Kind;
use crate::{Place, Problem, ReadError, package, text_table};

/// Largest headcount of one agency.
pub const MAX_HEADCOUNT: u32 = 1_000_000;

/// What this reader takes, for its errors.
const WANTED: &str = "tệp CSV có danh sách cơ quan";
/// Folded names of the columns; the first four must be there.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("code", &["code", "ma", "ma don vi", "ma co quan"]),
    ("name", &["name", "ten", "ten don vi", "ten co quan", "ten co quan, don vi"]),
    ("kind", &["kind", "loai", "loai don vi", "loai co quan"]),
    ("parent_code", &["parent_code", "ma cap tren", "ma don vi cap tren", "ma co quan cap tren", "truc thuoc"]),
    ("block", &["block", "khoi"]),
    ("headcount", &["headcount", "so nguoi", "bien che", "tong so nguoi", "so cbccvc"]),
];
const REQUIRED: usize = 4;
/// How far up a circle is looked for; no tree of agencies is as deep.
const MAX_LEVELS: usize = 64;

/// A list of agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencySet {
    /// The sound ones; every parent stands before its children, else in the file's order.
    pub agencies: Vec<Agency>,
    /// The refused rows and why, in the file's order.
    pub problems: Vec<Problem>,
}

/// One agency or unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Where it stands in the file.
    pub place: Place,
    /// Its official code, unique in the list.
    pub code: String,
    /// Its name, NFC.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The code of the agency above it; `None` at the top.
    pub parent_code: Option<String>,
    /// The code of its block (khối), such as `so-ban-nganh`; empty when not given.
    pub block: String,
    /// How many people it has; `None` when nobody has said.
    pub headcount: Option<u32>,
}

/// Reads a list of agencies.
pub fn read(bytes: &[u8]) -> Result<AgencySet, ReadError> {
    match package::kind(bytes)? {
        Kind::Text => {}
        other => return Err(other.refusal(WANTED)),
    }
    for separator in text_table::SEPARATORS {
        let mut records = text_table::records(bytes, separator);
        let Some(header) = records.next().transpose()? else { continue };
        if let Some(columns) = Columns::find(&header) {
            return columns.read(records);
        }
    }
    Err(ReadError::NoHeader { wanted: "code, name, kind, parent_code" })
}

/// Where each of [`COLUMNS`] stands.
struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    fn find(header: &text_table::Record) -> Option<Self> {
        let names: Vec<String> = header.cells.iter().map(|name| text::fold(name)).collect();
        let columns = COLUMNS.map(|(_, known)| names.iter().position(|name| known.contains(&name.as_str())));
        columns[..REQUIRED].iter().all(Option::is_some).then_some(Self(columns))
    }

    fn cell(&self, record: &text_table::Record, column: &str) -> String {
        let position = COLUMNS.iter().position(|(name, _)| *name == column).and_then(|index| self.0[index]);
        text::squeeze(position.and_then(|position| record.cells.get(position)).map_or("", String::as_str))
    }

    fn read(
        &self,
        records: impl Iterator<Item = Result<text_table::Record, ReadError>>,
    ) -> Result<AgencySet, ReadError> {
        let mut agencies: Vec<Agency> = Vec::new();
        let mut problems = Vec::new();
        // Where each code stands, refused or not.
        let mut codes: HashMap<String, Place> = HashMap::new();
        for record in records {
            let record = record?;
            if record.cells.iter().all(|cell| text::squeeze(cell).is_empty()) {
                continue;
            }
            let code = self.cell(&record, "code");
            let mut refusals = Vec::new();
            if let Some(earlier) = codes.get(&code) {
                refusals
                    .push(format!("Mã “{code}” đã dùng ở {}. Hãy đặt mã khác.", earlier.to_string().to_lowercase()));
            }
            let agency = self.agency(&record, code, &mut refusals);
            if !agency.code.is_empty() {
                codes.entry(agency.code.clone()).or_insert_with(|| record.place.clone());
            }
            if refusals.is_empty() {
                agencies.push(agency);
            }
            problems.extend(refusals.into_iter().map(|message| Problem::new(&record.place, message)));
        }
        if agencies.is_empty() && problems.is_empty() {
            return Err(ReadError::NoAgencies);
        }
        let agencies = parents_first(agencies, &codes, &mut problems);
        problems.sort_by_key(|problem| line(&problem.place));
        Ok(AgencySet { agencies, problems })
    }

    fn agency(&self, record: &text_table::Record, code: String, refusals: &mut Vec<String>) -> Agency {
        let name = self.cell(record, "name");
        if code.is_empty() {
            refusals.push("Chưa có mã. Hãy nhập mã của cơ quan.".to_owned());
        }
        if name.is_empty() {
            refusals.push("Chưa có tên. Hãy nhập tên của cơ quan.".to_owned());
        }
        let kind = self.cell(record, "kind");
        let known_kind = AgencyKind::parse(&kind);
        if known_kind.is_none() {
            let known = AgencyKind::ALL.map(AgencyKind::code).join(", ");
            refusals.push(format!("Loại “{kind}” chưa rõ. Hãy ghi một trong các loại: {known}."));
        }
        let headcount = self.cell(record, "headcount");
        let people = headcount.parse().ok().filter(|people| (1..=MAX_HEADCOUNT).contains(people));
        if !headcount.is_empty() && people.is_none() {
            refusals.push(format!(
                "Số người “{headcount}” chưa đúng. Hãy ghi số nguyên từ 1 đến 1.000.000, hoặc để trống."
            ));
        }
        Agency {
            place: record.place.clone(),
            code,
            name,
            kind: known_kind.unwrap_or(AgencyKind::Other),
            parent_code: Some(self.cell(record, "parent_code")).filter(|code| !code.is_empty()),
            block: self.cell(record, "block"),
            headcount: people,
        }
    }
}

fn line(place: &Place) -> u32 {
    if let Place::Line(line) = place { *line } else { 0 }
}

/// Orders the agencies so that each stands behind its parent, and refuses those that cannot.
fn parents_first(agencies: Vec<Agency>, codes: &HashMap<String, Place>, problems: &mut Vec<Problem>) -> Vec<Agency> {
    let mut below: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for (index, agency) in agencies.iter().enumerate() {
        below.entry(agency.parent_code.clone()).or_default().push(index);
    }
    // From the tops down; what is never reached hangs on nothing.
    let mut order = below.remove(&None).unwrap_or_default();
    let mut next = 0;
    while let Some(&index) = order.get(next) {
        order.extend(below.remove(&Some(agencies[index].code.clone())).unwrap_or_default());
        next += 1;
    }
    let sound: HashMap<&str, Option<&str>> =
        agencies.iter().map(|agency| (agency.code.as_str(), agency.parent_code.as_deref())).collect();
    for index in below.into_values().flatten() {
        let agency = &agencies[index];
        let parent = agency.parent_code.as_deref().unwrap_or_default();
        let message = if !codes.contains_key(parent) {
            format!("Không có cơ quan cấp trên mang mã “{parent}” trong tệp. Hãy thêm cơ quan này hoặc sửa mã.")
        } else if is_in_cycle(&agency.code, &sound) {
            format!("Cấp trên “{parent}” lại trực thuộc chính cơ quan này. Hãy sửa mã cấp trên.")
        } else {
            format!("Cơ quan cấp trên “{parent}” chưa được nhận. Hãy sửa hàng của cơ quan đó trước.")
        };
        problems.push(Problem::new(&agency.place, message));
    }
    let mut agencies: Vec<Option<Agency>> = agencies.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| agencies[index].take()).collect()
}

/// Whether going up from an agency leads back to it.
fn is_in_cycle(code: &str, parents: &HashMap<&str, Option<&str>>) -> bool {
    let up = |at: &&str| parents.get(at).copied().flatten();
    std::iter::successors(up(&code), |at| up(at)).take(MAX_LEVELS).any(|at| at == code)
}
