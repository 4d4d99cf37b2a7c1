//! The text of HTML as question editors leave it, well-formed or not.
//!
//! Tags are dropped, blocks and line breaks become a space, scripts, styles and comments go with
//! what they hold. Nothing is fetched, and every byte is looked at a fixed number of times.

use std::borrow::Cow;

use html_escape::decode_html_entities;

/// What a piece of HTML says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html {
    /// Its text, not squeezed.
    pub(crate) text: String,
    /// How many pictures, sounds and other things that are no text stood in it.
    pub(crate) media: usize,
}

/// Elements that run within a line: all others part words.
const INLINE: [&str; 31] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "o:p", "q", "s", "small", "span", "st1", "strike", "strong", "sub", "sup", "tt", "u",
];
const MEDIA: [&str; 9] = ["img", "audio", "video", "object", "embed", "iframe", "svg", "canvas", "math"];
/// Elements whose content is no text of the question.
const HIDDEN: [&str; 4] = ["script", "style", "template", "noscript"];

/// Whether an element of this name, in lower case, runs within a line.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether an element of this name, in lower case, shows or plays something that is no text.
pub(crate) fn is_media(name: &str) -> bool {
    MEDIA.contains(&name)
}

/// Reads HTML.
pub(crate) fn read(html: &str) -> Html {
    let mut out = Html::default();
    let mut scanner = Scanner { quoted_tags: true, open_ended: false };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut out.text, &rest[..at]);
        rest = &rest[at..];
        rest = if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->").map_or("", |(_, after)| after)
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (inside, after) = after.split_once("]]>").unwrap_or((after, ""));
            out.text.push_str(inside);
            after
        } else if let Some(tag) = scanner.tag(rest) {
            element(&tag, &rest[tag.length..], &mut out)
        } else {
            out.text.push('<');
            &rest[1..]
        };
    }
    push(&mut out.text, rest);
    out
}

/// Whether a text of no declared format is meant as HTML: it has a tag that editors write.
pub(crate) fn is_likely(text: &str) -> bool {
    const TELLING: [&str; 14] =
        ["p", "br", "div", "span", "b", "strong", "i", "em", "u", "img", "ul", "ol", "li", "table"];
    text.match_indices('<').any(|(at, _)| {
        let inside = &text[at + 1..];
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let name: String = inside.chars().take(7).take_while(char::is_ascii_alphanumeric).collect();
        let rest = inside[name.len()..].trim_start();
        let attribute = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let ends = rest.starts_with(['>', '/']) || (attribute.len() < rest.len() && attribute.starts_with('='));
        ends && TELLING.contains(&name.to_ascii_lowercase().as_str())
    })
}

fn push(out: &mut String, text: &str) {
    out.push_str(&decode_html_entities(text));
}

/// Takes one tag into account; gives what follows it.
fn element<'a>(tag: &Tag<'_>, rest: &'a str, out: &mut Html) -> &'a str {
    let name = tag.name.as_ref();
    if HIDDEN.contains(&name) && !tag.closes {
        return behind_end(rest, name);
    }
    if is_media(name) && !tag.closes {
        out.media += 1;
    }
    if !is_inline(name) {
        out.text.push(' ');
    }
    rest
}

/// What stands behind `</name>`, nothing when it never ends.
fn behind_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

struct Tag<'a> {
    /// Lower case.
    name: Cow<'a, str>,
    closes: bool,
    /// From `<` to `>`, in bytes.
    length: usize,
}

/// Finds the ends of tags; remembers what it has looked for in vain, so that no text is gone
/// through again and again.
struct Scanner {
    /// Whether quotes still have an end.
    quoted_tags: bool,
    /// Whether there is no `>` any more.
    open_ended: bool,
}

impl Scanner {
    /// The tag that `text` begins with.
    fn tag<'a>(&mut self, text: &'a str) -> Option<Tag<'a>> {
        let inside = text.strip_prefix('<')?;
        let closes = inside.starts_with('/');
        let named = inside.strip_prefix('/').unwrap_or(inside);
        if !named.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '!' | '?')) {
            return None;
        }
        let length = self.end(text)?;
        let name = named.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).next().unwrap_or_default();
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        Some(Tag { name, closes, length })
    }

    /// The bytes up to and with `>`; one within quotes is none, as long as the quotes end.
    fn end(&mut self, text: &str) -> Option<usize> {
        if self.open_ended {
            return None;
        }
        if self.quoted_tags {
            let mut quote = None;
            for (at, byte) in text.bytes().enumerate() {
                match (byte, quote) {
                    (b'>', None) => return Some(at + 1),
                    (b'"' | b'\'', None) => quote = Some(byte),
                    (_, Some(open)) if byte == open => quote = None,
                    _ => {}
                }
            }
            self.quoted_tags = false;
        }
        let end = text.find('>').map(|at| at + 1);
        self.open_ended = end.is_none();
        end
    }
}

#[cfg(test)]
mod tests {
    use contest::text::squeeze;

    use super::*;

    fn text(html: &str) -> String {
        squeeze(&read(html).text)
    }

    #[test]
    fn tags_go_and_words_stay_apart() {
        for (html, expected) in [
            ("<p>Một</p><p>Hai</p>", "Một Hai"),
            ("Địa chỉ&nbsp;Cổng<br/>là <STRONG>g</STRONG>ì?", "Địa chỉ Cổng là gì?"),
            ("m<sup>2</sup> &lt;b&gt; &amp;amp; &#7879;&#x1EC7; &hellip;", "m2 <b> &amp; ệệ …"),
            ("a < b và c > d", "a < b và c > d"),
            ("1 <2, cắt ở <b", "1 <2, cắt ở <b"),
            ("<p title=\"a > b\">Chữ</p>", "Chữ"),
            ("<p title='hở>Chữ", "Chữ"),
            ("A<script>x < y; '</p>'</script>B<style>p{}</style>C<!-- D -->E<!-- F", "ABCE"),
            ("<ul><li>Một<li>Hai</ul>", "Một Hai"),
            ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
            ("<p>Chưa đóng <b>đậm", "Chưa đóng đậm"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
        assert_eq!(read("<p><img src=\"a.png\">x<audio></audio></p>").media, 2);
    }

    #[test]
    fn a_comparison_is_no_tag() {
        assert!(is_likely("Là <b>gì</b>?"));
        assert!(is_likely("Một<BR />Hai"));
        assert!(is_likely("<p dir=\"ltr\">Một"));
        assert!(!is_likely("Nếu a<b thì sao? <Trích>"));
        assert!(!is_likely("Nếu a <= b"));
    }

    #[test]
    fn megabytes_of_open_tags_take_no_time() {
        for piece in ["<a", "<a \"", "<a '\"", "<!", "<script>", "</", "<![CDATA["] {
            let html = piece.repeat(200_000);
            assert!(read(&html).text.len() <= html.len());
        }
    }
}
