//! Titles that a cover sets in capitals, as a sentence has them. Stacked marks (`Ỗ`, `Ậ`) in
//! capitals are hard to read on a screen.
//!
//! Capitals do not say which words are abbreviations and which are names. What is no Vietnamese
//! syllable (`CCHC`, `UBND`, `SIPAS`, `II`) stays as it is; the names of provinces are known.

/// Names that keep their capitals: the country, and its 34 provinces and cities.
const NAMES: [&str; 35] = [
    "Việt Nam",
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Phòng",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Nghệ An",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tuyên Quang",
    "Vĩnh Long",
];

/// What a syllable may begin with, accents aside.
const INITIALS: [&str; 27] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];
/// Its vowels, accents aside.
const VOWELS: [&str; 38] = [
    "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie", "iu", "oa", "oe", "oi", "oo", "ua",
    "ue", "ui", "uo", "uu", "uy", "ye", "ieu", "yeu", "oai", "oao", "oay", "oeo", "uay", "uoi", "uou", "uya", "uye",
    "uyu",
];
/// What it may end with.
const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// The lines of a title as one. A line in capitals becomes small letters but for the title's first,
/// abbreviations and names; any other line stays as it is.
pub(crate) fn sentence_case(lines: &[String]) -> String {
    let title = lines.iter().map(|line| lowered(line)).collect::<Vec<_>>().join(" ");
    let first = title.find(char::is_alphanumeric).filter(|_| lines.first().is_some_and(|line| is_capitals(line)));
    let Some(first) = first else { return title };
    let (before, rest) = title.split_at(first);
    let mut letters = rest.chars();
    let capital = letters.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(capital).chain(letters).collect()
}

fn is_capitals(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
}

fn lowered(line: &str) -> String {
    if !is_capitals(line) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let lower = word.to_lowercase();
        out.push_str(if is_syllable(word, &lower) { &lower } else { word });
        let end = after.find(char::is_alphabetic).unwrap_or(after.len());
        let (between, after) = after.split_at(end);
        out.push_str(between);
        rest = after;
    }
    NAMES.iter().fold(out, |out, name| with_name(&out, name))
}

/// Whether a word could be a syllable rather than an abbreviation.
fn is_syllable(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        // Of single letters only `y` (y tế) is a word; `A`, `B`, `I` are labels and numbers.
        // A word that ends in one of these always has a tone mark.
        let is_label = word.len() == 1 && lower != "y";
        if is_label || lower.ends_with(['c', 'p', 't']) || lower.ends_with("ch") {
            return false;
        }
    }
    let plain = contest::text::fold(lower);
    let has = |rest: &str| FINALS.iter().any(|end| rest.strip_suffix(end).is_some_and(|mid| VOWELS.contains(&mid)));
    INITIALS.iter().any(|begin| plain.strip_prefix(begin).is_some_and(has))
}

/// The text with a name's capitals wherever the name stands as words of its own.
fn with_name(text: &str, name: &str) -> String {
    let lower = text.to_lowercase();
    let wanted = name.to_lowercase();
    // Small and capital letters of Vietnamese are equally long; where others are not, places differ.
    if lower.len() != text.len() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, _) in lower.match_indices(&wanted) {
        let end = start + wanted.len();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let stands_alone = !inside(lower[..start].chars().next_back()) && !inside(lower[end..].chars().next());
        if let (true, Some(between)) = (stands_alone, text.get(done..start)) {
            out.push_str(between);
            out.push_str(name);
            done = end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> String {
        sentence_case(&[line.to_owned()])
    }

    #[test]
    fn a_title_in_capitals_becomes_a_sentence() {
        for (printed, shown) in [
            (
                "SỔ TAY HỎI – ĐÁP VỀ CẢI CÁCH HÀNH CHÍNH TỈNH LÀO CAI",
                "Sổ tay hỏi – đáp về cải cách hành chính tỉnh Lào Cai",
            ),
            ("NHỮNG VẤN ĐỀ CHUNG VỀ CCHC", "Những vấn đề chung về CCHC"),
            ("CCHC CỦA UBND, HĐND VÀ THỦ TỤC HÀNH CHÍNH (TTHC)", "CCHC của UBND, HĐND và thủ tục hành chính (TTHC)"),
            ("CHỈ SỐ PAR INDEX, SIPAS, PCI, PAPI", "Chỉ số PAR INDEX, SIPAS, PCI, PAPI"),
            ("NGHỊ QUYẾT 76/NQ-CP VÀ QĐ-UBND NĂM 2021", "Nghị quyết 76/NQ-CP và QĐ-UBND năm 2021"),
            ("GIAI ĐOẠN II: KHUYẾN KHÍCH NGƯỜI DÂN", "Giai đoạn II: khuyến khích người dân"),
            ("100 CÂU HỎI VỀ Y TẾ", "100 câu hỏi về y tế"),
            ("“MỘT CỬA” TẠI ĐẮK LẮK, HUẾ VÀ THANH HÓA", "“Một cửa” tại Đắk Lắk, Huế và Thanh Hóa"),
            ("ỨNG DỤNG IT VÀ CNTT", "Ứng dụng IT và CNTT"),
        ] {
            assert_eq!(one(printed), shown);
        }
    }

    #[test]
    fn every_kind_of_syllable_is_a_word() {
        let words = "NGHIÊNG QUYỂN KHUỶU GIẾNG GÌ GIÚP GIƯỜNG NGOẰN NGOÈO KHOÁY RƯỢU QUỐC QUẢ THUỞ XOÈ YÊU ÝT ĐƯỜNG \
                     HUYỆN PHƯỜNG THUẾ NGUYỄN BIỂU QUYẾT Ở Ô XOONG KHUYA TÍCH TRUYỀN";
        for word in words.split_whitespace() {
            assert!(is_syllable(word, &word.to_lowercase()), "{word}");
        }
        for word in ["CCHC", "UBND", "HĐND", "TTHC", "ISO", "II", "XII", "A", "VNPT", "UB", "IT", "ICT", "QĐ", "KPI"]
        {
            assert!(!is_syllable(word, &word.to_lowercase()), "{word}");
        }
    }

    #[test]
    fn lines_are_one_title_and_what_has_small_letters_stays() {
        let lines = ["HỎI – ĐÁP".to_owned(), "KIẾN THỨC CƠ BẢN".to_owned()];
        assert_eq!(sentence_case(&lines), "Hỏi – đáp kiến thức cơ bản");
        assert_eq!(one("Sổ tay CẢI CÁCH hành chính"), "Sổ tay CẢI CÁCH hành chính");
        assert_eq!(one("e-Office là gì"), "e-Office là gì");
        assert_eq!((one(""), one("– 2026 –")), (String::new(), "– 2026 –".to_owned()));
    }
}
