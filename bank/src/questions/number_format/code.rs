//! Format codes in pieces: `dd/mm/yyyy`, `#,##0.00`, `0%`.

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Shown as it is.
    Literal(char),
    /// `0` (always shown) or `#`, `?`.
    Digit {
        always: bool,
    },
    Point,
    Comma,
    Percent,
    /// `y`, `m`, `d`, `h`, `s`, this many times.
    Time(char, usize),
    /// `[h]`: hours beyond a day go on counting.
    Elapsed(char),
    /// `AM/PM`.
    Noon,
    /// Anything shown in the general way: `General`, `@`, powers, fractions.
    General,
}

/// The section of the code for the sign of the value, and the value to show under it.
pub(super) fn section(code: &str, value: f64) -> (&str, f64) {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, character) in code.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    match sections.as_slice() {
        [_, negative, ..] if value < 0.0 => (negative, -value),
        [_, _, zero, ..] if value == 0.0 => (zero, value),
        [first, ..] => (first, value),
        [] => (code, value),
    }
}

pub(super) fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = section.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' => pieces.extend(rest.by_ref().take_while(|&next| next != '"').map(Piece::Literal)),
            '\\' => pieces.extend(rest.next().map(Piece::Literal)),
            '_' | '*' => {
                rest.next();
            }
            '[' => bracket(&rest.by_ref().take_while(|&next| next != ']').collect::<String>(), &mut pieces),
            '0' => pieces.push(Piece::Digit { always: true }),
            '#' | '?' => pieces.push(Piece::Digit { always: false }),
            '.' => pieces.push(Piece::Point),
            ',' => pieces.push(Piece::Comma),
            '%' => pieces.push(Piece::Percent),
            'G' | 'g' | '@' | 'E' | 'e' => {
                pieces.push(Piece::General);
                return pieces;
            }
            'A' | 'a' if rest.peek().is_some_and(|&next| matches!(next, 'M' | 'm' | '/')) => {
                while rest.peek().is_some_and(|&next| matches!(next, 'A' | 'a' | 'M' | 'm' | 'P' | 'p' | '/')) {
                    rest.next();
                }
                pieces.push(Piece::Noon);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let unit = character.to_ascii_lowercase();
                let mut count = 1;
                while rest.next_if(|next| next.to_ascii_lowercase() == unit).is_some() {
                    count += 1;
                }
                pieces.push(Piece::Time(unit, count));
            }
            other => pieces.push(Piece::Literal(other)),
        }
    }
    pieces
}

/// `[Red]` and `[>100]` say nothing of the text; `[$₫-42A]` shows a currency, `[h]` hours.
fn bracket(inside: &str, pieces: &mut Vec<Piece>) {
    if let Some(currency) = inside.strip_prefix('$') {
        pieces.extend(currency.chars().take_while(|&next| next != '-').map(Piece::Literal));
    } else if let Some(unit @ ('h' | 'm' | 's')) = inside.chars().next().map(|unit| unit.to_ascii_lowercase())
        && inside.chars().all(|next| next.to_ascii_lowercase() == unit)
    {
        pieces.push(Piece::Elapsed(unit));
    }
}
