//! Plain text as HTML, escaped once, with document numbers that do not break at a hyphen.

use std::{fmt::Write, sync::Arc};

/// A piece of text turned into HTML: escaped, and document numbers (`118/2025/NĐ-CP`) kept in one
/// piece. Cheap to clone, so that a question's text is turned once for all who see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose(Arc<str>);

impl Prose {
    /// The HTML, safe inside an element.
    pub fn html(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The HTML, safe inside an element.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> From<T> for Prose {
    fn from(text: T) -> Self {
        let text = text.as_ref();
        let mut html = String::with_capacity(text.len() + text.len() / 4);
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                html.push(' ');
            }
            push_word(&mut html, word);
        }
        Self(html.into())
    }
}

/// A text with the parts marked where `typed` stands in it ([`contest::text::found`]), as HTML.
pub fn marked(text: &str, typed: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 4);
    let mut from = 0;
    for part in contest::text::found(text, typed) {
        html.push_str(Prose::from(text.get(from..part.start).unwrap_or_default()).as_str());
        html.push_str("<mark>");
        html.push_str(Prose::from(text.get(part.clone()).unwrap_or_default()).as_str());
        html.push_str("</mark>");
        from = part.end;
    }
    html.push_str(Prose::from(text.get(from..).unwrap_or_default()).as_str());
    html
}

fn push_word(html: &mut String, word: &str) {
    match document_number(word) {
        Some((before, number, after)) => {
            escape(html, before);
            html.push_str("<span class=nowrap>");
            escape(html, number);
            html.push_str("</span>");
            escape(html, after);
        }
        None => escape(html, word),
    }
}

/// The number of a legal document within a word, with the punctuation before and after it: digits,
/// a slash or a hyphen, and somewhere a hyphen between letters or digits (`66-NQ/TW`, `66/NQ-CP`).
fn document_number(word: &str) -> Option<(&str, &str, &str)> {
    let start = word.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = word.split_at(start);
    let end = rest.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let (number, after) = rest.split_at(end);
    let is_number = number.contains('/')
        && number.contains('-')
        && number.chars().any(char::is_uppercase)
        && number.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-'));
    is_number.then_some((before, number, after))
}

/// Appends `text` with what HTML gives a meaning to escaped; safe in elements and quoted attributes.
pub fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Appends a number.
pub(crate) fn push_number(html: &mut String, number: impl std::fmt::Display) {
    // Writing to a String does not fail.
    let _ = write!(html, "{number}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_stay_in_one_piece() {
        let cases = [
            ("theo 118/2025/NĐ-CP.", "theo <span class=nowrap>118/2025/NĐ-CP</span>."),
            ("(66-NQ/TW)", "(<span class=nowrap>66-NQ/TW</span>)"),
            ("số 66/NQ-CP;", "số <span class=nowrap>66/NQ-CP</span>;"),
            ("ngày 09/6/2025", "ngày 09/6/2025"),
            ("COVID-19 và 24/7", "COVID-19 và 24/7"),
        ];
        for (text, html) in cases {
            assert_eq!(Prose::from(text).as_str(), html);
        }
    }

    #[test]
    fn what_was_found_is_marked_and_nothing_else_changes() {
        assert_eq!(
            marked("Một cửa <b> 66/NQ-CP", "mot cua"),
            "<mark>Một cửa</mark> &lt;b&gt; <span class=nowrap>66/NQ-CP</span>"
        );
        assert_eq!(marked("<b>", "<b"), "<mark>&lt;b</mark>&gt;");
        assert_eq!(marked("Một cửa", ""), "Một cửa");
    }

    #[test]
    fn text_cannot_become_markup() {
        let html = Prose::from(r#"<script>alert("1")</script> & 1/NQ-CP<b>"#);
        assert_eq!(html.as_str(), "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 1/NQ-CP&lt;b&gt;");
    }
}
