//! What Markdown adds to a line: headings, lists, emphasis, rows of tables.

use super::{Listed, Look, Paragraph, Role};
use crate::limits::MAX_COLUMNS;

/// A line that a reader of the page does not see: a rule, a fence, a comment.
pub(super) fn is_ornament(line: &str) -> bool {
    let line = line.trim();
    let is_rule =
        |c: char| line.len() >= 3 && line.chars().all(|other| other == c || other == ' ') && line.starts_with(c);
    is_rule('-')
        || is_rule('*')
        || is_rule('_')
        || is_rule('=')
        || line.starts_with("```")
        || line.starts_with("<!--") && line.ends_with("-->")
}

/// The cells of a row of a table; none for the line below the names. `None` for other lines.
pub(super) fn row(line: &str, number: u32) -> Option<Vec<Vec<Paragraph>>> {
    let inner = line.trim().strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ')) && inner.contains('-') {
        return Some(Vec::new());
    }
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in inner.chars() {
        match character {
            '|' if !escaped && cells.len() < MAX_COLUMNS => cells.push(String::new()),
            _ => cells.last_mut()?.push(character),
        }
        escaped = character == '\\' && !escaped;
    }
    let cell = |text: String| vec![Paragraph { line: Some(number), ..inline(text.trim()) }];
    Some(cells.into_iter().map(cell).collect())
}

/// A line as a paragraph.
pub(super) fn paragraph(line: &str) -> Paragraph {
    let line = line.trim().trim_start_matches("> ");
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes)
        && let Some(title) = line[hashes..].strip_prefix([' ', '\t'])
    {
        let title = title.trim().trim_end_matches('#');
        return Paragraph { role: Role::Heading(hashes as u8), ..inline(title) };
    }
    let item = line.strip_prefix(['-', '*', '+', '•']).and_then(|rest| rest.strip_prefix([' ', '\t']));
    match item {
        Some(item) => Paragraph { listed: Some(Listed::Bullet), ..inline(item.trim()) },
        None => inline(line),
    }
}

/// Text with its emphasis.
fn inline(text: &str) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let mut rest = text;
    let mut look = Look::default();
    // `<u>` and `<mark>` are what editors write for underline and highlighter.
    while let Some((before, tag, behind)) = next_tag(rest) {
        push_bold(&mut paragraph, before, look);
        match tag {
            "u" => look.underline = true,
            "/u" => look.underline = false,
            "b" | "strong" => look.bold = true,
            "/b" | "/strong" => look.bold = false,
            "mark" => look.back = super::look::Colour::behind("yellow"),
            "/mark" => look.back = super::look::Colour::PLAIN,
            _ => paragraph.push("\n", look),
        }
        rest = behind;
    }
    push_bold(&mut paragraph, rest, look);
    for run in &mut paragraph.runs {
        run.text = unescaped(&without_italics(&run.text));
    }
    paragraph
}

fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    const TAGS: [&str; 11] = ["u", "/u", "b", "/b", "strong", "/strong", "mark", "/mark", "br", "br/", "br /"];
    text.match_indices('<').find_map(|(at, _)| {
        let inner = &text[at + 1..];
        let tag = TAGS.iter().find(|tag| inner.strip_prefix(**tag).is_some_and(|rest| rest.starts_with('>')))?;
        Some((&text[..at], *tag, &inner[tag.len() + 1..]))
    })
}

/// Adds text in which `**…**` and `__…__` are bold; a mark without its other half stays.
pub(super) fn push_bold(paragraph: &mut Paragraph, text: &str, look: Look) {
    let mut rest = text;
    while let Some((at, mark)) = first_mark(rest) {
        let inner = &rest[at + mark.len()..];
        let Some(end) = inner.find(mark).filter(|end| *end > 0) else { break };
        paragraph.push(&rest[..at], look);
        paragraph.push(&inner[..end], Look { bold: true, ..look });
        rest = &inner[end + mark.len()..];
    }
    paragraph.push(rest, look);
}

/// Where bold begins. A longer line of `_` is a blank to fill in.
fn first_mark(text: &str) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let run = bytes[at..].iter().take_while(|other| *other == byte).count();
        match (byte, run) {
            (b'*', 2..) => return Some((at, "**")),
            (b'_', 2) => return Some((at, "__")),
            _ => at += run,
        }
    }
    None
}

/// Text without the marks of words in italics: `*một*` within a line. A star at its start, before a
/// letter of a choice or without its other half is its author's.
fn without_italics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([' ', '(', '"', '“']).map(|at| at + 1).filter(|at| *at < rest.len()) {
        let at = (at..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        rest = behind;
        let Some(inner) = rest.strip_prefix('*') else { continue };
        let is_label = inner.chars().nth(1).is_some_and(|second| matches!(second, '.' | ')' | ':'));
        let end = inner.find('*').filter(|end| *end > 0 && !inner[..*end].ends_with([' ', '\\']));
        let Some(end) = end.filter(|_| !is_label && inner.starts_with(char::is_alphanumeric)) else { continue };
        out.push_str(&inner[..end]);
        rest = &inner[end + 1..];
    }
    out.push_str(rest);
    out
}

/// `\*` is a star.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\'
            && let Some(next) = characters.next_if(char::is_ascii_punctuation)
        {
            out.push(next);
        } else {
            out.push(character);
        }
    }
    out
}
