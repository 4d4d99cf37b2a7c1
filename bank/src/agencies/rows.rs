//! The rows of a list, each an agency or a reason why it is none.

use std::collections::HashMap;

use contest::agencies::{self, AgencyKind};
use contest::text;
use contest::time::LocalDate;

use super::{Agency, MAX_HEADCOUNT};
use crate::encoding::utf16;
use crate::limits::HEADER_SEARCH_ROWS;
use crate::package::Kind;
use crate::questions::sheet_rows;
use crate::{Place, Problem, ReadError, package, text_table};

/// What this reader takes, for its errors.
const WANTED: &str = "tệp Excel hoặc CSV có danh sách cơ quan";
/// The columns, each with what lists call it.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("code", &["code", "ma", "ma don vi", "ma co quan"]),
    ("name", &["name", "ten", "ten don vi", "ten co quan", "ten co quan, don vi"]),
    ("kind", &["kind", "loai", "loai don vi", "loai co quan"]),
    ("parent_code", &["parent_code", "ma cap tren", "ma don vi cap tren", "ma co quan cap tren", "truc thuoc"]),
    ("block", &["block", "khoi"]),
    ("headcount", &["headcount", "so nguoi", "bien che", "tong so nguoi", "so cbccvc"]),
    ("valid_from", &["valid_from", "co tu ngay", "thanh lap tu ngay", "hieu luc tu"]),
    ("valid_to", &["valid_to", "giai the tu ngay", "het hieu luc tu"]),
    ("successor_code", &["successor_code", "ma don vi ke thua", "sap nhap vao"]),
];
/// The first of [`COLUMNS`] must be there.
const REQUIRED: usize = 4;

/// What a list holds.
#[derive(Default)]
pub(super) struct Rows {
    /// The sound rows, in the file's order.
    pub(super) agencies: Vec<Agency>,
    pub(super) problems: Vec<Problem>,
    /// Where each code stands, refused or not.
    pub(super) codes: HashMap<String, Place>,
}

/// One row of a file.
pub(crate) struct Record {
    pub(crate) place: Place,
    pub(crate) cells: Vec<String>,
    /// What is wrong with a cell that shows an error.
    pub(crate) fault: Option<String>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Rows, ReadError> {
    const NO_HEADER: ReadError = ReadError::NoHeader { wanted: "code, name, kind, parent_code" };
    if let Some(text) = utf16(bytes) {
        return read_text(text.as_bytes())?.ok_or(NO_HEADER);
    }
    match package::kind(bytes)? {
        Kind::Text => read_text(bytes)?.ok_or(NO_HEADER),
        Kind::Workbook | Kind::OpenDocument => {
            let mut found = None;
            for sheet in sheet_rows(bytes)? {
                let mut records = sheet.into_iter();
                let header = records.by_ref().take(HEADER_SEARCH_ROWS).find_map(|record| Columns::find(&record.cells));
                if let Some(columns) = header {
                    found = Some(columns.read(records.map(Ok))?);
                    break;
                }
            }
            found.ok_or(NO_HEADER)
        }
        other => Err(other.refusal(WANTED)),
    }
}

/// By the first separator under which the names of the columns are found.
fn read_text(bytes: &[u8]) -> Result<Option<Rows>, ReadError> {
    for separator in text_table::SEPARATORS {
        let record = |record: text_table::Record| Record { place: record.place, cells: record.cells, fault: None };
        let mut records = text_table::records(bytes, separator).map(|read| read.map(record));
        let Some(header) = records.next().transpose()? else { continue };
        if let Some(columns) = Columns::find(&header.cells) {
            return Ok(Some(columns.read(records)?));
        }
    }
    Ok(None)
}

/// Where each of [`COLUMNS`] stands.
struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    fn find(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| text::fold(name)).collect();
        let columns = COLUMNS.map(|(_, known)| names.iter().position(|name| known.contains(&name.as_str())));
        columns[..REQUIRED].iter().all(Option::is_some).then_some(Self(columns))
    }

    fn cell(&self, record: &Record, column: &str) -> String {
        let position = COLUMNS.iter().position(|(name, _)| *name == column).and_then(|index| self.0[index]);
        text::squeeze(position.and_then(|position| record.cells.get(position)).map_or("", String::as_str))
    }

    fn read(&self, records: impl Iterator<Item = Result<Record, ReadError>>) -> Result<Rows, ReadError> {
        let mut rows = Rows::default();
        for record in records {
            let record = record?;
            if record.cells.iter().all(|cell| text::squeeze(cell).is_empty()) && record.fault.is_none() {
                continue;
            }
            let code = self.cell(&record, "code");
            let mut refusals: Vec<String> = record.fault.iter().cloned().collect();
            if let Some(earlier) = rows.codes.get(&code) {
                refusals
                    .push(format!("Mã “{code}” đã dùng ở {}. Hãy đặt mã khác.", earlier.to_string().to_lowercase()));
            }
            let agency = self.agency(&record, code, &mut refusals);
            if !agency.code.is_empty() {
                rows.codes.entry(agency.code.clone()).or_insert_with(|| record.place.clone());
            }
            if refusals.is_empty() {
                rows.agencies.push(agency);
            }
            rows.problems.extend(refusals.into_iter().map(|message| Problem::new(&record.place, message)));
        }
        Ok(rows)
    }

    fn agency(&self, record: &Record, code: String, refusals: &mut Vec<String>) -> Agency {
        let name = self.cell(record, "name");
        let block = agencies::block(&self.cell(record, "block"));
        let fields = [agencies::code(&code).err(), agencies::name(&name).err(), block.as_ref().err().copied()];
        refusals.extend(fields.into_iter().flatten().map(|error| error.to_string()));
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
        let [valid_from, valid_to] = ["valid_from", "valid_to"].map(|column| {
            let typed = self.cell(record, column);
            let read = day(&typed);
            if read.is_none() && !typed.is_empty() {
                refusals.push(format!("Ngày “{typed}” chưa đúng. Hãy ghi như 1/7/2025, hoặc để trống."));
            }
            read
        });
        if valid_from.zip(valid_to).is_some_and(|(from, to)| to <= from) {
            refusals.push("Ngày giải thể không sau ngày thành lập. Hãy xem lại hai ngày.".to_owned());
        }
        let given = |column| Some(self.cell(record, column)).filter(|code| !code.is_empty());
        let successor_code = given("successor_code");
        if successor_code.is_some() && valid_to.is_none() {
            refusals.push("Có đơn vị kế thừa nhưng chưa có ngày giải thể. Hãy ghi ngày giải thể.".to_owned());
        }
        Agency {
            place: record.place.clone(),
            code,
            name,
            kind: known_kind.unwrap_or(AgencyKind::Other),
            parent_code: given("parent_code"),
            block: block.unwrap_or_default(),
            headcount: people,
            valid_from,
            valid_to,
            successor_code,
        }
    }
}

/// A day as people write it, `1/7/2025`, or as programs do, `2025-07-01`.
fn day(typed: &str) -> Option<LocalDate> {
    if let Ok(day) = typed.parse() {
        return Some(day);
    }
    let mut parts = typed.split(['/', '-', '.']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let read = LocalDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    read.filter(|_| parts.next().is_none() && year.len() == 4)
}
