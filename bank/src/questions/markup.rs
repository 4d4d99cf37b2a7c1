//! The texts of questions in the formats that Moodle knows.

use crate::html;

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// As it stands.
    Plain,
    Html,
    Markdown,
    /// HTML where it has tags that editors write, else as it stands.
    Auto,
}

/// A text without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// Not squeezed.
    pub(super) text: String,
    /// Pictures and sounds that stood in it.
    pub(super) media: usize,
}

impl Markup {
    /// The names that GIFT (`[html]`) and Moodle XML (`format="html"`) use.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "html" => Some(Self::Html),
            "moodle" | "moodle_auto_format" => Some(Self::Auto),
            "plain" | "plain_text" => Some(Self::Plain),
            "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    pub(super) fn read(self, text: &str) -> Marked {
        match self {
            Self::Plain => Marked { text: text.to_owned(), media: 0 },
            Self::Auto if !html::is_likely(text) => Marked { text: text.to_owned(), media: 0 },
            Self::Html | Self::Auto => html(text),
            Self::Markdown => {
                // Markdown may hold HTML; what stays is its emphasis.
                let Marked { text, media } = html(text);
                Marked { text: text.replace("**", "").replace('`', ""), media }
            }
        }
    }
}

fn html(text: &str) -> Marked {
    let html::Html { text, media } = html::read(text);
    Marked { text, media }
}

/// The warning on pictures and sounds; none when there were none.
pub(super) fn media_warning(media: usize) -> Option<String> {
    (media > 0).then(|| {
        format!("Câu có {media} hình hoặc tệp kèm theo, không đọc được nên bị bỏ. Hãy xem câu còn đủ ý hay không.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_reads_its_way() {
        let read = |name: &str, text: &str| Markup::named(name).map(|markup| markup.read(text).text);
        assert_eq!(read("plain", "a <b>b</b> &amp;"), Some("a <b>b</b> &amp;".to_owned()));
        assert_eq!(read("html", "a <b>b</b> &amp;"), Some("a b &".to_owned()));
        assert_eq!(read("moodle", "a <b>b</b> &amp;"), Some("a b &".to_owned()));
        assert_eq!(read("moodle_auto_format", "a < b & c"), Some("a < b & c".to_owned()));
        assert_eq!(read("markdown", "a **b** `c`"), Some("a b c".to_owned()));
        assert_eq!(read("latex", "a"), None);
        assert_eq!(Markup::Html.read("<img>").media, 1);
    }
}
