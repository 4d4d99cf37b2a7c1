//! How text looks, as far as authors mark right answers by it.

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) underline: bool,
    pub(crate) colour: Colour,
    /// The colour behind the text, by highlighter or shading.
    pub(crate) back: Colour,
}

/// A colour, told apart from others only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Colour(u32);

/// What a style or a run says of the look; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LookChange {
    pub(crate) bold: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) colour: Option<Colour>,
    pub(crate) back: Option<Colour>,
    pub(crate) hidden: Option<bool>,
}

impl LookChange {
    /// This one where it says something, else the one it builds on.
    pub(crate) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            underline: self.underline.or(base.underline),
            colour: self.colour.or(base.colour),
            back: self.back.or(base.back),
            hidden: self.hidden.or(base.hidden),
        }
    }

    /// What text looks like whose paragraph's style, character style and run say this.
    ///
    /// Bold in both styles is bold switched off again (ECMA-376, part 1, 17.7.3); what the run itself
    /// says holds as it is.
    pub(crate) fn look(paragraph: Self, character: Self, own: Self) -> Look {
        let styled = paragraph.bold.unwrap_or_default() != character.bold.unwrap_or_default();
        let all = own.over(character.over(paragraph));
        Look {
            bold: own.bold.unwrap_or(styled),
            underline: all.underline.unwrap_or_default(),
            colour: all.colour.unwrap_or_default(),
            back: all.back.unwrap_or_default(),
        }
    }
}

impl Colour {
    /// What text and paper have by themselves: black, and white.
    pub(crate) const PLAIN: Self = Self(0);

    /// A text colour: `FF0000`; what reads as black, and the automatic colour, is plain.
    pub(crate) fn of_text(value: &str) -> Self {
        let Some(rgb) = rgb(value) else { return Self::PLAIN };
        let [_, red, green, blue] = rgb.to_be_bytes();
        let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
        let is_black = most <= 0x40 || (most <= 0x60 && most - least <= 0x10);
        if is_black { Self::PLAIN } else { Self(rgb) }
    }

    /// A colour behind text: `FFFF00`, or the name of a highlighter; white is plain.
    pub(crate) fn behind(value: &str) -> Self {
        match value {
            "auto" | "none" | "clear" | "white" | "" => Self::PLAIN,
            _ => match rgb(value) {
                // Nearly white, as web pages are copied.
                Some(rgb) if rgb.to_be_bytes()[1..].iter().all(|part| *part >= 0xF0) => Self::PLAIN,
                // Black behind text is a colour too.
                Some(rgb) => Self(rgb | 0x0100_0000),
                None => Self(named(value)),
            },
        }
    }

    /// A colour of the theme: `accent2`; the two that text has by itself are plain.
    pub(crate) fn of_theme(name: &str) -> Self {
        if matches!(name, "text1" | "dark1" | "tx1" | "dk1" | "none") { Self::PLAIN } else { Self(named(name)) }
    }

    /// This colour, or the other one where this is plain.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::PLAIN { other } else { self }
    }
}

fn rgb(value: &str) -> Option<u32> {
    (value.len() == 6).then(|| u32::from_str_radix(value, 16).ok()).flatten()
}

/// A name as a number beyond all of red, green and blue (FNV-1a).
fn named(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) | 0xFF00_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_in_its_many_forms_is_no_colour() {
        for black in ["auto", "000000", "202124", "333333", "595959"] {
            assert_eq!(Colour::of_text(black), Colour::PLAIN, "{black}");
        }
        for colour in ["FF0000", "C00000", "1F3864", "0070C0", "00b050"] {
            assert_ne!(Colour::of_text(colour), Colour::PLAIN, "{colour}");
        }
        assert_eq!(Colour::behind("FFFFFF"), Colour::PLAIN);
        assert_ne!(Colour::behind("yellow"), Colour::behind("green"));
        assert_eq!(Colour::of_theme("text1"), Colour::PLAIN);
    }

    #[test]
    fn bold_of_two_styles_is_plain_and_the_run_has_the_last_word() {
        let bold = LookChange { bold: Some(true), ..LookChange::default() };
        let plain = LookChange { bold: Some(false), ..LookChange::default() };
        let none = LookChange::default();
        assert!(LookChange::look(bold, none, none).bold);
        assert!(!LookChange::look(bold, bold, none).bold);
        assert!(!LookChange::look(bold, none, plain).bold);
        assert!(LookChange::look(none, plain, bold).bold);
    }
}
