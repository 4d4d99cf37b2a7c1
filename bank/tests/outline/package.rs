//! Packages of Word documents, made from the XML that programs write.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// A document being made.
#[derive(Default)]
pub struct Docx {
    body: String,
    styles: String,
    numbering: String,
}

impl Docx {
    /// A document with this in its body.
    pub fn of(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    pub fn styles(self, styles: &str) -> Self {
        Self { styles: styles.to_owned(), ..self }
    }

    pub fn numbering(self, numbering: &str) -> Self {
        Self { numbering: numbering.to_owned(), ..self }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let part = |root: &str, inner: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:{root} {NAMESPACES}>{inner}</w:{root}>"
            )
        };
        let body = format!("<w:body>{}<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr></w:body>", self.body);
        let parts = [
            ("word/document.xml", part("document", &body)),
            ("word/styles.xml", part("styles", &self.styles)),
            ("word/numbering.xml", part("numbering", &self.numbering)),
            // What stands on every page belongs to no question.
            ("word/header1.xml", part("hdr", &p("Câu 99: Đầu trang?"))),
            ("word/footer1.xml", part("ftr", &p("A. Chân trang"))),
        ];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, text) in parts {
            writer.start_file(name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A run with these properties; tabs and line breaks are elements.
pub fn r(properties: &str, text: &str) -> String {
    let text = escaped(text).replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of plain text.
pub fn p(text: &str) -> String {
    para("", &r("", text))
}

/// A paragraph with these properties around its runs.
pub fn para(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A paragraph of one run that looks so.
pub fn look(properties: &str, text: &str) -> String {
    para("", &r(properties, text))
}

/// A paragraph on a level of a list.
pub fn listed(list: u32, level: u8, text: &str) -> String {
    para(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), &r("", text))
}

/// A table of cells of plain text.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let paragraphs: String = text.split('\n').map(p).collect();
        format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>{paragraphs}</w:tc>")
    };
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Paragraphs, one a line.
pub fn lines(text: &str) -> String {
    text.lines().map(p).collect()
}
