//! Small PDF files written by hand.

use std::fmt::Write as _;

/// A file being made; object 1 is the catalog, object 2 the pages' tree.
#[derive(Default)]
pub struct Pdf {
    objects: Vec<(u32, Vec<u8>)>,
    pages: Vec<u32>,
    /// What stands in the trailer beside the catalog.
    trailer: String,
}

/// The fonts that every page has: F1 with a table of letters, F2 the same in bold, F3 in western letters,
/// F4 without a table.
const FONTS: &str = "/Font<</F1 10 0 R/F2 11 0 R/F3 12 0 R/F4 13 0 R>>";

impl Pdf {
    pub fn new() -> Self {
        let mut pdf = Self::default();
        pdf.put(1, "<</Type/Catalog/Pages 2 0 R>>");
        for (number, name) in [(10, "Noto"), (11, "Noto-Bold"), (13, "Other")] {
            let map = if number == 13 { "" } else { "/ToUnicode 14 0 R" };
            pdf.put(
                number,
                &format!("<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H{map}/DescendantFonts[<</Subtype/CIDFontType2/DW 500>>]>>"),
            );
        }
        pdf.put(12, "<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>");
        // Codes are the letters' own numbers, shifted by one; what no table of letters would have as it is.
        let map =
            "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0021> <1FFF> <0020> endbfrange";
        pdf.stream(14, "", map.as_bytes());
        pdf
    }

    pub fn put(&mut self, number: u32, body: &str) {
        self.objects.push((number, body.as_bytes().to_vec()));
    }

    pub fn stream(&mut self, number: u32, dict: &str, bytes: &[u8]) {
        let mut body = format!("<<{dict}/Length {}>>stream\n", bytes.len()).into_bytes();
        body.extend(bytes);
        body.extend(b"\nendstream");
        self.objects.push((number, body));
    }

    /// A page with this content; `beside` goes into its resources.
    pub fn page_with(&mut self, content: &[u8], beside: &str) -> &mut Self {
        let number = 100 + 2 * self.pages.len() as u32;
        self.stream(number + 1, "", content);
        self.put(
            number,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents {} 0 R/Resources<<{FONTS}{beside}>>>>",
                number + 1
            ),
        );
        self.pages.push(number);
        self
    }

    /// A page with lines from above.
    pub fn page(&mut self, lines: &[&str]) -> &mut Self {
        self.page_with(text(lines).as_bytes(), "")
    }

    pub fn trailer(&mut self, beside: &str) -> &mut Self {
        self.trailer.push_str(beside);
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        for (number, body) in &self.objects {
            bytes.extend(format!("{number} 0 obj\n").bytes());
            bytes.extend(body);
            bytes.extend(b"\nendobj\n");
        }
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        bytes.extend(
            format!("2 0 obj<</Type/Pages/Kids[{}]>>endobj\ntrailer<</Root 1 0 R{}>>", kids.concat(), self.trailer)
                .bytes(),
        );
        bytes
    }
}

/// Text as the fonts F1 and F2 have it.
pub fn codes(text: &str) -> String {
    let mut codes = String::new();
    for letter in text.chars() {
        let _ = write!(codes, "{:04X}", u32::from(letter) + 1);
    }
    codes
}

/// Lines from above, in letters of 10 points; bold behind `*`.
pub fn text(lines: &[&str]) -> String {
    let mut content = String::from("BT 1 0 0 1 40 560 Tm 16 TL\n");
    for line in lines {
        let (font, line) = line.strip_prefix('*').map_or(("F1", *line), |line| ("F2", line));
        let _ = writeln!(content, "/{font} 10 Tf <{}> Tj T*", codes(line));
    }
    content + "ET\n"
}
