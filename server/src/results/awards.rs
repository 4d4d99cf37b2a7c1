//! Prizes, table by table.

use app::results::{AwardRow, AwardTable};
use contest::{Millis, agencies::Block, contests::TrackKind};
use engine::results::life::{AwardLine, Refusable, ResultsOf};

/// The prizes in tables: one for each list, round and those who race with each other.
pub fn tables(of: ResultsOf, awards: &[AwardLine]) -> Vec<AwardTable> {
    let race = |award: &AwardLine| (award.prizes.clone(), award.round, award.group.clone(), is_person(award));
    awards.chunk_by(|a, b| race(a) == race(b)).map(|awards| table(of, awards)).collect()
}

/// `Giải tuần, vòng 2, Bảng A`: the list, the round where several are shown, and who raced.
pub fn race_in_words(of: ResultsOf, prizes: &str, round: Option<i32>, group: &str) -> String {
    let round = round.filter(|_| matches!(of, ResultsOf::Contest(_))).map(|round| format!("vòng {round}"));
    let group = Some(group_in_words(group)).filter(|group| !group.is_empty()).map(str::to_owned);
    let parts: Vec<String> = [prizes.to_owned()].into_iter().chain(round).chain(group).collect();
    parts.join(", ")
}

fn table(of: ResultsOf, awards: &[AwardLine]) -> AwardTable {
    let first = awards.first();
    let title = first.map(|award| race_in_words(of, &award.prizes, award.round, &award.group));
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
        taken_back: award.taken_back.is_some(),
        certificate: None,
        worth: award.worth.map(|(correct, total, taken)| (format!("{correct}/{total}"), Millis(taken))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_race_has_a_table_of_its_own() {
        let award = |prizes: &str, group: &str, whose| AwardLine {
            position: 0,
            round: Some(2),
            prizes: prizes.to_owned(),
            group: group.to_owned(),
            class: "Giải Nhất".to_owned(),
            whose,
            name: "An".to_owned(),
            agency: "Sở Nội vụ".to_owned(),
            attempt: None,
            worth: None,
            taken_back: None,
        };
        let (an, department) = (Refusable::Person(1), Refusable::Agency(2));
        let awards = [
            award("Giải tuần", "staff", an),
            award("Giải tuần", "staff", an),
            award("Giải tuần", "citizens", an),
            award("Giải tuần", "", department),
            award("Giải khối", "xa-phuong", department),
        ];
        let tables = tables(ResultsOf::Round(7), &awards);
        let told: Vec<(&str, bool, usize)> =
            tables.iter().map(|table| (table.title.as_str(), table.individual, table.rows.len())).collect();
        let expected = [
            ("Giải tuần, Bảng A", true, 2),
            ("Giải tuần, Bảng B", true, 1),
            ("Giải tuần", false, 1),
            ("Giải khối, Xã, phường", false, 1),
        ];
        assert_eq!(told, expected);
        let whole = super::tables(ResultsOf::Contest(1), &awards);
        assert_eq!(whole[0].title, "Giải tuần, vòng 2, Bảng A");
        assert_eq!((tables[3].rows[0].name.as_str(), &tables[3].rows[0].agency), ("Sở Nội vụ", &None));
    }
}
