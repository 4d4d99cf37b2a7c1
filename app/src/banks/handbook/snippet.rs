//! What was found of an entry: the sentence that has most of the words.

use std::ops::Range;

use contest::text::found;

use super::AnswerBlock;

/// Longest piece of a sentence that is shown, in bytes of UTF-8; most sentences of handbooks are shorter.
const LONGEST: usize = 400;
/// So much of a longer one stands before what was found.
const BEFORE: usize = 120;

/// The first sentence of the answer that has the most of what was typed, cut to about [`LONGEST`] bytes where it is
/// longer. The first sentence when none of them has any: the question does.
pub(super) fn snippet(answer: &[AnswerBlock], typed: &str) -> String {
    let mut best: Option<(usize, usize, &str)> = None;
    for sentence in answer.iter().flat_map(texts).flat_map(|text| text.split_inclusive(". ")) {
        let places = found(sentence, typed);
        let letters: usize = places.iter().map(Range::len).sum();
        if best.is_none_or(|(most, ..)| letters > most) {
            best = Some((letters, places.first().map_or(0, |place| place.start), sentence.trim_end()));
        }
    }
    best.map_or_else(String::new, |(_, first, sentence)| cut(sentence, first))
}

fn texts(block: &AnswerBlock) -> &[String] {
    match block {
        AnswerBlock::Paragraph(text) => std::slice::from_ref(text),
        AnswerBlock::Bullets(items) | AnswerBlock::Numbers(items) => items,
    }
}

/// The sentence, or whole words of it around `first`.
fn cut(sentence: &str, first: usize) -> String {
    if sentence.len() <= LONGEST {
        return sentence.to_owned();
    }
    let spaces = || sentence.match_indices(' ').map(|(at, _)| at);
    let from = first.saturating_sub(BEFORE);
    let from = if from == 0 { 0 } else { spaces().find(|at| *at >= from && *at < first).map_or(first, |at| at + 1) };
    let to = spaces().take_while(|at| *at <= from + LONGEST).last().filter(|at| *at > first).unwrap_or(sentence.len());
    let to = if sentence.len() <= from + LONGEST { sentence.len() } else { to };
    let piece = sentence.get(from..to).unwrap_or(sentence);
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < sentence.len() { " …" } else { "" });
    format!("{before}{piece}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_with_most_of_the_words_is_shown() {
        let answer = [
            AnswerBlock::Paragraph("Cơ chế này có từ lâu. Cơ chế một cửa là nơi nhận hồ sơ. Một cửa ở xã.".into()),
            AnswerBlock::Bullets(vec!["Bộ phận một cửa liên thông".into(), "Khác".into()]),
        ];
        assert_eq!(snippet(&answer, "mot cua"), "Cơ chế một cửa là nơi nhận hồ sơ.");
        assert_eq!(snippet(&answer, "lien thong"), "Bộ phận một cửa liên thông");
        assert_eq!(snippet(&answer, "không có ở đây"), "Cơ chế này có từ lâu.");
        assert_eq!(snippet(&[], "mot"), "");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let long = format!("{}một cửa{}", "hồ sơ ".repeat(100), " thủ tục".repeat(100));
        let shown = snippet(&[AnswerBlock::Paragraph(long)], "mot cua");
        assert!(shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("sơ một cửa thủ"), "{shown}");
    }

    #[test]
    fn what_was_found_stays_in_sight_wherever_it_stands() {
        let words: Vec<String> = (0..300).map(|number| format!("mục{number:03}")).collect();
        let answer = [AnswerBlock::Paragraph(words.join(" "))];
        for word in &words {
            let shown = snippet(&answer, word);
            assert!(shown.contains(word.as_str()) && shown.len() <= LONGEST + 10, "{word}: {shown}");
        }
    }
}
