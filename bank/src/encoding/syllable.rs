//! Whether words are Vietnamese syllables: an onset, a rhyme, at most one tone.

use contest::text;

/// Each vowel with its tones.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];
const NUCLEI: [&str; 58] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia",
    "iê", "iu", "oa", "oă", "oe", "oi", "ôi", "ơi", "oo", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa", "ươ", "ưi",
    "ưu", "yê", "ya", "iêu", "yêu", "oai", "oao", "oay", "oeo", "uao", "uay", "uây", "uôi", "ươi", "ươu", "uya", "uyê",
    "uyu",
];
const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// How many of the words that are not plain ASCII are Vietnamese syllables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    words: usize,
    fitting: usize,
}

impl Fit {
    /// Looks at every word.
    pub(super) fn of(text: &str) -> Self {
        let mut fit = Self::default();
        for word in text.split(is_between).filter(|word| !word.is_ascii()) {
            fit.words += 1;
            fit.fitting += usize::from(is_syllable(&text::squeeze(word).to_lowercase()));
        }
        fit
    }

    /// How many words were looked at.
    pub(super) const fn words(self) -> usize {
        self.words
    }

    /// The share of fitting words in thousandths; all of none.
    pub(super) fn permille(self) -> usize {
        (self.fitting * 1_000).checked_div(self.words).unwrap_or(1_000)
    }
}

/// What may stand between words. Signs that an old font shows as letters do not.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || c.is_ascii_digit()
        || matches!(c, '“' | '”' | '‘' | '’' | '–' | '—' | '…')
}

fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let plain: String = word
        .chars()
        .map(|c| {
            let family = VOWELS.iter().find(|family| family.contains(c));
            let base = family.and_then(|family| family.chars().next()).unwrap_or(c);
            tones += usize::from(base != c);
            base
        })
        .collect();
    let rhyme =
        |rest: &str| CODAS.iter().any(|coda| rest.strip_suffix(coda).is_some_and(|nucleus| NUCLEI.contains(&nucleus)));
    tones <= 1 && ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(rhyme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in "nghị quyết thuỷ thủy giữa gì quốc khuyến người tuổi yêu đường hoà khuỷu ngoặc xoong".split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["caâu", "c©u", "nghþ", "ñuùng", "café", "quyeát", "đúùng", "ß"] {
            assert!(!is_syllable(word), "{word}");
        }
        assert_eq!(Fit::of("Nghị quyết 76/NQ-CP: “C©u”"), Fit { words: 3, fitting: 2 });
        assert_eq!(Fit::of("plain").permille(), 1_000);
    }
}
