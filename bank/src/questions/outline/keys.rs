//! Keys that stand apart from their questions: `1.B 2.C`, a table at the end.

use contest::text;

use super::labels;
use crate::document::Paragraph;

/// The number of a question and its key as written.
pub(super) type Pair = (u32, String);

/// `1.B 2. C; 3-A,D 4: Đ`: pairs and nothing else.
pub(super) fn pairs(line: &str) -> Option<Vec<Pair>> {
    let mut rest = line.trim();
    let mut pairs = Vec::new();
    while !rest.is_empty() {
        let (pair, behind) = pair(rest)?;
        pairs.push(pair);
        rest = behind.trim_start_matches([' ', '\t', ',', ';', '|', '.', '/']);
    }
    (!pairs.is_empty()).then_some(pairs)
}

fn pair(text: &str) -> Option<(Pair, &str)> {
    let text =
        ["câu", "cau"].iter().find_map(|word| crate::labels::strip_word(text, word)).unwrap_or(text).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok()?;
    let rest = text[digits..].trim_start_matches([' ', '\t', '.', ':', ')', '-', '–', '=', '→', '/']);
    let end = key_end(rest)?;
    Some(((number, rest[..end].trim().to_owned()), &rest[end..]))
}

/// How far a key goes: letters, `Đúng`, `Sai`.
fn key_end(text: &str) -> Option<usize> {
    if let Some(word) = ["Đúng", "ĐÚNG", "Sai", "SAI", "Đ", "S"].iter().find(|word| text.starts_with(**word)) {
        return (!text[word.len()..].starts_with(char::is_alphanumeric)).then_some(word.len());
    }
    let mut end = 0;
    loop {
        let letters = text[end..].bytes().take_while(|byte| matches!(byte, b'A'..=b'J' | b'a'..=b'j')).count();
        let behind = &text[end + letters..];
        if letters == 0 || (letters > 1 && !text[end..end + letters].bytes().all(|byte| byte.is_ascii_uppercase())) {
            return None;
        }
        if behind.starts_with(char::is_alphabetic) {
            return None;
        }
        end += letters;
        // `A, C` and `A và C` go on; `A, 2.C` and `A 2C` do not.
        let next = behind.trim_start_matches([' ', ',', '&', '+']);
        let next = next.strip_prefix("và ").unwrap_or(next);
        let goes_on = next.len() < behind.len() && labels::is_letters(next.split([' ', '\t', ',', ';', '.']).next()?);
        if !goes_on {
            return Some(end);
        }
        end = text.len() - next.len();
    }
}

/// `ĐÁP ÁN`, `BẢNG ĐÁP ÁN`, `HƯỚNG DẪN CHẤM`: the keys follow.
pub(super) fn is_heading(line: &str) -> bool {
    const OPENINGS: [&str; 10] = [
        "bang dap an",
        "dap an",
        "phan dap an",
        "huong dan cham",
        "huong dan giai",
        "goi y dap an",
        "loi giai chi tiet",
        "answer key",
        "answers",
        "key",
    ];
    /// What may follow these words in a heading.
    const GOES_ON: [&str; 15] = [
        "tham khao",
        "va",
        "thang",
        "diem",
        "trac nghiem",
        "de",
        "ma de",
        "chi tiet",
        "cau hoi",
        "phan",
        "mon",
        "cua",
        "bo",
        "cac cau",
        "dung",
    ];
    if line.chars().nth(60).is_some() {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().filter_map(|opening| folded.strip_prefix(opening)).any(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || GOES_ON.iter().any(|word| rest.starts_with(word)) && !rest.contains('?')
    })
}

/// The keys of a table that holds nothing else: `1.C` a cell, numbers over letters, or numbers beside
/// letters.
pub(super) fn table(rows: &[Vec<Vec<Paragraph>>]) -> Option<Vec<Pair>> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell_text(cell)).collect()).collect();
    let keys = cells(&rows).or_else(|| over(&rows)).or_else(|| beside(&rows))?;
    (!keys.is_empty()).then_some(keys)
}

fn cell_text(cell: &[Paragraph]) -> String {
    let lines: Vec<String> = cell.iter().flat_map(Paragraph::lines).map(|line| line.text).collect();
    text::squeeze(&lines.join(" "))
}

/// A cell that names rows or columns: `Câu`, `Đáp án`.
fn is_name(cell: &str) -> bool {
    cell.is_empty()
        || matches!(
            text::fold(cell).trim_end_matches([':', '.']),
            "cau"
                | "cau hoi"
                | "cau so"
                | "so cau"
                | "stt"
                | "tt"
                | "dap an"
                | "da"
                | "d/a"
                | "dap an dung"
                | "phuong an"
                | "phuong an dung"
                | "de"
                | "ma de"
                | "tra loi"
                | "key"
                | "diem"
        )
}

fn is_number(cell: &str) -> Option<u32> {
    let cell = crate::labels::strip_word(cell, "câu").map_or(cell, str::trim_start);
    cell.trim_end_matches(['.', ':', ')']).parse().ok()
}

