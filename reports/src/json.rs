//! Everything as JSON, with names that stay (docs/REPORTS.md).

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Cell, Kind, Report, Table};

/// The version of this shape; a name that goes or changes its meaning raises it.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct File<'a> {
    version: u8,
    subject: &'a str,
    period: &'a str,
    issued: Issued<'a>,
    sections: Vec<Section<'a>>,
    tables: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Issued<'a> {
    superior: &'a str,
    issuer: &'a str,
    number: &'a str,
    place: &'a str,
    date: Option<String>,
    signer_title: &'a str,
    signer: &'a str,
}

#[derive(Serialize)]
struct Section<'a> {
    heading: &'a str,
    paragraphs: &'a [String],
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    caption: &'a str,
    columns: Vec<Named<'a>>,
    rows: Vec<Map<String, Value>>,
    total: Option<Map<String, Value>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    label: &'a str,
    kind: &'static str,
}

pub(super) fn write(report: &Report) -> Result<Vec<u8>, serde_json::Error> {
    let header = &report.header;
    let file = File {
        version: VERSION,
        subject: &report.subject,
        period: &report.period,
        issued: Issued {
            superior: &header.superior,
            issuer: &header.issuer,
            number: &header.number,
            place: &header.place,
            date: header.date.map(|date| date.to_string()),
            signer_title: &header.signer_title,
            signer: &header.signer,
        },
        sections: report
            .sections
            .iter()
            .map(|section| Section { heading: &section.heading, paragraphs: &section.paragraphs })
            .collect(),
        tables: report.tables().map(listed).collect(),
    };
    serde_json::to_vec_pretty(&file)
}

fn listed(table: &Table) -> Listed<'_> {
    let named = |column: &crate::Column| -> &'static str {
        match column.kind {
            Kind::Text => "text",
            Kind::Count => "count",
            Kind::Share => "percent",
            Kind::Date => "date",
        }
    };
    Listed {
        name: table.name,
        caption: &table.caption,
        columns: table
            .columns
            .iter()
            .map(|column| Named { name: column.name, label: &column.label, kind: named(column) })
            .collect(),
        rows: table.rows.iter().map(|row| object(table, row)).collect(),
        total: table.totals().map(|row| object(table, &row)),
    }
}

fn object(table: &Table, row: &[Cell]) -> Map<String, Value> {
    table.columns.iter().zip(row).map(|(column, cell)| (column.name.to_owned(), value(cell))).collect()
}

/// Shares in percent with two decimals.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Unknown | Cell::Nothing => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Count(count) => Value::from(*count),
        Cell::Share { .. } => {
            cell.fraction().map_or(Value::Null, |share| Value::from((share * 10_000.0).round() / 100.0))
        }
        Cell::Date(date) => Value::from(date.to_string()),
    }
}
