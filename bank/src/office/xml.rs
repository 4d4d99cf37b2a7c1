//! Text in XML.

use std::borrow::Cow;

/// The text with `&`, `<`, `>` and quotes escaped; characters that XML cannot carry are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    let is_known =
        |c: char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.chars().all(is_known) {
        return quick_xml::escape::escape(text);
    }
    let known: String = text.chars().filter(|c| is_known(*c)).collect();
    Cow::Owned(quick_xml::escape::escape(known.as_str()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped_and_what_cannot_stand_is_left_out() {
        assert_eq!(escape("a < b & \"c\" ]]> 'd'"), "a &lt; b &amp; &quot;c&quot; ]]&gt; &apos;d&apos;");
        assert_eq!(escape("a\u{FFFE}b\u{1}ệ"), "abệ");
    }
}
