//! What each program makes of a set of questions.

use bank::questions::read;

use crate::package::{Docx, listed, look, p, para, r, table};
use crate::{all, docx};

/// Numbering as these programs write it: `Câu %1:` over letters, bullets, letters of their own.
const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Câu %1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{F0B7}\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Cau\"/><w:lvlText w:val=\"Câu %1:\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
    <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/></w:num>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num>";

fn numbered(body: &str, styles: &str) -> Vec<String> {
    all(&read(&Docx::of(body).numbering(NUMBERING).styles(styles).bytes(), "de.docx").unwrap())
}

#[test]
fn word_numbers_questions_and_choices() {
    let two_levels = listed(1, 0, "Một?")
        + &listed(1, 1, "a")
        + &listed(1, 1, "b")
        + &p("Đáp án: B")
        + &listed(1, 0, "Hai?")
        + &listed(1, 1, "c")
        + &listed(1, 1, "d")
        + &p("Đáp án: A");
    assert_eq!(numbered(&two_levels, ""), ["Một? [a|b] B", "Hai? [c|d] A"]);
    // Typed questions, choices in lists that start again by an override.
    let restarted = p("Câu 1: Một?")
        + &listed(2, 0, "a")
        + &listed(2, 0, "b")
        + &p("Đáp án: B")
        + &p("Câu 2: Hai?")
        + &listed(3, 0, "c")
        + &listed(3, 0, "d")
        + &p("Đáp án: A");
    assert_eq!(numbered(&restarted, ""), ["Một? [a|b] B", "Hai? [c|d] A"]);
    // A list that its author forgot to start again shows C) and D).
    let forgotten = p("Câu 1: Một?")
        + &listed(2, 0, "a")
        + &listed(2, 0, "b")
        + &p("Đáp án: B")
        + &p("Câu 2: Hai?")
        + &listed(2, 0, "c")
        + &listed(2, 0, "d")
        + &p("Đáp án: A");
    assert!(numbered(&forgotten, "")[1].contains('✗'), "{:?}", numbered(&forgotten, ""));
    // Bullets in place of letters, the right one in bold.
    let bullets = p("Câu 1: Một?")
        + &listed(4, 0, "a")
        + &para("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr>", &r("<w:b/>", "b"));
    assert_eq!(numbered(&bullets, ""), ["Một? [a|b] B"]);
}

#[test]
fn numbering_by_style_alone() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Cau\"><w:name w:val=\"Câu\"/><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>";
    let question = |text: &str| para("<w:pStyle w:val=\"Cau\"/>", &r("", text));
    let body = question("Một?")
        + &p("A. a")
        + &look("<w:u w:val=\"single\"/>", "B. b")
        + &question("Hai?")
        + &p("A. c*")
        + &p("B. d");
    assert_eq!(numbered(&body, styles), ["Một? [a|b] B", "Hai? [c|d] A"]);
}

#[test]
fn word_splits_tracks_and_wraps() {
    // Runs that spelling and revisions split, what was deleted and how it looked before, content
    // controls, smart tags, two copies of a drawing, hidden text.
    let stem = "<w:p><w:pPr><w:pPrChange w:id=\"1\"><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr></w:pPrChange></w:pPr>\
        <w:proofErr w:type=\"spellStart\"/><w:r><w:t>Câ</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t xml:space=\"preserve\">u 1: </w:t></w:r>\
        <w:del w:id=\"2\"><w:r><w:delText>Hai</w:delText></w:r></w:del><w:ins w:id=\"3\"><w:r><w:t>Một</w:t></w:r></w:ins>\
        <w:smartTag w:element=\"place\"><w:r><w:t>?</w:t></w:r></w:smartTag><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>";
    let choice = "<w:sdt><w:sdtPr><w:alias w:val=\"A\"/><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:rPrChange w:id=\"4\"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>A. a</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent><w:p><w:r><w:t>B. b</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>B. b</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let set = docx(format!("{stem}{choice}{boxed}{}", p("Đáp án: A")));
    assert_eq!(all(&set), ["Một? [a|b] A"]);
    assert!(set.notes[0].message.contains("chữ ẩn"));
}

