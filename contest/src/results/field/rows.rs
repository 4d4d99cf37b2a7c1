//! The outcome as lines of a file, one for each attempt.

use serde::Serialize;

use super::{
    Field, Outcome,
    build::{NONE, Row},
};

/// One attempt with its place. The names of the fields are the columns of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankedRow<'a> {
    /// The round, from 1.
    pub round: u16,
    /// Who ranks together: a track, a block, or empty for everybody.
    pub group: &'a str,
    /// The place on the board of the round and group; none for an attempt that does not rank.
    pub rank: Option<u32>,
    /// Whether the place is shared.
    pub tied: bool,
    /// The person.
    pub person: &'a str,
    /// The attempt.
    pub entry: &'a str,
    /// The agency's code.
    pub agency: &'a str,
    /// The block's code, the attempt's own or else the agency's.
    pub block: &'a str,
    /// The track's code.
    pub track: &'static str,
    /// Questions answered wholly right.
    pub correct: u16,
    /// The score in hundredths of a percent.
    pub score: u16,
    /// The time taken, in milliseconds.
    pub duration: i64,
    /// What was predicted.
    pub prediction: Option<u32>,
    /// How far that is from what came about.
    pub distance: Option<u32>,
    /// The person's valid attempts in the round; none for an attempt that does not rank.
    pub attempts: Option<u32>,
    /// Those of them that are all-correct.
    pub perfect_attempts: Option<u32>,
    /// The prizes, `Giải tuần: Giải Nhất`, separated by semicolons.
    pub prize: String,
    /// The lots drawn, separated by semicolons.
    pub lot: String,
    /// Why it does not rank, a code of [`super::Exclusion`]; empty for one that does.
    pub excluded: &'static str,
    /// Why it can win no individual prize, a code of [`super::NoPrize`]; empty for one that can.
    pub no_prize: &'static str,
    /// What a person should know of it.
    pub note: String,
}

impl RankedRow<'_> {
    /// The columns, in the order of the fields.
    pub const COLUMNS: [&'static str; 21] = [
        "round",
        "group",
        "rank",
        "tied",
        "person",
        "entry",
        "agency",
        "block",
        "track",
        "correct",
        "score",
        "duration",
        "prediction",
        "distance",
        "attempts",
        "perfect_attempts",
        "prize",
        "lot",
        "excluded",
        "no_prize",
        "note",
    ];
}

impl Outcome {
    /// All attempts: those that rank by round, group, place and person, then the others by round
    /// and person. `field` is the one that was ranked.
    pub fn rows<'a>(&'a self, field: &'a Field) -> impl Iterator<Item = RankedRow<'a>> + 'a {
        let ranked = self.places.iter().filter_map(move |place| {
            let one = self.counted.get(place.counted as usize)?;
            let row = field.rows.get(one.row as usize)?;
            let note = self.notes.get(place.counted);
            let joined = |lines: Option<Vec<String>>| lines.unwrap_or_default().join("; ");
            Some(RankedRow {
                group: self.groups.get(place.group as usize).map_or("", super::Group::code),
                rank: Some(place.rank),
                tied: place.tied,
                distance: self.distances.get(place.counted as usize).copied().flatten(),
                attempts: Some(one.attempts),
                perfect_attempts: Some(one.perfect),
                prize: joined(note.map(|note| note.prizes.clone())),
                lot: joined(note.map(|note| note.lots.iter().map(ToString::to_string).collect())),
                no_prize: self.no_prize.get(place.counted as usize).copied().flatten().map_or("", super::NoPrize::code),
                note: note.map(|note| note.remarks.join(" ")).unwrap_or_default(),
                ..self.bare(field, row)
            })
        });
        let others = self.exclusions.iter().zip(&field.rows).filter_map(move |(exclusion, row)| {
            let exclusion = (*exclusion)?;
            Some(RankedRow { excluded: exclusion.code(), note: exclusion.label().to_owned(), ..self.bare(field, row) })
        });
        ranked.chain(others)
    }

    fn bare<'a>(&'a self, field: &'a Field, row: &Row) -> RankedRow<'a> {
        let of_agency = || self.agency_blocks.get(row.agency as usize).map_or("", |block| block);
        let block = if row.block == NONE { of_agency() } else { field.blocks.get(row.block) };
        RankedRow {
            round: row.round,
            group: "",
            rank: None,
            tied: false,
            person: field.people.get(row.person),
            entry: field.entries.get(row.entry),
            agency: field.agencies.get(row.agency),
            block,
            track: row.track.code(),
            correct: row.correct,
            score: row.score,
            duration: (row.submitted_at - row.started_at).0,
            prediction: (row.prediction != NONE).then_some(row.prediction),
            distance: None,
            attempts: None,
            perfect_attempts: None,
            prize: String::new(),
            lot: String::new(),
            excluded: "",
            no_prize: "",
            note: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attempts::Seed,
        contests::{Rules, TrackKind},
        results::field::{Attempt, Facts, FieldBuilder, rank_field},
        time::Timestamp,
    };

    #[test]
    fn the_columns_are_the_fields() {
        let mut field = FieldBuilder::default();
        let attempt = Attempt {
            entry: "l1",
            person: "an",
            agency: "",
            block: "",
            track: TrackKind::Staff,
            round: 1,
            correct: 1,
            score: 10_000,
            prediction: None,
            started_at: Timestamp(0),
            submitted_at: Timestamp(1),
            registered_at: None,
            valid: true,
        };
        field.push(&attempt).unwrap();
        let field = field.finish();
        let outcome = rank_field(&field, &Rules::case_4(), &Facts::none(Seed([0; 16]))).unwrap();
        let row = serde_json::to_value(outcome.rows(&field).next().unwrap()).unwrap();
        let names: std::collections::BTreeSet<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, RankedRow::COLUMNS.into_iter().collect());
    }
}
