//! Lists of agencies: the shipped ones, and what is refused.

use std::fs;
use std::path::Path;

use bank::agencies::{AgencySet, read};
use bank::{Place, ReadError};
use contest::agencies::AgencyKind;

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
fn other_files_are_refused() {
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(rows(""), Err(ReadError::NoAgencies));
    assert!(matches!(read(b"a,b\n1,2\n"), Err(ReadError::NoHeader { .. })));
    assert!(matches!(read(b"%PDF-1.7"), Err(ReadError::WrongKind { .. })));
}
