//! The same document as PDF. The serif that ships is wider than Times New Roman, so its sizes are smaller by that much:
//! 12.3 points of it are as long as 14 points of the decree's face.

use print::{
    PrintError,
    flow::{self, Align, Block, Part, Row, Style, Text},
};

use crate::{
    Cell, Header, Kind, Report, Table,
    report::{COUNTRY, KIND, MOTTO},
};

/// Sizes in points: of the text, of the head, of the list of recipients, of tables.
const BODY: f32 = 12.3;
const HEAD: f32 = 11.4;
const SMALL: f32 = 9.8;
const CELL: f32 = 9.6;
/// How far paragraphs are drawn in: 1 cm.
const INDENT: f32 = 28.3;
/// Room above paragraphs: 6 points at least.
const ABOVE: f32 = 6.0;
/// Shares of the head's two columns, and of the foot's.
const HEAD_SHARES: (f32, f32) = (4.0, 6.0);
const FOOT_SHARES: (f32, f32) = (5.0, 5.0);
/// Room for a signature and a seal.
const SIGNATURE: f32 = 70.0;

pub(super) fn write(report: &Report) -> Result<Vec<u8>, PrintError> {
    let mut blocks = vec![head(&report.header)];
    blocks.push(Block::Text(Text::centered(KIND, Style::Bold, BODY + 1.0).below(16.0)));
    blocks.push(Block::Text(Text::centered(report.subject.as_str(), Style::Bold, BODY)));
    blocks.push(Block::Rule(90.0));
    blocks.push(Block::Text(Text::centered(format!("({})", report.period), Style::Italic, BODY).below(2.0)));
    blocks.push(Block::Gap(4.0));
    for section in &report.sections {
        if !section.heading.is_empty() {
            blocks.push(Block::Text(Text { leads: true, ..left(&section.heading, Style::Bold) }));
        }
        for paragraph in &section.paragraphs {
            blocks.push(Block::Text(Text { align: Align::Justified, ..left(paragraph, Style::Regular) }));
        }
        for table in &section.tables {
            blocks.push(Block::Text(Text {
                leads: true,
                ..Text::centered(table.caption.as_str(), Style::Bold, BODY).below(ABOVE)
            }));
            blocks.push(Block::Gap(3.0));
            blocks.push(self::table(table));
        }
    }
    blocks.push(Block::Gap(14.0));
    blocks.push(foot(&report.header));
    let mut parts = vec![Part { landscape: false, blocks }];
    parts.extend(report.appendices.iter().map(|appendix| Part {
        landscape: true,
        blocks: vec![
            Block::Text(Text::centered(appendix.label.as_str(), Style::Bold, BODY)),
            Block::Text(Text::centered(appendix.table.caption.as_str(), Style::Bold, BODY)),
            Block::Text(Text::centered(report.header.attached_to(), Style::Italic, BODY)),
            Block::Rule(90.0),
            Block::Gap(6.0),
            table(&appendix.table),
        ],
    }));
    flow::pdf(&format!("Báo cáo {}", report.subject), &parts)
}

fn left(text: &str, style: Style) -> Text {
    Text { align: Align::Left, indent: INDENT, ..Text::centered(text, style, BODY).below(ABOVE) }
}

fn head(header: &Header) -> Block {
    let text = |text: &str, style, size| Block::Text(Text::centered(text, style, size));
    let issuing = vec![
        text(&header.superior.to_uppercase(), Style::Regular, HEAD),
        text(&header.issuer.to_uppercase(), Style::Bold, HEAD),
        Block::Rule(60.0),
        Block::Text(Text::centered(header.number_line(), Style::Regular, HEAD).below(6.0)),
    ];
    let country = vec![
        text(COUNTRY, Style::Bold, HEAD - 0.6),
        text(MOTTO, Style::Bold, HEAD + 0.6),
        Block::Rule(165.0),
        Block::Text(Text::centered(header.place_and_date(), Style::Italic, BODY).below(6.0)),
    ];
    let issuing = issuing.into_iter().filter(|block| !matches!(block, Block::Text(text) if text.text.is_empty()));
    Block::Columns(vec![(HEAD_SHARES.0, issuing.collect()), (HEAD_SHARES.1, country)])
}

fn foot(header: &Header) -> Block {
    let receivers = header.recipient_lines();
    let receivers = receivers
        .iter()
        .map(|line| Block::Text(Text { align: Align::Left, ..Text::centered(line.as_str(), Style::Regular, SMALL) }));
    let title = Text { align: Align::Left, ..Text::centered("Nơi nhận:", Style::Bold, SMALL + 0.8) };
    let received = [Block::Text(title)].into_iter().chain(receivers).collect();
    let mut signed: Vec<Block> = [&header.authority, &header.signer_title]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| Block::Text(Text::centered(line.to_uppercase(), Style::Bold, BODY)))
        .collect();
    signed.push(Block::Gap(SIGNATURE));
    signed.push(Block::Text(Text::centered(header.signer.as_str(), Style::Bold, BODY)));
    Block::Columns(vec![(FOOT_SHARES.0, received), (FOOT_SHARES.1, signed)])
}

fn table(table: &Table) -> Block {
    let columns = table.columns.iter().map(|column| flow::Column {
        label: column.label.clone(),
        share: f32::from(column.width),
        align: match column.kind {
            Kind::Text => Align::Left,
            Kind::Count | Kind::Share => Align::Right,
            Kind::Date => Align::Center,
        },
    });
    let shown = |cells: &[Cell], bold| Row { cells: cells.iter().map(Cell::shown).collect(), bold };
    let rows = table.rows.iter().map(|cells| shown(cells, false));
    let totals = table.totals().map(|cells| shown(&cells, true));
    Block::Table(flow::Table { columns: columns.collect(), rows: rows.chain(totals).collect(), size: CELL })
}
