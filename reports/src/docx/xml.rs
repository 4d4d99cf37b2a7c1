//! Paragraphs as XML. Lengths are in twentieths of a point, sizes in half points, as the format has them.

use std::fmt::Write as _;

use bank::office::escape;

/// What a paragraph is to what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// It stays on the same page.
    Leads,
    /// It does so, too, and is found in the outline.
    Heading,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// `left`, `center`, `right` or `both`.
    pub align: &'static str,
    /// In half points.
    pub size: u16,
    pub bold: bool,
    pub italic: bool,
    pub above: u16,
    pub first_line: u16,
    pub role: Role,
}

impl Look {
    /// A line in the middle, of this size in points.
    pub const fn centered(points: u16) -> Self {
        Self {
            align: "center",
            size: points * 2,
            bold: false,
            italic: false,
            above: 0,
            first_line: 0,
            role: Role::Plain,
        }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    pub const fn below(self, above: u16) -> Self {
        Self { above, ..self }
    }
}

pub(super) fn paragraph(text: &str, look: Look, out: &mut String) {
    let role = match look.role {
        Role::Plain => "",
        Role::Leads => "<w:keepNext/>",
        Role::Heading => r#"<w:pStyle w:val="Heading1"/><w:keepNext/>"#,
    };
    let indent =
        if look.first_line > 0 { format!(r#"<w:ind w:firstLine="{}"/>"#, look.first_line) } else { String::new() };
    let (bold, italic) =
        (if look.bold { "<w:b/><w:bCs/>" } else { "" }, if look.italic { "<w:i/><w:iCs/>" } else { "" });
    let _ = write!(
        out,
        r#"<w:p><w:pPr>{role}<w:spacing w:before="{}"/>{indent}<w:jc w:val="{}"/></w:pPr><w:r><w:rPr>{bold}{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        look.above,
        look.align,
        escape(text),
        size = look.size,
    );
}

/// A line across the middle of a measure: an empty paragraph drawn in from both sides, with a border above.
pub(super) fn rule(measure: u16, length: u16, out: &mut String) {
    let inset = measure.saturating_sub(length) / 2;
    let _ = write!(
        out,
        r#"<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="20" w:line="80" w:lineRule="exact"/><w:ind w:left="{inset}" w:right="{inset}"/></w:pPr></w:p>"#,
    );
}
