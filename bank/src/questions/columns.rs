//! Column names in their many Vietnamese spellings.

use contest::banks::MAX_CHOICES;
use contest::text;

pub(super) use super::field::Field;
use super::table::Cell;

/// Which column holds what, by positions from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) number: Option<usize>,
    pub(super) stem: usize,
    pub(super) choices: [Option<usize>; MAX_CHOICES],
    pub(super) answer: Option<usize>,
    pub(super) explanation: Option<usize>,
    pub(super) topic: Option<usize>,
    pub(super) level: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) entry: Option<usize>,
    pub(super) anchors: Option<usize>,
    /// Names that mean nothing here.
    pub(super) unknown: Vec<String>,
}

/// Names by folded spelling, the surest first: of two columns for one thing the surer one counts.
const NAMES: [(Field, &[&str]); 9] = [
    (
        Field::Number,
        &[
            "stt",
            "tt",
            "so tt",
            "so thu tu",
            "cau so",
            "so cau",
            "id",
            "ma",
            "ma cau hoi",
            "ma cau",
            "cau",
            "so",
            "no",
            "#",
        ],
    ),
    (
        Field::Stem,
        &[
            "noi dung cau hoi",
            "cau hoi trac nghiem",
            "cau hoi thi",
            "cau hoi",
            "noi dung cau hoi trac nghiem",
            "cau dan",
            "de bai",
            "noi dung cau",
            "noi dung cau dan",
            "cau hoi/tinh huong",
            "cau hoi – tinh huong",
            "cau hoi - tinh huong",
            "noi dung hoi",
            "phan dan",
            "de thi",
            "hoi",
            "noi dung",
            "question",
            "question text",
            "stem",
        ],
    ),
    (
        Field::Answer,
        &[
            "dap an dung",
            "phuong an dung",
            "cau tra loi dung",
            "lua chon dung",
            "tra loi dung",
            "phuong an tra loi dung",
            "dap an chinh xac",
            "correct answer",
            "correct",
            "answer",
            "key",
            "pa dung",
            "da dung",
            "y dung",
            "phuong an chon",
            "dap an chuan",
            "chon dap an dung",
            "lua chon chinh xac",
            "phuong an chinh xac",
            "dap an",
            "ket qua",
        ],
    ),
    (
        Field::Explanation,
        &[
            "giai thich",
            "giai thich dap an",
            "loi giai thich",
            "loi giai",
            "ly giai",
            "huong dan giai",
            "can cu",
            "can cu phap ly",
            "co so phap ly",
            "trich dan",
            "dien giai",
            "nguon",
            "nguon trich dan",
            "van ban can cu",
            "can cu van ban",
            "can cu tra loi",
            "dan chung",
            "tai lieu tham khao",
            "explanation",
        ],
    ),
    (
        Field::Topic,
        &[
            "linh vuc",
            "chu de",
            "chuyen de",
            "linh vuc noi dung",
            "nhom cau hoi",
            "nhom",
            "mang",
            "phan",
            "muc noi dung",
            "noi dung cai cach",
            "topic",
        ],
    ),
    (
        Field::Level,
        &[
            "muc do",
            "muc do nhan thuc",
            "muc do cau hoi",
            "do kho",
            "cap do",
            "cap do nhan thuc",
            "do kho cau hoi",
            "muc",
            "level",
        ],
    ),
    (
        Field::Kind,
        &["loai cau hoi", "loai cau", "dang cau hoi", "kieu cau hoi", "hinh thuc", "loai", "dang", "kieu", "type"],
    ),
    (
        Field::Entry,
        &[
            "cau so tay",
            "so tay",
            "cau hoi so tay",
            "cau trong so tay",
            "cau so trong so tay",
            "so cau so tay",
            "handbook entry",
            "handbook",
        ],
    ),
    (
        Field::Anchors,
        &[
            "giu vi tri",
            "co dinh",
            "khong dao",
            "khong tron",
            "khong xao tron",
            "giu vi tri phuong an",
            "giu vi tri khi tron",
            "co dinh vi tri",
            "vi tri co dinh",
            "co dinh phuong an",
            "phuong an co dinh",
            "dap an co dinh",
            "pa co dinh",
            "khong dao phuong an",
            "khong dao dap an",
            "khong tron phuong an",
            "khong xao tron phuong an",
            "khong hoan vi",
            "giu cho",
            "giu nguyen",
            "giu nguyen vi tri",
            "giu thu tu",
            "fixed",
            "anchored",
        ],
    ),
];

