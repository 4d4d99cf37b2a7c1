//! Who issued a document and when, where the words right behind its number do not say: `được Quốc hội
//! thông qua ngày …`, `do Bộ Chính trị ban hành ngày …`, and the letters of the number itself.

use super::legal::{Date, LegalReference, take_date, take_issuer};

/// Whom the last letters of a number name, by the rules on signs of documents (Decree 30/2020/NĐ-CP,
/// appendix III; Law 64/2025/QH15). `TW` and `UBND` name no one body.
const BY_CODE: [(&str, &str); 18] = [
    ("CP", "Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("CTN", "Chủ tịch nước"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
    ("BNV", "Bộ Nội vụ"),
    ("BTP", "Bộ Tư pháp"),
    ("BTC", "Bộ Tài chính"),
    ("BCA", "Bộ Công an"),
    ("BQP", "Bộ Quốc phòng"),
    ("BNG", "Bộ Ngoại giao"),
    ("BYT", "Bộ Y tế"),
    ("BXD", "Bộ Xây dựng"),
    ("BCT", "Bộ Công Thương"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BTTTT", "Bộ Thông tin và Truyền thông"),
];
/// What stands between an issuer and the date.
const ISSUED: [&str; 4] = ["thông qua", "ban hành", "ký ban hành", "phê duyệt"];
/// The words behind a number that are searched, in bytes.
const LONGEST_CLAUSE: usize = 120;

/// Bodies of a province that a text names without the province.
const OF_THE_PROVINCE: [&str; 6] =
    ["UBND tỉnh", "HĐND tỉnh", "Ban Thường vụ Tỉnh ủy", "Tỉnh ủy", "Ban Chấp hành Đảng bộ tỉnh", "Thanh tra tỉnh"];
/// Most documents of one answer that are looked for again, and the longest answer, in bytes.
const MOST_DOCUMENTS: usize = 100;
const LONGEST_ANSWER: usize = 200_000;

/// Adds what a text says of documents it names elsewhere in the sentence, and what their numbers say.
pub(super) fn complete(references: &mut [LegalReference], text: &str) {
    for (index, reference) in references.iter_mut().enumerate() {
        let is_bounded = index < MOST_DOCUMENTS && text.len() <= LONGEST_ANSWER;
        if is_bounded && (reference.date.is_none() || reference.issuer.is_none()) {
            let clauses = text.match_indices(&reference.number).map(|(at, number)| clause(&text[at + number.len()..]));
            for (date, issuer) in clauses.filter_map(issued) {
                reference.date = reference.date.or(date);
                reference.issuer = reference.issuer.take().or(issuer);
            }
        }
        reference.issuer = reference.issuer.take().or_else(|| by_code(&reference.number).map(str::to_owned));
    }
}

/// What follows a number in its sentence.
fn clause(after: &str) -> &str {
    let end = after.floor_char_boundary(LONGEST_CLAUSE);
    let clause = &after[..end];
    clause.split(['\n', ';', ':']).next().unwrap_or_default().split(". ").next().unwrap_or_default()
}

/// `được Quốc hội khóa XV thông qua ngày 24/6/2025`, `do Bộ Chính trị ban hành ngày 30/4/2025`.
fn issued(clause: &str) -> Option<(Option<Date>, Option<String>)> {
    let rest = clause.trim_start_matches([' ', ',', '(']);
    if let Some(issuer) = of_the_province(rest) {
        return Some((None, Some(issuer.to_owned())));
    }
    let rest = rest.strip_prefix("được ").or_else(|| rest.strip_prefix("do "))?;
    let (issuer, rest) = take_issuer(rest).map_or((None, rest), |(issuer, rest)| (Some(issuer), rest));
    let (verb, behind) =
        ISSUED.iter().filter_map(|verb| rest.split_once(verb)).min_by_key(|(before, _)| before.len())?;
    // Between them stands no more than “khóa XV”.
    if verb.split_whitespace().count() > 2 {
        return None;
    }
    let date = behind.trim_start().strip_prefix("ngày ").and_then(take_date).map(|(date, _)| date);
    Some((date, issuer))
}

/// `ngày 20/9/2021 của UBND tỉnh`.
fn of_the_province(clause: &str) -> Option<&'static str> {
    let behind = clause.strip_prefix("ngày ").and_then(take_date).map_or(clause, |(_, behind)| behind);
    let named = behind.trim_start().strip_prefix("của ")?;
    OF_THE_PROVINCE.into_iter().find(|body| named.starts_with(body))
}

fn by_code(number: &str) -> Option<&'static str> {
    let last = number.rsplit(['/', '-']).next()?;
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    match letters {
        "QH" => Some("Quốc hội"),
        "UBTVQH" => Some("Ủy ban Thường vụ Quốc hội"),
        _ => BY_CODE.iter().find(|(code, _)| *code == letters).map(|(_, issuer)| *issuer),
    }
}

#[cfg(test)]
mod tests {
    use super::super::legal::find;
    use super::*;

    fn only(text: &str) -> LegalReference {
        let mut found = find(text);
        complete(&mut found, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn clauses_behind_the_number() {
        let date = |day, month, year| Some(Date { year, month, day });
        for (text, when, who) in [
            (
                "Luật số 64/2025/QH15 được Quốc hội thông qua ngày 19/02/2025, có hiệu lực…",
                date(19, 2, 2025),
                "Quốc hội",
            ),
            ("Luật số 80/2025/QH15 được Quốc hội khóa XV thông qua ngày 24/6/2025.", date(24, 6, 2025), "Quốc hội"),
            ("Nghị quyết số 66-NQ/TW do Bộ Chính trị ban hành ngày 30/4/2025.", date(30, 4, 2025), "Bộ Chính trị"),
            ("Nghị định số 61/2018/NĐ-CP có hiệu lực từ ngày 01/7/2018.", None, "Chính phủ"),
            ("Nghị quyết số 1670/NQ-UBTVQH15 ngày 16/6/2025", date(16, 6, 2025), "Ủy ban Thường vụ Quốc hội"),
            ("Thông tư số 01/2023/TT-BNV được sửa đổi, bổ sung và thông qua ngày 01/02/2024.", None, "Bộ Nội vụ"),
        ] {
            let found = only(text);
            assert_eq!((found.date, found.issuer.as_deref()), (when, Some(who)), "{text}");
        }
        let plan = only("Kế hoạch số 37/KH-UBND ngày 06/02/2024 của UBND tỉnh về tuyên truyền.");
        assert_eq!(plan.issuer.as_deref(), Some("UBND tỉnh"));
        assert_eq!(only("Nghị quyết số 57-NQ/TW của trung ương").issuer, None);
    }
}
