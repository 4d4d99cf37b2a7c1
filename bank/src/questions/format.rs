//! The formats of question sets.

use contest::text;

/// A format that questions are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// GIFT, the text format of Moodle.
    Gift,
    /// Aiken: one right choice a question, nothing else.
    Aiken,
    /// Moodle XML.
    MoodleXml,
    /// A package of QTI 2.1.
    Qti,
    /// JSON.
    Json,
    /// A table as text.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A Word document.
    Docx,
}

impl Format {
    /// All, in the order in which a person is offered them.
    pub const ALL: [Self; 8] =
        [Self::Xlsx, Self::Docx, Self::Csv, Self::Gift, Self::Aiken, Self::MoodleXml, Self::Qti, Self::Json];

    /// The short name in commands and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gift => "gift",
            Self::Aiken => "aiken",
            Self::MoodleXml => "moodle-xml",
            Self::Qti => "qti",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    /// The name that people know.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gift => "GIFT",
            Self::Aiken => "Aiken",
            Self::MoodleXml => "Moodle XML",
            Self::Qti => "QTI 2.1",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::Docx => "Word",
        }
    }

    /// What a file's name ends with, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Gift => "gift",
            Self::Aiken => "txt",
            Self::MoodleXml => "xml",
            Self::Qti => "zip",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    /// The media type of a download.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Gift | Self::Aiken => "text/plain; charset=utf-8",
            Self::MoodleXml => "application/xml",
            Self::Qti => "application/zip",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The format of this name: its code, its label or its extension, case aside; `moodle` for Moodle XML.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = text::fold(name).replace(['_', ' '], "-");
        let known = |format: &Self| {
            name == format.code()
                || name == format.label().to_lowercase().replace(' ', "-")
                || name == format.extension()
        };
        Self::ALL.into_iter().find(known).or((name == "moodle").then_some(Self::MoodleXml))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_names() {
        for format in Format::ALL {
            for name in [format.code(), format.label(), format.extension()] {
                assert_eq!(Format::from_name(name), Some(format), "{name}");
            }
        }
        assert_eq!(Format::from_name("Moodle_XML"), Some(Format::MoodleXml));
        assert_eq!(Format::from_name("moodle"), Some(Format::MoodleXml));
        assert_eq!(Format::from_name("qti 2.1"), Some(Format::Qti));
        assert_eq!(Format::from_name("pdf"), None);
    }
}
