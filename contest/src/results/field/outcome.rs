//! What a ranking comes to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    CollectiveTable, Exclusion, Field, Lot, Missed, NoPrize, PassReason, counted::Counted, notes::Notes, places::Place,
};
use crate::contests::{DuplicateKey, PredictedQuantity, TrackKind};

/// Who is compared with whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Everybody.
    All,
    /// One track.
    Track(TrackKind),
    /// The block with this code; empty for those of no block.
    Block(String),
}

/// One race for prizes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Race {
    /// The name of the list of prizes.
    pub prizes: String,
    /// The round; `None` for the whole contest.
    pub round: Option<u16>,
    /// Who races.
    pub group: Group,
}

/// A prize for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Award {
    /// In which race.
    pub race: Race,
    /// The class.
    pub class: String,
    /// The winner.
    pub person: String,
    /// The attempt that won it.
    pub entry: String,
    /// The place among the race's winners, from 1.
    pub seat: u32,
    /// The place in the order of the race, from 1; those above who were passed over are counted.
    pub order: u32,
}

/// Someone passed over, so that everybody below moved up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassedOver {
    /// In which race.
    pub race: Race,
    /// The place in the order of the race, from 1.
    pub order: u32,
    /// Who.
    pub person: String,
    /// The attempt that they race with.
    pub entry: String,
    /// Why.
    pub reason: PassReason,
}

/// A drawing of lots among people whom every key left equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// In which race.
    pub race: Race,
    /// Who drew what, in the order that came of it.
    pub lots: Vec<(String, Lot)>,
}

/// People who have a thing in common and are shown to the organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flagged {
    /// The thing.
    pub by: DuplicateKey,
    /// Who, first to register first.
    pub people: Vec<String>,
}

/// What was counted in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RoundFigures {
    /// The round.
    pub round: u16,
    /// People who took part.
    pub people: u32,
    /// Their valid attempts.
    pub attempts: u32,
    /// People with an attempt that is all-correct.
    pub people_all_correct: u32,
    /// Attempts that are all-correct.
    pub attempts_all_correct: u32,
    /// What predictions are measured against; `None` where none is asked. Frozen facts come first.
    pub quantity: Option<u32>,
}

/// A ranked field. Its attempts are read with [`Outcome::rows`]; what is written as JSON is the rest.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// By round.
    pub rounds: Vec<RoundFigures>,
    /// Prizes for people, race by race, the highest first.
    pub awards: Vec<Award>,
    /// Who was passed over, race by race: the log of why others moved up.
    pub passed: Vec<PassedOver>,
    /// Who would have won but does not count, race by race.
    pub missed: Vec<Missed>,
    /// The lots drawn, race by race.
    pub drawings: Vec<Drawing>,
    /// Duplicates to look at.
    pub flagged: Vec<Flagged>,
    /// The agencies, table by table.
    pub collective: Vec<CollectiveTable>,
    #[serde(skip)]
    pub(super) exclusions: Vec<Option<Exclusion>>,
    #[serde(skip)]
    pub(super) counted: Vec<Counted>,
    #[serde(skip)]
    pub(super) distances: Vec<Option<u32>>,
    #[serde(skip)]
    pub(super) no_prize: Vec<Option<NoPrize>>,
    #[serde(skip)]
    pub(super) places: Vec<Place>,
    /// What the places' groups are.
    #[serde(skip)]
    pub(super) groups: Vec<Group>,
    /// By agency.
    #[serde(skip)]
    pub(super) agency_blocks: Vec<Box<str>>,
    #[serde(skip)]
    pub(super) notes: Notes,
}

impl Group {
    /// What files show: empty for everybody, the code of a track or of a block.
    pub fn code(&self) -> &str {
        match self {
            Self::All => "",
            Self::Track(track) => track.code(),
            Self::Block(block) => block,
        }
    }
}

impl Outcome {
    /// What was counted in all rounds of the field together, as that of round 0: different people, all
    /// their valid attempts. `field` is the one that was ranked. Quantities are those of rounds.
    pub fn whole(&self, field: &Field) -> RoundFigures {
        let person = |one: &Counted| field.rows.get(one.row as usize).map(|row| row.person);
        let people: BTreeSet<_> = self.counted.iter().filter_map(person).collect();
        let all_correct: BTreeSet<_> = self.counted.iter().filter(|one| one.perfect > 0).filter_map(person).collect();
        RoundFigures {
            round: 0,
            people: people.len() as u32,
            attempts: self.counted.iter().map(|one| one.attempts).sum(),
            people_all_correct: all_correct.len() as u32,
            attempts_all_correct: self.counted.iter().map(|one| one.perfect).sum(),
            quantity: None,
        }
    }
}

impl RoundFigures {
    /// The figure of a predicted quantity.
    pub const fn of(&self, quantity: PredictedQuantity) -> u32 {
        match quantity {
            PredictedQuantity::PeopleAllCorrect => self.people_all_correct,
            PredictedQuantity::AttemptsAllCorrect => self.attempts_all_correct,
            PredictedQuantity::People => self.people,
            PredictedQuantity::Attempts => self.attempts,
        }
    }
}