/// What may stand before the letter of a choice.
const CHOICE_WORDS: [&str; 12] = [
    "phuong an",
    "dap an",
    "lua chon",
    "cau tra loi",
    "tra loi",
    "phuong an tra loi",
    "phuong an lua chon",
    "y",
    "pa",
    "da",
    "option",
    "choice",
];

impl Columns {
    /// Understands a row of column names: it names the stem and at least two choices.
    pub(super) fn find(cells: &[Cell]) -> Option<Self> {
        let mut columns = Self::default();
        let mut ranks = [usize::MAX; NAMES.len()];
        let mut stem = None;
        for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let name = plain(cell.text());
            match field(&name) {
                Some((Field::Choice(position), _)) => {
                    columns.choices[position].get_or_insert(index);
                }
                Some((field, rank)) => {
                    let slot = NAMES.iter().position(|(named, _)| *named == field)?;
                    if rank >= ranks[slot] {
                        columns.unknown.push(text::squeeze(cell.text()));
                        continue;
                    }
                    ranks[slot] = rank;
                    let place = match field {
                        Field::Stem => &mut stem,
                        Field::Number => &mut columns.number,
                        Field::Answer => &mut columns.answer,
                        Field::Explanation => &mut columns.explanation,
                        Field::Topic => &mut columns.topic,
                        Field::Level => &mut columns.level,
                        Field::Kind => &mut columns.kind,
                        Field::Anchors => &mut columns.anchors,
                        Field::Entry | Field::Choice(_) => &mut columns.entry,
                    };
                    if let Some(earlier) = place.replace(index) {
                        columns.unknown.extend(cells.get(earlier).map(|cell| text::squeeze(cell.text())));
                    }
                }
                None => columns.unknown.push(text::squeeze(cell.text())),
            }
        }
        columns.stem = stem?;
        (columns.choices.iter().flatten().count() >= 2).then_some(columns)
    }

    /// The columns as a person has named them; what is missing or named twice, as a Vietnamese
    /// sentence.
    pub(super) fn mapped(fields: &[Option<Field>]) -> Result<Self, String> {
        let find = |wanted: Field| fields.iter().position(|field| *field == Some(wanted));
        for (second, field) in fields.iter().enumerate() {
            if let Some(field) = field
                && let Some(first) = find(*field).filter(|first| *first < second)
            {
                return Err(format!(
                    "Cột {} và cột {} cùng là “{}”. Hãy chỉ giữ một cột.",
                    column_name(first),
                    column_name(second),
                    field.label()
                ));
            }
        }
        let missing = |field: Field| format!("Chưa có cột nào là “{}”. Hãy chọn cột đó.", field.label());
        let mut choices = [None; MAX_CHOICES];
        for (position, place) in choices.iter_mut().enumerate() {
            *place = find(Field::Choice(position));
        }
        for needed in [Field::Stem, Field::Choice(0), Field::Choice(1), Field::Answer] {
            if find(needed).is_none() {
                return Err(missing(needed));
            }
        }
        Ok(Self {
            number: find(Field::Number),
            stem: find(Field::Stem).unwrap_or_default(),
            choices,
            answer: find(Field::Answer),
            explanation: find(Field::Explanation),
            topic: find(Field::Topic),
            level: find(Field::Level),
            kind: find(Field::Kind),
            entry: find(Field::Entry),
            anchors: find(Field::Anchors),
            unknown: Vec::new(),
        })
    }

    /// Every column that belongs to a question, the running number aside.
    pub(super) fn of_question(&self) -> impl Iterator<Item = usize> {
        [Some(self.stem), self.answer, self.explanation].into_iter().chain(self.choices).flatten()
    }
}

/// What a cell says as the name of a column, if anything.
pub(super) fn named(cell: &Cell) -> Option<Field> {
    field(&plain(cell.text())).map(|(field, _)| field)
}

/// A column as spreadsheets name it: `A`, `Z`, `AA`.
pub fn column_name(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
}

/// Folded, without what stands in brackets and without marks at the ends.
fn plain(name: &str) -> String {
    let folded = text::fold(name);
    let outside = folded.split_once('(').map_or(folded.as_str(), |(before, _)| before);
    let outside = if outside.trim().is_empty() { folded.as_str() } else { outside };
    outside.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '*' | ')' | '"' | '-')).to_owned()
}

/// What a folded name means, and how sure that is: 0 is the surest.
pub(super) fn field(name: &str) -> Option<(Field, usize)> {
    if let Some(position) = choice(name) {
        return Some((Field::Choice(position), 0));
    }
    NAMES.iter().find_map(|(field, names)| names.iter().position(|known| *known == name).map(|rank| (*field, rank)))
}

