//! Labels that authors write before a question or a choice: `Câu 5 (0,5 điểm):`, `B.`, `c)`.

/// `Câu hỏi 12: …`, `Câu 3.`, `Bài 4)`: the number and what follows. Takes squeezed text.
pub(crate) fn question(text: &str) -> Option<(u32, &str)> {
    let rest = ["câu hỏi", "câu", "cau hoi", "cau", "bài"].iter().find_map(|word| strip_word(text, word))?.trim_start();
    let rest = strip_word(rest, "số").map_or(rest, str::trim_start);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok()?;
    let rest = rest[digits..].trim_start();
    let bracket = |open, close| rest.strip_prefix(open)?.split_once::<char>(close);
    let rest = bracket('(', ')').or_else(|| bracket('[', ']')).map_or(rest, |(_, rest)| rest.trim_start());
    let after = rest.strip_prefix([':', '.', ')', '/', '-', '–'])?;
    // “Câu 1.2” is another numbering.
    (!after.starts_with(|next: char| next.is_ascii_digit()))
        .then(|| (number, after.trim_start_matches([':', '.', ' '])))
}

/// The text behind `word` whatever its case, when a word ends there.
pub(crate) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut characters = text.char_indices();
    for expected in word.chars() {
        let (_, character) = characters.next()?;
        if !character.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    let rest = characters.as_str();
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// `B. Năm nội dung`, `b) …`, `B- …`: the letter's position and what follows.
pub(crate) fn choice(text: &str) -> Option<(usize, &str)> {
    let mut characters = text.chars();
    let first = characters.next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
    let rest = characters.as_str().trim_start();
    let rest = rest.strip_prefix(['.', ')', ':', '-', '–', '/'])?.trim_start();
    Some((usize::from(first as u8 - b'A'), rest))
}

/// Takes the labels off the choices, when every choice carries the letter of its own place.
pub(crate) fn strip_choices(choices: &mut [String]) {
    let labelled = |(position, text): (usize, &String)| {
        choice(text).is_some_and(|(found, rest)| found == position && !rest.is_empty())
    };
    if choices.len() > 1 && choices.iter().enumerate().all(labelled) {
        for text in choices {
            if let Some((_, rest)) = choice(text) {
                *text = rest.to_owned();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_labels_in_their_many_forms() {
        for (text, number, rest) in [
            ("Câu hỏi 1: Chương trình?", 1, "Chương trình?"),
            ("Câu 12. Là gì?", 12, "Là gì?"),
            ("CÂU 5 (0,5 điểm): Là gì?", 5, "Là gì?"),
            ("câu số 3) Là gì?", 3, "Là gì?"),
            ("Bài 2 - Là gì?", 2, "Là gì?"),
            ("Câu 7:", 7, ""),
        ] {
            assert_eq!(question(text), Some((number, rest)), "{text}");
        }
        for text in [
            "Câu hỏi nào đúng?",
            "Câu 1 trong sổ tay nói gì?",
            "Câu 1.2 là gì",
            "Câu",
            "Câuhỏi 1:",
            "Câu 99999999999: x",
        ] {
            assert_eq!(question(text), None, "{text}");
        }
    }

    #[test]
    fn choice_labels_go_only_together() {
        let strip = |texts: &[&str]| {
            let mut choices: Vec<String> = texts.iter().map(ToString::to_string).collect();
            strip_choices(&mut choices);
            choices
        };
        assert_eq!(strip(&["A. Một", "b) Hai"]), ["Một", "Hai"]);
        assert_eq!(strip(&["A. Yersin", "Hai"]), ["A. Yersin", "Hai"]);
        assert_eq!(strip(&["B. Một", "A. Hai"]), ["B. Một", "A. Hai"]);
    }
}
