//! Which names fit what was typed. Both are folded already: lower case, no accents.

/// Places of the names that hold every word typed, in their order; names where each begins a word
/// come before names that hold it somewhere within.
pub(super) fn matching<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Vec<usize> {
    let (mut begins, mut within) = (Vec::new(), Vec::new());
    for (place, name) in names.enumerate() {
        if typed.split_whitespace().all(|word| begins_a_word(name, word)) {
            begins.push(place);
        } else if typed.split_whitespace().all(|word| name.contains(word)) {
            within.push(place);
        }
    }
    begins.append(&mut within);
    begins
}

fn begins_a_word(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::matching;

    const NAMES: [&str; 5] =
        ["so noi vu", "so tu phap", "xa hoa binh", "trung tam phuc vu hanh chinh cong tinh", "xa binh hoa"];

    fn found(typed: &str) -> Vec<&'static str> {
        matching(NAMES.into_iter(), typed).into_iter().map(|place| NAMES[place]).collect()
    }

    #[test]
    fn words_are_found_in_any_order() {
        assert_eq!(found("vu noi"), ["so noi vu"]);
        assert_eq!(found("hoa binh"), ["xa hoa binh", "xa binh hoa"]);
        assert_eq!(found("phuc vu"), ["trung tam phuc vu hanh chinh cong tinh"]);
        assert_eq!(found("").len(), NAMES.len());
        assert!(found("cuc thue").is_empty());
    }

    #[test]
    fn beginnings_come_first() {
        assert_eq!(found("p"), ["so tu phap", "trung tam phuc vu hanh chinh cong tinh"]);
        assert_eq!(found("inh"), ["xa hoa binh", "trung tam phuc vu hanh chinh cong tinh", "xa binh hoa"]);
    }
}