fn is_key(cell: &str) -> bool {
    labels::is_letters(cell) || matches!(text::fold(cell).as_str(), "dung" | "sai" | "d" | "s")
}

/// Every cell one pair or more.
fn cells(rows: &[Vec<String>]) -> Option<Vec<Pair>> {
    let filled = rows.iter().flatten().filter(|cell| !is_name(cell));
    filled.map(|cell| pairs(cell)).collect::<Option<Vec<_>>>().map(|pairs| pairs.into_iter().flatten().collect())
}

/// A row of numbers over a row of letters, as often as it comes.
fn over(rows: &[Vec<String>]) -> Option<Vec<Pair>> {
    let mut keys = Vec::new();
    let filled: Vec<&Vec<String>> = rows.iter().filter(|row| !row.iter().all(|cell| is_name(cell))).collect();
    for two in filled.chunks(2) {
        let [numbers, letters] = two else { return None };
        for (column, cell) in numbers.iter().enumerate().filter(|(_, cell)| !is_name(cell)) {
            let key = letters.get(column).filter(|key| is_key(key))?;
            keys.push((is_number(cell)?, key.clone()));
        }
        if letters
            .iter()
            .enumerate()
            .any(|(column, key)| !is_name(key) && numbers.get(column).is_none_or(|cell| is_name(cell)))
        {
            return None;
        }
    }
    Some(keys)
}

/// Numbers and letters side by side, in one pair of columns or several.
fn beside(rows: &[Vec<String>]) -> Option<Vec<Pair>> {
    let mut keys = Vec::new();
    for row in rows.iter().filter(|row| !row.iter().all(|cell| is_name(cell))) {
        for two in row.chunks(2) {
            match two {
                [number, key] if is_key(key) => keys.push((is_number(number)?, key.clone())),
                [number] if is_name(number) => {}
                [number, key] if key.is_empty() && (number.is_empty() || is_number(number).is_some()) => {}
                _ => return None,
            }
        }
    }
    // Down the columns, as a person reads them.
    keys.sort_by_key(|(number, _)| *number);
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Look;

    fn said(pairs: &[(u32, &str)]) -> Vec<Pair> {
        pairs.iter().map(|(number, key)| (*number, (*key).to_owned())).collect()
    }

    #[test]
    fn lines_of_keys() {
        let two = said(&[(1, "B"), (2, "C")]);
        for line in ["1.B 2.C", "1-B; 2-C", "1B 2C", "1: B, 2: C", "Câu 1: B\tCâu 2: C", "1. b 2. c"] {
            let keys = pairs(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(keys.iter().map(|(n, k)| (*n, k.to_uppercase())).collect::<Vec<_>>(), two, "{line}");
        }
        assert_eq!(pairs("1. A, C; 2. BD").unwrap(), said(&[(1, "A, C"), (2, "BD")]));
        assert_eq!(pairs("1. Đúng 2. Sai 3. Đ").unwrap(), said(&[(1, "Đúng"), (2, "Sai"), (3, "Đ")]));
        for line in ["1. Bộ Nội vụ", "1. B và là gì", "Câu 1: Là gì?", "12/2021", ""] {
            assert_eq!(pairs(line), None, "{line}");
        }
    }

    #[test]
    fn headings_of_keys() {
        for line in
            ["BẢNG ĐÁP ÁN", "ĐÁP ÁN", "--- Đáp án ---", "ĐÁP ÁN VÀ THANG ĐIỂM", "Hướng dẫn chấm", "Đáp án đề 101"]
        {
            assert!(is_heading(line), "{line}");
        }
        for line in ["Đáp án nào sau đây đúng?", "Đáp án: C", "Đáp án C"] {
            assert!(!is_heading(line), "{line}");
        }
    }

    fn table_of(rows: &[&[&str]]) -> Option<Vec<Pair>> {
        let cell = |text: &&str| {
            let mut paragraph = Paragraph::default();
            paragraph.push(text, Look::default());
            vec![paragraph]
        };
        table(&rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>())
    }

    #[test]
    fn tables_of_keys() {
        let three = said(&[(1, "C"), (2, "B"), (3, "A")]);
        assert_eq!(table_of(&[&["1.C", "2.B"], &["3.A", ""]]).unwrap(), three);
        assert_eq!(table_of(&[&["Câu", "1", "2", "3"], &["Đáp án", "C", "B", "A"]]).unwrap(), three);
        assert_eq!(
            table_of(&[&["Câu", "1", "2"], &["ĐA", "C", "B"], &["Câu", "3", ""], &["ĐA", "A", ""]]).unwrap(),
            three
        );
        assert_eq!(
            table_of(&[&["Câu", "Đáp án", "Câu", "Đáp án"], &["1", "C", "3", "A"], &["2", "B", "", ""]]).unwrap(),
            three
        );
        assert_eq!(table_of(&[&["Câu", "Đáp án"], &["1", "Bộ Nội vụ"]]), None);
        assert_eq!(table_of(&[&["A. Một", "B. Hai"]]), None);
    }
}
