//! The text: head, title, sections, signature, appendices.

use super::{
    parts::HEADER_RELATION,
    table::{columns, table},
    xml::{Look, Role, paragraph, rule},
};
use crate::{
    Header, Report,
    report::{COUNTRY, KIND, MOTTO},
};

/// The measure of upright and of lying pages, in twentieths of a point: A4 without 30 mm at the left and 15 at the right.
const UPRIGHT: u16 = 9_354;
const LYING: u16 = 14_286;
/// The columns of the head and of the foot.
const HEAD: [u16; 2] = [3_742, 5_612];
const FOOT: [u16; 2] = [4_677, 4_677];
/// How far paragraphs are drawn in (1 cm), and the least room above them (6 points).
const FIRST_LINE: u16 = 567;
const ABOVE: u16 = 120;
/// As long as the motto in bold 14.
const MOTTO_LENGTH: u16 = 3_370;
const SHORT_RULE: u16 = 1_300;
/// Lines left for a signature and a seal.
const SIGNATURE_LINES: usize = 4;

pub(super) fn document(report: &Report) -> String {
    let mut body = String::new();
    head(&report.header, &mut body);
    paragraph(KIND, Look::centered(14).bold().below(360), &mut body);
    paragraph(&report.subject, Look::centered(14).bold(), &mut body);
    rule(UPRIGHT, SHORT_RULE + 400, &mut body);
    paragraph(&format!("({})", report.period), Look::centered(14).italic().below(60), &mut body);
    sections(report, &mut body);
    paragraph("", Look::centered(14), &mut body);
    foot(&report.header, &mut body);
    for (place, appendix) in report.appendices.iter().enumerate() {
        // The properties of a section stand in its last paragraph (ECMA-376 part 1, 17.6.18).
        body.push_str("<w:p><w:pPr>");
        body.push_str(&section(place == 0));
        body.push_str("</w:pPr></w:p>");
        paragraph(&appendix.label, Look::centered(14).bold(), &mut body);
        paragraph(&appendix.table.caption, Look::centered(14).bold(), &mut body);
        paragraph(&report.header.attached_to(), Look::centered(14).italic(), &mut body);
        rule(LYING, SHORT_RULE + 400, &mut body);
        table(&appendix.table, LYING, &mut body);
    }
    let last = section(report.appendices.is_empty());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}{last}</w:body></w:document>"
    )
}

fn sections(report: &Report, body: &mut String) {
    let text = Look { align: "both", first_line: FIRST_LINE, above: ABOVE, ..Look::centered(14) };
    for section in &report.sections {
        if !section.heading.is_empty() {
            let look = Look { align: "left", role: Role::Heading, ..text.bold() };
            paragraph(&section.heading, look, body);
        }
        for line in &section.paragraphs {
            paragraph(line, text, body);
        }
        for one in &section.tables {
            paragraph(&one.caption, Look { role: Role::Leads, ..Look::centered(14).bold().below(ABOVE) }, body);
            table(one, UPRIGHT, body);
        }
    }
}

/// Who issues it, and the country with its motto.
fn head(header: &Header, body: &mut String) {
    let (mut issuing, mut country) = (String::new(), String::new());
    if !header.superior.is_empty() {
        paragraph(&header.superior.to_uppercase(), Look::centered(13), &mut issuing);
    }
    paragraph(&header.issuer.to_uppercase(), Look::centered(13).bold(), &mut issuing);
    rule(HEAD[0], SHORT_RULE, &mut issuing);
    paragraph(&header.number_line(), Look::centered(13).below(60), &mut issuing);
    paragraph(COUNTRY, Look::centered(13).bold(), &mut country);
    paragraph(MOTTO, Look::centered(14).bold(), &mut country);
    rule(HEAD[1], MOTTO_LENGTH, &mut country);
    paragraph(&header.place_and_date(), Look::centered(14).italic().below(60), &mut country);
    columns(HEAD, [&issuing, &country], body);
}

/// Who receives it, and who signs.
fn foot(header: &Header, body: &mut String) {
    let (mut received, mut signed) = (String::new(), String::new());
    let left = |look: Look| Look { align: "left", ..look };
    paragraph("Nơi nhận:", left(Look::centered(12).bold().italic()), &mut received);
    for line in header.recipient_lines() {
        paragraph(&line, left(Look::centered(11)), &mut received);
    }
    for line in [&header.authority, &header.signer_title].into_iter().filter(|line| !line.is_empty()) {
        paragraph(&line.to_uppercase(), Look::centered(14).bold(), &mut signed);
    }
    for _ in 0..SIGNATURE_LINES {
        paragraph("", Look::centered(14), &mut signed);
    }
    paragraph(&header.signer, Look::centered(14).bold(), &mut signed);
    columns(FOOT, [&received, &signed], body);
}

/// The pages of a section: numbered from 1, the number not shown on the first.
fn section(upright: bool) -> String {
    let size = if upright { r#"w:w="11906" w:h="16838""# } else { r#"w:w="16838" w:h="11906" w:orient="landscape""# };
    format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_RELATION}"/><w:pgSz {size}/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>"#
    )
}
