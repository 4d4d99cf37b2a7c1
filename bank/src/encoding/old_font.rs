//! Text that was typed in an old font and taken for western European: `C©u hái` for “Câu hỏi”.

use super::{Encoding, syllable::Fit};

/// Cells that settle it, when other cells are well.
const ENOUGH: usize = 3;
/// Cells that are looked at in a file; an old font is seen sooner.
const MOST: usize = 2_000;
/// How much of a text is looked at, in characters.
const SAMPLE: usize = 400;

/// Counts cells that look as if they were typed in an old font.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OldFont {
    tcvn3: usize,
    vni: usize,
    /// Cells with letters beyond ASCII that are well.
    sound: usize,
}

impl OldFont {
    /// Takes a look at a cell.
    pub(crate) fn look(&mut self, text: &str) {
        if text.is_ascii() || self.tcvn3 + self.vni + self.sound > MOST {
            return;
        }
        match font(text) {
            Some(Encoding::Tcvn3) => self.tcvn3 += 1,
            Some(_) => self.vni += 1,
            None => self.sound += 1,
        }
    }

    /// The encoding that somebody should look at, if any.
    pub(crate) fn suspect(self) -> Option<Encoding> {
        let old = self.tcvn3 + self.vni;
        let telling = old >= ENOUGH || (old > 0 && old >= self.sound);
        telling.then_some(if self.tcvn3 >= self.vni { Encoding::Tcvn3 } else { Encoding::Vni })
    }
}

/// A row in the letters of its font, the cells that change; `None` for a row that is well.
///
/// Short words may be read both ways: “Cã” is a syllable as it stands and “Có” in TCVN3. So a row
/// is mended as a whole where its words fit no worse for it, and other rows only in the cells that
/// are no Vietnamese as they stand.
pub(crate) fn mend_row(encoding: Encoding, cells: &[&str]) -> Option<Vec<Option<String>>> {
    let joined = cells.join(" ");
    let whole = encoding.mend(&joined).is_some_and(|mended| fit(&mended) >= fit(&joined));
    let cell = |text: &&str| encoding.mend(text).filter(|_| whole || font(text) == Some(encoding));
    let mended: Vec<Option<String>> = cells.iter().map(cell).collect();
    mended.iter().any(Option::is_some).then_some(mended)
}

fn fit(text: &str) -> usize {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    Fit::of(&text[..end]).permille()
}

/// The font that makes Vietnamese of words that are none as they stand.
pub(crate) fn font(text: &str) -> Option<Encoding> {
    let as_it_stands = fit(text);
    let mended = |encoding: &Encoding| encoding.mend(text).map_or(0, |mended| fit(&mended));
    // Now and then a mangled word is a syllable again: “hái” is “hỏi” in TCVN3.
    let best = [Encoding::Vni, Encoding::Tcvn3].into_iter().max_by_key(mended)?;
    (mended(&best) >= 800 && mended(&best) >= as_it_stands + 300).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_an_old_font_are_known() {
        for (text, expected) in [
            ("C©u hái", Some(Encoding::Tcvn3)),
            ("§¸p ¸n ®óng", Some(Encoding::Tcvn3)),
            ("Caâu hoûi", Some(Encoding::Vni)),
            ("Ñaùp aùn ñuùng", Some(Encoding::Vni)),
            ("Câu hỏi", None),
            ("Nông thôn", None),
            ("Có", None),
            ("café", None),
            ("50 °C", None),
            ("“Một cửa” – §2", None),
        ] {
            assert_eq!(font(text), expected, "{text}");
        }
    }

    #[test]
    fn short_words_go_with_their_row() {
        let row = |cells: &[&str]| {
            let mended = mend_row(Encoding::Tcvn3, cells)?;
            Some(
                cells
                    .iter()
                    .zip(mended)
                    .map(|(old, new)| new.unwrap_or((*old).to_owned()))
                    .collect::<Vec<_>>()
                    .join("|"),
            )
        };
        assert_eq!(row(&["1", "Cã", "Kh«ng", "A"]).as_deref(), Some("1|Có|Không|A"));
        assert_eq!(row(&["Câu hỏi", "Có", "Không"]), None);
        assert_eq!(row(&["Câu hỏi", "Kh«ng"]).as_deref(), Some("Câu hỏi|Không"));
        assert_eq!(row(&["1", "A"]), None);
    }

    #[test]
    fn one_odd_cell_among_many_is_nothing() {
        let mut cells = OldFont::default();
        cells.look("C©u hái");
        assert_eq!(cells.suspect(), Some(Encoding::Tcvn3));
        cells.look("Câu hỏi");
        cells.look("Đáp án");
        assert_eq!(cells.suspect(), None);
        cells.look("§¸p ¸n");
        cells.look("Caâu hoûi");
        assert_eq!(cells.suspect(), Some(Encoding::Tcvn3));
    }
}
