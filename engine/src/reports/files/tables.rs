//! The tables of a report.

use ::reports::{Cell, Column, Kind, Table, Total};
use contest::{agencies::Block, reports::Tally};

/// One agency with its own people.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its name, with that of the agency above.
    pub name: String,
    /// The code of its block.
    pub block: String,
    /// How many people it has; `None` while nobody has said.
    pub headcount: Option<u64>,
    /// Whether it may have none: it has units below it and none of its own people took part.
    pub may_have_none: bool,
    /// What its people did.
    pub tally: Tally,
}

fn column(name: &'static str, label: &str, kind: Kind, width: u8, total: Total) -> Column {
    Column { name, label: label.to_owned(), kind, width, total }
}

/// Hundredths of a percent that are the whole of one score.
const WHOLE: u64 = 10_000;

fn mean(tally: &Tally) -> Cell {
    Cell::share(tally.score_sum(), tally.counted() * WHOLE)
}

fn median(tally: &Tally) -> Cell {
    tally.median().map_or(Cell::Nothing, |median| Cell::share(u64::from(median), WHOLE))
}

/// Every agency.
pub(super) fn agencies(lines: &[Line], caption: String) -> Table {
    let columns = vec![
        column("number", "TT", Kind::Count, 6, Total::None),
        column("agency", "Cơ quan, đơn vị", Kind::Text, 40, Total::None),
        column("block", "Khối", Kind::Text, 18, Total::None),
        column("headcount", "Số người của đơn vị", Kind::Count, 11, Total::SumOfAll),
        column("entrants", "Số người dự thi", Kind::Count, 10, Total::Sum),
        column("staff_entrants", "Trong đó CBCCVC", Kind::Count, 10, Total::Sum),
        column("participation", "Tỷ lệ CBCCVC dự thi", Kind::Share, 11, Total::Ratio { part: 5, whole: 3 }),
        column("attempts", "Số lượt thi", Kind::Count, 10, Total::Sum),
        column("counted", "Số bài được tính", Kind::Count, 10, Total::Sum),
        column("mean_score", "Điểm trung bình", Kind::Share, 10, Total::Weighted { by: 8 }),
        column("median_score", "Điểm trung vị", Kind::Share, 10, Total::None),
        column("perfect", "Số bài đúng tất cả", Kind::Count, 10, Total::Sum),
        column("perfect_share", "Tỷ lệ đúng tất cả", Kind::Share, 10, Total::Ratio { part: 11, whole: 8 }),
    ];
    let row = |(place, line): (usize, &Line)| {
        let Line { name, block, headcount, may_have_none, tally } = line;
        vec![
            Cell::Count(place as u64 + 1),
            Cell::Text(name.clone()),
            Cell::Text(Block::label(block).to_owned()),
            match headcount {
                Some(people) => Cell::Count(*people),
                None if *may_have_none => Cell::Nothing,
                None => Cell::Unknown,
            },
            Cell::Count(tally.entrants),
            Cell::Count(tally.staff_entrants),
            headcount.map_or(Cell::Nothing, |people| Cell::share(tally.staff_entrants, people)),
            Cell::Count(tally.attempts),
            Cell::Count(tally.counted()),
            mean(tally),
            median(tally),
            Cell::Count(tally.perfect),
            Cell::share(tally.perfect, tally.counted()),
        ]
    };
    Table {
        name: "don_vi",
        caption,
        columns,
        rows: lines.iter().enumerate().map(row).collect(),
        total: Some("Tổng cộng".to_owned()),
    }
}

/// The blocks, in the order in which their first agency comes by name of the block.
pub(super) fn blocks(lines: &[Line]) -> Table {
    let mut blocks: Vec<(String, u64, Tally)> = Vec::new();
    for line in lines {
        let label = Block::label(&line.block);
        let place = blocks.iter().position(|(known, ..)| known == label).unwrap_or_else(|| {
            blocks.push((label.to_owned(), 0, Tally::default()));
            blocks.len() - 1
        });
        if let Some((_, agencies, tally)) = blocks.get_mut(place) {
            *agencies += 1;
            tally.add(&line.tally);
        }
    }
    blocks.sort_by(|a, b| a.0.cmp(&b.0));
    let columns = vec![
        column("block", "Khối", Kind::Text, 26, Total::None),
        column("agencies", "Số cơ quan, đơn vị", Kind::Count, 12, Total::Sum),
        column("entrants", "Số người dự thi", Kind::Count, 12, Total::Sum),
        column("attempts", "Số lượt thi", Kind::Count, 12, Total::Sum),
        column("counted", "Số bài được tính", Kind::Count, 12, Total::Sum),
        column("mean_score", "Điểm trung bình", Kind::Share, 12, Total::Weighted { by: 4 }),
    ];
    let row = |(label, agencies, tally): (String, u64, Tally)| {
        vec![
            Cell::Text(label),
            Cell::Count(agencies),
            Cell::Count(tally.entrants),
            Cell::Count(tally.attempts),
            Cell::Count(tally.counted()),
            mean(&tally),
        ]
    };
    Table {
        name: "khoi",
        caption: "Kết quả theo khối".to_owned(),
        columns,
        rows: blocks.into_iter().map(row).collect(),
        total: Some("Tổng cộng".to_owned()),
    }
}

/// Rounds with their people and attempts. Somebody may have taken part in several, so people are not added up.
pub(super) fn rounds(rounds: Vec<(String, (u64, u64))>) -> Table {
    let columns = vec![
        column("round", "Vòng thi", Kind::Text, 40, Total::None),
        column("entrants", "Số người dự thi", Kind::Count, 14, Total::None),
        column("attempts", "Số lượt thi", Kind::Count, 14, Total::Sum),
    ];
    let row = |(title, (people, attempts))| vec![Cell::Text(title), Cell::Count(people), Cell::Count(attempts)];
    Table {
        name: "vong_thi",
        caption: "Kết quả theo vòng thi".to_owned(),
        columns,
        rows: rounds.into_iter().map(row).collect(),
        total: Some("Tổng cộng".to_owned()),
    }
}

/// How many of the attempts that count score how much.
pub(super) fn bands(bands: &[(String, u64)], counted: u64) -> Table {
    let columns = vec![
        column("band", "Mức điểm", Kind::Text, 36, Total::None),
        column("counted", "Số bài", Kind::Count, 14, Total::Sum),
        column("share", "Tỷ lệ", Kind::Share, 14, Total::None),
    ];
    let row = |(label, count): &(String, u64)| {
        vec![Cell::Text(label.clone()), Cell::Count(*count), Cell::share(*count, counted)]
    };
    Table {
        name: "muc_diem",
        caption: "Số bài theo mức điểm".to_owned(),
        columns,
        rows: bands.iter().map(row).collect(),
        total: Some("Tổng cộng".to_owned()),
    }
}
