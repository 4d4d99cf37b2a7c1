//! Lists of agencies: the shipped ones, and what is refused.

use std::fs;
use std::path::Path;

use bank::agencies::{AgencySet, ListFormat, read, write};
use bank::{Place, ReadError};
use contest::agencies::AgencyKind;
use contest::time::LocalDate;

#[test]
fn the_shipped_lists_are_sound() {
    for (file, count) in [("lao-cai.csv", 119), ("lai-chau.csv", 58), ("lang-son.csv", 85)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/agencies").join(file);
        let set = read(&fs::read(path).unwrap()).unwrap();
        assert_eq!((set.agencies.len(), set.problems.len()), (count, 0), "{file}: {:?}", set.problems);
        assert_eq!((set.agencies[0].kind, &set.agencies[0].parent_code), (AgencyKind::Province, &None));
        assert!(set.agencies.iter().all(|agency| agency.headcount.is_none() && !agency.block.is_empty()));
    }
}

fn rows(rows: &str) -> Result<AgencySet, ReadError> {
    read(format!("code,name,kind,parent_code,block,headcount\n{rows}").as_bytes())
}

fn codes(set: &AgencySet) -> Vec<&str> {
    set.agencies.iter().map(|agency| agency.code.as_str()).collect()
}

#[test]
fn parents_stand_before_children() {
    let set =
        rows("a1,Xã A,commune,a,xa-phuong,120\na,Tỉnh A,province,,,\na2,Sở Nội vụ,department,a,so-ban-nganh,1000000\n")
            .unwrap();
    assert_eq!(codes(&set), ["a", "a1", "a2"]);
    assert_eq!(set.agencies[1].headcount, Some(120));
    assert_eq!(set.problems, []);
}

#[test]
fn every_bad_row_is_said() {
    let set = rows(
        "p,Tỉnh,province,,,\n,Sở A,department,p,,\nb,,department,p,,\nc,Sở C,hội quán,p,,\np,Tỉnh nữa,province,,,\n\
         d,Sở D,department,x,,\ne,Sở E,department,c,,\nf,Sở F,department,g,,\ng,Sở G,department,f,,\n\
         h,Sở H,department,p,,0\ni,Sở I,department,p,,1000001\nj,Sở J,department,p,,12 người\nk,Sở K,department,k,,\n",
    )
    .unwrap();
    assert_eq!(codes(&set), ["p"]);
    let said: Vec<(u32, &str)> = set
        .problems
        .iter()
        .map(|problem| match problem.place {
            Place::Line(line) => (line, problem.message.as_str()),
            _ => panic!("{problem}"),
        })
        .collect();
    for (line, words) in [
        (3, "Chưa có mã"),
        (4, "Chưa có tên"),
        (5, "Loại “hội quán” chưa rõ"),
        (6, "Mã “p” đã dùng ở dòng 2"),
        (7, "Không có cơ quan cấp trên mang mã “x”"),
        (8, "“c” chưa được nhận"),
        (9, "lại trực thuộc chính cơ quan này"),
        (10, "lại trực thuộc chính cơ quan này"),
        (11, "Số người “0” chưa đúng"),
        (12, "Số người “1000001” chưa đúng"),
        (13, "Số người “12 người” chưa đúng"),
        (14, "lại trực thuộc chính cơ quan này"),
    ] {
        assert!(said.iter().any(|(at, message)| *at == line && message.contains(words)), "{line} {words}: {said:#?}");
    }
    assert_eq!(said.len(), 12);
}

#[test]
fn days_are_read_as_people_and_programs_write_them() {
    let read = |rows: &str| {
        let header = "Mã;Tên;Loại;Mã cấp trên;Có từ ngày;Giải thể từ ngày;Sáp nhập vào\n";
        read(format!("{header}{rows}").as_bytes()).unwrap()
    };
    let set = read("p;Tỉnh;province;;2025-07-01;;\na;Huyện A;Huyện, quận, thị xã;p;1/1/2020;1/7/2025;p\n");
    assert_eq!(set.problems, []);
    let [province, district] = set.agencies.as_slice() else { panic!("{set:?}") };
    assert_eq!((province.valid_from, province.valid_to), (LocalDate::new(2025, 7, 1), None));
    assert_eq!(district.kind, AgencyKind::District);
    assert_eq!((district.valid_from, district.valid_to), (LocalDate::new(2020, 1, 1), LocalDate::new(2025, 7, 1)));
    assert_eq!(district.successor_code.as_deref(), Some("p"));
    let set = read(
        "p;Tỉnh;province;;31/2/2025;;\nq;Tỉnh;province;;2/1/2025;1/1/2025;\nr;Tỉnh;province;;;;p\ns@1;Tỉnh;province;;;;\n",
    );
    let said: Vec<&str> = set.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said.len(), 4);
    for (said, words) in
        said.iter().zip(["Ngày “31/2/2025” chưa đúng", "không sau ngày", "chưa có ngày giải thể", "dấu @"])
    {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let rows = "p,Tỉnh,province,,,,1/7/2025,,\nb,\"=1+1, Sở\",department,p,khoi-rieng,9,,,\n\
        a,Xã A,commune,p,xa-phuong,1000000,1/1/2020,1/7/2025,b\n";
    let header = "code,name,kind,parent_code,block,headcount,valid_from,valid_to,successor_code\n";
    let set = read(format!("{header}{rows}").as_bytes()).unwrap();
    assert_eq!((set.agencies.len(), set.problems.len()), (3, 0));
    for format in [ListFormat::Csv, ListFormat::Xlsx] {
        let written = write(&set.agencies, format).unwrap();
        assert_eq!(written, write(&set.agencies, format).unwrap(), "the same bytes");
        let again = read(&written).unwrap();
        assert_eq!(again.problems, []);
        let without_place = |set: &AgencySet| {
            let place = Place::File;
            set.agencies
                .iter()
                .map(|agency| bank::agencies::Agency { place: place.clone(), ..agency.clone() })
                .collect::<Vec<_>>()
        };
        assert_eq!(without_place(&again), without_place(&set), "{format:?}");
    }
    let text = String::from_utf8(write(&set.agencies, ListFormat::Csv).unwrap()).unwrap();
    assert!(text.contains("\" =1+1, Sở\""), "a spreadsheet does not calculate it: {text}");
}

#[test]
fn the_shipped_lists_come_back_from_a_workbook() {
    for file in ["lao-cai.csv", "lai-chau.csv", "lang-son.csv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/agencies").join(file);
        let set = read(&fs::read(path).unwrap()).unwrap();
        let again = read(&write(&set.agencies, ListFormat::Xlsx).unwrap()).unwrap();
        assert_eq!((codes(&again), again.problems.len()), (codes(&set), 0));
        assert!(matches!(again.agencies[0].place, Place::Row { sheet: None, row: 2 }));
    }
}

#[test]
fn other_files_are_refused() {
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(rows(""), Err(ReadError::NoAgencies));
    assert!(matches!(read(b"a,b\n1,2\n"), Err(ReadError::NoHeader { .. })));
    assert!(matches!(read(b"%PDF-1.7"), Err(ReadError::WrongKind { .. })));
}