/// `pa1`, `dab`: a short word and its mark without a space.
fn run_together(name: &str) -> Option<(&str, &str)> {
    ["pa", "da"].iter().find_map(|word| Some((*word, name.strip_prefix(word).filter(|mark| !mark.is_empty())?)))
}

/// `phuong an a`, `dap an 2`, `c`: the position from 0.
fn choice(name: &str) -> Option<usize> {
    let (words, mark) = match name.rsplit_once([' ', '.', ':', '_', '-']) {
        Some((words, mark)) => (words.trim_end_matches([' ', '.', ':', '_', '-']), mark),
        None => run_together(name).unwrap_or(("", name)),
    };
    if !words.is_empty() && !CHOICE_WORDS.contains(&words) {
        return None;
    }
    let position = match mark.as_bytes() {
        [letter @ b'a'..=b'z'] => usize::from(letter - b'a'),
        digits if !words.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            mark.parse::<usize>().ok()?.checked_sub(1)?
        }
        _ => return None,
    };
    (position < MAX_CHOICES).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str]) -> Option<Columns> {
        Columns::find(&names.iter().map(|name| Cell::Text((*name).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn many_spellings_are_understood() {
        for names in [
            ["STT", "Nội dung câu hỏi", "Đáp án A", "Đáp án B", "Đáp án"],
            ["TT", "CÂU HỎI", "A", "B", "Đáp án đúng"],
            ["Số TT", "Câu hỏi:", "Phương án 1", "Phương án 2", "Phương án đúng (ghi chữ cái)"],
            ["Mã câu", "Nội dung", "Lựa chọn A.", "Lựa chọn B.", "Trả lời đúng"],
            ["No.", "Question", "Option A", "Option B", "Correct answer"],
            ["Câu số", "Câu dẫn", "PA_A", "PA_B", "Key"],
            ["STT", "Câu hỏi – tình huống", "PA1", "PA2", "PA đúng"],
            ["STT", "NỘI DUNG HỎI", "ĐA A", "ĐA B", "ĐA đúng"],
        ] {
            let columns = find(&names).unwrap_or_else(|| panic!("{names:?}"));
            assert_eq!((columns.number, columns.stem, columns.answer), (Some(0), 1, Some(4)), "{names:?}");
            assert_eq!(columns.choices[..3], [Some(2), Some(3), None], "{names:?}");
        }
    }

    #[test]
    fn the_surer_name_wins() {
        let columns = find(&["Nội dung", "Câu hỏi", "A", "B", "Đáp án", "Đáp án đúng", "Điểm"]).unwrap();
        assert_eq!((columns.stem, columns.answer), (1, Some(5)));
        assert_eq!(columns.unknown, ["Nội dung", "Đáp án", "Điểm"]);
    }

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        for (index, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (99, "CV")] {
            assert_eq!(column_name(index), name);
        }
    }

    #[test]
    fn what_a_person_names_must_be_enough_and_once() {
        let mapped =
            |codes: &[&str]| Columns::mapped(&codes.iter().map(|code| Field::from_code(code)).collect::<Vec<_>>());
        let columns = mapped(&["so", "", "phuong-an-a", "phuong-an-b", "dap-an", "cau-hoi"]).unwrap();
        assert_eq!((columns.number, columns.stem, columns.answer), (Some(0), 5, Some(4)));
        assert_eq!(columns.choices[..3], [Some(2), Some(3), None]);
        let twice = mapped(&["cau-hoi", "phuong-an-a", "phuong-an-b", "cau-hoi"]).unwrap_err();
        assert_eq!(twice, "Cột A và cột D cùng là “Câu hỏi”. Hãy chỉ giữ một cột.");
        let missing = mapped(&["cau-hoi", "phuong-an-a", "phuong-an-b"]).unwrap_err();
        assert_eq!(missing, "Chưa có cột nào là “Đáp án đúng”. Hãy chọn cột đó.");
    }

    #[test]
    fn labels_of_fields_are_names_of_columns() {
        for field in Field::all() {
            assert_eq!(named(&Cell::Text(field.label())), Some(field));
        }
    }

    #[test]
    fn a_row_of_a_question_is_no_row_of_names() {
        assert_eq!(find(&["1", "Cơ quan nào?", "Bộ Nội vụ", "Bộ Tư pháp", "A"]), None);
        assert_eq!(find(&["Lĩnh vực", "Mức độ"]), None);
    }
}
