//! Vietnamese administrative prose, read by hand-written scanners.

use contest::text::fold;

use crate::stable_hash::stable_hash;

/// Words before a point that ends no sentence.
const ABBREVIATIONS: [&str; 12] = ["TP", "Tp", "TS", "ThS", "GS", "PGS", "Đ/c", "tr", "v.v", "vd", "VD", "St"];
/// Words that point to what stands elsewhere; with them a sentence cannot be asked alone.
const POINTING: [&str; 17] = [
    " này",
    " nói trên",
    " nêu trên",
    " ở trên",
    " trên đây",
    " kể trên",
    " dưới đây",
    " như sau",
    "theo đó",
    "ở đây",
    " nói ở ",
    " tại đây",
    " đó",
    " của mình",
    " ba mốc trên",
    " mốc trên",
    " họ ",
];
/// What a sentence begins with to tie it to the one before.
const CONNECTIVES: [&str; 25] = [
    "Như vậy, ",
    "Như vậy ",
    "Vì vậy, ",
    "Vì vậy ",
    "Do đó, ",
    "Cụ thể, ",
    "Cụ thể: ",
    "Kết quả, ",
    "Ở giai đoạn tiếp theo, ",
    "Tuy nhiên, ",
    "Ngoài ra, ",
    "Bên cạnh đó, ",
    "Xa hơn, ",
    "Trong đó, ",
    "Nói cách khác, ",
    "Chẳng hạn, ",
    "Ví dụ, ",
    "Lưu ý: ",
    "Đồng thời, ",
    "Về chỉ tiêu, ",
    "Về quan điểm, ",
    "Về quy mô, ",
    "Về cấu trúc, ",
    "Về pháp lý, ",
    "Về thẩm quyền, ",
];
/// Names that keep their capital within a sentence although one word only is capital.
const NAMES: [&str; 40] = [
    "Nghị quyết số",
    "Nghị định số",
    "Quyết định số",
    "Chỉ thị số",
    "Kết luận số",
    "Thông tư số",
    "Kế hoạch số",
    "Công điện số",
    "Quy định số",
    "Đề án số",
    "Luật ",
    "Bộ luật",
    "Hiến pháp",
    "Chính phủ",
    "Quốc hội",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Bộ ",
    "Sở ",
    "UBND",
    "HĐND",
    "Ủy ban",
    "Hội đồng nhân dân",
    "Tỉnh ủy",
    "Ban ",
    "Văn phòng",
    "Thanh tra",
    "Trung ương",
    "Nhà nước",
    "Đảng",
    "Mặt trận",
    "Đề án 06",
    "Cổng ",
    "Bộ phận Một cửa",
    "Trung tâm Phục vụ",
    "Liên đoàn",
    "Ngân hàng",
    "Chủ tịch",
    "Báo ",
    "Đài ",
];

/// The sentences of a paragraph, without the points at their ends.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '?', '!']) {
        let after = &text[at + mark.len()..];
        let before = &text[start..at];
        let last = before.rsplit(' ').next().unwrap_or(before);
        let goes_on = !after.is_empty() && !after.starts_with(' ');
        let next_is_small = after.trim_start().starts_with(char::is_lowercase);
        let is_number = before.trim().len() <= 3 && before.trim().chars().all(|c| c.is_ascii_digit());
        let is_initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
        if goes_on || next_is_small || is_number || is_initial || ABBREVIATIONS.contains(&last) {
            continue;
        }
        let end = if mark == "." { at } else { at + mark.len() };
        found.push(text[start..end].trim());
        start = at + mark.len();
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// The sentence without what ties it to the one before.
pub(super) fn without_connective(sentence: &str) -> &str {
    if let Some(rest) = CONNECTIVES.iter().find_map(|tie| sentence.strip_prefix(tie)) {
        return rest;
    }
    // “Về số lượng cấp phó, Nghị quyết …”, “Để tổ chức thi hành, Chính phủ …”.
    let tied = ["Về ", "Để "].iter().any(|word| sentence.starts_with(word));
    let behind = sentence.split_once(", ").filter(|(lead, _)| tied && lead.chars().count() <= 45);
    let goes_on =
        |rest: &str| rest.starts_with(char::is_uppercase) || rest.starts_with("ngày ") || rest.starts_with("theo ");
    behind.map(|(_, rest)| rest).filter(|rest| goes_on(rest)).unwrap_or(sentence)
}

