//! Characters that GIFT gives a meaning, and how they are kept from it.

/// What a backslash keeps from its meaning.
const SPECIAL: [u8; 7] = *b"\\~=#{}:";

/// The characters with a meaning and where they stand, those behind a backslash left out.
pub(super) fn plain(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut characters = text.char_indices();
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            if character != '\\' {
                return Some((at, character));
            }
            if text.as_bytes().get(at + 1).is_some_and(|next| SPECIAL.contains(next)) {
                characters.next();
            }
        }
    })
}

/// Where `wanted` stands with its meaning.
pub(super) fn find(text: &str, wanted: char) -> Option<usize> {
    plain(text).find(|(_, character)| *character == wanted).map(|(at, _)| at)
}

/// Where a run of the same character begins that is at least `length` long.
pub(super) fn find_run(text: &str, wanted: char, length: usize) -> Option<usize> {
    let mut run: Option<(usize, usize)> = None;
    for (at, character) in plain(text) {
        run = match run {
            Some((start, count)) if character == wanted && start + count == at => Some((start, count + 1)),
            _ if character == wanted => Some((at, 1)),
            _ => None,
        };
        if let Some((start, count)) = run
            && count == length
        {
            return Some(start);
        }
    }
    None
}

/// The text without backslashes before special characters; `\n` is a line break.
pub(super) fn undo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match (character, next) {
            ('\\', Some('n')) => {
                characters.next();
                out.push('\n');
            }
            ('\\', Some(special)) if special.is_ascii() && SPECIAL.contains(&(special as u8)) => {
                characters.next();
                out.push(special);
            }
            _ => out.push(character),
        }
    }
    out
}

/// The text with a backslash before every special character.
pub(in crate::questions) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() && SPECIAL.contains(&(character as u8)) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escaped_characters_have_no_meaning() {
        assert_eq!(find("a\\{b{c", '{'), Some(4));
        assert_eq!(find("a\\\\{b", '{'), Some(3));
        assert_eq!(find("a\\ể{b", '{'), Some(5));
        assert_eq!(find_run("a#b\\####c", '#', 4), None);
        assert_eq!(find_run("a#b####c", '#', 4), Some(3));
        assert_eq!(undo("a\\: b\\nc \\\\ d\\e \\"), "a: b\nc \\ d\\e \\");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_undone(text in "[\\\\~=#{}:nệa]{0,30}") {
            let escaped = escape(&text);
            prop_assert_eq!(undo(&escaped), text);
            let has_meaning = plain(&escaped).any(|(_, c)| "~=#{}:".contains(c));
            prop_assert!(!has_meaning);
        }
    }
}