#[test]
fn libre_office_has_styles_for_emphasis() {
    let styles = "<w:style w:type=\"character\" w:styleId=\"StrongEmphasis\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:rPr><w:color w:val=\"auto\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"TextBody\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"Normal\"/></w:style>";
    let line = |properties: &str, text: &str| {
        para("<w:pStyle w:val=\"TextBody\"/><w:bidi w:val=\"0\"/><w:rPr></w:rPr>", &r(properties, text))
    };
    let body = line("", "Câu 1: Một?") + &line("", "A. a") + &line("<w:rStyle w:val=\"StrongEmphasis\"/>", "B. b");
    assert_eq!(numbered(&body, styles), ["Một? [a|b] B"]);
}

#[test]
fn google_docs_says_everything_of_every_run() {
    let usual = "<w:rFonts w:ascii=\"Times New Roman\"/><w:b w:val=\"0\"/><w:i w:val=\"0\"/><w:strike w:val=\"0\"/><w:color w:val=\"000000\"/><w:sz w:val=\"26\"/><w:u w:val=\"none\"/><w:shd w:fill=\"auto\" w:val=\"clear\"/><w:vertAlign w:val=\"baseline\"/><w:rtl w:val=\"0\"/>";
    let right = usual.replace("<w:b w:val=\"0\"/>", "<w:b w:val=\"1\"/>");
    let body = look(usual, "Câu 1: Một?") + &look(usual, "A. a") + &look(&right, "B. b") + &look(usual, "C. c");
    assert_eq!(all(&docx(body)), ["Một? [a|b|c] B"]);
    let red = usual.replace("000000", "ff0000");
    let body = look(&right, "Câu 1: Một?") + &look(usual, "A. a") + &look(&red, "B. b");
    assert_eq!(all(&docx(body)), ["Một? [a|b] B"]);
}

#[test]
fn wps_tabs_and_wide_tables() {
    // Choices behind tabs of a paragraph with tab stops, in East Asian runs; a cell over two columns.
    let tabs = "<w:tabs><w:tab w:val=\"left\" w:pos=\"2400\"/><w:tab w:val=\"left\" w:pos=\"4800\"/></w:tabs>";
    let hint = "<w:rFonts w:hint=\"default\" w:ascii=\"Times New Roman\"/><w:lang w:val=\"vi-VN\"/>";
    let body = p("Câu 1. Một?")
        + &para(
            tabs,
            &(r(hint, "A. a")
                + "<w:r><w:tab/></w:r>"
                + &r(hint, "B. b")
                + "<w:r><w:tab/></w:r>"
                + &r("<w:b/>", "C. c")),
        );
    assert_eq!(all(&docx(body)), ["Một? [a|b|c] C"]);
    let wide = table(&[&["STT", "Câu hỏi", "Phương án"], &["1", "Một?", "a", "b", "B"]]);
    let header = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc>".to_owned()
        + &["A", "B"].map(|name| format!("<w:tc>{}</w:tc>", p(name))).concat()
        + &format!("<w:tc>{}</w:tc></w:tr>", p("Đáp án"));
    let at = wide.find("</w:tr>").unwrap() + 7;
    let spanned = wide[..at].rfind("<w:tcW").unwrap();
    let wide = format!("{}<w:gridSpan w:val=\"2\"/>{}{header}{}", &wide[..spanned], &wide[spanned..at], &wide[at..]);
    assert_eq!(all(&docx(wide)), ["Một? [a|b] B"]);
}

#[test]
fn pictures_and_formulas_are_said() {
    let picture = "<w:p><w:r><w:drawing><pic:pic><pic:nvPicPr/></pic:pic></w:drawing></w:r></w:p>";
    let formula =
        "<w:p><w:r><w:t xml:space=\"preserve\">B. </w:t></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>";
    let set = docx(p("Câu 1: Một?") + picture + &p("A. a") + formula + &p("Đáp án: A"));
    assert_eq!(all(&set), ["Một? [a|x=1] A"]);
    let said: Vec<&str> = set.rows[0].problems().iter().map(|problem| problem.message.as_str()).collect();
    assert!(said[0].contains("hình ảnh") && said[1].contains("công thức"), "{said:?}");
}