/// Whether a text points to something outside it.
pub(super) fn points_elsewhere(text: &str) -> bool {
    let lower = text.to_lowercase();
    let padded = format!(" {lower} ");
    POINTING.iter().any(|word| {
        padded.match_indices(word).any(|(at, _)| {
            let behind = &padded[at + word.len()..];
            !behind.starts_with(char::is_alphabetic)
        })
    })
}

/// With a small first letter, unless it begins a name or an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let two_names = second.starts_with(char::is_uppercase);
    if capitals > 1 || two_names || NAMES.iter().any(|name| text.starts_with(name)) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |letter| letter.to_lowercase().chain(letters).collect())
}

/// With a capital first letter.
pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |letter| letter.to_uppercase().chain(letters).collect())
}

/// Folded words, without marks, for comparing.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a text as hashes, sorted, each once: for comparing many with many.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    pub(super) fn of(text: &str) -> Self {
        let mut hashes: Vec<u64> = words(text).iter().map(|word| stable_hash(word.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// How many of the words of the shorter text the longer has, too, in percent.
    pub(super) fn overlap(&self, other: &Self) -> usize {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let shared = few.iter().filter(|word| many.binary_search(word).is_ok()).count();
        (shared * 100).checked_div(few.len()).unwrap_or(0)
    }
}

/// The same of two texts.
pub(super) fn overlap(one: &str, other: &str) -> usize {
    Bag::of(one).overlap(&Bag::of(other))
}

/// Whether one is at most `times` as long as the other.
pub(super) fn alike_long(one: &str, other: &str, times: usize) -> bool {
    let (one, other) = (one.chars().count(), other.chars().count());
    one <= other * times && other <= one * times
}

/// One of these, the same for the same seed.
pub(super) fn choose<'a>(seed: &str, variants: &[&'a str]) -> &'a str {
    let place = (stable_hash(seed.as_bytes()) >> 7) as usize % variants.len().max(1);
    variants.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(
            sentences("Theo Điều 3. của Luật, TP. Huế có 1.170 tổ. Lương tăng 8,6%. Đó là gì? Hết."),
            ["Theo Điều 3. của Luật, TP. Huế có 1.170 tổ", "Lương tăng 8,6%", "Đó là gì?", "Hết"]
        );
        assert_eq!(sentences("1. Mở đầu. Ông A. Tuấn ký."), ["1. Mở đầu", "Ông A. Tuấn ký"]);
        assert_eq!(sentences(""), [""; 0]);
    }

    #[test]
    fn what_points_elsewhere_is_known() {
        for text in ["Nghị định này quy định", "Các yêu cầu nêu trên", "Theo đó, có ba mức", "trước đó 22 đầu mối"]
        {
            assert!(points_elsewhere(text), "{text}");
        }
        for text in ["Nghị định số 1/2020/NĐ-CP", "đặc trưng trên toàn quốc", "nghiêng về này nọ sau đâyy"]
        {
            assert_eq!(points_elsewhere(text), text.contains("này nọ"), "{text}");
        }
    }

    #[test]
    fn names_keep_their_capital() {
        assert_eq!(lower_first("Tối thiểu 20%"), "tối thiểu 20%");
        for name in ["Bộ Công an chủ trì", "PAPI đo lường", "Hải Phòng dẫn đầu", "Nghị quyết số 1/NQ-CP"]
        {
            assert_eq!(lower_first(name), name);
        }
        assert_eq!(upper_first("đến năm 2025"), "Đến năm 2025");
    }
}
