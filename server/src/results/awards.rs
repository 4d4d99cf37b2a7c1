//! Prizes, table by table.

use app::results::{AwardRow, AwardTable};
use contest::{Millis, agencies::Block, contests::TrackKind};
use engine::results::life::{AwardLine, Refusable};

/// The prizes of a round in tables: one for each list and those who race with each other.
pub fn tables(awards: &[AwardLine]) -> Vec<AwardTable> {
    let same_race =
        |a: &AwardLine, b: &AwardLine| (&a.prizes, &a.group, is_person(a)) == (&b.prizes, &b.group, is_person(b));
    awards.chunk_by(same_race).map(table).collect()
}

fn table(awards: &[AwardLine]) -> AwardTable {
    let first = awards.first();
    let title = first.map(|award| match group_in_words(&award.group) {
        "" => award.prizes.clone(),
        group => format!("{}, {group}", award.prizes),
    });
    AwardTable {
        title: title.unwrap_or_default(),
        individual: first.is_some_and(is_person),
        rows: awards.iter().map(row).collect(),
    }
}

fn is_person(award: &AwardLine) -> bool {
    matches!(award.whose, Refusable::Person(_))
}

/// A track's name or a block's; nothing for everybody.
fn group_in_words(code: &str) -> &str {
    match TrackKind::parse(code) {
        Some(track) => track.short_label(),
        None => Block::label(code),
    }
}

fn row(award: &AwardLine) -> AwardRow {
    let (name, agency) = match award.whose {
        Refusable::Person(_) => (award.name.clone(), Some(award.agency.clone())),
        Refusable::Agency(_) => (award.agency.clone(), None),
    };
    AwardRow {
        class: award.class.clone(),
        name,
        agency,
        attempt: award.attempt,
        worth: award.worth.map(|(correct, total, taken)| (format!("{correct}/{total}"), Millis(taken))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_race_has_a_table_of_its_own() {
        let award = |prizes: &str, group: &str, whose| AwardLine {
            prizes: prizes.to_owned(),
            group: group.to_owned(),
            class: "Giải Nhất".to_owned(),
            whose,
            name: "An".to_owned(),
            agency: "Sở Nội vụ".to_owned(),
            attempt: None,
            worth: None,
        };
        let (an, department) = (Refusable::Person(1), Refusable::Agency(2));
        let awards = [
            award("Giải tuần", "staff", an),
            award("Giải tuần", "staff", an),
            award("Giải tuần", "citizens", an),
            award("Giải tuần", "", department),
            award("Giải khối", "xa-phuong", department),
        ];
        let tables = tables(&awards);
        let told: Vec<(&str, bool, usize)> =
            tables.iter().map(|table| (table.title.as_str(), table.individual, table.rows.len())).collect();
        let expected = [
            ("Giải tuần, Bảng A", true, 2),
            ("Giải tuần, Bảng B", true, 1),
            ("Giải tuần", false, 1),
            ("Giải khối, Xã, phường", false, 1),
        ];
        assert_eq!(told, expected);
        assert_eq!((tables[3].rows[0].name.as_str(), &tables[3].rows[0].agency), ("Sở Nội vụ", &None));
    }
}
