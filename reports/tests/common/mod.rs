//! A report as the organiser of a province would make one.

use contest::time::LocalDate;
use reports::{Appendix, Cell, Column, Header, Kind, Report, Section, Table, Total};

const fn column(name: &'static str, kind: Kind, width: u8, total: Total) -> Column {
    Column { name, label: String::new(), kind, width, total }
}

fn labelled(columns: Vec<(Column, &str)>) -> Vec<Column> {
    columns.into_iter().map(|(column, label)| Column { label: label.to_owned(), ..column }).collect()
}

/// A table of agencies with these names; the figures follow from the position, and some have no headcount.
pub fn agencies(names: &[String], all_known: bool) -> Table {
    let columns = labelled(vec![
        (column("number", Kind::Count, 6, Total::None), "TT"),
        (column("agency", Kind::Text, 40, Total::None), "Cơ quan, đơn vị"),
        (column("headcount", Kind::Count, 12, Total::SumOfAll), "Số người"),
        (column("entrants", Kind::Count, 12, Total::Sum), "Số người dự thi"),
        (column("participation", Kind::Share, 12, Total::Ratio { part: 3, whole: 2 }), "Tỷ lệ dự thi"),
        (column("attempts", Kind::Count, 12, Total::Sum), "Số lượt thi"),
        (column("mean", Kind::Share, 12, Total::Weighted { by: 3 }), "Điểm trung bình"),
        (column("last", Kind::Date, 13, Total::None), "Lượt thi cuối"),
    ]);
    let row = |(place, name): (usize, &String)| {
        let n = place as u64 + 1;
        let (headcount, entrants) = (40 + n * 3, 30 + n * 2);
        let known = all_known || !n.is_multiple_of(7);
        vec![
            Cell::Count(n),
            Cell::Text(name.clone()),
            if known { Cell::Count(headcount) } else { Cell::Unknown },
            Cell::Count(entrants),
            if known { Cell::share(entrants, headcount) } else { Cell::Nothing },
            Cell::Count(entrants * 2 + 1),
            Cell::share(entrants * (7_000 + n), entrants * 10_000),
            Cell::Date(LocalDate::from_days(20_500 + place as i64)),
        ]
    };
    Table {
        name: "don_vi",
        caption: "KẾT QUẢ THEO CƠ QUAN, ĐƠN VỊ".to_owned(),
        columns,
        rows: names.iter().enumerate().map(row).collect(),
        total: Some("Tổng cộng".to_owned()),
    }
}

/// Names of so many agencies, some of them long.
pub fn names(count: usize) -> Vec<String> {
    let long = "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh, trực thuộc Văn phòng Ủy ban nhân dân tỉnh";
    (1..=count)
        .map(|n| if n % 9 == 0 { format!("{long} {n}") } else { format!("Ủy ban nhân dân xã Bảo Thắng {n}") })
        .collect()
}

/// A report on these agencies.
pub fn about(names: &[String]) -> Report {
    let blocks = Table {
        name: "khoi",
        caption: "Kết quả theo khối".to_owned(),
        columns: labelled(vec![
            (column("block", Kind::Text, 30, Total::None), "Khối"),
            (column("entrants", Kind::Count, 14, Total::Sum), "Số người dự thi"),
            (column("attempts", Kind::Count, 14, Total::Sum), "Số lượt thi"),
        ]),
        rows: [("Sở, ban, ngành", 4_846, 9_100), ("Xã, phường", 5_000, 12_345)]
            .map(|(name, entrants, attempts)| {
                vec![Cell::Text(name.into()), Cell::Count(entrants), Cell::Count(attempts)]
            })
            .to_vec(),
        total: Some("Tổng cộng".to_owned()),
    };
    Report {
        header: Header {
            superior: "Ủy ban nhân dân tỉnh Lào Cai".into(),
            issuer: "Sở Nội vụ".into(),
            number: "15/BC-SNV".into(),
            place: "Lào Cai".into(),
            date: LocalDate::new(2026, 7, 5),
            authority: "TM. Ban Tổ chức".into(),
            signer_title: "Trưởng ban".into(),
            signer: "Nguyễn Thị Quỳnh Trang".into(),
            recipients: vec!["UBND tỉnh (để báo cáo)".into(), "Các sở, ban, ngành".into(), "UBND các xã, phường".into()],
        },
        subject: "Kết quả Cuộc thi trực tuyến Tìm hiểu cải cách hành chính tỉnh Lào Cai năm 2026, quý II".into(),
        period: "Số liệu từ ngày 01/4/2026 đến ngày 30/6/2026".into(),
        sections: vec![
            Section {
                heading: "I. KẾT QUẢ THAM GIA".into(),
                paragraphs: vec![
                    "Trong kỳ báo cáo có 9.846 người của 120 cơ quan, đơn vị dự thi với 21.445 lượt thi; tỷ lệ cán bộ, công chức, viên chức dự thi đạt 88,4%. Điểm trung bình của bài thi được tính là 76,5%, trung vị 80%; 1.204 người trả lời đúng tất cả các câu hỏi.".into(),
                    "So với kỳ trước, số người dự thi tăng 1.120 người.".into(),
                ],
                tables: vec![blocks],
            },
            Section {
                heading: "II. CƠ QUAN, ĐƠN VỊ CÓ TỶ LỆ THẤP".into(),
                paragraphs: vec!["Chi tiết tại Phụ lục kèm theo Báo cáo này./.".into()],
                tables: Vec::new(),
            },
        ],
        appendices: vec![Appendix { label: "Phụ lục".into(), table: agencies(names, false) }],
    }
}

/// A report on so many agencies.
pub fn report(count: usize) -> Report {
    about(&names(count))
}
